#include "api/views/recalls.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json recall_view(const payments::RecallNote& note) {
  Json json = Json::object();
  json.set("line", note.line).set("file", note.file).set("status", note.status);
  json.set("reason", note.reason).set("message_id", note.message_id);
  return json.set("on", to_string(note.on));
}

}  // namespace

Json recalls_view(const std::vector<payments::RecallNote>& notes) {
  return Json::object().set("recalls", array_of(notes, recall_view));
}

}  // namespace anxin::views
