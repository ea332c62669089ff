#include "api/views/wage_papers.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json paid_line_view(const payments::PaidOutsideLine& one) {
  return Json::object().set("line", one.line).set("amount", one.amount);
}

}  // namespace

Json paid_outside_view(const payments::PaidOutside& paper) {
  const bool cash = paper.how == payments::PaidHow::cash;
  Json json = Json::object();
  json.set("paper", paper.id).set("what", "outside").set("contract", paper.contract);
  json.set("how", payments::to_word(paper.how)).set("on", to_string(paper.on));
  json.set("document", paper.document);
  json.set("channel", cash ? Json(payments::to_word(paper.channel)) : Json());
  json.set("confirmation", given_or_null(paper.confirmation));
  json.set("office", given_or_null(paper.office));
  json.set("lines", array_of(paper.lines, paid_line_view)).set("sum", paper.sum);
  return std::move(json.set("state", payments::to_word(paper.state)));
}

Json payee_paper_view(const payments::PayeePaper& paper) {
  Json json = Json::object();
  json.set("paper", paper.id).set("what", "payee").set("contract", paper.contract);
  json.set("line", paper.line).set("worker", paper.worker);
  json.set("kind", payments::to_word(paper.kind)).set("document", paper.document);
  json.set("pays", given_or_null(paper.pays));
  return std::move(json.set("state", payments::to_word(paper.state)));
}

}  // namespace anxin::views
