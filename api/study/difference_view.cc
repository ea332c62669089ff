#include "api/study/difference_view.h"

namespace anxin::study {
namespace {

using json::Json;

Json null_if_empty(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json difference_view(const simulator::Difference& difference) {
  Json json = Json::object();
  json.set("part", payments::to_word(difference.part)).set("name", difference.name);
  json.set("before", null_if_empty(difference.before));
  json.set("after", null_if_empty(difference.after));
  if (difference.period) {
    json.set("from", to_string(difference.period->from));
    json.set("to", to_string(*difference.period->to));
    json.set("source", null_if_empty(difference.source));
  }
  return json;
}

}  // namespace

json::Json differences_view(const std::vector<simulator::Difference>& found) {
  Json list = Json::array();
  for (const auto& difference : found) list.push(difference_view(difference));
  return Json::object().set("differences", std::move(list));
}

}  // namespace anxin::study
