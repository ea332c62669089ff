#include "api/cli/rule_views.h"

#include <algorithm>
#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::Grade;
using payments::RuleHead;
using payments::RuleStep;

constexpr std::size_t kRegionDigits = 6;

std::vector<const RuleHead*> defaults_of(const std::vector<RuleHead>& rules) {
  std::vector<const RuleHead*> found;
  for (const auto& rule : rules) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const auto* other) { return other->id == rule.id; });
    if (rule.grade == Grade::unconfirmed && !known) found.push_back(&rule);
  }
  return found;
}

std::vector<RuleHead> rules_of(const std::vector<RuleStep>& steps) {
  std::vector<RuleHead> rules;
  for (const auto& step : steps) rules.push_back(step.rule);
  return rules;
}

// The catalogue answers with the key itself where it has no such word.
std::string said_or(const Context& context, std::string_view prefix, std::string_view word) {
  const auto key = std::string(prefix) + "." + std::string(word);
  auto said = context.say(key);
  return said == key ? std::string(word) : said;
}

std::string spoken_name(const Context& context, const std::string& name) {
  std::vector<std::string> parts;
  for (const auto part : split(name, '.')) parts.push_back(said_or(context, "rule_field", part));
  return join(parts, " ");
}

std::string spoken_value(const Context& context, const Field& field) {
  if (field.name == "kind") return said_or(context, "rule_kind", field.value);
  if (field.name == "grade") return said_or(context, "grade", field.value);
  std::vector<std::string> parts;
  for (const auto part : split(field.value, ',')) {
    parts.push_back(said_or(context, "rule_word", trim(part)));
  }
  return join(parts, ", ");
}

}  // namespace

Result<payments::RegionCode> parse_region_option(const std::string& text) {
  const auto region = payments::RegionCode::parse(text);
  if (region) return *region;
  if (text.size() != kRegionDigits || !all_digits(text)) return fail(kUsageRegion);
  return fail(kUsageRegionUnknown, {{"text", text}});
}

Result<Date> parse_day_option(const Context& context, const std::string& text) {
  if (!text.empty()) return parse_date_option(text);
  return shanghai_date(context.given_now().value_or(context.world().clock.now()));
}

Fields spoken(const Context& context, const Fields& fields) {
  Fields said;
  for (const auto& field : fields) {
    said.push_back({spoken_name(context, field.name), spoken_value(context, field)});
  }
  return said;
}

Json steps_view(const Context& context, const std::vector<RuleStep>& steps) {
  Json array = Json::array();
  for (const auto& step : steps) {
    Json json = Json::object();
    json.set("rule", step.rule.id).set("source", cite(step.rule));
    json.set("grade", to_word(step.rule.grade));
    json.set("factor", step.factor ? Json(to_decimal_string(*step.factor)) : Json());
    json.set("amount", to_string(step.amount));
    json.set("text", context.say(step.what, step.details));
    array.push(std::move(json));
  }
  return array;
}

Json defaults_view(const std::vector<RuleHead>& rules) {
  Json array = Json::array();
  for (const auto* rule : defaults_of(rules)) {
    array.push(Json::object().set("rule", rule->id).set("note", rule->note));
  }
  return array;
}

Json defaults_view(const std::vector<RuleStep>& steps) { return defaults_view(rules_of(steps)); }

void print_steps(Context& context, const std::vector<RuleStep>& steps) {
  Table table({{context.say("cli.col.step")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.rule")},
               {context.say("cli.col.grade")},
               {context.say("cli.col.source")}});
  for (const auto& step : steps) {
    table.add({context.say(step.what, step.details), to_grouped_string(step.amount), step.rule.id,
               context.say("grade." + std::string(to_word(step.rule.grade))), cite(step.rule)});
  }
  table.print(context.out());
  print_defaults(context, rules_of(steps));
}

void print_defaults(Context& context, const std::vector<RuleHead>& rules) {
  const auto defaults = defaults_of(rules);
  if (defaults.empty()) return;
  context.out() << '\n' << context.say("cli.rules.defaults") << '\n';
  for (const auto* rule : defaults) context.out() << "  " << rule->id << "  " << rule->note << '\n';
}

}  // namespace anxin::cli
