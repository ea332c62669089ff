// bank parse, bank import; bank quarantine: quarantine_commands.cc
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/findings.h"
#include "api/views/values.h"
#include "ledger/base/amount.h"
#include "payments/bank/bank_file.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/service/bank_service.h"

namespace anxin::cli {
namespace {

using payments::Direction;
using payments::PaymentOutcome;

struct OutcomeTally {
  std::size_t count = 0;
  Total sum;
};

void view(Json& json, const payments::InitiationSummary& summary) {
  json.set("kind", "initiation").set("message", summary.message);
  json.set("message_id", summary.message_id);
  json.set("transactions", summary.transactions);
  json.set("control_sum", to_string(summary.control_sum));
}

void view(Json& json, const payments::PaymentResult& result) {
  std::map<PaymentOutcome, OutcomeTally> tallies;
  std::map<std::string, std::size_t> reasons;
  for (const auto& status : result.statuses) {
    auto& tally = tallies[status.outcome];
    ++tally.count;
    if (status.amount) tally.sum += to_total(*status.amount);
    if (!status.reason.empty()) ++reasons[status.reason];
  }
  json.set("kind", "result").set("message", result.message);
  json.set("message_id", result.message_id);
  json.set("original_message_id", result.original_message_id);
  json.set("group_status", result.group_status.empty() ? Json() : Json(result.group_status));
  json.set("paid", tallies[PaymentOutcome::paid].count);
  json.set("paid_sum", to_string(tallies[PaymentOutcome::paid].sum));
  json.set("failed", tallies[PaymentOutcome::failed].count);
  json.set("failed_sum", to_string(tallies[PaymentOutcome::failed].sum));
  json.set("in_flight", tallies[PaymentOutcome::in_flight].count);
  json.set("unknown", tallies[PaymentOutcome::unknown].count);
  Json counts = Json::object();
  for (const auto& [reason, count] : reasons) counts.set(reason, count);
  json.set("reasons", std::move(counts));
}

Json statement_view(const payments::Statement& statement) {
  OutcomeTally credits;
  OutcomeTally debits;
  for (const auto& entry : statement.entries) {
    auto& tally = entry.direction == Direction::credit ? credits : debits;
    ++tally.count;
    tally.sum += to_total(entry.amount);
  }
  Json json = Json::object();
  json.set("id", statement.id).set("account", statement.account);
  json.set("servicer", statement.servicer.empty() ? Json() : Json(statement.servicer));
  json.set("page", statement.page ? Json(statement.page->number) : Json());
  json.set("currency", statement.currency);
  json.set("opening", views::text_or_null(statement.opening));
  json.set("closing", views::text_or_null(statement.closing));
  json.set("entries", statement.entries.size()).set("unbooked", statement.unbooked);
  json.set("credit_count", credits.count).set("debit_count", debits.count);
  json.set("credit_sum", to_string(credits.sum)).set("debit_sum", to_string(debits.sum));
  json.set("balanced", statement.balanced());
  return json;
}

void view(Json& json, const payments::ParsedStatements& parsed) {
  json.set("kind", payments::to_word(parsed.kind));
  json.set("message", parsed.statements.empty() ? Json() : Json(parsed.statements.front().message));
  Json statements = Json::array();
  for (const auto& statement : parsed.statements) statements.push(statement_view(statement));
  json.set("statements", std::move(statements));
}

void view(Json& json, const payments::ReturnAdvice& advice) {
  OutcomeTally tally;
  std::map<std::string, std::size_t> reasons;
  for (const auto& one : advice.returns) {
    ++tally.count;
    if (one.amount) tally.sum += to_total(*one.amount);
    if (!one.reason.empty()) ++reasons[one.reason];
  }
  json.set("kind", "returns").set("message", advice.message);
  json.set("message_id", advice.message_id);
  json.set("original_message_id", advice.original_message_id);
  json.set("returned", tally.count).set("returned_sum", to_string(tally.sum));
  Json counts = Json::object();
  for (const auto& [reason, count] : reasons) counts.set(reason, count);
  json.set("reasons", std::move(counts));
}

void view(Json& json, const payments::RecallAnswers& recall) {
  json.set("kind", "recall").set("message", recall.message);
  json.set("message_id", recall.message_id);
  json.set("status", recall.status.empty() ? Json() : Json(recall.status));
  Json answers = Json::array();
  for (const auto& one : recall.answers) {
    Json answer = Json::object();
    answer.set("line", one.end_to_end_id).set("file", one.payment_info_id);
    answer.set("status", one.status).set("reason", one.reason).set("text", one.reason_text);
    answers.push(std::move(answer));
  }
  json.set("answers", std::move(answers));
}

void view(Json& json, const std::monostate&) { json.set("kind", "unknown"); }

Json document_view(const Context& context, const payments::BankDocument& document) {
  Json json = Json::object();
  std::visit([&](const auto& content) { view(json, content); }, document.content);
  json.set("findings", views::findings_view(context.voice(), document.findings));
  json.set("accepted", !document.refused());
  return json;
}

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
  const auto json = document_view(context, document);
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
