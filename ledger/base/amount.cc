#include "ledger/base/amount.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin {
namespace {

constexpr std::size_t kWholeDigitsMax = 16;  // the grammar's bound
constexpr std::size_t kFractionDigitsMax = 4;
constexpr std::int64_t kPowersOfTen[] = {1, 10, 100, 1'000, 10'000};

bool valid_whole(std::string_view digits) {
  if (digits.empty() || digits.size() > kWholeDigitsMax || !all_digits(digits)) return false;
  return digits.size() == 1 || digits.front() != '0';
}

bool valid_fraction(std::string_view digits) {
  return !digits.empty() && digits.size() <= kFractionDigitsMax && all_digits(digits);
}

std::int64_t digits_to_number(std::string_view digits) {
  std::int64_t number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

std::optional<Rate> decimal_to_rate(std::string_view text) {
  const auto decimal = parse_decimal(text);
  if (!decimal) return std::nullopt;
  const Rate magnitude = Rate(decimal->whole) + Rate(decimal->ten_thousandths, 10'000);
  return decimal->negative ? Rate(-magnitude) : magnitude;
}

std::string group_digits(std::string digits) {
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

struct WrittenAmount {
  std::string sign, whole, fraction;  // fraction with its point, or empty
};

// "-12345" with two decimals is "-123.45".
std::string with_point(std::string digits, int decimals) {
  const std::size_t sign = digits.front() == '-' ? 1 : 0;
  const auto places = static_cast<std::size_t>(decimals);
  const auto count = digits.size() - sign;
  if (count <= places) digits.insert(sign, places + 1 - count, '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return digits;
}

WrittenAmount split_amount(std::string digits, int decimals) {
  WrittenAmount written;
  if (digits.front() == '-') {
    written.sign = "-";
    digits.erase(0, 1);
  }
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  written.whole = digits.substr(0, digits.size() - places);
  if (places > 0) written.fraction = "." + digits.substr(digits.size() - places);
  return written;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal decimal;
  if (text.starts_with('-')) {
    decimal.negative = true;
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  if (!valid_whole(whole)) return std::nullopt;
  decimal.whole = digits_to_number(whole);
  if (point == std::string_view::npos) return decimal;
  const auto fraction = text.substr(point + 1);
  if (!valid_fraction(fraction)) return std::nullopt;
  decimal.decimals = static_cast<std::uint8_t>(fraction.size());
  decimal.ten_thousandths = static_cast<std::int32_t>(
      digits_to_number(fraction) * kPowersOfTen[kFractionDigitsMax - fraction.size()]);
  return decimal;
}

Decimal to_decimal(Money amount, Currency currency) {
  const auto scale = kPowersOfTen[currency.decimals()];
  const auto magnitude = amount.minor() < 0 ? -amount.minor() : amount.minor();
  Decimal decimal;
  decimal.whole = magnitude / scale;
  decimal.ten_thousandths = static_cast<std::int32_t>(magnitude % scale * (10'000 / scale));
  decimal.decimals = static_cast<std::uint8_t>(currency.decimals());
  decimal.negative = amount.minor() < 0;
  return decimal;
}

std::optional<Money> to_money(const Decimal& decimal, Currency currency) {
  LEDGER_INVARIANT(fits_currency(decimal, currency));
  const auto scale = kPowersOfTen[currency.decimals()];
  std::int64_t minor = 0;
  if (__builtin_mul_overflow(decimal.whole, scale, &minor)) return std::nullopt;
  if (__builtin_add_overflow(minor, decimal.ten_thousandths / (10'000 / scale), &minor)) {
    return std::nullopt;
  }
  return Money::from_minor(decimal.negative ? -minor : minor);
}

std::string to_string(Money amount, Currency currency) {
  return with_point(std::to_string(amount.minor()), currency.decimals());
}

std::string to_string(const Total& total, Currency currency) {
  return with_point(total.str(), currency.decimals());
}

std::string to_grouped_string(Money amount, Currency currency) {
  const auto written = split_amount(std::to_string(amount.minor()), currency.decimals());
  return written.sign + group_digits(written.whole) + written.fraction;
}

std::optional<Money> parse_yuan(std::string_view text) {
  const auto decimal = parse_decimal(text);
  if (!decimal || !fits_currency(*decimal, Currency::cny())) return std::nullopt;
  return to_money(*decimal, Currency::cny());
}

std::optional<Rate> parse_rate(std::string_view text) {
  text = trim(text);
  if (text.ends_with('%')) {
    const auto percent = decimal_to_rate(trim(text.substr(0, text.size() - 1)));
    if (!percent) return std::nullopt;
    return Rate(*percent / 100);
  }
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return decimal_to_rate(text);
  const auto top = text.substr(0, slash);
  const auto bottom = text.substr(slash + 1);
  if (!valid_whole(top) || !valid_whole(bottom) || bottom == "0") return std::nullopt;
  return Rate(digits_to_number(top), digits_to_number(bottom));
}

std::string to_decimal_string(const Rate& rate) {
  using Integer = boost::multiprecision::cpp_int;
  const Integer size = abs(numerator(rate));
  const Integer divisor = denominator(rate);
  std::string text = (rate < 0 ? "-" : "") + Integer(size / divisor).str();
  Integer rest = size % divisor;
  if (rest != 0) text += '.';
  // A divisor of twos and fives alone ends within as many decimals as it has bits.
  for (auto bits = msb(divisor); rest != 0; --bits) {
    if (bits == 0) return (rate < 0 ? "-" : "") + size.str() + "/" + divisor.str();
    rest *= 10;
    text += Integer(rest / divisor).str();
    rest %= divisor;
  }
  return text;
}

std::string to_percent_string(const Rate& rate) { return to_decimal_string(rate * 100) + " %"; }

}  // namespace anxin
