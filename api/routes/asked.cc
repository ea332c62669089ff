#include "api/routes/asked.h"

#include <fmt/format.h>

#include "api/routes/subject.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

// "QH01-202610-01-0031=AC01"
Result<std::vector<payments::LineAnswers::Refused>> refused_lines(const Call& call,
                                                                  std::string_view field) {
  std::vector<payments::LineAnswers::Refused> refused;
  for (const auto& text : call.given().texts(field)) {
    const auto parts = split(text, '=');
    if (parts.size() != 2) return not_as(field, "line-answer");
    refused.push_back({std::string(parts[0]), std::string(parts[1])});
  }
  return refused;
}

}  // namespace

tl::unexpected<Fault> not_as(std::string_view field, std::string known) {
  return fail_at(kFieldMalformed, "/" + std::string(field), {{"kind", std::move(known)}});
}

Result<payments::RegionCode> asked_region(const Call& call, std::string_view field) {
  const auto region = payments::RegionCode::parse(call.given().text(field));
  if (!region) return not_as(field, "region");
  return *region;
}

Date asked_day(Call& call, std::string_view field) {
  return call.given().find<Date>(field).value_or(call.book().today());
}

Money asked_amount(const Call& call, std::string_view field) {
  return call.given().find<Money>(field).value_or(Money());
}

Result<std::optional<std::int32_t>> asked_count(const Call& call, std::string_view field,
                                                CountRange range) {
  const auto given = call.given().find<std::int64_t>(field);
  if (!given) return std::nullopt;
  if (*given < range.least || *given > range.most) {
    return not_as(field, fmt::format("{}..{}", range.least, range.most));
  }
  return static_cast<std::int32_t>(*given);
}

std::vector<Field> line_answer_fields() {
  return {{"on", FieldKind::date, Need::optional, "2026-12-01"},
          {"paid", FieldKind::texts, Need::optional, "QH01-202610-01-0001", "line"},
          {"failed", FieldKind::texts, Need::optional, "QH01-202610-01-0002=AC04", "line"},
          {"returned", FieldKind::texts, Need::optional, "", "line"},
          {"rest_paid", FieldKind::flag, Need::optional, ""}};
}

Result<payments::LineAnswers> asked_line_answers(const Call& call) {
  payments::LineAnswers answers;
  answers.paid = call.given().texts("paid");
  answers.failed = LEDGER_TRY(refused_lines(call, "failed"));
  answers.returned = LEDGER_TRY(refused_lines(call, "returned"));
  answers.rest_paid = call.given().flag("rest_paid");
  return answers;
}

Result<void> check_may_answer(Call& call, std::string_view word,
                              const std::optional<PaidPaper>& paper) {
  const auto unknown = unknown_subject(word, call.word(word));
  if (!paper) return tl::make_unexpected(unknown);
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), paper->contract)).value;
  const auto& grant = call.grant();
  const bool pays = grant.staff.role == payments::Role::bank && grant.staff.party == paper->payer &&
                    payments::in_scope(call.reader(), grant.key, contract);
  if (pays || payments::sees(call.reader(), grant, contract)) return {};
  return tl::make_unexpected(unknown);
}

}  // namespace anxin::routes
