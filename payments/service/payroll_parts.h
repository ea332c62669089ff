// Pieces that the steps of the payroll month share. Internal to payments/service.
#pragma once

#include <map>
#include <string>

#include "payments/domain/posting.h"
#include "payments/service/payments_book.h"
#include "payments/service/payroll_service.h"

namespace anxin::payments {

/// The next batch of a contract's month: numbered, empty, checked.
[[nodiscard]] PayrollBatch new_batch(const ledger::Reader& reader, const std::string& contract,
                                     Month month, BatchKind kind);

/// The agreed pay day in the month after the wage month, moved before holidays (Decree 724 art.
/// 14). Refuses: calendar.year-unknown.
[[nodiscard]] Result<Date> due_date(const PaymentsBook& book, const Contract& contract,
                                    Month month);

/// Where a line's money goes.
struct PayAccount {
  std::string card;
  std::string bank_code;
};
/// Seals the account into the line under the person's data key and notes its fingerprint.
[[nodiscard]] Result<void> seal_account(const Vault& vault, const SealedPerson& person,
                                        const PayAccount& account, PayrollLine& line);
[[nodiscard]] Result<PayAccount> open_account(const Vault& vault, const SealedPerson& person,
                                              const PayrollLine& line);

/// A line with the wage month that its account is named by.
struct LineOfMonth {
  Versioned<PayrollLine> line;
  Month month;
};
/// Refuses: payments.line-unknown.
[[nodiscard]] Result<LineOfMonth> load_line(const ledger::Reader& reader, const std::string& id);
/// The same, while it is owed and no bank may still pay it.
/// Refuses: payments.line-unknown, payments.line-not-at-hand.
[[nodiscard]] Result<LineOfMonth> line_at_hand(const ledger::Reader& reader, const std::string& id);
/// Whose wage of which month a line is.
[[nodiscard]] WageOf wage_of(const PayrollLine& line, Month month);

/// Where and when a batch's lines accrue: on the last day of the wage month, or today where that is
/// earlier.
struct Accrual {
  const Contract& contract;
  Month month;
  Date on;
};
/// Accrues a line in the command: gross to the worker; what is withheld goes on from there, so that
/// the payable left is the net.
void accrue(const ledger::Reader& reader, const Accrual& accrual, const PayrollLine& line,
            CommandDraft& draft);
/// Accrued, or parked where something stands against paying it.
[[nodiscard]] LineState state_once_owed(const PayrollLine& line);

/// The place in the contract of a person who is met in a table for the first time.
[[nodiscard]] Membership provisional_member(const std::string& contract, const MatchedRow& matched,
                                            Month since);
/// Persons whom a table brings into the books.
class MetPersons {
 public:
  MetPersons(const Vault& vault, const ledger::Reader& reader) : vault_(vault), reader_(reader) {}
  /// The person, sealed; one who is not known is kept with the provisional membership.
  [[nodiscard]] SealedPerson keep(const Person& person, const Membership& provisional,
                                  CommandDraft& draft);

 private:
  const Vault& vault_;
  const ledger::Reader& reader_;
  std::map<std::string, SealedPerson> met_;
};
/// Where a line that is split belongs, and the command that does it.
struct SplitFrom {
  const ledger::Reader& reader;
  PayrollBatch& batch;
  CommandDraft& draft;
};
/// Makes what is not paid now a line of its own, owed in the same state; the line keeps `now`.
/// Requires: 0 < now < line.net. Refuses: access.seal-broken.
[[nodiscard]] Result<void> split_off(const PaymentsBook& book, const SplitFrom& from,
                                     PayrollLine& line, Money now);

/// Under which key a batch's file is remembered.
[[nodiscard]] std::string submitted_key(const PayrollBatch& batch);
/// Notes in the command that the batch's month has changed.
void change_month(const ledger::Reader& reader, const PayrollBatch& batch, CommandDraft& draft);

/// Lines as they are to be, by id.
using ChangedLines = std::map<std::string, PayrollLine>;
/// Brings the batches of changed lines up to date in the command: a line that is owed again opens a
/// closed batch, the last one that is owed no more closes it.
void restate_batches(const ledger::Reader& reader, const ChangedLines& lines, CommandDraft& draft);

/// Refuses: payments.batch-of-arrears: two persons decide it as a paper, not as a payroll.
[[nodiscard]] Result<void> check_not_arrears(const PayrollBatch& batch);
/// payments.batch-state with the state that was found and the step that a batch in it waits for.
[[nodiscard]] tl::unexpected<Fault> wrong_state(const PayrollBatch& batch);

}  // namespace anxin::payments
