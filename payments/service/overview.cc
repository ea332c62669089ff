#include "payments/service/overview.h"

#include "payments/domain/chart.h"
#include "payments/service/attachment_service.h"
#include "payments/service/reconcile_report.h"

namespace anxin::payments {
namespace {

// A payroll that stands; arrears only once they are approved.
bool counts(const PayrollBatch& batch) {
  if (!accrues(batch.kind) || std::holds_alternative<batch_state::Withdrawn>(batch.state)) {
    return false;
  }
  return batch.kind != BatchKind::decision ||
         !std::holds_alternative<batch_state::Confirmed>(batch.state);
}

void subtract_reductions(const ledger::Reader& reader, ContractOverview& view) {
  for (const auto& reduction : find_of_contract(reader, kReductions, view.contract)) {
    if (!std::holds_alternative<paper_state::Approved>(reduction.value.state)) continue;
    view.gross -= reduction.value.amount;
    view.net -= reduction.value.amount;
  }
}

void add_lines(const ledger::Reader& reader, ContractOverview& view) {
  std::set<std::string> regular;
  std::set<std::string> workers;
  for (const auto& batch : find_of_contract(reader, kBatches, view.contract)) {
    if (!counts(batch.value)) continue;
    regular.insert(batch.key);
    view.gross += batch.value.gross;
    view.net += batch.value.net;
  }
  for (const auto& line : find_of_contract(reader, kLines, view.contract)) {
    if (std::holds_alternative<line_state::Paid>(line.value.state)) view.paid += line.value.net;
    if (regular.contains(line.value.batch)) workers.insert(line.value.worker);
  }
  view.workers = workers.size();
  subtract_reductions(reader, view);
}

void add_balances(const ledger::Reader& reader, const Contract& contract,
                  const PaymentsBook::Account& account, ContractOverview& view) {
  const auto bank = reader.account(account.ledger_name);
  view.balance = bank->balance();
  view.in_transit = bank->lowering();
  for (const auto& payable : reader.accounts(chart::wage_payable_prefix(contract.id))) {
    view.unpaid += payable.balance();
  }
  view.funding_due = reader.account(chart::funding_due(contract.id, contract.owner))->balance();
}

}  // namespace

Result<std::vector<ContractOverview>> overview(const PaymentsBook& book) {
  const auto reader = LEDGER_TRY(book.read());
  std::vector<ContractOverview> views;
  for (const auto& contract : find_all(reader, kContracts)) {
    const auto account = LEDGER_TRY(book.wage_account(reader, contract.key));
    ContractOverview view;
    view.contract = contract.key;
    const auto project = find(reader, kProjects, contract.value.project);
    if (project) view.project_name = project->value.name;
    view.taken_beyond = taken_beyond(reader, contract.key);
    add_lines(reader, view);
    add_balances(reader, contract.value, account, view);
    const auto reports = reconcile_reports(reader, contract.key, account);
    if (!reports.empty()) {
      const auto& last = reports.back();
      view.unreconciled = last.unmatched_ours.sum + last.unmatched_bank.sum;
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace anxin::payments
