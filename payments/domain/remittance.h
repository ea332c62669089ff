// What an employer has withheld from wages and pays on from its own money.
//
// Role: stored as domain records; what is still to be remitted is a ledger account
//       (chart::deduction_payable).
// Source: payments.md, posting rules: remitted from the withholder's own money (voucher), never out
//         of the wage account.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

enum class WithheldKind : std::uint8_t {
  tax,     ///< 个人所得税
  social,  ///< 社会保险费, where a sheet shows it by itself
  other,   ///< every other deduction column of a sheet together
};
/// "tax", "social", "other": also the part of the account's name.
[[nodiscard]] std::string_view to_word(WithheldKind kind);
[[nodiscard]] std::optional<WithheldKind> find_withheld_kind(std::string_view word);

struct Remittance {
  std::string id;  ///< contract-W01
  std::string contract;
  WithheldKind kind = WithheldKind::tax;
  std::string withholder;  ///< party
  Month period;            ///< the wage month from whose wages it was withheld
  Money amount;
  std::string voucher;  ///< 完税证明 or payment voucher
  Date on;
  std::string by;  ///< person
};

}  // namespace anxin::payments
