// A case of attachment (查封、冻结、划拨) of a wage account or a guarantee deposit.
//
// Role: stored as domain records; software refuses nothing to a court, it records each step and
//       makes the law visible.
// Source: Decree 724 art. 33: the money on both accounts must not be attached or transferred for
//         any cause but the wages of this project; 人社部发〔2020〕93号.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

enum class AttachedAccount : std::uint8_t { wage, deposit };
/// "wage" (专用账户), "deposit" (工资保证金).
[[nodiscard]] std::string_view to_word(AttachedAccount account);
[[nodiscard]] std::optional<AttachedAccount> find_attached_account(std::string_view word);

enum class AttachmentPurpose : std::uint8_t {
  wages,  ///< of the workers of this project: allowed
  other,
};
/// "wages", "other".
[[nodiscard]] std::string_view to_word(AttachmentPurpose purpose);
[[nodiscard]] std::optional<AttachmentPurpose> find_attachment_purpose(std::string_view word);

/// What the court says to the objection.
enum class AttachmentOutcome : std::uint8_t {
  upheld,    ///< the order falls
  rejected,  ///< the order stands
  excess,    ///< it stands for what exceeds the wages due
};
/// "upheld", "rejected", "excess".
[[nodiscard]] std::string_view to_word(AttachmentOutcome outcome);
[[nodiscard]] std::optional<AttachmentOutcome> find_attachment_outcome(std::string_view word);

namespace attachment_state {
/// The order has come in.
struct Received {};
/// The bank has told the court that the account holds wages.
struct NatureNoticed {};
struct Objected {};
struct Decided {
  AttachmentOutcome outcome = AttachmentOutcome::upheld;
};
/// Money was taken; more of it may follow.
struct Executed {};
struct Lifted {};
}  // namespace attachment_state
using AttachmentState = std::variant<attachment_state::Received, attachment_state::NatureNoticed,
                                     attachment_state::Objected, attachment_state::Decided,
                                     attachment_state::Executed, attachment_state::Lifted>;
/// "received", "nature-noticed", "objected", "decided", "executed", "lifted".
[[nodiscard]] std::string_view to_word(const AttachmentState& state);

/// One step, as it was recorded.
struct AttachmentStep {
  AttachmentState state;  ///< after it
  std::string document;
  std::string by;  ///< person
  Date on;
  Money amount;  ///< taken by it
  Money excess;  ///< over all wages due on its day, before it; of a taking, on the debit's day
};

struct AttachmentCase {
  std::string id;  ///< contract-Q01
  std::string contract;
  AttachedAccount account = AttachedAccount::wage;
  std::string court;
  Money amount;  ///< of the order
  AttachmentPurpose purpose = AttachmentPurpose::other;
  std::vector<AttachmentStep> steps;
  Money executed;
  Money beyond;  ///< executed for another purpose out of money for wages
  AttachmentState state;
};

}  // namespace anxin::payments
