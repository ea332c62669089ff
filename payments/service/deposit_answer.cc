// The payer's answer to a notice: each line is paid, fails, or comes back after it was paid.
#include <algorithm>
#include <map>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_moves.h"
#include "payments/service/deposit_notice.h"
#include "payments/service/deposit_service.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kIsoReasonBytes = 4;  // ExternalStatusReason1Code as banks here use it

bool is_reason_code(std::string_view text) {
  return text.size() == kIsoReasonBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
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
        deposit_(loaded_.deposit.value) {
    for (auto& line : notice_.lines) places_[line.line] = &line;
  }

  Result<CommandDraft> run(const NoticeAnswer& answer, Date on) {
    on_ = on;
    for (const auto& one : answer.failed) LEDGER_CHECK(take_failed(one));
    for (const auto& one : answer.returned) LEDGER_CHECK(take_returned(one));
    for (const auto& line : answer.paid) LEDGER_CHECK(take_paid(line));
    if (answer.rest_paid) LEDGER_CHECK(take_rest());
    if (changed_.empty()) return fail(kAnswerEmpty);
    LEDGER_CHECK(begin_duty());
    finish();
    return std::move(draft_);
  }

 private:
  Result<NoticeLine*> line_in(const std::string& id, NoticeOutcome expected) {
    const auto found = places_.find(id);
    if (found == places_.end()) {
      return fail(kAnswerLineUnknown, {{"line", id}, {"notice", notice_.id}});
    }
    if (found->second->outcome != expected) return wrong_line(*found->second);
    return found->second;
  }
  static tl::unexpected<Fault> wrong_line(const NoticeLine& line) {
    return fail(kAnswerLineState,
                {{"line", line.line}, {"state", std::string(to_word(line.outcome))}});
  }
  [[nodiscard]] std::uint32_t hold_line(const NoticeLine& line) const {
    return static_cast<std::uint32_t>(&line - notice_.lines.data()) * kHoldsPerLine;
  }

  Result<void> take_paid(const std::string& id) {
    return pay(*LEDGER_TRY(line_in(id, NoticeOutcome::waiting)));
  }

  Result<void> take_rest() {
    for (auto& line : notice_.lines) {
      if (line.outcome == NoticeOutcome::waiting) LEDGER_CHECK(pay(line));
    }
    return {};
  }

  Result<void> pay(NoticeLine& line) {
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
    const auto moves = moves_of(contract_, notice_, owed);
    for (std::uint32_t i = 0; i < kHoldsPerLine; ++i) {
      draft_.settle(notice_.hold_key, hold_line(line) + i, on_);
    }
    if (moves.claim) post(*moves.claim, line.amount);
    change(owed, line_state::Discharged{notice_.id, on_});
    note(line, NoticeOutcome::paid, "");
    paid_.add(line.amount);
    deposit_.to_replenish += line.amount;
    return {};
  }

  Result<void> take_failed(const NoticeAnswer::Refused& refused) {
    if (!is_reason_code(refused.reason)) return fail(kAnswerReason, {{"line", refused.line}});
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
    if (!is_reason_code(refused.reason)) return fail(kAnswerReason, {{"line", refused.line}});
    auto& line = *LEDGER_TRY(line_in(refused.line, NoticeOutcome::paid));
    if (on_ < line.on) return fail(kAnswerDate, {{"on", to_string(on_)}});
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, line.line));
    const auto moves = moves_of(contract_, notice_, owed);
    mirror(moves.wage, line.amount);
    mirror(moves.source, line.amount);
    if (moves.claim) mirror(*moves.claim, line.amount);
    change(owed, line_state::Returned{refused.reason, on_});
    note(line, NoticeOutcome::returned, refused.reason);
    returned_.add(line.amount);
    put_back(deposit_, line.amount);
    return {};
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

  // The contractor puts back what was paid, counted from the first payment that is not put back.
  Result<void> begin_duty() {
    if (deposit_.to_replenish.is_zero() || deposit_.replenish_by) return {};
    const auto region = LEDGER_TRY(region_of(reader_, contract_));
    deposit_.replenish_by = LEDGER_TRY(last_day_of(book_, region, Duty::replenish_deposit, on_));
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
    draft_.answer("to_replenish", to_string(deposit_.to_replenish));
    draft_.answer("replenish_by",
                  deposit_.replenish_by ? to_string(*deposit_.replenish_by) : std::string("-"));
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
  std::map<std::string, NoticeLine*> places_;
  Date on_;
  Sum paid_, failed_, returned_;
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
