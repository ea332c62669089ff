#include "api/views/deposit_totals.h"

#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

using payments::DepositView;

Money stored_in(const DepositView& view) {
  Money sum;
  for (const auto& one : view.movements) {
    if (one.kind == payments::DepositMoney::stored) sum += one.amount;
  }
  return sum;
}

Money paid_in_cash(const DepositView& view) {
  Money sum;
  for (const auto& notice : view.notices) {
    if (!notice.letter.empty()) continue;
    for (const auto& line : notice.lines) {
      if (line.outcome == payments::NoticeOutcome::paid) sum += line.amount;
    }
  }
  return sum;
}

Money refunded_in(const DepositView& view) {
  Money sum;
  for (const auto& one : view.refunds) {
    if (std::holds_alternative<payments::refund_state::Confirmed>(one.state)) sum += one.principal;
  }
  return sum;
}

}  // namespace

DepositTotals totals_of(const std::vector<DepositView>& views) {
  DepositTotals totals;
  for (const auto& view : views) {
    const auto stored = stored_in(view);
    const auto refunded = refunded_in(view);
    const bool obliged = !view.deposit || !view.deposit->refunded_on;
    ++totals.contracts;
    if (obliged) ++totals.obliged;
    if (obliged && view.covered()) ++totals.covered;
    if (!stored.is_zero()) ++totals.stored_by;
    if (!refunded.is_zero()) ++totals.refunded_to;
    totals.stored += stored;
    totals.paid += paid_in_cash(view);
    totals.refunded += refunded;
    totals.balance += view.cash;
    totals.interest += view.interest;
    totals.letters += view.letters;
  }
  return totals;
}

std::optional<std::size_t> coverage_percent(const DepositTotals& totals) {
  if (totals.obliged == 0) return std::nullopt;
  return totals.covered * 100 / totals.obliged;
}

Json totals_view(const DepositTotals& totals) {
  Json json = Json::object();
  json.set("contracts", totals.contracts).set("obliged", totals.obliged);
  json.set("covered", totals.covered);
  const auto percent = coverage_percent(totals);
  json.set("coverage_percent", percent ? Json(*percent) : Json());
  json.set("stored_by", totals.stored_by).set("stored", totals.stored);
  json.set("paid", totals.paid);
  json.set("refunded_to", totals.refunded_to).set("refunded", totals.refunded);
  json.set("balance", totals.balance).set("interest", totals.interest);
  return json.set("letters", totals.letters);
}

}  // namespace anxin::views
