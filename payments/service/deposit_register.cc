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
  view.notices = papers_of(reader, kNotices, contract.id);
  view.papers = papers_of(reader, kLetters, contract.id);
  view.refunds = papers_of(reader, kRefunds, contract.id);
  return view;
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
    const auto place = LEDGER_TRY(region_of(reader, contract.value));
    if (place.lies_in(region)) views.push_back(view_of(reader, contract.value, book_.today()));
  }
  return views;
}

}  // namespace anxin::payments
