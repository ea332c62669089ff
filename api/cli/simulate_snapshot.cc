#include "api/cli/simulate_snapshot.h"

#include <ostream>

#include "api/cli/open_book.h"
#include "api/cli/views.h"
#include "ledger/base/invariant.h"
#include "payments/service/book_counts.h"
#include "simulator/snapshot.h"

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

simulator::BookContract book_contract(const payments::ContractCount& count) {
  return {count.owner,  count.contractor,  count.amount,       count.labour_share,
          count.months, count.has_account, count.deposit_cash, count.deposit_letters,
          count.gross,  count.lines};
}

Result<simulator::BookFacts> gather_facts(Context& context, const SimulateOptions& options) {
  simulator::BookFacts facts;
  const auto region = payments::RegionCode::parse(options.region);
  if (!region) return fail(kUsageRegion, {{"text", options.region}});
  facts.region = *region;
  facts.on = LEDGER_TRY(parse_date_option(options.on));
  const auto session = LEDGER_TRY(PaymentsSession::open(context, store::Access::read));
  const auto counts =
      LEDGER_TRY(payments::count_contracts(session->payments(), facts.region, facts.on));
  for (const auto& count : counts) facts.contracts.push_back(book_contract(count));
  return facts;
}

}  // namespace

Result<Exit> take_snapshot(Context& context, const SimulateOptions& options) {
  const auto facts = LEDGER_TRY(gather_facts(context, options));
  const auto baseline = LEDGER_TRY(simulator::snapshot_baseline(shipped_county(), facts));
  const auto text = simulator::baseline_text(baseline);
  if (!options.out.empty()) LEDGER_CHECK(write_file(options.out, text));
  if (context.options().json) {
    Json size = Json::object();
    size.set("projects", baseline.size.projects).set("owners", baseline.size.owners);
    size.set("contractors", baseline.size.contractors);
    Json json = Json::object();
    json.set("name", baseline.name).set("size", std::move(size)).set("baseline", text);
    context.print(json);
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
