#include "payments/bank/wage_amounts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "ledger/base/amount.h"
#include "ledger/base/invariant.h"
#include "payments/bank/table_amount.h"
#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

/// A way in which a net amount may have been rounded, and how far that can move it.
struct RoundingStep {
  std::int64_t unit;      ///< net is a multiple of this many fen
  std::int64_t distance;  ///< half of it
};
constexpr std::array<RoundingStep, 3> kRoundingSteps{{{1, 1}, {10, 5}, {100, 50}}};

// A column that sums up the other deductions (扣款合计) stands for all of them.
constexpr std::array<std::string_view, 3> kSumCaptions{"合计", "小计", "总额"};

bool is_sum_caption(std::string_view caption) {
  return std::any_of(kSumCaptions.begin(), kSumCaptions.end(), [caption](std::string_view word) {
    return caption.find(word) != std::string_view::npos;
  });
}

std::optional<std::uint32_t> find_sum_of_deductions(const HeaderRow& header) {
  for (const auto& match : header.columns) {
    if (match.column == Column::deduction && is_sum_caption(match.caption)) return match.index;
  }
  return std::nullopt;
}

Money or_zero(const std::optional<Money>& amount) { return amount.value_or(Money()); }

Money deductions(const WageRow& wage) {
  return or_zero(wage.advance) + or_zero(wage.tax) + or_zero(wage.other_deduction);
}

bool rounding_explains(Money net, Money difference) {
  const auto distance = std::abs(difference.minor());
  return std::any_of(kRoundingSteps.begin(), kRoundingSteps.end(), [&](const RoundingStep& step) {
    return net.minor() % step.unit == 0 && distance <= step.distance;
  });
}

Fields found_and_expected(std::string found, std::string expected) {
  return {{"found", std::move(found)}, {"expected", std::move(expected)}};
}

}  // namespace

WageAmounts::WageAmounts(Sheet& sheet)
    : sheet_(sheet),
      paid_from_(sheet.header().has(Column::net) ? Column::net : Column::gross),
      sum_of_deductions_(find_sum_of_deductions(sheet.header())) {
  LEDGER_INVARIANT(sheet.header().has(paid_from_));
  for (const auto& match : sheet.header().columns) {
    if (is_amount(match.column)) columns_.push_back({match, Total(0), true});
  }
}

void WageAmounts::read(WageRow& wage) {
  if (read_cells(wage) == Readable::some) return;
  settle_net(wage);
  if (wage.net <= Money()) {
    sheet_.add(wage.row, paid_from_, Severity::refuse, kAmountNotPositive);
  }
  check_net(wage);
  if (wage.net > kLargeMonthlyWage) {
    sheet_.add(wage.row, paid_from_, Severity::explain, kAmountLarge);
  }
}

WageAmounts::Readable WageAmounts::read_cells(WageRow& wage) {
  auto readable = Readable::all;
  for (auto& column : columns_) {
    if (read_cell(wage, column) == Readable::some) readable = Readable::some;
  }
  return readable;
}

WageAmounts::Readable WageAmounts::read_cell(WageRow& wage, ColumnSum& column) {
  const auto& match = column.match;
  const auto amount = read_amount(sheet_.table().cell(wage.row, match.index), kRowAmountMax);
  if (!amount) {
    const bool blank = amount.error().reason == kAmountMissing;
    if (blank && match.column != paid_from_) return Readable::all;
    sheet_.add(wage.row, match, Severity::refuse, amount.error().reason, amount.error().details);
    column.complete = column.complete && blank;
    return Readable::some;
  }
  column.sum += to_total(*amount);
  store(wage, match, *amount);
  return Readable::all;
}

void WageAmounts::store(WageRow& wage, const ColumnMatch& match, Money amount) const {
  if (match.column == Column::net) wage.net = amount;
  if (match.column == Column::gross) wage.gross = amount;
  if (match.column == Column::advance) wage.advance = amount;
  if (match.column == Column::tax) wage.tax = amount;
  if (match.column != Column::deduction) return;
  if (sum_of_deductions_.value_or(match.index) != match.index) return;
  wage.other_deduction = or_zero(wage.other_deduction) + amount;
}

void WageAmounts::settle_net(WageRow& wage) const {
  if (sum_of_deductions_ && wage.other_deduction) {
    // The column sums up all of them; what is neither advance nor tax is the rest.
    *wage.other_deduction -= or_zero(wage.advance) + or_zero(wage.tax);
  }
  if (paid_from_ == Column::gross) wage.net = *wage.gross - deductions(wage);
}

void WageAmounts::check_net(const WageRow& wage) {
  for (const auto& part : {wage.advance, wage.tax, wage.other_deduction}) {
    if (!part || *part >= Money()) continue;
    sheet_.add_row(wage.row, Severity::refuse, kDeductionNegative);
    return;
  }
  if (paid_from_ == Column::gross || !wage.gross) return;
  const auto expected = *wage.gross - deductions(wage);
  if (wage.net == expected) return;
  const bool rounded = rounding_explains(wage.net, wage.net - expected);
  sheet_.add(wage.row, Column::net, rounded ? Severity::explain : Severity::refuse,
             rounded ? kNetRounded : kNetMismatch,
             found_and_expected(to_string(wage.net), to_string(expected)));
}

void WageAmounts::leave_out() {
  for (auto& column : columns_) column.complete = false;
}

void WageAmounts::compare_total(std::uint32_t row) {
  for (const auto& column : columns_) compare_total(row, column);
}

void WageAmounts::compare_total(std::uint32_t row, const ColumnSum& column) {
  const auto& match = column.match;
  const auto total = read_amount(sheet_.table().cell(row, match.index), kTotalAmountMax);
  if (!total) {
    const auto reason = total.error().reason;
    if (reason == kAmountMissing) return;
    const bool words = reason == kAmountText;
    sheet_.add(row, match, words ? Severity::note : Severity::refuse,
               words ? kTotalUnreadable : reason, total.error().details);
    return;
  }
  if (!column.complete || to_total(*total) == column.sum) return;
  sheet_.add(row, match, Severity::refuse, kTotalMismatch,
             found_and_expected(to_string(*total), to_string(column.sum)));
}

}  // namespace anxin::bank
