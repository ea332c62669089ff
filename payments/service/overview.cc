#include "payments/service/overview.h"

#include <map>

#include "payments/domain/chart.h"
#include "payments/service/attachment_service.h"
#include "payments/service/balances.h"
#include "payments/service/reconcile_report.h"
#include "payments/service/wage_account_parts.h"

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

void add_balances(const ledger::Reader& reader, const Contract& contract, ContractOverview& view) {
  for (const auto& payable : reader.accounts(chart::wage_payable_prefix(contract.id))) {
    view.unpaid += payable.balance();
  }
  view.funding_due = balance_of(reader, chart::funding_due(contract.id, contract.owner));
}

// Nothing where the contract has no wage account yet.
Result<void> add_account(const PaymentsBook& book, const ledger::Reader& reader,
                         ContractOverview& view) {
  if (find_all(reader, kWageAccounts, view.contract + "/").empty()) return {};
  const auto account = LEDGER_TRY(book.last_wage_account(reader, view.contract));
  const auto bank = reader.account(account.ledger_name);
  view.balance = bank->balance();
  view.in_transit = bank->lowering();
  return {};
}

// Of the last statement of each account.
void add_unreconciled(const ledger::Reader& reader, ContractOverview& view) {
  // What a bank has shown stays open until it is explained; what we alone have, the last one says.
  std::map<std::string, Total> ours;
  for (const auto& report : reconcile_reports(reader, view.contract)) {
    view.unreconciled += report.unmatched_bank.sum;
    ours[report.wage_account] = report.unmatched_ours.sum;
  }
  for (const auto& [account, sum] : ours) view.unreconciled += sum;
}

}  // namespace

Result<std::vector<ContractOverview>> overview(const PaymentsBook& book) {
  const auto reader = LEDGER_TRY(book.read());
  std::vector<ContractOverview> views;
  for (const auto& contract : find_all(reader, kContracts)) {
    ContractOverview view;
    view.contract = contract.key;
    const auto project = find(reader, kProjects, contract.value.project);
    if (project) view.project_name = project->value.name;
    view.taken_beyond = taken_beyond(reader, contract.key);
    add_lines(reader, view);
    add_balances(reader, contract.value, view);
    LEDGER_CHECK(add_account(book, reader, view));
    add_unreconciled(reader, view);
    for (const auto& duty : LEDGER_TRY(duties_of(book, reader, contract.value, book.today()))) {
      if (duty.state == DutyState::overdue) ++view.overdue_duties;
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace anxin::payments
