#include "api/views/receipt.h"

#include "ledger/base/text.h"

namespace anxin::views {
namespace {

constexpr std::size_t kCountDigitsMax = 9;  // counts are numbers; ids and amounts stay text

}  // namespace

Json receipt_view(const ledger::Receipt& receipt, std::string_view key) {
  Json json = Json::object();
  json.set("ok", true);
  if (receipt.entry > 0) {
    json.set("entry", receipt.entry).set("digest", receipt.digest.hex());
    json.set("replayed", receipt.replayed).set("key", key);
  } else {
    json.set("dry_run", true);
  }
  for (const auto& field : receipt.answer) {
    const auto count =
        field.value.size() <= kCountDigitsMax ? parse_number(field.value) : std::nullopt;
    json.set(field.name, count ? Json(*count) : Json(field.value));
  }
  return json;
}

}  // namespace anxin::views
