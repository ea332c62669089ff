// Where deposits stand: one contract's, and the register of a region.
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {
namespace {

DepositView view_of(const ledger::Reader& reader, const Contract& contract, Date today) {
  DepositView view;
  view.contract = contract.id;
  const auto project = find(reader, kProjects, contract.project);
  if (project) view.region = project->value.region;
  if (auto deposit = find(reader, kDeposits, contract.id)) view.deposit = std::move(deposit->value);
  const auto principal = chart::deposit_liability(contract.id);
  view.cash = balance_of(reader, principal);
  view.held = view.cash - available_of(reader, principal);
  view.interest = balance_of(reader, chart::deposit_interest(contract.id));
  for (auto& one : find_all(reader, kDepositMovements, contract.id + "/")) {
    view.movements.push_back(std::move(one.value));
  }
  view.letters = letters_cover(reader, contract.id, today);
  if (view.deposit) {
    view.to_replenish =
        still_open(view.deposit->to_replenish, missing_of(*view.deposit, view.cover()));
  }
  view.notices = papers_of(reader, kNotices, contract.id);
  view.papers = papers_of(reader, kLetters, contract.id);
  view.refunds = papers_of(reader, kRefunds, contract.id);
  view.assessments = papers_of(reader, kAssessments, contract.id);
  return view;
}

// A project whose region is no code must not hide the register, nor be hidden by it: it lies in
// every place whose digits it begins with.
bool lies_in(const ledger::Reader& reader, const Contract& contract, RegionCode wider) {
  const auto project = find(reader, kProjects, contract.project);
  const std::string text = project ? project->value.region : "";
  if (const auto place = RegionCode::parse(text)) return place->lies_in(wider);
  auto digits = wider.text();
  while (digits.ends_with("00")) digits.erase(digits.size() - 2);
  return text.starts_with(digits);
}

}  // namespace

Result<DepositView> DepositService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  return view_of(reader, LEDGER_TRY(book_.contract(reader, id)).value, book_.today());
}

Result<std::vector<DepositView>> DepositService::list(RegionCode region) const {
  const auto reader = LEDGER_TRY(book_.read());
  std::vector<DepositView> views;
  for (const auto& contract : find_all(reader, kContracts)) {
    if (!lies_in(reader, contract.value, region)) continue;
    views.push_back(view_of(reader, contract.value, book_.today()));
  }
  return views;
}

}  // namespace anxin::payments
