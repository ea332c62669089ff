// Pieces that the steps about a deposit share. Internal to deposit_*.cc.
#pragma once

#include <optional>
#include <string>

#include "payments/rules/duty_rules.h"
#include "payments/service/balances.h"
#include "payments/service/deposit_reasons.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// Where the contract's project lies. Refuses: deposit.region-unknown.
[[nodiscard]] Result<RegionCode> region_of(const ledger::Reader& reader, const Contract& contract);

/// The rule about a duty in a place on the day it begins. Refuses: rules.none-in-force.
[[nodiscard]] Result<const Deadline*> duty_rule(const PaymentsBook& book, RegionCode region,
                                                Duty duty, Date on);
/// The last day of a duty that an event begins. Refuses: rules.none-in-force,
/// calendar.year-unknown.
[[nodiscard]] Result<Date> last_day_of(const PaymentsBook& book, RegionCode region, Duty duty,
                                       Date event);

/// A contract and its deposit out of one snapshot: what nearly every step begins with.
struct LoadedDeposit {
  Versioned<Contract> contract;
  Versioned<Deposit> deposit;
};
/// Refuses: payments.contract-unknown, deposit.not-assessed.
[[nodiscard]] Result<LoadedDeposit> load_deposit(const PaymentsBook& book,
                                                 const ledger::Reader& reader,
                                                 const std::string& contract);

/// From its first day to its last.
[[nodiscard]] inline bool runs_on(const GuaranteeLetter& letter, Date day) {
  return letter.valid_from <= day && day <= letter.valid_to;
}
/// What active letters that run on the day are still good for.
[[nodiscard]] Money letters_cover(const ledger::Reader& reader, const std::string& contract,
                                  Date today);
/// The letter, while it is active. Refuses: deposit.letter-unknown, deposit.letter-state.
[[nodiscard]] Result<Versioned<GuaranteeLetter>> active_letter(const ledger::Reader& reader,
                                                               const std::string& letter);
/// Opens what cash needs: deposit_bank, deposit_liability, deposit_interest.
void open_cash_accounts(const ledger::Reader& reader, const Contract& contract,
                        CommandDraft& draft);

/// The next free id of a contract's papers in the table: contract-N01, contract-N02, …
template <class T>
[[nodiscard]] std::string next_paper(const ledger::Reader& reader, const RecordTable<T>& table,
                                     const std::string& contract, char kind) {
  std::uint32_t number = 1;
  while (find(reader, table, paper_id(contract, kind, number))) ++number;
  return paper_id(contract, kind, number);
}

/// Ends a letter in the command: what it is still good for leaves the books.
/// Refuses: deposit.letter-held (a notice is to be paid from it).
[[nodiscard]] Result<void> end_letter(const ledger::Reader& reader,
                                      const Versioned<GuaranteeLetter>& letter, LetterState state,
                                      Date today, CommandDraft& draft);

/// Lowers what is to be replenished; the duty ends with it.
void put_back(Deposit& deposit, Money amount);

}  // namespace anxin::payments
