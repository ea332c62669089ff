#include "api/views/suspense.h"

#include "api/views/reconcile.h"
#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::BankEntry;
using payments::SuspensePaper;
using payments::SuspenseView;

Json suspense_entry_view(const BankEntry& entry) {
  Json json = Json::object();
  json.set("item", entry.id).set("statement", entry.statement);
  json.set("reference", entry.reference).set("booked", to_string(entry.booked));
  json.set("direction", direction_word(entry)).set("amount", entry.amount);
  return json;
}

Json suspense_item_view(const payments::SuspenseItem& item) {
  return suspense_entry_view(item.entry).set("age_days", item.age_days).set("paper", item.paper);
}

Json paper_view(const SuspensePaper& paper) {
  Json json = Json::object();
  json.set("paper", paper.id).set("contract", paper.contract);
  json.set("way", payments::to_word(paper.way)).set("item", paper.entry);
  json.set("with", paper.other).set("of", paper.reference).set("lines", list_of(paper.lines));
  json.set("party", paper.party).set("source", source_word(paper));
  json.set("amount", paper.amount).set("document", paper.document);
  json.set("proposer", paper.proposer).set("proposed_on", to_string(paper.proposed_on));
  json.set("state", payments::to_word(paper.state));
  return json;
}

Json debts_view(const std::vector<payments::SuspenseDebt>& debts) {
  Json all = Json::array();
  for (const auto& debt : debts) {
    all.push(Json::object().set("debtor", debt.debtor).set("amount", debt.amount));
  }
  return all;
}

Json entry_or_null(const std::optional<BankEntry>& entry) {
  return entry ? suspense_entry_view(*entry) : Json();
}

}  // namespace

Json suspense_view(const SuspenseView& view) {
  Json json = Json::object();
  json.set("contract", view.contract).set("credits", view.credits);
  json.set("debits", view.debits).set("items", array_of(view.items, suspense_item_view));
  json.set("restitution", debts_view(view.restitution));
  json.set("overpaid", debts_view(view.overpaid)).set("papers", array_of(view.papers, paper_view));
  return json;
}

Json suspense_paper_view(const payments::SuspensePaperView& view) {
  Json json = paper_view(view.paper);
  json.set("entry", entry_or_null(view.entry));
  return json.set("other", entry_or_null(view.other));
}

void keep_restitution(SuspenseView& view) {
  std::erase_if(view.papers, [](const SuspensePaper& paper) {
    return paper.way != payments::SuspenseWay::restitution &&
           paper.way != payments::SuspenseWay::owed_back;
  });
}

Json restitution_view(const SuspenseView& view) {
  Json json = Json::object().set("contract", view.contract);
  json.set("restitution", debts_view(view.restitution));
  return json.set("papers", array_of(view.papers, paper_view));
}

std::string source_word(const SuspensePaper& paper) {
  if (paper.way != payments::SuspenseWay::labour_cost) return "";
  return paper.source == payments::FundingSource::owner ? "owner" : "contractor";
}

}  // namespace anxin::views
