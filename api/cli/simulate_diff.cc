#include "api/cli/simulate_diff.h"

#include <ostream>

#include "api/study/difference_view.h"
#include "simulator/canonical.h"
#include "simulator/scenario_diff.h"

namespace anxin::cli {
namespace {

using simulator::Difference;

// The deposit rate that nobody reforms is the region's own.
std::string side_text(const Context& context, const Difference& difference,
                      const std::string& value) {
  if (!value.empty()) return value;
  const bool by_rules = difference.part == simulator::DifferencePart::parameter;
  return by_rules ? context.say("cli.simulate.by-rules") : "–";
}

void print_difference(Context& context, const Difference& difference) {
  context.out() << "~ " << difference.name;
  if (difference.period) {
    context.out() << " " << to_string(difference.period->from) << ".."
                  << to_string(*difference.period->to);
  }
  context.out() << ": " << side_text(context, difference, difference.before) << " → "
                << side_text(context, difference, difference.after);
  if (!difference.source.empty()) context.out() << " (" << difference.source << ")";
  context.out() << '\n';
}

void print_differences(Context& context, const std::vector<Difference>& found) {
  if (found.empty()) context.out() << context.say("cli.simulate.same") << '\n';
  std::optional<simulator::DifferencePart> part;
  for (const auto& difference : found) {
    if (difference.part != part) {
      part = difference.part;
      context.out() << context.say("simulate.part." + std::string(payments::to_word(*part)))
                    << '\n';
    }
    print_difference(context, difference);
  }
}

}  // namespace

Result<Exit> show_canonical(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  context.out() << simulator::canonical_form(loaded->scenario) << '\n';
  return Exit::done;
}

Result<Exit> diff_files(Context& context, const SimulateOptions& options) {
  const auto a = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!a) return Exit::bad_data;
  const auto b = LEDGER_TRY(load_scenario(context, options, options.files.at(1)));
  if (!b) return Exit::bad_data;
  const auto found = simulator::differences({a->baseline, a->scenario}, {b->baseline, b->scenario});
  if (!context.options().json) {
    print_differences(context, found);
    return Exit::done;
  }
  context.print(study::differences_view(found));
  return Exit::done;
}

}  // namespace anxin::cli
