#include "payments/bank/iso_values.h"

#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::Severity;

constexpr std::size_t kAmountDecimalsMax = 5;
constexpr std::size_t kSumDecimalsMax = 17;
constexpr std::size_t kDayLength = 10;

std::string_view without_leading_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view("0") : digits.substr(first);
}

std::string_view without_trailing_zeros(std::string_view digits) {
  return digits.substr(0, digits.find_last_not_of('0') + 1);
}

// XML Schema's decimal: "+", leading zeros, and nothing on one side of the point are allowed.
std::optional<Money> parse_magnitude(std::string_view text, std::size_t decimals_max,
                                     Currency currency) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (!whole.empty() && !all_digits(whole)) return std::nullopt;
  if (!fraction.empty() && (!all_digits(fraction) || fraction.size() > decimals_max)) {
    return std::nullopt;
  }
  std::string plain(without_leading_zeros(whole));
  const auto digits = without_trailing_zeros(fraction);
  if (!digits.empty()) plain.append(".").append(digits);
  const auto decimal = parse_decimal(plain);
  if (!decimal || !fits_currency(*decimal, currency)) return std::nullopt;
  return to_money(*decimal, currency);
}

}  // namespace

std::optional<Money> parse_iso_amount(std::string_view text, Currency currency) {
  return parse_magnitude(text, kAmountDecimalsMax, currency);
}

std::optional<Money> parse_iso_sum(std::string_view text, Currency currency) {
  return parse_magnitude(text, kSumDecimalsMax, currency);
}

std::optional<std::uint64_t> parse_iso_number(std::string_view text) {
  if (!all_digits(text)) return std::nullopt;
  return parse_number(without_leading_zeros(text));
}

std::optional<Date> parse_iso_day(std::string_view text) {
  return parse_date(text.substr(0, kDayLength));
}

std::string_view text_at_any(const XmlElement& element,
                             std::initializer_list<std::string_view> paths) {
  for (const auto path : paths) {
    const auto text = element.text_at(path);
    if (!text.empty()) return text;
  }
  return {};
}

void refuse_value(payments::Findings& findings, Place place, std::string_view element,
                  Reason code) {
  findings.push_back(
      Finding{place.line,
              "",
              std::string(element),
              Severity::refuse,
              code,
              {{"element", std::string(element)}, {"item", std::to_string(place.item)}}});
}

bool count_line(MessageSource& source, std::uint64_t& lines) {
  if (++lines <= kLinesMax) return true;
  source.xml.stop(Finding{source.xml.line(),
                          "",
                          "",
                          Severity::refuse,
                          kTooManyLines,
                          {{"max", std::to_string(kLinesMax)}}});
  return false;
}

}  // namespace anxin::bank
