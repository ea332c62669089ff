// Notice of payment (支付通知书): proposed by one regulator, approved by another, held in one
// entry.
#include <map>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_moves.h"
#include "payments/service/deposit_notice.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {
namespace {

// Owed, and with no bank: an answer still to come may pay it.
bool may_be_noticed(const LineState& state) {
  return std::holds_alternative<line_state::Accrued>(state) || is_repairable(state);
}

tl::unexpected<Fault> not_payable(const PayrollLine& line) {
  return fail(kNoticeLineNotPayable, {{"line", line.id},
                                      {"state", std::string(to_word(line.state))},
                                      {"amount", to_string(line.net)}});
}

Result<OwedLine> payable_line(const ledger::Reader& reader, const std::string& contract,
                              const std::string& id) {
  auto owed = LEDGER_TRY(owed_line(reader, contract, id));
  const auto& line = owed.line.value;
  if (!may_be_noticed(line.state)) return not_payable(line);
  return owed;
}

Result<void> check_lines(const std::vector<std::string>& lines) {
  if (lines.empty() || lines.size() > kNoticeLinesMax) {
    return fail(kNoticeIncomplete, {{"max", count_text(kNoticeLinesMax)}});
  }
  std::set<std::string> seen;
  for (const auto& line : lines) {
    if (!seen.insert(line).second) return fail(kNoticeLineTwice, {{"line", line}});
  }
  return {};
}

Result<NoticeRequest> check_request(const NoticeRequest& request, Date today) {
  auto clean = request;
  clean.decision = LEDGER_TRY(clean_text(request.decision, kDecisionBytesMax, "/decision"));
  if (request.order_expired_on >= today) {
    return fail(kNoticeOrder, {{"on", to_string(request.order_expired_on)}});
  }
  LEDGER_CHECK(check_lines(request.lines));
  return clean;
}

// The contract's own letter, which pays only while it runs.
Result<GuaranteeLetter> paying_letter(const ledger::Reader& reader, const std::string& contract,
                                      const std::string& id, Date today) {
  auto letter = LEDGER_TRY(active_letter(reader, id)).value;
  if (letter.contract != contract) return fail(kLetterUnknown, {{"letter", id}});
  if (runs_on(letter, today)) return letter;
  return fail(kLetterState, {{"letter", id}, {"state", std::string(standing(letter, today))}});
}

// Gathers the lines of a notice that is to be proposed.
class NoticeProposal {
 public:
  NoticeProposal(const PaymentsBook& book, const ledger::Reader& reader,
                 const LoadedDeposit& loaded)
      : book_(book), reader_(reader), loaded_(loaded) {
    for (const auto& open : open_notices(reader_, loaded_.contract.value.id)) {
      for (const auto& line : open.lines) noticed_.emplace(line.line, open.id);
    }
  }

  Result<CommandDraft> run(const NoticeRequest& request, const std::string& proposer) {
    const auto& contract = loaded_.contract.value.id;
    notice_.id = next_paper(reader_, kNotices, contract, 'N');
    notice_.contract = contract;
    notice_.decision = request.decision;
    notice_.order_expired_on = request.order_expired_on;
    notice_.proposer = proposer;
    notice_.payer = loaded_.deposit.value.terms.bank;
    notice_.letter = request.letter;
    if (!notice_.letter.empty()) {
      notice_.payer =
          LEDGER_TRY(paying_letter(reader_, contract, notice_.letter, book_.today())).issuer;
    }
    for (const auto& id : request.lines) LEDGER_CHECK(add(id));
    CommandDraft draft;
    touch(draft, loaded_.deposit);
    draft.create(kNotices, notice_.id, notice_);
    draft.answer("notice", notice_.id);
    draft.answer("contract", contract);
    draft.answer("lines", count_text(notice_.lines.size()));
    draft.answer("sum", to_string(notice_.sum));
    return draft;
  }

 private:
  // An order can only have been about wages that were overdue when its term was over.
  Result<void> add(const std::string& id) {
    const auto owed = LEDGER_TRY(payable_line(reader_, notice_.contract, id));
    if (owed.due_on >= notice_.order_expired_on) {
      return fail(kNoticeLineNotDue, {{"line", id},
                                      {"due_on", to_string(owed.due_on)},
                                      {"expired_on", to_string(notice_.order_expired_on)}});
    }
    if (const auto other = noticed_.find(id); other != noticed_.end()) {
      return fail(kNoticeLineNoticed, {{"line", id}, {"notice", other->second}});
    }
    const auto amount = owed.line.value.net;
    notice_.lines.push_back({id, amount, NoticeOutcome::waiting, "", {}});
    notice_.sum += amount;
    return {};
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const LoadedDeposit& loaded_;
  std::map<std::string, std::string> noticed_;  // line → open notice
  DepositNotice notice_;
};

// Holds every line of the notice; the entry's key names the hold.
class NoticeApproval {
 public:
  NoticeApproval(const PaymentsBook& book, const ledger::Reader& reader, LoadedNotice loaded)
      : book_(book), reader_(reader), loaded_(std::move(loaded)), notice_(loaded_.notice.value) {}

  Result<CommandDraft> run(const std::string& person, const std::string& key) {
    notice_.hold_key = key;
    LEDGER_CHECK(check_not_refunded(loaded_.deposit.value));
    if (!notice_.letter.empty()) {
      LEDGER_TRY(paying_letter(reader_, notice_.contract, notice_.letter, book_.today()));
    }
    for (std::uint32_t i = 0; i < notice_.lines.size(); ++i) LEDGER_CHECK(hold(i));
    LEDGER_CHECK(check_cover());
    const auto region = LEDGER_TRY(region_of(reader_, loaded_.contract.value));
    const auto today = book_.today();
    const auto until = LEDGER_TRY(last_day_of(book_, region, Duty::execute_notice, today));
    notice_.state = notice_state::WithBank{person, today, until};
    require_cover();
    draft_.update(kNotices, loaded_.notice, notice_);
    touch(draft_, loaded_.deposit);
    draft_.answer("notice", notice_.id);
    draft_.answer("lines", count_text(notice_.lines.size()));
    draft_.answer("sum", to_string(notice_.sum));
    answer_day(draft_, "execute_by", until);
    return std::move(draft_);
  }

 private:
  [[nodiscard]] Money usable() const {
    const auto& id = notice_.contract;
    return available_of(reader_, notice_.letter.empty()
                                     ? chart::deposit_liability(id)
                                     : chart::guarantee_letter(id, notice_.letter));
  }

  Result<void> check_cover() const {
    const Money has = usable();
    if (notice_.sum <= has) return {};
    return fail(kDepositShort, {{"usable", to_string(has)},
                                {"needed", to_string(notice_.sum)},
                                {"short", to_string(notice_.sum - has)}});
  }

  // Another notice may have been decided on the same money: the ledger looks again. Interest is not
  // the deposit's to spend.
  void require_cover() {
    const auto& id = notice_.contract;
    if (!notice_.letter.empty()) {
      return draft_.hold_needs(chart::guarantee_letter(id, notice_.letter), notice_.sum);
    }
    draft_.hold_needs(chart::deposit_bank(id),
                      notice_.sum + balance_of(reader_, chart::deposit_interest(id)));
  }

  Result<void> hold(std::uint32_t place) {
    const auto& noticed = notice_.lines[place];
    const auto owed = LEDGER_TRY(payable_line(reader_, notice_.contract, noticed.line));
    if (owed.line.value.net != noticed.amount) return not_payable(owed.line.value);
    const auto moves = moves_of(loaded_.contract.value, notice_, owed);
    draft_.hold(moves.held, noticed.amount);
    auto line = owed.line.value;
    const auto holds = static_cast<std::uint32_t>(moves.held.size());
    line.state = line_state::InFlight{notice_.id, place * holds};
    draft_.update(kLines, owed.line, line);
    return {};
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  LoadedNotice loaded_;
  DepositNotice notice_;
  CommandDraft draft_;
};

}  // namespace

Result<LoadedNotice> load_notice(const PaymentsBook& book, const ledger::Reader& reader,
                                 const std::string& id) {
  auto notice = find(reader, kNotices, id);
  if (!notice) return fail(kNoticeUnknown, {{"notice", id}});
  auto deposit = LEDGER_TRY(load_deposit(book, reader, notice->value.contract));
  return LoadedNotice{std::move(deposit.contract), std::move(deposit.deposit), std::move(*notice)};
}

tl::unexpected<Fault> wrong_state(const DepositNotice& notice) {
  return fail(kNoticeState, {{"notice", notice.id}, {"state", std::string(to_word(notice.state))}});
}

Result<ledger::Receipt> DepositService::propose_notice(const Caller& caller,
                                                       const NoticeRequest& request) {
  Fields content{{"/op", "deposit.notice"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/decision", request.decision},
                 {"/order_expired_on", to_string(request.order_expired_on)},
                 {"/lines", join(request.lines, ",")},
                 {"/letter", request.letter}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_deposit(book_, reader, request.contract));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        LEDGER_CHECK(check_not_refunded(loaded.deposit.value));
        const auto clean = LEDGER_TRY(check_request(request, book_.today()));
        return NoticeProposal(book_, reader, loaded).run(clean, staff.person);
      });
}

Result<ledger::Receipt> DepositService::approve_notice(const Caller& caller,
                                                       const std::string& id) {
  Fields content{{"/op", "deposit.approve"}, {"/actor", caller.actor}, {"/notice", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_notice(book_, reader, id));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        const auto& notice = loaded.notice.value;
        if (staff.person == notice.proposer) return fail(kSamePerson);
        if (!std::holds_alternative<notice_state::Proposed>(notice.state)) {
          return wrong_state(notice);
        }
        return NoticeApproval(book_, reader, std::move(loaded)).run(staff.person, caller.key);
      });
}

Result<ledger::Receipt> DepositService::withdraw_notice(const Caller& caller,
                                                        const std::string& id) {
  Fields content{{"/op", "deposit.withdraw"}, {"/actor", caller.actor}, {"/notice", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_notice(book_, reader, id));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        auto notice = loaded.notice.value;
        if (!std::holds_alternative<notice_state::Proposed>(notice.state)) {
          return wrong_state(notice);
        }
        notice.state = notice_state::Withdrawn{staff.person};
        CommandDraft draft;
        draft.update(kNotices, loaded.notice, notice);
        touch(draft, loaded.deposit);
        draft.answer("notice", notice.id);
        draft.answer("state", std::string(to_word(notice.state)));
        return draft;
      });
}

}  // namespace anxin::payments
