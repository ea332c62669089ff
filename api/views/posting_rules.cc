#include "api/views/posting_rules.h"

#include "payments/domain/chart.h"

namespace anxin::views {
namespace {

Json rule_view(const Voice& voice, const payments::PostingRule& rule) {
  Json moves = Json::array();
  for (const auto& move : rule.moves) {
    moves.push(
        Json::object().set("debit", kind_text(move.debit)).set("credit", kind_text(move.credit)));
  }
  return Json::object()
      .set("event", rule.event)
      .set("how", how_word(rule.how))
      .set("text", voice.say("posting." + std::string(rule.event)))
      .set("moves", std::move(moves));
}

}  // namespace

Json posting_rules_view(const Voice& voice, const std::vector<payments::PostingRule>& rules) {
  Json all = Json::array();
  for (const auto& rule : rules) all.push(rule_view(voice, rule));
  return Json::object().set("rules", std::move(all));
}

std::string_view kind_text(const book::AccountName& name) {
  return payments::chart::kind_of(name)->kind;
}

std::string_view how_word(payments::PostingHow how) {
  return how == payments::PostingHow::held ? "held" : "posted";
}

}  // namespace anxin::views
