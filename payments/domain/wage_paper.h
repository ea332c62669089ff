// Wages paid otherwise than to the worker's own account, and who gets them in the worker's place.
//
// Role: papers that one person proposes and another approves; nothing is booked before.
// Source: payments.md, posting rules: wages paid outside the account, in cash; worker dead, under
//         guardianship, or unreachable (提存).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/arrears.h"

namespace anxin::payments {

// ---- paid outside the account -------------------------------------------------------------------

enum class PaidHow : std::uint8_t {
  cash,    ///< outside the account, with the worker's receipt
  notary,  ///< deposited with a notary (提存) from the contractor's own money
};
/// "cash", "notary".
[[nodiscard]] std::string_view to_word(PaidHow how);

/// A channel that the contractor does not control, through which the worker has confirmed.
enum class Channel : std::uint8_t {
  hotline,    ///< 12333
  platform,   ///< the worker's own login
  in_person,  ///< before the regulator
};
/// "hotline", "platform", "in-person".
[[nodiscard]] std::string_view to_word(Channel channel);
[[nodiscard]] std::optional<Channel> find_channel(std::string_view word);

struct PaidOutsideLine {
  std::string line;
  Money amount;
};

struct PaidOutside {
  std::string id;  ///< contract-O01
  std::string contract;
  PaidHow how = PaidHow::cash;
  std::vector<PaidOutsideLine> lines;
  Money sum;
  Date on;                             ///< of the payment
  std::string document;                ///< number of the receipts, or of the notary's deed
  Channel channel = Channel::hotline;  ///< cash
  std::string confirmation;            ///< cash: number of the worker's confirmation there
  std::string office;                  ///< notary: where the worker finds the money
  std::string proposer;                ///< person
  PaperState state;
};

// ---- a payee in the worker's place --------------------------------------------------------------

enum class PayeeKind : std::uint8_t {
  heir,      ///< 继承人
  guardian,  ///< 监护人
};
/// "heir", "guardian".
[[nodiscard]] std::string_view to_word(PayeeKind kind);
[[nodiscard]] std::optional<PayeeKind> find_payee_kind(std::string_view word);

struct PayeePaper {
  std::string id;  ///< contract-H01
  std::string contract;
  std::string line;  ///< the one that was owed
  std::string worker;
  PayeeKind kind = PayeeKind::heir;
  std::string document;     ///< 继承公证书, 监护证明 …
  std::string sealed_name;  ///< with the worker's data key, as the two below
  std::string sealed_account;
  std::string sealed_bank_no;
  std::string proposer;  ///< person
  std::string pays;      ///< once approved: the line that is paid to the payee
  PaperState state;
};

/// Which paper names the payee of a line.
struct PayeeOfLine {
  std::string paper;
};

}  // namespace anxin::payments
