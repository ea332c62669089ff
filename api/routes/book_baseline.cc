#include "api/routes/book_baseline.h"

#include "payments/service/book_counts.h"

namespace anxin::routes {
namespace {

simulator::BookContract book_contract(const payments::ContractCount& count) {
  return {count.owner,  count.contractor,  count.amount,       count.labour_share,
          count.months, count.has_account, count.deposit_cash, count.deposit_letters,
          count.gross,  count.lines};
}

}  // namespace

Result<simulator::Baseline> baseline_of_book(payments::PaymentsBook& book,
                                             const simulator::Baseline& shipped,
                                             const BookPlace& place) {
  simulator::BookFacts facts{place.region, place.on, {}};
  const auto counts = LEDGER_TRY(payments::count_contracts(book, place.region, place.on));
  for (const auto& count : counts) facts.contracts.push_back(book_contract(count));
  return simulator::snapshot_baseline(shipped, facts);
}

}  // namespace anxin::routes
