#include "payments/service/monthly_report.h"

#include <algorithm>
#include <map>
#include <set>

#include "payments/domain/chart.h"
#include "payments/service/accrued_lines.h"
#include "payments/service/balances.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/fund_month.h"
#include "payments/service/suspected_arrears.h"

namespace anxin::payments {
namespace {

/// What is looked at: the month, and the day of its balances.
struct MonthLook {
  const ledger::Reader& reader;
  Month month;
  Date as_of;

  [[nodiscard]] bool covers(Date day) const { return month_of(day) == month && day <= as_of; }
};

// As they stand once everything is taken off that was reduced.
void add_earned(const MonthLook& look, const std::vector<AccruedLine>& lines, ContractMonth& row) {
  std::map<std::string, Money> earned;  // by worker
  auto& sums = row.figures;
  for (const auto& [line, month, due_on, last] : lines) {
    if (month != look.month) continue;
    sums.gross += to_total(line.gross);
    sums.net += to_total(line.net);
    earned[line.worker] += line.gross;
  }
  for (const auto& paper : reductions_of_repairs(look.reader, row.contract)) {
    if (paper.month != look.month) continue;
    sums.gross -= to_total(paper.amount);
    sums.net -= to_total(paper.amount);
    earned[paper.worker] -= paper.amount;
  }
  std::erase_if(earned, [](const auto& worker) { return worker.second.is_zero(); });
  sums.workers = earned.size();
}

// One line each pays a part of a wage: the one that accrued, one that was split off it, one that
// pays again.
void add_paid(const MonthLook& look, ContractMonth& row) {
  for (const auto& [id, version, line] : find_of_contract(look.reader, kLines, row.contract)) {
    const auto on = paid_on(line.state);
    if (!on || !look.covers(*on)) continue;
    const bool by_account = std::holds_alternative<line_state::Paid>(line.state);
    (by_account ? row.figures.paid : row.figures.discharged) += to_total(line.net);
  }
}

// A worker's wage of one month, which stands on an account of its own.
struct OwedWage {
  std::string worker;
  Date due_on;
};

// Both by the accounts of the workers on the day: the lines say what has become of them since.
void add_owed(const MonthLook& look, const std::vector<AccruedLine>& lines, ContractMonth& row) {
  std::map<std::string, OwedWage, std::less<>> wages;  // by account
  for (const auto& [line, month, due_on, last] : lines) {
    const auto account = chart::wage_payable(line.contract, month, line.employer, line.worker);
    auto& wage = wages.try_emplace(account.string(), OwedWage{line.worker, due_on}).first->second;
    wage.due_on = std::min(wage.due_on, due_on);
  }
  std::set<std::string> overdue_workers;
  for (const auto& account : look.reader.accounts(chart::wage_payable_prefix(row.contract))) {
    const auto owed = std::max(Money(), balance_on(look.reader, account, look.as_of));
    row.figures.owed += to_total(owed);
    const auto wage = wages.find(account.name.text());
    const bool overdue = wage != wages.end() && wage->second.due_on < look.as_of;
    if (!overdue || owed.is_zero()) continue;
    row.figures.overdue += to_total(owed);
    overdue_workers.insert(wage->second.worker);
  }
  row.figures.overdue_workers = overdue_workers.size();
}

void add_wages(const MonthLook& look, ContractMonth& row) {
  const auto lines = accrued_lines(look.reader, row.contract);
  add_earned(look, lines, row);
  add_paid(look, row);
  add_owed(look, lines, row);
}

void add_funding(const MonthLook& look, ContractMonth& row) {
  const auto due = find(look.reader, kFundingDues, row.contract + "/" + to_string(look.month));
  if (due) row.figures.funding_due = to_total(due->value.amount);
  for (const auto& receipt : find_all(look.reader, kReceipts, row.contract + "/")) {
    if (!look.covers(receipt.value.on)) continue;
    const bool by_owner = receipt.value.source == FundingSource::owner;
    (by_owner ? row.figures.funding_received : row.figures.topped_up) +=
        to_total(receipt.value.amount);
  }
}

Total balances_on(const MonthLook& look, std::string_view prefix) {
  Total sum;
  for (const auto& account : look.reader.accounts(prefix)) {
    sum += to_total(balance_on(look.reader, account, look.as_of));
  }
  return sum;
}

void add_balances(const MonthLook& look, ContractMonth& row) {
  auto& sums = row.figures;
  sums.balance = balances_on(look, chart::wage_bank_prefix(row.contract));
  sums.deposit_cash =
      to_total(balance_on(look.reader, chart::deposit_liability(row.contract), look.as_of));
  for (const auto& letter : find_of_contract(look.reader, kLetters, row.contract)) {
    const auto account = chart::guarantee_letter(row.contract, letter.key);
    sums.deposit_letters += to_total(balance_on(look.reader, account, look.as_of));
  }
}

void add_papers(const MonthLook& look, ContractMonth& row) {
  for (const auto& account : find_all(look.reader, kWageAccounts, row.contract + "/")) {
    row.has_account = row.has_account || account.value.opened_on <= look.as_of;
  }
  for (const auto& one : find_of_contract(look.reader, kCases, row.contract)) {
    if (look.covers(one.value.opened_on)) ++row.figures.cases_opened;
  }
}

ContractMonth row_of(const MonthLook& look, const Contract& contract, RegionCode region) {
  ContractMonth row;
  row.contract = contract.id;
  row.project = contract.project;
  const auto project = find(look.reader, kProjects, contract.project);
  if (project) row.project_name = project->value.name;
  row.region = region.text();
  row.owner = contract.owner;
  row.contractor = contract.contractor;
  add_wages(look, row);
  add_funding(look, row);
  add_balances(look, row);
  add_papers(look, row);
  return row;
}

std::map<std::string, std::size_t> months_without_payroll(
    const std::vector<SuspectedArrears>& all) {
  std::map<std::string, std::size_t> months;
  for (const auto& one : all) months[one.contract] = one.months.size();
  return months;
}

}  // namespace

MonthlyFigures& MonthlyFigures::operator+=(const MonthlyFigures& other) {
  for (const auto& sum : kMonthlySums) this->*sum.value += other.*sum.value;
  for (const auto& count : kMonthlyCounts) this->*count.value += other.*count.value;
  return *this;
}

Result<MonthlyReport> monthly_report(const PaymentsBook& book, RegionCode region, Month month) {
  const auto today = book.today();
  if (first_day(month) > today) {
    return fail(kReportMonthAhead, {{"month", to_string(month)}, {"today", to_string(today)}});
  }
  const auto reader = LEDGER_TRY(book.read());
  const MonthLook look{reader, month, std::min(last_day(month), today)};
  auto unreported = months_without_payroll(LEDGER_TRY(suspected_arrears(book, region, look.as_of)));
  MonthlyReport report{region, month, look.as_of, {}, 0, 0, {}, {}};
  for (const auto& [id, version, contract] : find_all(reader, kContracts)) {
    const auto place = LEDGER_TRY(region_of(reader, contract));
    if (!place.lies_in(region) || contract.signed_on > look.as_of) continue;
    auto row = row_of(look, contract, place);
    row.figures.months_unreported = unreported[id];
    if (row.has_account) ++report.with_account;
    if (row.figures.overdue > 0) ++report.in_arrears;
    report.total += row.figures;
    report.contracts.push_back(std::move(row));
  }
  report.funds = funds_in_month(reader, region, {month, look.as_of});
  return report;
}

}  // namespace anxin::payments
