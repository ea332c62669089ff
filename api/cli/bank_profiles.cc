// bank profiles: the banks, the layouts of files to them and the formats of files from them
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/table.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::Carrier;
using payments::OutgoingProfile;

std::vector<std::string> captions_of(const OutgoingProfile& profile) {
  std::vector<std::string> captions;
  for (const auto& column : profile.columns) captions.push_back(column.caption);
  return captions;
}

Json columns_view(const OutgoingProfile& profile) {
  Json columns = Json::array();
  for (const auto& column : profile.columns) {
    Json one = Json::object();
    one.set("caption", column.caption).set("field", word_in(payments::kFieldWords, column.field));
    one.set("text", column.text.empty() ? Json() : Json(column.text));
    columns.push(std::move(one));
  }
  return columns;
}

Json outgoing_view(const OutgoingProfile& profile) {
  Json json = Json::object();
  json.set("id", profile.id).set("name", profile.name);
  json.set("carrier", word_in(payments::kCarrierWords, profile.carrier));
  json.set("encoding", word_in(payments::kEncodingWords, profile.encoding));
  json.set("line_end", word_in(payments::kLineEndWords, profile.line_end));
  json.set("separator", std::string(1, profile.separator));
  json.set("extension", profile.extension).set("head_cells", profile.head.size());
  json.set("lines_max", profile.lines_max).set("columns", columns_view(profile));
  json.set("source", profile.source);
  return json;
}

Json incoming_view(const payments::IncomingProfile& profile) {
  Json json = Json::object();
  json.set("id", profile.id).set("name", profile.name);
  json.set("shape", payments::to_word(profile.shape)).set("source", profile.source);
  return json;
}

Json bank_view(const payments::BankProfile& bank) {
  Json json = Json::object();
  json.set("id", bank.id).set("name", bank.name).set("lines_max", bank.lines_max);
  json.set("debit_mode", bank.debit_mode == payments::DebitMode::gross ? "gross" : "net");
  json.set("outgoing", bank.outgoing).set("source", bank.source);
  return json;
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

Json profiles_view(const payments::PaymentsData& data) {
  Json banks = Json::array();
  for (const auto& bank : data.profiles) banks.push(bank_view(bank));
  Json outgoing = Json::array();
  for (const auto& profile : data.outgoing) outgoing.push(outgoing_view(profile));
  Json incoming = Json::array();
  for (const auto& profile : data.incoming) incoming.push(incoming_view(profile));
  Json json = Json::object();
  json.set("banks", std::move(banks)).set("outgoing", std::move(outgoing));
  json.set("incoming", std::move(incoming));
  return json;
}

Result<Exit> profiles(Context& context) {
  if (context.options().json) {
    context.print(profiles_view(context.data()));
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
