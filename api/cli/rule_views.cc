#include "api/cli/rule_views.h"

#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/rule_steps.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::RuleHead;
using payments::RuleStep;

constexpr std::size_t kRegionDigits = 6;

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
  print_defaults(context, views::rules_of(steps));
}

void print_defaults(Context& context, const std::vector<RuleHead>& rules) {
  const auto defaults = views::defaults_of(rules);
  if (defaults.empty()) return;
  context.out() << '\n' << context.say("cli.rules.defaults") << '\n';
  for (const auto* rule : defaults) context.out() << "  " << rule->id << "  " << rule->note << '\n';
}

}  // namespace anxin::cli
