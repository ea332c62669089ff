#include "api/views/bank_file.h"

#include <map>
#include <string>

#include "api/views/findings.h"
#include "api/views/values.h"
#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

using payments::Direction;
using payments::PaymentOutcome;

struct OutcomeTally {
  std::size_t count = 0;
  Total sum;
};

// {"AC04":2,…}: how many there are of each.
Json counts_view(const std::map<std::string, std::size_t>& reasons) {
  Json counts = Json::object();
  for (const auto& [reason, count] : reasons) counts.set(reason, count);
  return counts;
}

void set_content(Json& json, const payments::InitiationSummary& summary) {
  json.set("kind", "initiation").set("message", summary.message);
  json.set("message_id", summary.message_id);
  json.set("transactions", summary.transactions);
  json.set("control_sum", Json::amount(summary.control_sum));
}

void set_content(Json& json, const payments::PaymentResult& result) {
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
  json.set("group_status", given_or_null(result.group_status));
  json.set("paid", tallies[PaymentOutcome::paid].count);
  json.set("paid_sum", Json::amount(tallies[PaymentOutcome::paid].sum));
  json.set("failed", tallies[PaymentOutcome::failed].count);
  json.set("failed_sum", Json::amount(tallies[PaymentOutcome::failed].sum));
  json.set("in_flight", tallies[PaymentOutcome::in_flight].count);
  json.set("unknown", tallies[PaymentOutcome::unknown].count);
  json.set("reasons", counts_view(reasons));
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
  json.set("servicer", given_or_null(statement.servicer));
  json.set("page", statement.page ? Json(statement.page->number) : Json());
  json.set("currency", statement.currency);
  json.set("opening", text_or_null(statement.opening));
  json.set("closing", text_or_null(statement.closing));
  json.set("entries", statement.entries.size()).set("unbooked", statement.unbooked);
  json.set("credit_count", credits.count).set("debit_count", debits.count);
  json.set("credit_sum", Json::amount(credits.sum)).set("debit_sum", Json::amount(debits.sum));
  json.set("balanced", statement.balanced());
  return json;
}

void set_content(Json& json, const payments::ParsedStatements& parsed) {
  json.set("kind", payments::to_word(parsed.kind));
  json.set("message", parsed.statements.empty() ? Json() : Json(parsed.statements.front().message));
  json.set("statements", array_of(parsed.statements, statement_view));
}

void set_content(Json& json, const payments::ReturnAdvice& advice) {
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
  json.set("returned", tally.count).set("returned_sum", Json::amount(tally.sum));
  json.set("reasons", counts_view(reasons));
}

void set_content(Json& json, const payments::RecallAnswers& recall) {
  json.set("kind", "recall").set("message", recall.message);
  json.set("message_id", recall.message_id);
  json.set("status", given_or_null(recall.status));
  Json answers = Json::array();
  for (const auto& one : recall.answers) {
    Json answer = Json::object();
    answer.set("line", one.end_to_end_id).set("file", one.payment_info_id);
    answer.set("status", one.status).set("reason", one.reason).set("text", one.reason_text);
    answers.push(std::move(answer));
  }
  json.set("answers", std::move(answers));
}

void set_content(Json& json, const std::monostate&) { json.set("kind", "unknown"); }

}  // namespace

Json bank_file_view(const Voice& voice, const payments::BankDocument& document) {
  Json json = Json::object();
  std::visit([&](const auto& content) { set_content(json, content); }, document.content);
  json.set("findings", findings_view(voice, document.findings));
  json.set("accepted", !document.refused());
  return json;
}

}  // namespace anxin::views
