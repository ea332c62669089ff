#include "api/routes/language.h"

#include <algorithm>
#include <optional>
#include <string>

#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

constexpr unsigned kFullWeight = 1'000;  // "q=0.5" is 500; three decimals at most

struct Range {
  std::string language;  // "zh" of "zh-Hans-CN"
  unsigned weight = kFullWeight;
};

// "0.25" as 250; what is no weight weighs nothing.
unsigned weight_of(std::string_view text) {
  if (text.starts_with('1')) return kFullWeight;
  if (!text.starts_with("0.")) return 0;
  unsigned weight = 0;
  unsigned place = kFullWeight;
  for (const char digit : text.substr(2, 3)) {
    if (digit < '0' || digit > '9') return 0;
    place /= 10;
    weight += place * static_cast<unsigned>(digit - '0');
  }
  return weight;
}

// "zh-CN;q=0.8"
Range range_of(std::string_view text) {
  const auto parts = split(text, ';');
  const auto tag = trim(parts.front());
  Range range{std::string(tag.substr(0, tag.find('-')))};
  for (char& c : range.language) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto weight = parts.size() > 1 ? trim(parts[1]) : std::string_view("q=1");
  range.weight = weight.starts_with("q=") ? weight_of(weight.substr(2)) : 0;
  return range;
}

}  // namespace

text::Language language_of(const http::RequestHead& head) {
  auto chosen = text::Language::chinese;
  unsigned most = 0;
  for (const auto& header : head.headers) {
    if (header.name != "accept-language") continue;
    for (const auto part : split(header.value, ',')) {
      const auto range = range_of(part);
      const bool known = range.language == "zh" || range.language == "en";
      if (!known || range.weight <= most) continue;
      most = range.weight;
      chosen = range.language == "en" ? text::Language::english : text::Language::chinese;
    }
  }
  return chosen;
}

}  // namespace anxin::routes
