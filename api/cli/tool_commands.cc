// id check, version, demo
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/build_info.h"
#include "api/cli/commands.h"
#include "api/cli/demo.h"
#include "api/cli/views.h"
#include "api/views/identifiers.h"
#include "api/views/program.h"
#include "payments/domain/identifiers.h"

namespace anxin::cli {
namespace {

struct IdOptions {
  std::string kind;
  std::string value;
};

Result<payments::IdentifierCheck> check_kind(const IdOptions& options) {
  if (options.kind == "resident-id") return payments::check_resident_id(options.value);
  if (options.kind == "uscc") return payments::check_uscc(options.value);
  if (options.kind == "card") return payments::check_card(options.value);
  if (options.kind == "cnaps") return payments::check_cnaps(options.value);
  return fail(kUsageKind, {{"kind", options.kind}});
}

Result<Exit> check_id(Context& context, const IdOptions& options) {
  const auto check = LEDGER_TRY(check_kind(options));
  if (context.options().json) {
    context.print(views::identifier_view(context.voice(), options.kind, check));
  } else {
    context.out() << (check.valid() ? context.say("cli.id.valid")
                                    : context.say(check.problem->word()))
                  << '\n';
    for (const auto& fact : check.facts) {
      context.out() << "  " << context.say("field." + fact.name) << "  " << fact.value << '\n';
    }
  }
  return check.valid() ? Exit::done : Exit::refused;
}

Result<Exit> version(Context& context) {
  const auto info = build_info();
  if (context.options().json) {
    context.print(views::program_view(info));
    return Exit::done;
  }
  context.out() << "anxin " << info.version << " (" << info.commit << "), " << info.compiler
                << '\n';
  for (const auto& library : info.libraries) {
    context.out() << "  " << library.name << ' ' << library.value << '\n';
  }
  return Exit::done;
}

}  // namespace

void add_tool_commands(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<IdOptions>();
  auto& id = add_command(root, context, "id", "cli.help.id");
  id.require_subcommand(1);
  auto& check = add_command(id, context, "check", "cli.help.id.check");
  check.add_option("kind", options->kind, "resident-id | uscc | card | cnaps")->required();
  check.add_option("value", options->value, context.say("cli.option.value"))->required();
  runner.on(check, [options](Context& c) { return check_id(c, *options); });

  runner.on(add_command(root, context, "version", "cli.help.version"), version);

  auto fixtures = std::make_shared<std::string>("fixtures/county");
  auto& demo = add_command(root, context, "demo", "cli.help.demo");
  demo.add_option("--fixtures", *fixtures, context.say("cli.option.fixtures"));
  runner.on(demo, [fixtures](Context& c) { return run_demo(c, *fixtures); });
}

}  // namespace anxin::cli
