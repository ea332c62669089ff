// What the import and the quarantine share about files that wait.
#include <algorithm>

#include "ledger/base/digest.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/reconcile_records.h"
#include "payments/service/statement_taking.h"

namespace anxin::payments {
namespace {

std::string place_in_vault(const QuarantinedFile& file) { return "quarantine/" + file.id; }

// A page in the middle says neither its closing balance nor a period: the day of what it books.
Date day_of(const Statement& statement, Date today) {
  if (statement.closing_date || statement.to || statement.entries.empty()) {
    return closing_day(statement, today);
  }
  const auto last = std::max_element(
      statement.entries.begin(), statement.entries.end(),
      [](const StatementEntry& a, const StatementEntry& b) { return a.booked < b.booked; });
  return last->booked;
}

}  // namespace

QuarantinedFile file_to_keep(const PaymentsBook& book, const ledger::Reader& reader,
                             const WageAccount& account, const Statement& statement) {
  QuarantinedFile file;
  file.id = next_paper(reader, kQuarantine, account.contract, 'Z');
  file.contract = account.contract;
  file.wage_account = account.id;
  file.bank_id = statement.id;
  file.day = day_of(statement, book.today());
  file.sequence = statement.sequence;
  file.opening = statement.opening;
  file.since = book.today();
  return file;
}

void keep_bytes(const Vault& vault, std::string_view bytes, QuarantinedFile& file) {
  file.digest = sha256(bytes).hex();
  file.sealed_file = vault.seal_text(bytes, place_in_vault(file));
}

Result<std::string> bytes_of(const Vault& vault, const QuarantinedFile& file) {
  return vault.open_text(file.sealed_file, place_in_vault(file));
}

bool is_page_of(const QuarantinedFile& file, const std::string& bank_id,
                std::optional<std::uint64_t> sequence) {
  const bool other_number = file.sequence && sequence && *file.sequence != *sequence;
  return file.page > 0 && file.bank_id == bank_id && !other_number;
}

void end_waiting(const Versioned<QuarantinedFile>& file, QuarantineState state,
                 CommandDraft& draft) {
  auto changed = file.value;
  changed.state = std::move(state);
  changed.sealed_file.clear();  // it names persons
  draft.update(kQuarantine, file, changed);
}

std::vector<Versioned<QuarantinedFile>> pages_waiting_for(const ledger::Reader& reader,
                                                          const QuarantinedFile& page) {
  auto files = find_of_contract(reader, kQuarantine, page.contract);
  std::erase_if(files, [&](const auto& one) {
    return one.key == page.id || one.value.profile != page.profile ||
           one.value.wage_account != page.wage_account ||
           !is_page_of(one.value, page.bank_id, page.sequence) || !waits(one.value.state);
  });
  return files;
}

}  // namespace anxin::payments
