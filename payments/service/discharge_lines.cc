#include "payments/service/discharge_lines.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/bank_document.h"
#include "payments/service/balances.h"
#include "payments/service/deposit_reasons.h"

namespace anxin::payments {
namespace {

// ExternalStatusReason1Code as banks here use it: AC01, AM04, …, or NARR, DUPL, ….
bool is_reason_code(std::string_view text) {
  constexpr std::size_t kBytes = 4;
  if (text.size() != kBytes) return false;
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto head = text.substr(0, 2);
  const auto tail = text.substr(2);
  return std::all_of(head.begin(), head.end(), is_letter) &&
         (all_digits(tail) || std::all_of(tail.begin(), tail.end(), is_letter));
}

Result<void> check_reason(const LineAnswers::Refused& refused) {
  if (!is_reason_code(refused.reason)) return fail(kAnswerReason, {{"line", refused.line}});
  return {};
}

tl::unexpected<Fault> wrong_line(const NoticeLine& line) {
  return fail(kAnswerLineState,
              {{"line", line.line}, {"state", std::string(to_word(line.outcome))}});
}

}  // namespace

std::string text_of(const std::vector<LineAnswers::Refused>& refused) {
  std::vector<std::string> parts;
  for (const auto& one : refused) parts.push_back(one.line + "=" + one.reason);
  return join(parts, ",");
}

DischargeAnswering::DischargeAnswering(const ledger::Reader& reader, const Contract& contract,
                                       Paper paper, Payer payer)
    : reader_(reader),
      contract_(contract),
      paper_(std::move(paper)),
      payer_(std::move(payer)),
      claims_(reader) {
  for (auto& line : paper_.lines) places_[line.line] = &line;
}

Result<void> DischargeAnswering::take(const LineAnswers& answers, Date on) {
  on_ = on;
  for (const auto& one : answers.failed) LEDGER_CHECK(take_failed(one));
  for (const auto& one : answers.returned) LEDGER_CHECK(take_returned(one));
  for (const auto& line : answers.paid) LEDGER_CHECK(take_paid(line));
  if (answers.rest_paid) LEDGER_CHECK(take_rest());
  if (changed_.empty()) return fail(kAnswerEmpty);
  return {};
}

std::size_t DischargeAnswering::waiting() const {
  return static_cast<std::size_t>(
      std::count_if(paper_.lines.begin(), paper_.lines.end(),
                    [](const NoticeLine& line) { return line.outcome == NoticeOutcome::waiting; }));
}

CommandDraft DischargeAnswering::finish(const std::string& word) && {
  restate_batches(reader_, changed_, draft_);
  claims_.finish(draft_);
  draft_.answer(word, paper_.id);
  answer("paid", paid_);
  answer("failed", failed_);
  answer("returned", returned_);
  draft_.answer("waiting", count_text(waiting()));
  return std::move(draft_);
}

// The line of the paper, named once in the answer.
Result<NoticeLine*> DischargeAnswering::line_named(const std::string& id) {
  const auto found = places_.find(id);
  if (found == places_.end()) {
    return fail(kAnswerLineUnknown, {{"line", id}, {"notice", paper_.id}});
  }
  if (!named_.insert(id).second) return fail(kNoticeLineTwice, {{"line", id}});
  return found->second;
}

Result<NoticeLine*> DischargeAnswering::line_in(const std::string& id, NoticeOutcome expected) {
  auto* line = LEDGER_TRY(line_named(id));
  if (line->outcome != expected) return wrong_line(*line);
  return line;
}

Result<OwedLine> DischargeAnswering::owed(const NoticeLine& line) const {
  return owed_line(reader_, contract_.id, line.line);
}

std::uint32_t DischargeAnswering::first_hold(const NoticeLine& line, const LineMoves& moves) const {
  const auto place = static_cast<std::size_t>(&line - paper_.lines.data());
  return static_cast<std::uint32_t>(place * moves.held.size());
}

Result<void> DischargeAnswering::take_failed(const LineAnswers::Refused& refused) {
  LEDGER_CHECK(check_reason(refused));
  if (leaves_outcome_open(refused.reason)) {
    return fail(kAnswerOpen, {{"line", refused.line}, {"reason", refused.reason}});
  }
  auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::waiting));
  const auto owed = LEDGER_TRY(this->owed(line));
  const auto moves = payer_.moves_of(owed);
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
  LEDGER_CHECK(check_reason(refused));
  auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::paid));
  if (on_ < line.on) return fail(kAnswerDate, {{"on", to_string(on_)}});
  const auto owed = LEDGER_TRY(this->owed(line));
  draft_.post(on_, payer_.back(owed), line.amount);
  end_claims(line, owed);
  change(owed, line_state::Returned{refused.reason, on_});
  came_back_.push_back(line);
  note(line, NoticeOutcome::returned, refused.reason);
  ++returned_.lines;
  returned_.amount += line.amount;
  return {};
}

Result<void> DischargeAnswering::take_paid(const std::string& id) {
  auto& line = *LEDGER_TRY(line_named(id));
  if (line.outcome == NoticeOutcome::failed) return pay_late(line);
  if (line.outcome != NoticeOutcome::waiting) return wrong_line(line);
  return pay(line);
}

Result<void> DischargeAnswering::take_rest() {
  for (auto& line : paper_.lines) {
    if (line.outcome == NoticeOutcome::waiting) LEDGER_CHECK(pay(line));
  }
  return {};
}

Result<void> DischargeAnswering::pay(NoticeLine& line) {
  const auto owed = LEDGER_TRY(this->owed(line));
  const auto moves = payer_.moves_of(owed);
  const auto first = first_hold(line, moves);
  for (std::uint32_t i = 0; i < moves.held.size(); ++i) {
    draft_.settle(paper_.hold_key, first + i, on_);
  }
  note_paid(line, owed, moves);
  return {};
}

// Paid after it was said to have failed: its hold is gone, and the line must still be as the
// failure left it, or two payments would hide in one.
Result<void> DischargeAnswering::pay_late(NoticeLine& line) {
  if (on_ < line.on) return fail(kAnswerDate, {{"on", to_string(on_)}});
  const auto owed = LEDGER_TRY(this->owed(line));
  const auto& now = owed.line.value;
  if (!std::holds_alternative<line_state::Failed>(now.state) || now.net != line.amount) {
    return fail(kAnswerLineMoved,
                {{"line", line.line}, {"state", std::string(to_word(now.state))}});
  }
  late_ += line.amount;
  LEDGER_CHECK(payer_.may_pay_late(late_, on_));
  const auto moves = payer_.moves_of(owed);
  post(moves.direct, line.amount);
  note_paid(line, owed, moves);
  return {};
}

void DischargeAnswering::note_paid(NoticeLine& line, const OwedLine& owed, const LineMoves& moves) {
  post(moves.on_settling, line.amount);
  change(owed, line_state::Discharged{paper_.id, on_});
  note(line, NoticeOutcome::paid, "");
  ++paid_.lines;
  paid_.amount += line.amount;
}

void DischargeAnswering::post(const Moves& moves, Money amount) {
  for (const auto& move : moves) {
    draft_.ensure_open(reader_, move.debit, contract_.signed_on);
    draft_.ensure_open(reader_, move.credit, contract_.signed_on);
  }
  draft_.post(on_, moves, amount);
}

// What was recovered or settled meanwhile stays so: no more than what is open ends.
void DischargeAnswering::end_claims(const NoticeLine& line, const OwedLine& owed) {
  const auto key = paper_.id + "/" + line.line;
  for (const auto& one : payer_.owed_for(owed)) {
    const auto ended =
        claims_.take({one.made, contract_.id, key, line.on, line.amount}, on_, draft_);
    const auto kept = line.amount - ended;
    if (one.kept && !kept.is_zero()) draft_.post(on_, *one.kept, kept);
  }
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
