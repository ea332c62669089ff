#include "payments/service/discharge_lines.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/deposit_reasons.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kIsoReasonBytes = 4;  // ExternalStatusReason1Code as banks here use it

bool is_reason_code(std::string_view text) {
  return text.size() == kIsoReasonBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

}  // namespace

std::string text_of(const std::vector<LineAnswers::Refused>& refused) {
  std::vector<std::string> parts;
  for (const auto& one : refused) parts.push_back(one.line + "=" + one.reason);
  return join(parts, ",");
}

DischargeAnswering::DischargeAnswering(const ledger::Reader& reader, const Contract& contract,
                                       Paper paper, MovesOf moves_of)
    : reader_(reader),
      contract_(contract),
      paper_(std::move(paper)),
      moves_of_(std::move(moves_of)) {
  for (auto& line : paper_.lines) places_[line.line] = &line;
}

Result<void> DischargeAnswering::take(const LineAnswers& answers, Date on) {
  on_ = on;
  for (const auto& one : answers.failed) LEDGER_CHECK(take_failed(one));
  for (const auto& one : answers.returned) LEDGER_CHECK(take_returned(one));
  for (const auto& line : answers.paid) {
    LEDGER_CHECK(pay(*LEDGER_TRY(line_in(line, NoticeOutcome::waiting))));
  }
  if (answers.rest == LineAnswers::Rest::paid) LEDGER_CHECK(take_rest());
  if (changed_.empty()) return fail(kAnswerEmpty);
  return {};
}

std::size_t DischargeAnswering::waiting() const {
  return static_cast<std::size_t>(
      std::count_if(paper_.lines.begin(), paper_.lines.end(),
                    [](const NoticeLine& line) { return line.outcome == NoticeOutcome::waiting; }));
}

CommandDraft DischargeAnswering::finish() && {
  restate_batches(reader_, changed_, draft_);
  answer("paid", paid_);
  answer("failed", failed_);
  answer("returned", returned_);
  draft_.answer("waiting", count_text(waiting()));
  return std::move(draft_);
}

Result<NoticeLine*> DischargeAnswering::line_in(const std::string& id, NoticeOutcome expected) {
  const auto found = places_.find(id);
  if (found == places_.end()) {
    return fail(kAnswerLineUnknown, {{"line", id}, {"notice", paper_.id}});
  }
  if (found->second->outcome != expected) {
    return fail(kAnswerLineState,
                {{"line", id}, {"state", std::string(to_word(found->second->outcome))}});
  }
  return found->second;
}

std::uint32_t DischargeAnswering::first_hold(const NoticeLine& line, const HeldMoves& moves) const {
  const auto place = static_cast<std::size_t>(&line - paper_.lines.data());
  return static_cast<std::uint32_t>(place * moves.held.size());
}

Result<void> DischargeAnswering::pay(NoticeLine& line) {
  const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
  const auto moves = moves_of_(owed);
  const auto first = first_hold(line, moves);
  for (std::uint32_t i = 0; i < moves.held.size(); ++i) {
    draft_.settle(paper_.hold_key, first + i, on_);
  }
  draft_.post(on_, moves.on_settling, line.amount);
  change(owed, line_state::Discharged{paper_.id, on_});
  note(line, NoticeOutcome::paid, "");
  ++paid_.lines;
  paid_.amount += line.amount;
  return {};
}

Result<void> DischargeAnswering::take_rest() {
  for (auto& line : paper_.lines) {
    if (line.outcome == NoticeOutcome::waiting) LEDGER_CHECK(pay(line));
  }
  return {};
}

Result<void> DischargeAnswering::take_failed(const LineAnswers::Refused& refused) {
  if (!is_reason_code(refused.reason)) return fail(kAnswerReason, {{"line", refused.line}});
  auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::waiting));
  const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
  const auto moves = moves_of_(owed);
  const auto first = first_hold(line, moves);
  for (std::uint32_t i = 0; i < moves.held.size(); ++i) draft_.release(paper_.hold_key, first + i);
  change(owed, line_state::Failed{refused.reason});
  note(line, NoticeOutcome::failed, refused.reason);
  ++failed_.lines;
  failed_.amount += line.amount;
  return {};
}

// 退汇: the mirror of what the line posted. Its due date is the batch's, as before.
Result<void> DischargeAnswering::take_returned(const LineAnswers::Refused& refused) {
  if (!is_reason_code(refused.reason)) return fail(kAnswerReason, {{"line", refused.line}});
  auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::paid));
  if (on_ < line.on) return fail(kAnswerDate, {{"on", to_string(on_)}});
  const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
  const auto moves = moves_of_(owed);
  draft_.post(on_, mirror(moves.held), line.amount);
  draft_.post(on_, mirror(moves.on_settling), line.amount);
  change(owed, line_state::Returned{refused.reason, on_});
  note(line, NoticeOutcome::returned, refused.reason);
  ++returned_.lines;
  returned_.amount += line.amount;
  return {};
}

void DischargeAnswering::change(const OwedLine& owed, LineState state) {
  auto line = owed.line.value;
  line.state = std::move(state);
  draft_.update(kLines, owed.line, line);
  changed_.insert_or_assign(line.id, std::move(line));
}

void DischargeAnswering::note(NoticeLine& line, NoticeOutcome outcome,
                              const std::string& reason) const {
  line.outcome = outcome;
  line.reason = reason;
  line.on = on_;
}

void DischargeAnswering::answer(const std::string& name, const Sum& sum) {
  draft_.answer(name, count_text(sum.lines));
  draft_.answer(name + "_sum", to_string(sum.amount));
}

}  // namespace anxin::payments
