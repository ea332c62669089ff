// Compares a wage table with the roster: who is meant by each row, and what speaks against paying.
//
// Role: the part of the check that needs the books (payments.md, step 2). A row whose person and
//       amount are sure but whose account or papers are not is parked: it accrues, is visible, and
//       is not instructed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payments/bank/wage_table.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

inline constexpr Reason kNotRegistered{"payroll.not-registered"};  ///< park: not on the roster
inline constexpr Reason kCardNotRegistered{"payroll.card-not-registered"};  ///< park
inline constexpr Reason kNameDiffers{"payroll.name-differs"};               ///< park
inline constexpr Reason kNoContract{"payroll.no-contract"};                 ///< explain
inline constexpr Reason kDeparted{"payroll.departed"};                      ///< explain
inline constexpr Reason kEmployerUnknown{"payroll.employer-unknown"};  ///< explain: paid as before
inline constexpr Reason kSecondLine{"payroll.second-line"};            ///< explain
inline constexpr std::array kSheetMatchReasons{kSecondLine,     kNotRegistered, kCardNotRegistered,
                                               kNameDiffers,    kNoContract,    kDeparted,
                                               kEmployerUnknown};

/// A row with the person it means.
struct MatchedRow {
  const bank::WageRow* row = nullptr;
  std::string worker;  ///< of the roster, or made from the keyed hash for a person not on it
  bool registered = false;
  Person person;  ///< as known, or as the row says for a person not on the roster
  std::string team;
  std::string employer;                 ///< party
  std::vector<std::string> parked_for;  ///< codes of all findings that park it
};

struct MatchedSheet {
  bank::WageTable table;
  std::vector<MatchedRow> rows;  ///< one per row of the table
  Findings findings;             ///< the table's own and ours, by row
  [[nodiscard]] std::size_t parked() const;
};

/// Matches by identity number, else by account and name.
/// Refuses: seal.broken.
[[nodiscard]] Result<MatchedSheet> match_sheet(const PaymentsBook& book,
                                               const ledger::Reader& reader,
                                               const Contract& contract, Month month,
                                               bank::WageTable table);

/// The same for persons whom a document names (arrears): one who is not on the roster is taken at
/// its word, and parked only where the account is missing, bad or another person's; an employer
/// that is not of the contract is refused. Refuses: seal.broken.
[[nodiscard]] Result<MatchedSheet> match_named(const PaymentsBook& book,
                                               const ledger::Reader& reader,
                                               const Contract& contract, bank::WageTable table);

}  // namespace anxin::payments
