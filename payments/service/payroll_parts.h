// Pieces that the steps of the payroll month share. Internal to payments/service.
#pragma once

#include <map>
#include <string>

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

/// Where a line that is split belongs, and the command that does it.
struct SplitFrom {
  const ledger::Reader& reader;
  PayrollBatch& batch;
  CommandDraft& draft;
};
/// What the line is owed as.
[[nodiscard]] WageOf wage_of(const PayrollLine& line, Month month);
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

/// payments.batch-state with the state that was found and the step that a batch in it waits for.
[[nodiscard]] tl::unexpected<Fault> wrong_state(const PayrollBatch& batch);

}  // namespace anxin::payments
