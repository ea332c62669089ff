#include "payments/service/deposit_clearing.h"

#include <algorithm>

#include "payments/domain/chart.h"
#include "payments/rules/deadline.h"
#include "payments/service/deposit_parts.h"

namespace anxin::payments {
namespace {

bool is_active(const GuaranteeLetter& letter) {
  return std::holds_alternative<letter_state::Active>(letter.state);
}

bool holds_something(const DepositView& view) {
  return !view.cash.is_zero() || !view.interest.is_zero() ||
         std::any_of(view.papers.begin(), view.papers.end(), is_active);
}

Money owed_of(const ledger::Reader& reader, const std::string& contract) {
  Money owed;
  for (const auto& account : reader.accounts(chart::wage_payable_prefix(contract))) {
    owed += account.balance();
  }
  return owed;
}

// The step of the refund that is next: one that was refused begins anew.
ClearingGap next_step(const DepositView& view) {
  if (view.refunds.empty()) return ClearingGap::application;
  const auto& state = view.refunds.back().state;
  if (std::holds_alternative<refund_state::Applied>(state)) return ClearingGap::audit;
  if (std::holds_alternative<refund_state::Passed>(state)) return ClearingGap::confirmation;
  return ClearingGap::application;
}

std::vector<ClearingGap> gaps_of(const ClearingRow& row) {
  std::vector<ClearingGap> gaps;
  if (!row.owed.is_zero()) gaps.push_back(ClearingGap::wages_owed);
  const auto& notices = row.view.notices;
  const bool open = std::any_of(notices.begin(), notices.end(),
                                [](const DepositNotice& one) { return is_open(one.state); });
  if (open) gaps.push_back(ClearingGap::notice_open);
  gaps.push_back(next_step(row.view));
  return gaps;
}

void take_ground(ClearingRow& row, Date term_end, Date on) {
  row.since = term_end + std::chrono::days(1);
  for (const auto& refund : row.view.refunds) {
    if (refund.completed_on > on) continue;
    row.ground = ClearingGround::works_complete;
    row.since = refund.completed_on;
  }
}

}  // namespace

Result<std::vector<ClearingRow>> deposits_to_clear(PaymentsBook& book, RegionCode region, Date on) {
  const auto views = LEDGER_TRY(DepositService(book).list(region));
  const auto reader = LEDGER_TRY(book.read());
  std::vector<ClearingRow> rows;
  for (const auto& view : views) {
    if (!holds_something(view)) continue;
    const auto contract = LEDGER_TRY(book.contract(reader, view.contract)).value;
    const Term months{contract.months, TermUnit::month};
    const auto end = LEDGER_TRY(term_after(contract.signed_on, months, book.data().calendar));
    ClearingRow row{view, ClearingGround::term_ended, {}, owed_of(reader, view.contract), {}};
    take_ground(row, end.date, on);
    if (row.since > on) continue;
    row.missing = gaps_of(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace anxin::payments
