#include "payments/service/fund_month.h"

#include <map>

#include "payments/domain/chart.h"
#include "payments/service/balances.h"
#include "payments/service/records.h"

namespace anxin::payments {
namespace {

Money& sum_of(FundMonth& row, FundMovementKind kind) {
  switch (kind) {
    case FundMovementKind::appropriated:
      return row.appropriated;
    case FundMovementKind::recovered:
      return row.recovered;
    case FundMovementKind::given_back:
      return row.given_back;
    case FundMovementKind::written_off:
      return row.written_off;
    case FundMovementKind::relief:
      return row.relief;
    case FundMovementKind::interest:
      return row.interest;
  }
  return row.interest;
}

void add_movements(const ledger::Reader& reader, const FundMonthAsked& asked, FundMonth& row) {
  for (const auto& movement : find_all(reader, kFundMovements, row.fund + "/")) {
    const auto* booked = std::get_if<fund_movement::Booked>(&movement.value.state);
    if (booked == nullptr || !asked.covers(booked->on)) continue;
    sum_of(row, movement.value.kind) += movement.value.amount;
  }
}

// What a debtor paid under recourse goes to whoever paid in its place, a fund among them.
// By fund.
std::map<std::string, Money> recoveries(const ledger::Reader& reader, const FundMonthAsked& asked) {
  std::map<std::string, Money> sums;
  for (const auto& recovery : find_all(reader, kRecoveries)) {
    if (!asked.covers(recovery.value.on)) continue;
    for (const auto& part : recovery.value.parts) {
      if (part.contract.empty()) sums[part.owed_to] += part.amount;
    }
  }
  return sums;
}

// A line that came back was not paid, and is paid again by another one.
void add_advances(const ledger::Reader& reader, const FundMonthAsked& asked, FundMonth& row) {
  for (const auto& [id, version, payment] : find_all(reader, kFundPayments, row.fund + "-P")) {
    if (payment.fund != row.fund) continue;
    for (const auto& line : payment.lines) {
      const bool paid = line.outcome == NoticeOutcome::paid;
      if (paid && asked.covers(line.on)) row.advanced += line.amount;
    }
  }
}

Money receivable_of(const ledger::Reader& reader, const std::string& fund, Date day) {
  Money sum;
  for (const auto& account : reader.accounts(chart::fund_prefix(fund) + "fund_receivable:")) {
    sum += balance_on(reader, account, day);
  }
  return sum;
}

}  // namespace

std::vector<FundMonth> funds_in_month(const ledger::Reader& reader, RegionCode region,
                                      const FundMonthAsked& asked) {
  std::vector<FundMonth> rows;
  auto recovered = recoveries(reader, asked);
  for (const auto& [id, version, fund] : find_all(reader, kFunds)) {
    const auto place = RegionCode::parse(fund.region);
    if (!place || !place->lies_in(region) || fund.opened_on > asked.as_of) continue;
    FundMonth row;
    row.fund = id;
    row.name = fund.name;
    row.held = balance_on(reader, chart::fund_bank(id), asked.as_of);
    add_movements(reader, asked, row);
    row.recovered += recovered[id];
    add_advances(reader, asked, row);
    row.receivable = receivable_of(reader, id, asked.as_of);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace anxin::payments
