// Pieces that the steps about a deposit share. Internal to deposit_*.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
[[nodiscard]] Result<DutyDay> last_day_of(const PaymentsBook& book, RegionCode region, Duty duty,
                                          Date event);
/// Answers the day under `name`, and whether its calendar is confirmed.
void answer_day(CommandDraft& draft, std::string name, const DutyDay& day);

/// A reference, a number, a reason: without white space at its ends.
/// Refuses: deposit.text (blank, above `max` bytes, control characters), pointing at `field`.
[[nodiscard]] Result<std::string> clean_text(const std::string& text, std::size_t max,
                                             const std::string& field);
/// Refuses: payments.amount-invalid, deposit.amount-max.
[[nodiscard]] Result<void> check_amount(Money amount);
/// Refuses: deposit.party-unknown, deposit.party-own.
[[nodiscard]] Result<void> check_outsider(const ledger::Reader& reader, const Contract& contract,
                                          const std::string& party);
/// Refuses: deposit.done, while there is nothing left.
[[nodiscard]] Result<void> check_not_refunded(const Deposit& deposit);
/// Refuses: deposit.done, once it was refunded: nothing is required any more.
[[nodiscard]] Result<void> check_not_released(const Deposit& deposit);
/// Refuses: deposit.refund-arrears.
[[nodiscard]] Result<void> check_nothing_owed(const ledger::Reader& reader,
                                              const std::string& contract);

/// A contract and its deposit out of one snapshot: what nearly every step begins with.
struct LoadedDeposit {
  Versioned<Contract> contract;
  Versioned<Deposit> deposit;
};
/// Refuses: payments.contract-unknown, deposit.not-assessed.
[[nodiscard]] Result<LoadedDeposit> load_deposit(const PaymentsBook& book,
                                                 const ledger::Reader& reader,
                                                 const std::string& contract);

/// The least balance on any day from `from` to today, by effective dates.
[[nodiscard]] Money least_since(const ledger::Reader& reader, const book::AccountName& account,
                                Date from, Date today);

/// What active letters that run on the day are still good for.
[[nodiscard]] Money letters_cover(const ledger::Reader& reader, const std::string& contract,
                                  Date today);
/// Cash and letters.
[[nodiscard]] Money cover_of(const ledger::Reader& reader, const std::string& contract, Date today);
/// The contract's notices that are not executed or taken back.
[[nodiscard]] std::vector<DepositNotice> open_notices(const ledger::Reader& reader,
                                                      const std::string& contract);
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

/// Ends a letter in the command: what it is still good for leaves the books on the given day.
/// Refuses: deposit.letter-held (an open notice is to be paid from it).
struct LetterEnding {
  LetterState state;
  Date on;
};
[[nodiscard]] Result<void> end_letter(const ledger::Reader& reader,
                                      const Versioned<GuaranteeLetter>& letter,
                                      const LetterEnding& ending, CommandDraft& draft);

/// Two decisions about one deposit never pass each other: each writes its record.
inline void touch(CommandDraft& draft, const Versioned<Deposit>& deposit) {
  draft.update(kDeposits, deposit, deposit.value);
}

}  // namespace anxin::payments
