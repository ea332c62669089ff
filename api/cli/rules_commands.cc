// rules list / show / check / diff
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/rule_views.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/rules.h"
#include "payments/rules/rule_file.h"
#include "payments/rules/rule_sides.h"
#include "payments/rules/rule_values.h"

namespace anxin::cli {
namespace {

using payments::Rule;
using payments::RuleChange;

constexpr std::size_t kValueWidth = 56;  // with the other columns, two lines of a terminal

struct RulesOptions {
  std::string region;
  std::string on;
  std::string id;
  std::vector<std::string> files;
  std::string before;
  std::string after;
  bool all = false;
};

// ---- list and show ------------------------------------------------------------------------------

// Names that say no more than the words behind them.
bool goes_without_saying(const std::string& name) { return name == "duty" || name == "sense"; }

// As many of the values as a line takes; `rules show` has them all. A number keeps its unit.
std::string short_values(const Context& context, const Rule& rule) {
  std::string text;
  const auto values = payments::values_of(rule);
  const auto said = spoken(context, values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].name == "unit") continue;
    std::string next = text.empty() ? "" : "; ";
    if (!goes_without_saying(values[i].name)) next += said[i].name + " ";
    next += said[i].value;
    if (i + 1 < values.size() && values[i + 1].name == "unit") next += " " + said[i + 1].value;
    if (display_width(text) + display_width(next) > kValueWidth) return text + " …";
    text += next;
  }
  return text;
}

views::FileOf files_of(const Context& context) {
  return [&context](const std::string& rule) { return context.file_of(rule); };
}

std::vector<const Rule*> chosen(const payments::RuleSet& rules, const RulesOptions& options,
                                std::optional<payments::RegionCode> region, Date on) {
  if (region && !options.all) return rules.all_in_force(*region, on);
  std::vector<const Rule*> found;
  for (const auto& rule : rules.rules()) {
    const auto& head = head_of(rule);
    const bool here = !region || region->lies_in(head.region);
    if (here && (options.all || head.in_force(on))) found.push_back(&rule);
  }
  return found;
}

void print_list(Context& context, const std::vector<const Rule*>& rules, Date on) {
  Table table({{context.say("cli.col.rule")},
               {context.say("cli.col.region")},
               {context.say("cli.col.kind")},
               {context.say("cli.col.value")},
               {context.say("cli.col.valid-from")},
               {context.say("cli.col.valid-to")},
               {context.say("cli.col.grade")}});
  std::size_t ending = 0;
  std::vector<std::string> own;
  for (const auto* rule : rules) {
    const auto& head = head_of(*rule);
    const bool soon = ends_soon(head, on);
    if (soon) ++ending;
    const auto file = context.file_of(head.id);
    if (!file.empty()) own.push_back(head.id + "  " + file);
    table.add({head.id, head.region.text(), context.say("rule_kind." + std::string(kind_of(*rule))),
               short_values(context, *rule), to_string(head.valid_from),
               (head.valid_to ? to_string(*head.valid_to) : "") + (soon ? " !" : ""),
               context.say("grade." + std::string(to_word(head.grade)))});
  }
  table.print(context.out());
  if (!own.empty()) context.out() << '\n' << context.say("cli.rules.own") << '\n';
  for (const auto& rule : own) context.out() << "  " << rule << '\n';
  if (ending == 0) return;
  context.out() << '\n'
                << context.say("cli.rules.ending",
                               {{"count", std::to_string(ending)},
                                {"days", std::to_string(payments::kEndsSoon.count())}})
                << '\n';
}

Result<Exit> list(Context& context, const RulesOptions& options) {
  std::optional<payments::RegionCode> region;
  if (!options.region.empty()) region = LEDGER_TRY(parse_region_option(options.region));
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  const auto rules = chosen(context.data().rules, options, region, on);
  if (context.options().json) {
    context.print(views::rules_view(rules, on, files_of(context)));
  } else {
    print_list(context, rules, on);
  }
  return Exit::done;
}

Result<Exit> show(Context& context, const RulesOptions& options) {
  const auto on = LEDGER_TRY(parse_day_option(context, options.on));
  const auto* rule = LEDGER_TRY(context.data().rules.find(options.id));
  if (context.options().json) {
    context.print(views::rule_view(*rule, on, files_of(context)));
    return Exit::done;
  }
  const auto file = context.file_of(options.id);
  context.out() << options.id << (file.empty() ? "" : "  " + file) << '\n';
  for (const auto& field : spoken(context, payments::fields_of(*rule))) {
    context.out() << "  " << field.name << "  " << field.value << '\n';
  }
  if (!head_of(*rule).in_force(on)) {
    context.out() << context.say("cli.rules.not-in-force", {{"on", to_string(on)}}) << '\n';
  }
  return Exit::done;
}

// ---- check --------------------------------------------------------------------------------------

void print_file(Context& context, const views::CheckedRuleFile& checked) {
  const auto& file = checked.file;
  context.out() << context.say(file.refused() ? "cli.rules.refused" : "cli.rules.accepted",
                               {{"file", checked.name},
                                {"rules", std::to_string(file.value.rules.size())},
                                {"count", std::to_string(file.findings.size())}})
                << '\n';
  print_findings(context, file.findings);
}

// Each file beside those before it and over what ships, so that what they say about the same thing
// is found.
Result<Exit> check(Context& context, const RulesOptions& options) {
  std::vector<Rule> known;
  bool accepted = true;
  std::vector<views::CheckedRuleFile> files;
  for (const auto& name : options.files) {
    const auto bytes = LEDGER_TRY(read_file(context, name));
    const auto& checked = files.emplace_back(views::CheckedRuleFile{
        name,
        payments::parse_rules(bytes, payments::OtherRules{&known, &context.data().rules.rules()})});
    const auto& rules = checked.file.value.rules;
    known.insert(known.end(), rules.begin(), rules.end());
    accepted = accepted && !checked.file.refused();
    if (!context.options().json) print_file(context, checked);
  }
  if (context.options().json) {
    context.print(views::rule_files_view(context.voice(), files));
  }
  return accepted ? Exit::done : Exit::bad_data;
}

// ---- diff ---------------------------------------------------------------------------------------

// A side that somebody named, or the exit code with which a faulty file was told.
struct NamedSide {
  payments::RuleSide side;
  std::optional<Exit> refused;
};

Result<NamedSide> read_side(Context& context, const std::string& name) {
  const auto& used = context.data().rules;
  if (const auto region = payments::RegionCode::parse(name)) {
    return NamedSide{payments::side_of_region(used, *region), std::nullopt};
  }
  const auto bytes = LEDGER_TRY(read_file(context, name));
  auto file = payments::parse_rules(bytes, payments::OtherRules{nullptr, &used.rules()});
  if (!file.refused()) return NamedSide{{std::move(file.value.rules), true}, std::nullopt};
  return NamedSide{{}, context.refuse({kRulesRefused, -1, {}, {{"file", name}}}, file.findings)};
}

void print_changes(Context& context, const std::vector<RuleChange>& changes) {
  if (changes.empty()) context.out() << context.say("cli.rules.same") << '\n';
  for (const auto& change : changes) {
    const char mark = change.what == RuleChange::What::added     ? '+'
                      : change.what == RuleChange::What::removed ? '-'
                                                                 : '~';
    context.out() << mark << ' ' << change.id << '\n';
    for (const auto& field : change.fields) {
      context.out() << "    " << field.name << ": " << (field.before.empty() ? "–" : field.before)
                    << " → " << (field.after.empty() ? "–" : field.after) << '\n';
    }
  }
}

Result<Exit> diff(Context& context, const RulesOptions& options) {
  auto before = LEDGER_TRY(read_side(context, options.before));
  if (before.refused) return *before.refused;
  auto after = LEDGER_TRY(read_side(context, options.after));
  if (after.refused) return *after.refused;
  const auto changes =
      payments::compare_sides(context.data().rules, std::move(before.side), std::move(after.side));
  if (context.options().json) {
    context.print(views::rule_changes_view(changes));
  } else {
    print_changes(context, changes);
  }
  return Exit::done;
}

}  // namespace

void add_rules_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<RulesOptions>();
  auto& noun = add_command(root, context, "rules", "cli.help.rules");
  noun.require_subcommand(1);
  auto& list_verb = add_command(noun, context, "list", "cli.help.rules.list");
  list_verb.add_option("--region", options->region, context.say("cli.option.region"));
  list_verb.add_option("--on", options->on, context.say("cli.option.on-today"));
  list_verb.add_flag("--all", options->all, context.say("cli.option.rules-all"));
  runner.on(list_verb, [options](Context& c) { return list(c, *options); });
  auto& show_verb = add_command(noun, context, "show", "cli.help.rules.show");
  show_verb.add_option("id", options->id, context.say("cli.option.rule"))->required();
  show_verb.add_option("--on", options->on, context.say("cli.option.on-today"));
  runner.on(show_verb, [options](Context& c) { return show(c, *options); });
  auto& check_verb = add_command(noun, context, "check", "cli.help.rules.check");
  check_verb.add_option("files", options->files, context.say("cli.option.rule-files"))->required();
  runner.on(check_verb, [options](Context& c) { return check(c, *options); });
  auto& diff_verb = add_command(noun, context, "diff", "cli.help.rules.diff");
  diff_verb.add_option("before", options->before, context.say("cli.option.rules-side"))->required();
  diff_verb.add_option("after", options->after, context.say("cli.option.rules-side"))->required();
  runner.on(diff_verb, [options](Context& c) { return diff(c, *options); });
}

}  // namespace anxin::cli
