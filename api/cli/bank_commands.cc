// bank parse, bank import; bank quarantine: quarantine_commands.cc
#include <CLI/CLI.hpp>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/views.h"
#include "api/views/bank_file.h"
#include "payments/bank/bank_file.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/service/bank_service.h"

namespace anxin::cli {
namespace {

// "name  value" lines of the JSON view, so that both say the same.
void print_members(Context& context, const Json& json, const std::string& indent) {
  for (const auto& [name, value] : *json.members()) {
    if (value.items() != nullptr) {
      for (const auto& item : *value.items()) {
        if (name == "statements" || name == "answers") print_members(context, item, indent + "  ");
      }
    } else if (value.members() == nullptr) {
      const auto* text = value.text();
      context.out() << indent << context.say("field." + name) << "  "
                    << (text != nullptr ? *text : value.dump()) << '\n';
    } else {
      print_members(context, value, indent + "  ");
    }
  }
}

struct Given {
  std::vector<std::string> files;
  std::string profile = "iso20022";
  std::string instruction;
};

Result<payments::BankFiles> read_files(Context& context, const Given& given) {
  payments::BankFiles files{{}, given.profile, given.instruction};
  for (const auto& file : given.files) files.bytes.push_back(LEDGER_TRY(read_file(context, file)));
  return files;
}

Result<Exit> parse(Context& context, const Given& given) {
  const auto* profile = payments::find_profile(context.data().incoming, given.profile);
  if (profile == nullptr) {
    return fail(payments::kIncomingProfileUnknown, {{"profile", given.profile}});
  }
  const auto files = LEDGER_TRY(read_files(context, given));
  const auto document = bank::read_bank_files(files.bytes, *profile);
  const auto json = views::bank_file_view(context.voice(), document);
  if (context.options().json) {
    context.print(json);
  } else {
    print_members(context, json, "");
    print_findings(context, document.findings);
  }
  return document.refused() ? Exit::bad_data : Exit::done;
}

std::string answered(const ledger::Receipt& receipt, std::string_view field) {
  for (const auto& [name, value] : receipt.answer) {
    if (name == field) return value;
  }
  return "";
}

std::string kind_of(const ledger::Receipt& receipt) {
  const auto kind = answered(receipt, "kind");
  return kind.empty() ? "statement" : kind;
}

Result<Exit> import(Context& context, const Given& given) {
  const auto files = LEDGER_TRY(read_files(context, given));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::BankService service(book->payments());
  const auto receipt = service.import(context.caller(), files);
  if (!receipt) {
    if (receipt.error().reason == payments::kBankFileRefused) {
      return context.refuse(receipt.error(), service.check(files));
    }
    return tl::make_unexpected(receipt.error());
  }
  print_receipt(context, *receipt, "cli.bank." + kind_of(*receipt));
  const auto fault = answered(*receipt, "fault");
  if (!fault.empty() && !context.options().json) {
    context.out() << "  " << context.say("cli.quarantine.fault." + fault) << '\n';
  }
  return Exit::done;
}

std::shared_ptr<Given> add_files(CLI::App& verb, Context& context) {
  auto given = std::make_shared<Given>();
  verb.add_option("file", given->files, context.say("cli.option.bank-files"))->required();
  verb.add_option("--profile", given->profile, context.say("cli.option.bank-profile"));
  return given;
}

}  // namespace

void add_bank_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "bank", "cli.help.bank");
  noun.require_subcommand(1);
  auto& parse_verb = add_command(noun, context, "parse", "cli.help.bank.parse");
  const auto to_parse = add_files(parse_verb, context);
  runner.on(parse_verb, [to_parse](Context& c) { return parse(c, *to_parse); });
  auto& import_verb = add_command(noun, context, "import", "cli.help.bank.import");
  const auto to_import = add_files(import_verb, context);
  import_verb.add_option("--instruction", to_import->instruction,
                         context.say("cli.option.bank-instruction"));
  runner.on(import_verb, [to_import](Context& c) { return import(c, *to_import); });
  add_bank_profiles(noun, context, runner);
  add_bank_recalls(noun, context, runner);
  add_quarantine(noun, context, runner);
}

}  // namespace anxin::cli
