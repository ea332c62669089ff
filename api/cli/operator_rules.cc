#include "api/cli/operator_rules.h"

#include "api/cli/open_book.h"
#include "ledger/base/text.h"
#include "payments/rules/rule_file.h"

namespace anxin::cli {
namespace {

using payments::Rule;

// What the files say together.
struct OwnRules {
  std::vector<Rule> rules;
  std::map<std::string, std::string> files;  // by the id of a rule
  payments::Findings findings;
  std::vector<std::string> faulty;
};

void add(OwnRules& own, const std::string& name, payments::Loaded<payments::RuleFile> file) {
  for (auto& finding : file.findings) {
    finding.cell = name;
    own.findings.push_back(std::move(finding));
  }
  if (file.refused()) own.faulty.push_back(name);
  for (auto& rule : file.value.rules) {
    own.files[head_of(rule).id] = name;
    own.rules.push_back(std::move(rule));
  }
}

}  // namespace

std::optional<Exit> lay_operator_rules(Context& context) {
  const auto& shipped = context.world().data;
  OwnRules own;
  for (const auto& name : context.options().rules) {
    const auto bytes = read_file(context, name);
    if (!bytes) return context.refuse(bytes.error());
    const payments::OtherRules others{&own.rules, &shipped.rules.rules()};
    add(own, name, payments::parse_rules(*bytes, others));
  }
  if (!own.faulty.empty()) {
    return context.refuse({kRulesRefused, -1, {}, {{"file", join(own.faulty, ", ")}}},
                          own.findings);
  }
  if (own.rules.empty()) return std::nullopt;
  auto data = shipped;
  data.rules = payments::RuleSet(payments::laid_over(shipped.rules.rules(), own.rules));
  context.use(std::move(data), std::move(own.files));
  return std::nullopt;
}

}  // namespace anxin::cli
