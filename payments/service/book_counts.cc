#include "payments/service/book_counts.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/service/deposit_service.h"
#include "payments/service/records.h"

namespace anxin::payments {
namespace {

bool is_worked_on(const Contract& contract, Date on) {
  return contract.signed_on <= on &&
         month_of(on) < month_of(contract.signed_on) + std::chrono::months(contract.months);
}

// A payroll whose wages are owed by the day.
bool is_counted(const PayrollBatch& batch, Date on) {
  return batch.kind == BatchKind::regular && batch.month <= month_of(on) &&
         !std::holds_alternative<batch_state::Checked>(batch.state) &&
         !std::holds_alternative<batch_state::Confirmed>(batch.state) &&
         !std::holds_alternative<batch_state::Withdrawn>(batch.state);
}

void add_last_month(const ledger::Reader& reader, const std::string& contract, Date on,
                    ContractCount& count) {
  std::optional<Month> last;
  const auto batches = find_of_contract(reader, kBatches, contract);
  for (const auto& batch : batches) {
    if (is_counted(batch.value, on))
      last = std::max(last.value_or(batch.value.month), batch.value.month);
  }
  for (const auto& batch : batches) {
    if (!is_counted(batch.value, on) || batch.value.month != last) continue;
    count.gross += batch.value.gross;
    count.lines += batch.value.lines;
  }
}

}  // namespace

Result<std::vector<ContractCount>> count_contracts(PaymentsBook& book, RegionCode region, Date on) {
  const auto reader = LEDGER_TRY(book.read());
  std::vector<ContractCount> counts;
  for (const auto& view : LEDGER_TRY(DepositService(book).list(region))) {
    const auto contract = LEDGER_TRY(book.contract(reader, view.contract)).value;
    if (!is_worked_on(contract, on)) continue;
    ContractCount count;
    count.owner = contract.owner;
    count.contractor = contract.contractor;
    count.amount = contract.amount;
    count.labour_share = parse_rate(contract.labour_share).value_or(Rate(0));
    count.months = contract.months;
    count.has_account = !find_all(reader, kWageAccounts, contract.id + "/").empty();
    count.deposit_cash = view.cash;
    count.deposit_letters = view.letters;
    add_last_month(reader, contract.id, on, count);
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace anxin::payments
