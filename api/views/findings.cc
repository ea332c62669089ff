#include "api/views/findings.h"

#include "api/views/values.h"

namespace anxin::views {

Json finding_view(const Voice& voice, const payments::Finding& finding) {
  Json json = Json::object();
  json.set("row", finding.row);
  json.set("cell", given_or_null(finding.cell));
  json.set("field", given_or_null(finding.field));
  json.set("severity", to_word(finding.severity)).set("code", finding.code.word());
  json.set("message", voice.say(finding.code.word(), finding.details));
  return json;
}

Json findings_view(const Voice& voice, const payments::Findings& findings) {
  Json array = Json::array();
  for (const auto& finding : findings) array.push(finding_view(voice, finding));
  return array;
}

}  // namespace anxin::views
