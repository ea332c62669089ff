// bank profiles: the banks, the layouts of files to them and the formats of files from them
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/table.h"
#include "api/views/bank_profiles.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::OutgoingProfile;

std::vector<std::string> captions_of(const OutgoingProfile& profile) {
  std::vector<std::string> captions;
  for (const auto& column : profile.columns) captions.push_back(column.caption);
  return captions;
}

void print_banks(Context& context) {
  context.out() << context.say("cli.bank-profiles.banks") << '\n';
  Table table({{context.say("cli.col.profile")},
               {context.say("cli.col.profile-name")},
               {context.say("cli.col.outgoing")},
               {context.say("cli.col.lines-max"), Align::right}});
  for (const auto& bank : context.data().profiles) {
    table.add({bank.id, bank.name, bank.outgoing, std::to_string(bank.lines_max)});
  }
  table.print(context.out());
}

void print_outgoing(Context& context) {
  context.out() << context.say("cli.bank-profiles.outgoing") << '\n';
  Table table({{context.say("cli.col.profile")},
               {context.say("cli.col.carrier")},
               {context.say("cli.col.encoding")},
               {context.say("cli.col.lines-max"), Align::right},
               {context.say("cli.col.columns")}});
  for (const auto& profile : context.data().outgoing) {
    table.add({profile.id, std::string(word_in(payments::kCarrierWords, profile.carrier)),
               std::string(word_in(payments::kEncodingWords, profile.encoding)),
               std::to_string(profile.lines_max), join(captions_of(profile), " ")});
  }
  table.print(context.out());
}

void print_incoming(Context& context) {
  context.out() << context.say("cli.bank-profiles.incoming") << '\n';
  Table table({{context.say("cli.col.profile")},
               {context.say("cli.col.shape")},
               {context.say("cli.col.profile-name")}});
  for (const auto& profile : context.data().incoming) {
    const std::string shape(payments::to_word(profile.shape));
    table.add({profile.id, context.say("incoming." + shape), profile.name});
  }
  table.print(context.out());
}

Result<Exit> profiles(Context& context) {
  if (context.options().json) {
    context.print(views::bank_profiles_view(context.data()));
    return Exit::done;
  }
  print_banks(context);
  print_outgoing(context);
  print_incoming(context);
  return Exit::done;
}

}  // namespace

void add_bank_profiles(CLI::App& bank, Context& context, Runner& runner) {
  auto& verb = add_command(bank, context, "profiles", "cli.help.bank.profiles");
  runner.on(verb, [](Context& c) { return profiles(c); });
}

}  // namespace anxin::cli
