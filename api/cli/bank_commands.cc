// bank parse, bank import; bank quarantine: quarantine_commands.cc
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <ostream>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "payments/bank/bank_file.h"
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
  json.set("currency", statement.currency);
  json.set("opening", text_or_null(statement.opening));
  json.set("closing", text_or_null(statement.closing));
  json.set("entries", statement.entries.size()).set("unbooked", statement.unbooked);
  json.set("credit_count", credits.count).set("debit_count", debits.count);
  json.set("credit_sum", to_string(credits.sum)).set("debit_sum", to_string(debits.sum));
  json.set("balanced", statement.balanced());
  return json;
}

void view(Json& json, const payments::ParsedStatements& parsed) {
  json.set("kind", "statement");
  json.set("message", parsed.statements.empty() ? Json() : Json(parsed.statements.front().message));
  Json statements = Json::array();
  for (const auto& statement : parsed.statements) statements.push(statement_view(statement));
  json.set("statements", std::move(statements));
}

void view(Json& json, const std::monostate&) { json.set("kind", "unknown"); }

Json document_view(const Context& context, const payments::BankDocument& document) {
  Json json = Json::object();
  std::visit([&](const auto& content) { view(json, content); }, document.content);
  json.set("findings", findings_view(context, document.findings));
  json.set("accepted", !document.refused());
  return json;
}

// "name  value" lines of the JSON view, so that both say the same.
void print_members(Context& context, const Json& json, const std::string& indent) {
  for (const auto& [name, value] : *json.members()) {
    if (value.items() != nullptr) {
      for (const auto& item : *value.items()) {
        if (name == "statements") print_members(context, item, indent + "  ");
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

Result<Exit> parse(Context& context, const std::string& file) {
  const auto bytes = LEDGER_TRY(read_file(context, file));
  const auto document = bank::read_bank_file(bytes);
  const auto json = document_view(context, document);
  if (context.options().json) {
    context.print(json);
  } else {
    print_members(context, json, "");
    print_findings(context, document.findings);
  }
  return document.refused() ? Exit::bad_data : Exit::done;
}

Result<Exit> import(Context& context, const std::string& file) {
  const auto bytes = LEDGER_TRY(read_file(context, file));
  const auto book = LEDGER_TRY(PaymentsSession::open(context, store::Access::write));
  payments::BankService service(book->payments());
  const auto receipt = service.import(context.caller(), bytes);
  if (!receipt) {
    if (receipt.error().reason == payments::kBankFileRefused) {
      return context.refuse(receipt.error(), service.check(bytes));
    }
    return tl::make_unexpected(receipt.error());
  }
  const bool result =
      !receipt->answer.empty() && std::find(receipt->answer.begin(), receipt->answer.end(),
                                            Field{"kind", "result"}) != receipt->answer.end();
  print_receipt(context, *receipt, result ? "cli.bank.result" : "cli.bank.statement");
  return Exit::done;
}

}  // namespace

void add_bank_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "bank", "cli.help.bank");
  noun.require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto& parse_verb = add_command(noun, context, "parse", "cli.help.bank.parse");
  parse_verb.add_option("file", *file, context.say("cli.option.file"))->required();
  runner.on(parse_verb, [file](Context& c) { return parse(c, *file); });
  auto& import_verb = add_command(noun, context, "import", "cli.help.bank.import");
  import_verb.add_option("file", *file, context.say("cli.option.file"))->required();
  runner.on(import_verb, [file](Context& c) { return import(c, *file); });
  add_quarantine(noun, context, runner);
}

}  // namespace anxin::cli
