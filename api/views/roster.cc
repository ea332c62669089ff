#include "api/views/roster.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json worker_view(const payments::RosterLine& line) {
  const auto& place = line.place;
  Json json = Json::object();
  json.set("worker", place.worker).set("name", given_or_null(line.name));
  json.set("id_no", given_or_null(line.id_no)).set("card", given_or_null(line.card));
  json.set("trade", place.trade).set("team", place.team).set("employer", place.employer);
  json.set("contract_signed", place.contract_signed).set("registered", place.registered);
  json.set("entry", to_string(place.entry)).set("exit", text_or_null(place.exit));
  return json;
}

}  // namespace

Json roster_view(const std::vector<payments::RosterLine>& lines) {
  return Json::object().set("workers", array_of(lines, worker_view));
}

}  // namespace anxin::views
