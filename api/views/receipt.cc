#include "api/views/receipt.h"

#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::views {
namespace {

constexpr std::size_t kCountDigitsMax = 9;  // counts are numbers; ids stay text

bool has_two_decimals(std::string_view text) {
  const auto point = text.find('.');
  return point != std::string_view::npos && text.size() - point == 3;
}

Json answer_value(const std::string& text) {
  const auto count = text.size() <= kCountDigitsMax ? parse_number(text) : std::nullopt;
  return count ? Json(*count) : amount_or_text(text);
}

}  // namespace

Json amount_or_text(const std::string& text) {
  const auto amount = has_two_decimals(text) ? parse_yuan(text) : std::nullopt;
  return amount ? Json(*amount) : Json(text);
}

Json receipt_view(const ledger::Receipt& receipt, std::string_view key) {
  Json json = Json::object();
  json.set("ok", true);
  if (receipt.entry > 0) {
    json.set("entry", receipt.entry).set("digest", receipt.digest.hex());
    json.set("replayed", receipt.replayed).set("key", key);
  } else {
    json.set("dry_run", true);
  }
  for (const auto& field : receipt.answer) json.set(field.name, answer_value(field.value));
  return json;
}

}  // namespace anxin::views
