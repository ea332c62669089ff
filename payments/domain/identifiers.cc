#include "payments/domain/identifiers.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kResidentIdLength = 18;
constexpr std::size_t kUsccLength = 18;
constexpr std::size_t kCardLengthMin = 16;
constexpr std::size_t kCardLengthMax = 19;
constexpr std::size_t kCnapsLength = 12;
// Shorter numbers (passports) would stand almost open with six and four characters shown.
constexpr std::size_t kLongNumberMin = 15;

// GB 32100-2015: digits and letters without I, O, S, V, Z.
constexpr std::string_view kUsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// GB/T 2260, first two digits; 81 to 83 are residence permits of Hong Kong, Macao and Taiwan.
constexpr std::array<std::string_view, 35> kProvinces{
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
    "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
    "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};

// First three digits of a CNAPS code (bank class).
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kBanks{{
    {"102", "中国工商银行"},     {"103", "中国农业银行"}, {"104", "中国银行"},
    {"105", "中国建设银行"},     {"201", "国家开发银行"}, {"203", "中国农业发展银行"},
    {"301", "交通银行"},         {"302", "中信银行"},     {"303", "中国光大银行"},
    {"304", "华夏银行"},         {"305", "中国民生银行"}, {"306", "广发银行"},
    {"308", "招商银行"},         {"309", "兴业银行"},     {"310", "上海浦东发展银行"},
    {"313", "城市商业银行"},     {"314", "农村商业银行"}, {"402", "农村信用合作社"},
    {"403", "中国邮政储蓄银行"}, {"783", "平安银行"},
}};

unsigned digit(char c) {
  LEDGER_INVARIANT(c >= '0' && c <= '9');
  return static_cast<unsigned>(c - '0');
}

char digit_character(unsigned value) { return static_cast<char>('0' + value); }

IdentifierCheck invalid(Reason reason) { return {reason, {}}; }

std::optional<Date> birth_date(std::string_view id) {
  std::string written(id.substr(6, 4));
  written.append("-").append(id.substr(10, 2)).append("-").append(id.substr(12, 2));
  return parse_date(written);
}

bool in_uscc_alphabet(char c) { return kUsccAlphabet.find(c) != std::string_view::npos; }

std::string mask_number(std::string_view number) {
  const bool ascii = std::all_of(number.begin(), number.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii) return std::string(number.size(), '*');
  if (number.size() < kLongNumberMin) return mask(number, 1, 2);
  return mask(number, 6, 4);
}

}  // namespace

bool is_known_province(std::string_view code) {
  return std::find(kProvinces.begin(), kProvinces.end(), code.substr(0, 2)) != kProvinces.end();
}

std::optional<Reason> resident_id_problem(std::string_view id) {
  if (id.size() != kResidentIdLength) return kIdLength;
  const auto first_17 = id.substr(0, 17);
  const char last = id.back() == 'x' ? 'X' : id.back();
  if (!all_digits(first_17)) return kIdCharacter;
  if (last != 'X' && !all_digits(id.substr(17))) return kIdCharacter;
  if (!birth_date(id)) return kIdBirthDate;
  if (resident_id_check_digit(first_17) != last) return kIdCheckDigit;
  return std::nullopt;
}

IdentifierCheck check_resident_id(std::string_view id) {
  if (const auto problem = resident_id_problem(id)) return invalid(*problem);
  return {std::nullopt,
          {{"area", std::string(id.substr(0, 6))},
           {"area_known", is_known_province(id) ? "true" : "false"},
           {"birth_date", to_string(*birth_date(id))},
           {"sex", digit(id[16]) % 2 == 1 ? "male" : "female"}}};
}

std::optional<Date> birth_date_of(std::string_view id) {
  if (resident_id_problem(id)) return std::nullopt;
  return birth_date(id);
}

IdentifierCheck check_uscc(std::string_view code) {
  if (code.size() != kUsccLength) return invalid(kIdLength);
  if (!std::all_of(code.begin(), code.end(), in_uscc_alphabet)) return invalid(kIdCharacter);
  if (!all_digits(code.substr(2, 6))) return invalid(kIdCharacter);
  if (uscc_check_digit(code.substr(0, 17)) != code.back()) return invalid(kIdCheckDigit);
  return {std::nullopt,
          {{"category", std::string(code.substr(0, 2))},
           {"area", std::string(code.substr(2, 6))},
           {"organisation", std::string(code.substr(8, 9))}}};
}

IdentifierCheck check_card(std::string_view card) {
  if (card.size() < kCardLengthMin || card.size() > kCardLengthMax) return invalid(kIdLength);
  if (!all_digits(card)) return invalid(kIdCharacter);
  if (luhn_check_digit(card.substr(0, card.size() - 1)) != card.back()) {
    return invalid(kIdCheckDigit);
  }
  return {};
}

IdentifierCheck check_cnaps(std::string_view code) {
  if (code.size() != kCnapsLength) return invalid(kIdLength);
  if (!all_digits(code)) return invalid(kIdCharacter);
  if (cnaps_check_digit(code.substr(0, 11)) != code.back()) return invalid(kIdCheckDigit);
  Fields facts{{"bank", std::string(code.substr(0, 3))}};
  for (const auto& [bank, name] : kBanks) {
    if (code.starts_with(bank)) facts.push_back({"bank_name", std::string(name)});
  }
  return {std::nullopt, std::move(facts)};
}

char resident_id_check_digit(std::string_view first_17) {
  LEDGER_INVARIANT(first_17.size() == 17);
  static constexpr std::array<unsigned, 17> kWeights{7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                     3, 7, 9,  10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t at = 0; at < kWeights.size(); ++at) sum += digit(first_17[at]) * kWeights[at];
  return std::string_view("10X98765432")[sum % 11];
}

char uscc_check_digit(std::string_view first_17) {
  LEDGER_INVARIANT(first_17.size() == 17);
  std::size_t sum = 0;
  std::size_t weight = 1;  // 3^(i-1) mod 31
  for (const char c : first_17) {
    const auto value = kUsccAlphabet.find(c);
    LEDGER_INVARIANT(value != std::string_view::npos);
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return kUsccAlphabet[(31 - sum % 31) % 31];
}

char luhn_check_digit(std::string_view digits) {
  unsigned sum = 0;
  bool doubled = true;  // the digit beside the check digit is the first to be doubled
  for (auto at = digits.rbegin(); at != digits.rend(); ++at) {
    const unsigned value = digit(*at) * (doubled ? 2U : 1U);
    sum += value > 9 ? value - 9 : value;
    doubled = !doubled;
  }
  return digit_character((10 - sum % 10) % 10);
}

char cnaps_check_digit(std::string_view first_11) {
  LEDGER_INVARIANT(first_11.size() == 11);
  unsigned product = 10;
  for (const char c : first_11) {
    const unsigned sum = (product + digit(c)) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return digit_character((11 - product) % 10);
}

std::string mask_id(std::string_view id) { return mask_number(id); }

std::string mask_card(std::string_view card) { return mask_number(card); }

}  // namespace anxin::payments
