// Where wage accounts stand: one contract's, and the register of a region.
#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/domain/chart.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

std::string state_of(const AccountUse& use, const std::string& account) {
  if (account == use.account) return use.closed_on ? "closed" : "in-use";
  return ended_on(use, account) ? "moved" : "waiting";
}

std::vector<AccountLine> accounts_of(const ledger::Reader& reader, const Contract& contract) {
  const auto known = find_all(reader, kWageAccounts, contract.id + "/");
  if (known.empty()) return {};
  const auto stored = find(reader, kAccountUses, contract.id);
  const auto use =
      stored ? stored->value : AccountUse{contract.id, known.front().value.id, std::nullopt, {}};
  std::vector<AccountLine> lines;
  for (const auto& one : known) {
    const auto filing = find(reader, kFilings, one.key);
    AccountLine line;
    line.account = one.value;
    line.state = state_of(use, one.value.id);
    line.until = ended_on(use, one.value.id);
    if (filing) line.filed_on = filing->value.on;
    line.balance = balance_of(reader, chart::wage_bank(contract.id, one.value.id));
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<NonFundingNotice> notices_of(const ledger::Reader& reader,
                                         const std::string& contract) {
  std::vector<NonFundingNotice> notices;
  for (auto& one : find_all(reader, kNonFundings, contract + "/")) {
    notices.push_back(std::move(one.value));
  }
  return notices;
}

Result<WageAccountView> view_of(const PaymentsBook& book, const ledger::Reader& reader,
                                const Contract& contract, Date on) {
  WageAccountView view;
  view.contract = contract;
  if (const auto project = find(reader, kProjects, contract.project)) {
    view.project_name = project->value.name;
    view.region = project->value.region;
  }
  view.accounts = accounts_of(reader, contract);
  view.duties = LEDGER_TRY(duties_of(book, reader, contract, on));
  view.notices = notices_of(reader, contract.id);
  view.top_ups = papers_of(reader, kTopUps, contract.id);
  view.changes = papers_of(reader, kCostChanges, contract.id);
  view.moves = papers_of(reader, kAccountMoves, contract.id);
  view.openings = papers_of(reader, kAccountOpenings, contract.id);
  view.bars = papers_of(reader, kClosingBarRecords, contract.id);
  view.closings = papers_of(reader, kClosings, contract.id);
  if (auto one = find(reader, kSuccessions, contract.id)) view.succession = std::move(one->value);
  for (const auto& payable : reader.accounts(chart::wage_payable_prefix(contract.id))) {
    view.owed += payable.balance();
  }
  return view;
}

}  // namespace

std::size_t WageAccountView::overdue() const {
  return static_cast<std::size_t>(std::count_if(duties.begin(), duties.end(), [](const auto& duty) {
    return duty.state == DutyState::overdue;
  }));
}

Money WageAccountView::missing() const {
  Money sum;
  for (const auto& duty : duties) {
    if (duty.state == DutyState::overdue) sum += duty.missing();
  }
  return sum;
}

Result<WageAccountView> WageAccountService::show(const std::string& id,
                                                 std::optional<Date> on) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  return view_of(book_, reader, contract.value, on.value_or(book_.today()));
}

Result<std::vector<WageAccountView>> WageAccountService::list(RegionCode region,
                                                              std::optional<Date> on) const {
  const auto reader = LEDGER_TRY(book_.read());
  std::vector<WageAccountView> views;
  for (const auto& contract : find_all(reader, kContracts)) {
    const auto place = region_of(reader, contract.value);
    const bool here = region.is_national() || (place && place->lies_in(region));
    if (!here) continue;
    views.push_back(LEDGER_TRY(view_of(book_, reader, contract.value, on.value_or(book_.today()))));
  }
  return views;
}

}  // namespace anxin::payments
