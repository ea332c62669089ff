// The payer's answer to a notice: each line is paid, fails, or comes back after it was paid.
#include <algorithm>
#include <map>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/bank_document.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_moves.h"
#include "payments/service/deposit_notice.h"
#include "payments/service/deposit_service.h"
#include "payments/service/payroll_parts.h"

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

Result<void> check_reason(const NoticeAnswer::Refused& refused) {
  if (!is_reason_code(refused.reason)) return fail(kAnswerReason, {{"line", refused.line}});
  return {};
}

// What pays and takes back: the cash, or the letter while it stands. Memo money on a letter that
// has ended would be money that nobody owes.
bool source_stands(const ledger::Reader& reader, const DepositNotice& notice, Date today) {
  if (notice.letter.empty()) return true;
  const auto letter = find(reader, kLetters, notice.letter)->value;
  return std::holds_alternative<letter_state::Active>(letter.state) && runs_on(letter, today);
}

struct Sum {
  std::size_t lines = 0;
  Money amount;
  void add(Money one) {
    ++lines;
    amount += one;
  }
};

class NoticeAnswering {
 public:
  NoticeAnswering(const PaymentsBook& book, const ledger::Reader& reader, LoadedNotice loaded)
      : book_(book),
        reader_(reader),
        loaded_(std::move(loaded)),
        contract_(loaded_.contract.value),
        notice_(loaded_.notice.value),
        deposit_(loaded_.deposit.value),
        source_stands_(source_stands(reader, notice_, book.today())) {
    for (auto& line : notice_.lines) places_[line.line] = &line;
  }

  Result<CommandDraft> run(const NoticeAnswer& answer, Date on) {
    on_ = on;
    for (const auto& one : answer.failed) LEDGER_CHECK(take_failed(one));
    for (const auto& one : answer.returned) LEDGER_CHECK(take_returned(one));
    for (const auto& line : answer.paid) LEDGER_CHECK(take_paid(line));
    if (answer.rest_paid) LEDGER_CHECK(take_rest());
    if (changed_.empty()) return fail(kAnswerEmpty);
    LEDGER_CHECK(restate_duty());
    finish();
    return std::move(draft_);
  }

 private:
  // The line of the notice, named once in the answer.
  Result<NoticeLine*> line_named(const std::string& id) {
    const auto found = places_.find(id);
    if (found == places_.end()) {
      return fail(kAnswerLineUnknown, {{"line", id}, {"notice", notice_.id}});
    }
    if (!named_.insert(id).second) return fail(kNoticeLineTwice, {{"line", id}});
    return found->second;
  }
  Result<NoticeLine*> line_in(const std::string& id, NoticeOutcome expected) {
    auto* line = LEDGER_TRY(line_named(id));
    if (line->outcome != expected) return wrong_line(*line);
    return line;
  }
  static tl::unexpected<Fault> wrong_line(const NoticeLine& line) {
    return fail(kAnswerLineState,
                {{"line", line.line}, {"state", std::string(to_word(line.outcome))}});
  }
  [[nodiscard]] std::uint32_t hold_line(const NoticeLine& line) const {
    return static_cast<std::uint32_t>(&line - notice_.lines.data()) * kHoldsPerLine;
  }

  Result<void> take_paid(const std::string& id) {
    auto& line = *LEDGER_TRY(line_named(id));
    if (line.outcome == NoticeOutcome::failed) return pay_late(line);
    if (line.outcome != NoticeOutcome::waiting) return wrong_line(line);
    return pay(line);
  }

  Result<void> take_rest() {
    for (auto& line : notice_.lines) {
      if (line.outcome == NoticeOutcome::waiting) LEDGER_CHECK(pay(line));
    }
    return {};
  }

  Result<void> pay(NoticeLine& line) {
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
    for (std::uint32_t i = 0; i < kHoldsPerLine; ++i) {
      draft_.settle(notice_.hold_key, hold_line(line) + i, on_);
    }
    note_paid(line, owed, moves_of(contract_, notice_, owed));
    return {};
  }

  // Paid after it was said to have failed: its hold is gone, and the line must still be as the
  // failure left it, or two payments would hide in one.
  Result<void> pay_late(NoticeLine& line) {
    if (on_ < line.on) return fail(kAnswerDate, {{"on", to_string(on_)}});
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
    const auto& state = owed.line.value.state;
    if (!std::holds_alternative<line_state::Failed>(state)) {
      return fail(kAnswerLineMoved, {{"line", line.line}, {"state", std::string(to_word(state))}});
    }
    late_ += line.amount;
    LEDGER_CHECK(check_late_cover());
    const auto moves = moves_of(contract_, notice_, owed);
    post(moves.wage, line.amount);
    if (source_stands_) post(moves.source, line.amount);
    note_paid(line, owed, moves);
    return {};
  }

  // What was released has to be there still, on the day it left and ever since.
  Result<void> check_late_cover() const {
    if (!source_stands_) return {};
    const auto& id = contract_.id;
    const auto source = notice_.letter.empty() ? chart::deposit_liability(id)
                                               : chart::guarantee_letter(id, notice_.letter);
    const auto has =
        std::min(available_of(reader_, source), least_since(reader_, source, on_, book_.today()));
    if (late_ <= has) return {};
    return fail(kDepositShort, {{"usable", to_string(has)},
                                {"needed", to_string(late_)},
                                {"short", to_string(late_ - has)}});
  }

  void note_paid(NoticeLine& line, const OwedLine& owed, const LineMoves& moves) {
    if (moves.claim) post(*moves.claim, line.amount);
    change(owed, line_state::Discharged{notice_.id, on_});
    note(line, NoticeOutcome::paid, "");
    paid_.add(line.amount);
  }

  Result<void> take_failed(const NoticeAnswer::Refused& refused) {
    LEDGER_CHECK(check_reason(refused));
    if (leaves_outcome_open(refused.reason)) {
      return fail(kAnswerOpen, {{"line", refused.line}, {"reason", refused.reason}});
    }
    auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::waiting));
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
    for (std::uint32_t i = 0; i < kHoldsPerLine; ++i) {
      draft_.release(notice_.hold_key, hold_line(line) + i);
    }
    change(owed, line_state::Failed{refused.reason});
    note(line, NoticeOutcome::failed, refused.reason);
    failed_.add(line.amount);
    return {};
  }

  // 退汇: the mirror of what the line posted. Its due date is the batch's, as before.
  Result<void> take_returned(const NoticeAnswer::Refused& refused) {
    LEDGER_CHECK(check_reason(refused));
    auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::paid));
    if (on_ < line.on) return fail(kAnswerDate, {{"on", to_string(on_)}});
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
    const auto moves = moves_of(contract_, notice_, owed);
    mirror(moves.wage, line.amount);
    if (moves.claim) mirror(*moves.claim, line.amount);
    if (source_stands_) give_back(moves.source, line);
    change(owed, line_state::Returned{refused.reason, on_});
    note(line, NoticeOutcome::returned, refused.reason);
    returned_.add(line.amount);
    return {};
  }

  // Cash that comes back after the refund has to be refunded too.
  void give_back(const Move& source, const NoticeLine& line) {
    mirror(source, line.amount);
    take_back(deposit_.to_replenish, line.on, line.amount);
    if (notice_.letter.empty()) deposit_.refunded_on.reset();
  }

  void post(const Move& move, Money amount) {
    draft_.ensure_open(reader_, move.debit, contract_.signed_on);
    draft_.ensure_open(reader_, move.credit, contract_.signed_on);
    draft_.post(on_, move.debit, move.credit, amount);
  }
  void mirror(const Move& move, Money amount) { draft_.post(on_, move.credit, move.debit, amount); }

  void change(const OwedLine& owed, LineState state) {
    auto line = owed.line.value;
    line.state = std::move(state);
    draft_.update(kLines, owed.line, line);
    changed_.insert_or_assign(line.id, std::move(line));
  }
  void note(NoticeLine& line, NoticeOutcome outcome, const std::string& reason) const {
    line.outcome = outcome;
    line.reason = reason;
    line.on = on_;
  }

  // The contractor puts back what was paid, as far as something is missing then.
  Result<void> restate_duty() {
    Money cover = cover_of(reader_, contract_.id, book_.today());
    if (source_stands_) cover += returned_.amount - paid_.amount;
    const auto missing = missing_of(deposit_, cover);
    auto& open = deposit_.to_replenish;
    if (!paid_.amount.is_zero() && !missing.is_zero()) {
      const auto region = LEDGER_TRY(region_of(reader_, contract_));
      const auto by = LEDGER_TRY(last_day_of(book_, region, Duty::replenish_deposit, on_));
      add_payment(open, {paid_.amount, on_, by});
    }
    open = still_open(std::move(open), missing);
    return {};
  }

  [[nodiscard]] std::size_t waiting() const {
    return static_cast<std::size_t>(std::count_if(
        notice_.lines.begin(), notice_.lines.end(),
        [](const NoticeLine& line) { return line.outcome == NoticeOutcome::waiting; }));
  }

  void finish() {
    restate_batches(reader_, changed_, draft_);
    const bool with_bank = std::holds_alternative<notice_state::WithBank>(notice_.state);
    if (with_bank && waiting() == 0) notice_.state = notice_state::Executed{on_};
    draft_.update(kNotices, loaded_.notice, notice_);
    draft_.update(kDeposits, loaded_.deposit, deposit_);
    draft_.answer("notice", notice_.id);
    answer("paid", paid_);
    answer("failed", failed_);
    answer("returned", returned_);
    draft_.answer("waiting", count_text(waiting()));
    answer_duty();
  }
  void answer_duty() {
    const auto& open = deposit_.to_replenish;
    draft_.answer("to_replenish", to_string(sum_of(open)));
    if (!open.empty()) return answer_day(draft_, "replenish_by", open.front().by);
    draft_.answer("replenish_by", "-");
    draft_.answer("calendar_confirmed", "-");
  }
  void answer(const std::string& name, const Sum& sum) {
    draft_.answer(name, count_text(sum.lines));
    draft_.answer(name + "_sum", to_string(sum.amount));
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  LoadedNotice loaded_;
  const Contract& contract_;
  DepositNotice notice_;
  Deposit deposit_;
  bool source_stands_;
  std::map<std::string, NoticeLine*> places_;
  std::set<std::string> named_;  // in this answer
  Date on_;
  Sum paid_, failed_, returned_;
  Money late_;  // paid without a hold
  ChangedLines changed_;
  CommandDraft draft_;
};

// An answer can come only after the notice went to the bank.
Result<void> check_answer(const DepositNotice& notice, Date on, Date today) {
  const bool early = std::holds_alternative<notice_state::Proposed>(notice.state) ||
                     std::holds_alternative<notice_state::Withdrawn>(notice.state);
  if (early) return wrong_state(notice);
  const auto* with_bank = std::get_if<notice_state::WithBank>(&notice.state);
  const bool before = with_bank != nullptr && on < with_bank->on;
  if (on > today || before) return fail(kAnswerDate, {{"on", to_string(on)}});
  return {};
}

std::string text_of(const std::vector<NoticeAnswer::Refused>& refused) {
  std::vector<std::string> parts;
  for (const auto& one : refused) parts.push_back(one.line + "=" + one.reason);
  return join(parts, ",");
}

}  // namespace

Result<ledger::Receipt> DepositService::answer_notice(const Caller& caller,
                                                      const NoticeAnswer& answer) {
  Fields content{{"/op", "deposit.result"},
                 {"/actor", caller.actor},
                 {"/notice", answer.notice},
                 {"/on", answer.on ? to_string(*answer.on) : ""},
                 {"/paid", join(answer.paid, ",")},
                 {"/failed", text_of(answer.failed)},
                 {"/returned", text_of(answer.returned)},
                 {"/rest_paid", answer.rest_paid ? "true" : "false"}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_notice(book_, reader, answer.notice));
        const auto& notice = loaded.notice.value;
        LEDGER_TRY(book_.require(reader, caller, loaded.contract.value,
                                 PaymentsBook::Acting{notice.payer, {Role::bank}}));
        const Date on = answer.on.value_or(book_.today());
        LEDGER_CHECK(check_answer(notice, on, book_.today()));
        return NoticeAnswering(book_, reader, std::move(loaded)).run(answer, on);
      });
}

}  // namespace anxin::payments
