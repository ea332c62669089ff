#include "payments/bank/worked_days.h"

#include "ledger/base/amount.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

constexpr std::int32_t kTenthInParts = 1'000;  // of Decimal's ten-thousandths

void drop_day_word(std::string& text) {
  for (const std::string_view word : {"个工日", "工日", "个工", "天", "日", "工"}) {
    if (!text.ends_with(word)) continue;
    text.erase(text.size() - word.size());
    return;
  }
}

}  // namespace

std::optional<std::int32_t> read_day_tenths(std::string_view cell) {
  auto text = squeeze(cell);
  if (text.empty() || is_nothing(text)) return 0;
  drop_day_word(text);
  const auto days = parse_decimal(text);
  if (!days || days->negative || days->whole > kDayTenthsMax / 10) return std::nullopt;
  if (days->ten_thousandths % kTenthInParts != 0) return std::nullopt;
  const auto tenths =
      static_cast<std::int32_t>(days->whole) * 10 + days->ten_thousandths / kTenthInParts;
  return tenths <= kDayTenthsMax ? std::optional(tenths) : std::nullopt;
}

std::optional<std::int32_t> read_worked_days(Sheet& sheet, std::uint32_t row) {
  if (!sheet.header().has(Column::days)) return std::nullopt;
  const auto tenths = read_day_tenths(sheet.cell(row, Column::days));
  if (!tenths) sheet.add(row, Column::days, Severity::note, kDaysUnreadable);
  return tenths;
}

std::string show_days(std::int32_t tenths) {
  auto text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text;
}

}  // namespace anxin::bank
