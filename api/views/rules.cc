#include "api/views/rules.h"

#include <algorithm>

#include "api/views/findings.h"
#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::Rule;
using payments::RuleChange;

Json values_view(const Rule& rule) {
  Json json = Json::object();
  for (const auto& value : payments::values_of(rule)) json.set(value.name, value.value);
  return json;
}

Json file_view(const Voice& voice, const CheckedRuleFile& checked) {
  const auto& file = checked.file;
  Json json = Json::object();
  json.set("file", given_or_null(checked.name)).set("region", file.value.region.text());
  json.set("name", file.value.name);
  json.set("rules", file.value.rules.size()).set("accepted", !file.refused());
  return json.set("findings", findings_view(voice, file.findings));
}

Json change_view(const RuleChange& change) {
  Json fields = Json::array();
  for (const auto& field : change.fields) {
    fields.push(Json::object()
                    .set("name", field.name)
                    .set("before", field.before)
                    .set("after", field.after));
  }
  return Json::object().set("id", change.id).set("fields", std::move(fields));
}

}  // namespace

Json rule_view(const Rule& rule, Date on, const FileOf& file_of) {
  const auto& head = head_of(rule);
  Json json = Json::object();
  json.set("id", head.id).set("kind", kind_of(rule)).set("region", head.region.text());
  json.set("valid_from", to_string(head.valid_from));
  json.set("valid_to", text_or_null(head.valid_to));
  json.set("source", head.instrument);
  json.set("article", given_or_null(head.article));
  json.set("grade", to_word(head.grade)).set("note", head.note);
  json.set("file", given_or_null(file_of(head.id)));
  json.set("in_force", head.in_force(on)).set("ends_soon", ends_soon(head, on));
  json.set("values", values_view(rule));
  return json;
}

Json rules_view(const std::vector<const Rule*>& rules, Date on, const FileOf& file_of) {
  Json array = Json::array();
  for (const auto* rule : rules) array.push(rule_view(*rule, on, file_of));
  return Json::object().set("on", to_string(on)).set("rules", std::move(array));
}

Json rule_files_view(const Voice& voice, const std::vector<CheckedRuleFile>& files) {
  Json array = Json::array();
  for (const auto& checked : files) array.push(file_view(voice, checked));
  const bool accepted = std::none_of(files.begin(), files.end(),
                                     [](const auto& checked) { return checked.file.refused(); });
  return Json::object().set("accepted", accepted).set("files", std::move(array));
}

Json rule_changes_view(const std::vector<RuleChange>& changes) {
  Json added = Json::array();
  Json removed = Json::array();
  Json changed = Json::array();
  for (const auto& change : changes) {
    if (change.what == RuleChange::What::added) added.push(change.id);
    if (change.what == RuleChange::What::removed) removed.push(change.id);
    if (change.what == RuleChange::What::changed) changed.push(change_view(change));
  }
  Json json = Json::object();
  json.set("added", std::move(added)).set("removed", std::move(removed));
  json.set("changed", std::move(changed));
  return json;
}

}  // namespace anxin::views
