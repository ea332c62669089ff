#include "payments/service/fund_month.h"

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
    if (booked == nullptr || month_of(booked->on) != asked.month || booked->on > asked.as_of) {
      continue;
    }
    sum_of(row, movement.value.kind) += movement.value.amount;
  }
}

// What a debtor paid under recourse goes to whoever paid in its place, a fund among them.
void add_recoveries(const ledger::Reader& reader, const FundMonthAsked& asked, FundMonth& row) {
  for (const auto& recovery : find_all(reader, kRecoveries)) {
    const auto on = recovery.value.on;
    if (month_of(on) != asked.month || on > asked.as_of) continue;
    for (const auto& part : recovery.value.parts) {
      if (part.contract.empty() && part.owed_to == row.fund) row.recovered += part.amount;
    }
  }
}

// Debtors owe what was advanced to workers and what was paid as relief.
void add_receivables(const ledger::Reader& reader, const FundMonthAsked& asked, FundMonth& row) {
  const Date before = first_day(asked.month) - std::chrono::days(1);
  for (const auto& account : reader.accounts(chart::fund_prefix(row.fund) + "fund_receivable:")) {
    row.receivable += balance_on(reader, account, asked.as_of);
    row.advanced += reader.posted_effective(account, asked.as_of).debits -
                    reader.posted_effective(account, before).debits;
  }
  row.advanced -= row.relief;
}

}  // namespace

std::vector<FundMonth> funds_in_month(const ledger::Reader& reader, RegionCode region,
                                      const FundMonthAsked& asked) {
  std::vector<FundMonth> rows;
  for (const auto& [id, version, fund] : find_all(reader, kFunds)) {
    const auto place = RegionCode::parse(fund.region);
    if (!place || !place->lies_in(region) || fund.opened_on > asked.as_of) continue;
    FundMonth row;
    row.fund = id;
    row.name = fund.name;
    row.held = balance_on(reader, chart::fund_bank(id), asked.as_of);
    add_movements(reader, asked, row);
    add_recoveries(reader, asked, row);
    add_receivables(reader, asked, row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace anxin::payments
