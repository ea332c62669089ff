#include "api/views/deposit_receipt.h"

#include <string>

#include "api/views/receipt.h"
#include "ledger/base/text.h"

namespace anxin::views {
namespace {

bool is_flag(const Field& field) {
  return field.name == "exempt" || field.name == "unconfirmed" ||
         field.name == "calendar_confirmed";
}

Json flag_view(const std::string& value) { return value == "-" ? Json() : Json(value == "true"); }

Json change_view(std::string_view text) {
  const auto parts = split(text, '|');
  return Json::object()
      .set("what", parts[0])
      .set("from", amount_or_text(std::string(parts[1])))
      .set("to", amount_or_text(std::string(parts[2])));
}

Json rules_view(const std::string& text) {
  Json rules = Json::array();
  for (const auto rule : split(text, ',')) rules.push(rule);
  return rules;
}

}  // namespace

Json deposit_receipt_view(const ledger::Receipt& receipt, std::string_view key) {
  const auto is_typed = [](const Field& field) {
    return is_flag(field) || field.name == "rules" || field.name == "changed";
  };
  auto plain = receipt;
  std::erase_if(plain.answer, is_typed);
  Json json = receipt_view(plain, key);
  Json changed = Json::array();
  bool assessed = false;
  for (const auto& field : receipt.answer) {
    if (is_flag(field)) json.set(field.name, flag_view(field.value));
    if (field.name == "changed") changed.push(change_view(field.value));
    if (field.name != "rules") continue;
    json.set("rules", rules_view(field.value));
    assessed = true;
  }
  if (assessed) json.set("changed", std::move(changed));
  return json;
}

}  // namespace anxin::views
