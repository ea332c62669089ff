#include "api/routes/language.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

constexpr unsigned kFullWeight = 1'000;  // "q=0.5" is 500; three decimals at most

struct Range {
  std::string language;  // "zh" of "zh-Hans-CN", or "*": each that is not named
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
  const bool weighs = weight.starts_with("q=") || weight.starts_with("Q=");
  range.weight = weighs ? weight_of(weight.substr(2)) : 0;
  return range;
}

std::vector<Range> ranges_of(const http::RequestHead& head) {
  std::vector<Range> ranges;
  for (const auto& header : head.headers) {
    if (header.name != "accept-language") continue;
    for (const auto part : split(header.value, ',')) ranges.push_back(range_of(part));
  }
  return ranges;
}

struct Wish {
  unsigned weight = 0;
  std::size_t place = 0;  // among the ranges
};

std::optional<Wish> heaviest(const std::vector<Range>& ranges, std::string_view language) {
  std::optional<Wish> most;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].language != language) continue;
    if (!most || ranges[i].weight > most->weight) most = Wish{ranges[i].weight, i};
  }
  return most;
}

Wish wish_for(const std::vector<Range>& ranges, std::string_view language) {
  if (const auto named = heaviest(ranges, language)) return *named;
  return heaviest(ranges, "*").value_or(Wish{});
}

}  // namespace

text::Language language_of(const http::RequestHead& head) {
  const auto ranges = ranges_of(head);
  const auto chinese = wish_for(ranges, "zh");
  const auto english = wish_for(ranges, "en");
  const bool first = english.weight == chinese.weight && english.place < chinese.place;
  const bool wished = english.weight > 0 && (english.weight > chinese.weight || first);
  return wished ? text::Language::english : text::Language::chinese;
}

}  // namespace anxin::routes
