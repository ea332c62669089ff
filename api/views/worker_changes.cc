#include "api/views/worker_changes.h"

#include "api/views/values.h"
#include "ledger/base/text.h"

namespace anxin::views {
namespace {

Json worker_change_view(const payments::WorkerChangeView& view) {
  const auto& change = view.change;
  Json json = Json::object();
  json.set("id", change.id).set("worker", change.worker).set("what", join(change.what, ", "));
  json.set("card_end", given_or_null(view.card_end));
  json.set("proposed_by", change.proposer);
  json.set("document", change.document).set("proposed_on", to_string(change.proposed_on));
  return json.set("state", payments::to_word(change.state));
}

}  // namespace

Json worker_changes_view(const std::vector<payments::WorkerChangeView>& views) {
  return Json::object().set("changes", array_of(views, worker_change_view));
}

}  // namespace anxin::views
