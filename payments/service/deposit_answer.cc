// The payer's answer to a notice: each line is paid, fails, or comes back after it was paid.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_notice.h"
#include "payments/service/deposit_service.h"
#include "payments/service/discharge_lines.h"

namespace anxin::payments {
namespace {

// What pays and takes back: the cash, or the letter while it stands. Memo money on a letter that
// has ended would be money that nobody owes.
bool source_stands(const ledger::Reader& reader, const DepositNotice& notice, Date today) {
  if (notice.letter.empty()) return true;
  const auto letter = find(reader, kLetters, notice.letter)->value;
  return std::holds_alternative<letter_state::Active>(letter.state) && runs_on(letter, today);
}

class NoticeAnswering {
 public:
  NoticeAnswering(const PaymentsBook& book, const ledger::Reader& reader, LoadedNotice loaded)
      : book_(book),
        reader_(reader),
        loaded_(std::move(loaded)),
        contract_(loaded_.contract.value),
        notice_(loaded_.notice.value),
        deposit_(loaded_.deposit.value),
        source_stands_(source_stands(reader, notice_, book.today())) {}

  Result<CommandDraft> run(const LineAnswers& answers, Date on) {
    DischargeAnswering lines(reader_, contract_, {notice_.id, notice_.hold_key, notice_.lines},
                             {[&](const OwedLine& owed) { return moves_now(owed); },
                              [&](const OwedLine& owed) { return mirror(moves_now(owed).direct); },
                              [&](const OwedLine& owed) { return claims_of(owed); },
                              [&](Money late, Date day) { return check_late_cover(late, day); }});
    LEDGER_CHECK(lines.take(answers, on));
    for (const auto& line : lines.came_back()) give_back(line);
    LEDGER_CHECK(restate_duty(lines, on));
    const bool with_bank = std::holds_alternative<notice_state::WithBank>(notice_.state);
    if (with_bank && lines.waiting() == 0) notice_.state = notice_state::Executed{on};
    auto draft = std::move(lines).finish("notice");
    draft.update(kNotices, loaded_.notice, notice_);
    draft.update(kDeposits, loaded_.deposit, deposit_);
    answer_duty(draft);
    return draft;
  }

 private:
  // Without the source, where that has ended: only the wage and the claim go back.
  [[nodiscard]] LineMoves moves_now(const OwedLine& owed) const {
    auto moves = moves_of(contract_, notice_, owed);
    if (!source_stands_) moves.direct.pop_back();
    return moves;
  }

  [[nodiscard]] std::vector<DischargeAnswering::OwedFor> claims_of(const OwedLine& owed) const {
    std::vector<DischargeAnswering::OwedFor> claims;
    for (const auto& claim : moves_of(contract_, notice_, owed).on_settling) {
      claims.push_back({claim, std::nullopt});
    }
    return claims;
  }

  // What was released has to be there still, on the day it left and ever since.
  [[nodiscard]] Result<void> check_late_cover(Money late, Date on) const {
    if (!source_stands_) return {};
    const auto& id = contract_.id;
    const auto source = notice_.letter.empty() ? chart::deposit_liability(id)
                                               : chart::guarantee_letter(id, notice_.letter);
    const auto has =
        std::min(available_of(reader_, source), least_since(reader_, source, on, book_.today()));
    if (late <= has) return {};
    return fail(kDepositShort, {{"usable", to_string(has)},
                                {"needed", to_string(late)},
                                {"short", to_string(late - has)}});
  }

  // Cash that comes back after the refund has to be refunded too.
  void give_back(const NoticeLine& line) {
    if (!source_stands_) return;
    take_back(deposit_.to_replenish, line.on, line.amount);
    if (notice_.letter.empty()) deposit_.refunded_on.reset();
  }

  // The contractor puts back what was paid, as far as something is missing then.
  Result<void> restate_duty(const DischargeAnswering& lines, Date on) {
    const auto paid = lines.paid().amount;
    Money cover = cover_of(reader_, contract_.id, book_.today());
    if (source_stands_) cover += lines.returned().amount - paid;
    const auto missing = missing_of(deposit_, cover);
    auto& open = deposit_.to_replenish;
    if (!paid.is_zero() && !missing.is_zero()) {
      const auto region = LEDGER_TRY(region_of(reader_, contract_));
      const auto by = LEDGER_TRY(last_day_of(book_, region, Duty::replenish_deposit, on));
      add_payment(open, {paid, on, by});
    }
    open = still_open(std::move(open), missing);
    return {};
  }

  void answer_duty(CommandDraft& draft) const {
    const auto& open = deposit_.to_replenish;
    draft.answer("to_replenish", to_string(sum_of(open)));
    if (!open.empty()) return answer_day(draft, "replenish_by", open.front().by);
    draft.answer("replenish_by", "-");
    draft.answer("calendar_confirmed", "-");
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  LoadedNotice loaded_;
  const Contract& contract_;
  DepositNotice notice_;
  Deposit deposit_;
  bool source_stands_;
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
