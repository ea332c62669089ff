#include "payments/domain/capital_amount.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                                   "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> kPlaces{"仟", "佰", "拾", ""};
constexpr std::uint64_t kGroup = 10'000;  // 万, 亿: a new unit every four digits
constexpr std::size_t kGroups = 5;        // 64 bits of fen hold 17 digits of yuan

// 1 to 9999: "壹仟零壹拾".
std::string group_text(std::uint64_t value) {
  std::string text;
  bool zero = false;
  std::uint64_t place = kGroup / 10;
  for (const auto unit : kPlaces) {
    const auto digit = value / place % 10;
    place /= 10;
    if (digit == 0) {
      zero = !text.empty();
      continue;
    }
    if (zero) text += kDigits[0];
    zero = false;
    text.append(kDigits[digit]).append(unit);
  }
  return text;
}

// 万 and 亿 repeat above 亿: the eight digits there are read like those below it, then 亿 once.
std::string_view unit_of(std::size_t group, bool more_before_yi) {
  switch (group) {
    case 1:
      return "万";
    case 2:
      return "亿";
    case 3:
      return more_before_yi ? "万" : "万亿";
    case 4:
      return more_before_yi ? "亿" : "亿亿";
    default:
      return "";
  }
}

std::string yuan_text(std::uint64_t yuan) {
  std::array<std::uint64_t, kGroups> groups{};
  for (auto& group : groups) {
    group = yuan % kGroup;
    yuan /= kGroup;
  }
  std::string text;
  bool skipped = false;
  for (std::size_t at = kGroups; at-- > 0;) {
    if (groups[at] == 0) {
      skipped = !text.empty();
      continue;
    }
    if (skipped || (!text.empty() && groups[at] < kGroup / 10)) text += kDigits[0];
    skipped = false;
    const bool more = at == 3 ? groups[2] > 0 : at == 4 && (groups[3] > 0 || groups[2] > 0);
    text.append(group_text(groups[at])).append(unit_of(at, more));
  }
  return text;
}

std::string fraction_text(std::uint64_t fen, bool after_yuan) {
  if (fen == 0) return "整";
  std::string text;
  if (fen >= 10) {
    text.append(kDigits[fen / 10]).append("角");
  } else if (after_yuan) {
    text += kDigits[0];
  }
  if (fen % 10 > 0) text.append(kDigits[fen % 10]).append("分");
  return text;
}

}  // namespace

std::string to_capital_amount(Money amount) {
  const bool negative = amount < Money();
  const auto bits = static_cast<std::uint64_t>(amount.minor());
  const std::uint64_t fen = negative ? std::uint64_t{0} - bits : bits;
  const auto yuan = fen / 100;
  std::string text = negative ? "人民币负" : "人民币";
  if (yuan > 0 || fen == 0) text.append(fen == 0 ? "零" : yuan_text(yuan)).append("元");
  return text + fraction_text(fen % 100, yuan > 0);
}

}  // namespace anxin::payments
