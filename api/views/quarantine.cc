#include "api/views/quarantine.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json quarantined_view(const payments::QuarantinedFile& file) {
  Json json = Json::object();
  json.set("id", file.id).set("bank_statement", file.bank_id).set("day", to_string(file.day));
  json.set("account", file.wage_account).set("fault", file.fault);
  json.set("page", file.page == 0 ? Json() : Json(file.page));
  json.set("since", to_string(file.since)).set("added_by", file.by);
  const auto* proposed = std::get_if<payments::quarantine_state::Proposed>(&file.state);
  json.set("asked_by", proposed == nullptr ? Json() : Json(proposed->by));
  json.set("reason", proposed == nullptr ? Json() : Json(proposed->reason));
  return json.set("state", payments::to_word(file.state));
}

}  // namespace

Json quarantine_view(const std::vector<payments::QuarantinedFile>& files) {
  return Json::object().set("files", array_of(files, quarantined_view));
}

}  // namespace anxin::views
