#include "api/views/arrears.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::ArrearsPaper;
using payments::Reduction;
using payments::SuspectedArrears;

Json item_view(const payments::ArrearsItem& item) {
  Json json = Json::object();
  json.set("line", item.line).set("worker", item.worker);
  json.set("first", to_string(item.first)).set("last", to_string(item.last));
  json.set("amount", item.amount);
  return json;
}

struct PaperJson {
  Json operator()(const ArrearsPaper& paper) const {
    Json json = Json::object();
    json.set("paper", paper.id).set("what", "established").set("contract", paper.contract);
    json.set("kind", payments::to_word(paper.kind)).set("document", paper.document);
    json.set("on", to_string(paper.on)).set("in_addition", paper.in_addition);
    json.set("sum", paper.sum).set("state", payments::to_word(paper.state));
    json.set("batches", list_of(paper.batches)).set("items", array_of(paper.items, item_view));
    return json;
  }
  Json operator()(const Reduction& less) const {
    Json json = Json::object();
    json.set("paper", less.id).set("what", "reduced").set("contract", less.contract);
    json.set("kind", payments::to_word(less.kind)).set("document", less.document);
    json.set("line", less.line).set("worker", less.worker).set("month", to_string(less.month));
    json.set("owed", less.owed).set("sum", less.amount);
    json.set("state", payments::to_word(less.state));
    return json;
  }
};

// What attendance and agreed rates would tell is not on record: null, never a guess.
Json month_view(const payments::MonthWithoutPayroll& without) {
  Json json = Json::object();
  json.set("month", to_string(without.month)).set("pay_day", to_string(without.pay_day));
  json.set("workers_on_site", without.workers_on_site).set("drafted", without.drafted);
  json.set("funding_due", without.funding_due).set("wages", Json());
  return json;
}

Json line_view(const payments::OverdueLine& line) {
  Json json = Json::object();
  json.set("line", line.line).set("worker", line.worker).set("employer", line.employer);
  json.set("month", to_string(line.month)).set("due_on", to_string(line.due_on));
  json.set("days", line.days).set("owed", line.owed);
  return json;
}

Json sum_view(const payments::OverdueSum& sum) {
  Json json = Json::object();
  json.set("employer", sum.employer).set("workers", sum.workers);
  json.set("owed", sum.owed).set("oldest_days", sum.oldest_days);
  return json;
}

Json cash_view(const payments::PaidInCash& paid) {
  Json json = Json::object();
  json.set("paper", paid.paper).set("on", to_string(paid.on));
  json.set("lines", paid.lines).set("sum", paid.sum);
  return json;
}

Json suspected_contract_view(const SuspectedArrears& found) {
  Json json = Json::object();
  json.set("contract", found.contract).set("judged_from", to_string(found.judged_from));
  json.set("months", array_of(found.months, month_view));
  json.set("overdue", array_of(found.overdue, line_view));
  json.set("employers", array_of(found.sums, sum_view));
  json.set("in_cash", array_of(found.in_cash, cash_view));
  json.set("owed", found.owed).set("workers", found.workers);
  return json;
}

}  // namespace

Json arrears_paper_view(const payments::ArrearsView& paper) {
  return std::visit(PaperJson{}, paper);
}

Json arrears_papers_view(const std::vector<payments::ArrearsView>& papers) {
  return Json::object().set("papers", array_of(papers, arrears_paper_view));
}

Json suspected_view(const std::vector<SuspectedArrears>& all, Date on) {
  Json json = Json::object().set("on", to_string(on));
  return json.set("contracts", array_of(all, suspected_contract_view));
}

}  // namespace anxin::views
