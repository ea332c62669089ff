#include "ledger/service/export_journal.h"

#include <fmt/format.h>

#include <ostream>

#include "ledger/base/amount.h"
#include "ledger/base/bytes.h"

namespace anxin::ledger {
namespace {

using store::Table;

void write_posting(std::ostream& out, const Reader& reader, const book::Posting& posting) {
  const auto debit = *reader.account(posting.debit);
  const auto credit = *reader.account(posting.credit);
  const auto amount = to_string(posting.amount, debit.currency);
  out << fmt::format("    {}  {} {}\n    {}  {} -{}\n", debit.name.text(), debit.currency.code(),
                     amount, credit.name.text(), credit.currency.code(), amount);
}

// Postings of one block that share kind and date make one transaction.
void write_block(std::ostream& out, const Reader& reader, const store::PostingBlock& block) {
  const book::Posting* before = nullptr;
  for (const auto& posting : block.postings) {
    const bool new_transaction = before == nullptr || before->kind != posting.kind ||
                                 before->effective_on != posting.effective_on;
    if (new_transaction) {
      out << fmt::format("\n{} * ({}) {}\n", to_string(posting.effective_on), block.entry,
                         to_word(posting.kind));
    }
    write_posting(out, reader, posting);
    before = &posting;
  }
}

}  // namespace

Result<void> export_hledger(const Reader& reader, std::ostream& out) {
  out << fmt::format("; book {} at entry {}, digest {}\n", reader.book().id, reader.head().entry,
                     reader.head().digest.hex());
  const auto cursor = reader.snapshot().cursor(Table::postings);
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    const auto block = store::decode_block(cursor->value());
    if (!block) return fail(store::kDamaged, {{"what", "postings"}});
    write_block(out, reader, *block);
  }
  return {};
}

}  // namespace anxin::ledger
