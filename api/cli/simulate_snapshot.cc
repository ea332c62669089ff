#include "api/cli/simulate_snapshot.h"

#include <ostream>

#include "api/cli/open_book.h"
#include "api/cli/views.h"
#include "api/routes/book_baseline.h"
#include "api/study/study_views.h"
#include "ledger/base/invariant.h"

namespace anxin::cli {
namespace {

// What a book cannot count is as in the county that ships.
simulator::Baseline shipped_county() {
  const auto text = simulator::builtin_baseline("baselines/county-2026.toml");
  LEDGER_INVARIANT(text.has_value());
  auto loaded = simulator::parse_baseline(*text);
  LEDGER_INVARIANT(!loaded.refused());
  return std::move(loaded.value);
}

Result<simulator::Baseline> snapshot_asked(Context& context, const SimulateOptions& options) {
  const auto region = payments::RegionCode::parse(options.region);
  if (!region) return fail(kUsageRegion, {{"text", options.region}});
  const auto on = LEDGER_TRY(parse_date_option(options.on));
  const auto session = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  return routes::baseline_of_book(session->payments(), shipped_county(), {*region, on});
}

}  // namespace

Result<Exit> take_snapshot(Context& context, const SimulateOptions& options) {
  const auto baseline = LEDGER_TRY(snapshot_asked(context, options));
  const auto text = simulator::baseline_text(baseline);
  if (!options.out.empty()) LEDGER_CHECK(write_file(options.out, text));
  if (context.options().json) {
    context.print(study::baseline_view(baseline).set("baseline", text));
  } else if (options.out.empty()) {
    context.out() << text;
  } else {
    context.out() << context.say("cli.simulate.snapshot",
                                 {{"path", options.out},
                                  {"projects", std::to_string(baseline.size.projects)}})
                  << '\n';
  }
  return Exit::done;
}

}  // namespace anxin::cli
