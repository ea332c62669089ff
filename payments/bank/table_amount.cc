#include "payments/bank/table_amount.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kDecimals = 2;  // CNY

void drop_currency(std::string& text) {
  static constexpr std::array<std::string_view, 4> kBefore{"¥", "RMB", "CNY", "人民币"};
  for (const auto mark : kBefore) {
    if (text.starts_with(mark)) text.erase(0, mark.size());
  }
  constexpr std::string_view kAfter = "元";
  if (text.ends_with(kAfter)) text.erase(text.size() - kAfter.size());
}

/// "(200.00)" is how accountants write −200.00.
void unwrap_brackets(std::string& text) {
  if (text.size() < 3 || !text.starts_with('(') || !text.ends_with(')')) return;
  text = "-" + text.substr(1, text.size() - 2);
}

/// Removes commas from "1,234,567"; false where they do not stand at the thousands, because
/// "1,23" may be a decimal comma or two cells run together.
bool drop_grouping(std::string& text) {
  if (text.find(',') == std::string::npos) return true;
  const auto sign = text.starts_with('-') ? 1U : 0U;
  const auto whole = std::string_view(text).substr(sign, text.find('.') - sign);
  const auto groups = split(whole, ',');
  if (groups.front().empty() || groups.front().size() > 3) return false;
  const bool threes = std::all_of(groups.begin() + 1, groups.end(),
                                  [](std::string_view group) { return group.size() == 3; });
  if (!threes) return false;
  const auto whole_end = text.begin() + static_cast<std::ptrdiff_t>(sign + whole.size());
  text.erase(std::remove(text.begin(), whole_end, ','), whole_end);
  return true;
}

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  if (!all_digits(whole) || (whole.size() > 1 && whole.front() == '0')) return false;
  return point == std::string_view::npos || all_digits(text.substr(point + 1));
}

/// "1234.5000" says no more than "1234.50".
void drop_needless_zeros(std::string& text) {
  const auto point = text.find('.');
  if (point == std::string::npos) return;
  while (text.size() > point + 1 + kDecimals && text.ends_with('0')) text.pop_back();
}

bool has_hidden_decimals(std::string_view text) {
  const auto point = text.find('.');
  return point != std::string_view::npos && text.size() > point + 1 + kDecimals;
}

bool within(Money amount, Money maximum) { return amount <= maximum && -amount <= maximum; }

/// "1234.50" and its like, as most cells have it; nothing for all that needs a closer look.
std::optional<Money> plain_amount(std::string_view text) {
  constexpr std::size_t kWholeDigitsMax = 9;
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto rest = point == std::string_view::npos ? "00" : text.substr(point + 1);
  const bool short_enough = whole.size() <= kWholeDigitsMax && rest.size() == kDecimals;
  const bool digits = short_enough && all_digits(whole) && all_digits(rest);
  if (!digits || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  std::int64_t fen = 0;
  for (const char c : whole) fen = fen * 10 + (c - '0');
  for (const char c : rest) fen = fen * 10 + (c - '0');
  return Money::from_minor(fen);
}

}  // namespace

Result<Money> read_amount(std::string_view cell, Money maximum) {
  const auto plain = plain_amount(cell);
  if (plain && within(*plain, maximum)) return *plain;
  auto text = squeeze(cell);
  if (text.empty() || is_nothing(text)) return fail(kAmountMissing);
  if (is_error_cell(text)) return fail(kCellError);
  drop_currency(text);
  unwrap_brackets(text);
  if (is_scientific(text)) return fail(kAmountScientific);
  if (!drop_grouping(text) || !is_plain_number(text)) return fail(kAmountText);
  drop_needless_zeros(text);
  if (has_hidden_decimals(text)) return fail(kAmountDecimals);
  const auto amount = parse_yuan(text);
  if (!amount || !within(*amount, maximum)) {
    return fail(kAmountTooLarge, {{"limit", to_string(maximum)}});
  }
  return *amount;
}

}  // namespace anxin::bank
