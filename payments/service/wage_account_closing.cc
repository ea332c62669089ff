// Closing (销户): applied for after the publicity, confirmed by the regulator, carried out by the
// bank.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/attachment_service.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

/// Everything that stands in the way, in the order of kClosingBars. Tax and insurance withheld and
/// not remitted do not: they are the withholder's own debt and never paid out of this account. Nor
/// do money that a worker or a third party owes the account, since nobody's wage waits for it.
class Bars {
 public:
  Bars(const ledger::Reader& reader, std::string contract, Date today)
      : reader_(reader), contract_(std::move(contract)), today_(today) {}

  Findings run(Date public_until) {
    if (today_ <= public_until) add(kBarPublicity, {{"until", to_string(public_until)}});
    add_wages();
    add_sheets();
    add_accounts();
    add_suspense();
    add_unmatched();
    for (const auto& notice : papers_of(reader_, kNotices, contract_)) {
      if (is_open(notice.state)) add(kBarNotice, {{"notice", notice.id}});
    }
    const auto attachment = open_attachment(reader_, contract_);
    if (!attachment.empty()) add(kBarAttachment, {{"case", attachment}});
    for (const auto& bar : papers_of(reader_, kClosingBarRecords, contract_)) {
      if (!bar.lifted_by.empty()) continue;
      add(bar.kind == BarKind::arbitration ? kBarArbitration : kBarCase,
          {{"bar", bar.id}, {"document", bar.document}});
    }
    return std::move(found_);
  }

 private:
  void add(Reason bar, Fields details) {
    found_.push_back({0, "", "", Severity::refuse, bar, std::move(details)});
  }
  void add_sum(Reason bar, const std::string& name, Money sum) {
    if (!sum.is_zero()) add(bar, {{name, to_string(sum)}});
  }

  // 拖欠 and 应付未到期, apart.
  void add_wages() {
    Money overdue;
    Money not_due;
    for (const auto& line : papers_of(reader_, kLines, contract_)) {
      if (!is_owed(line.state)) continue;
      const auto due_on = find(reader_, kBatches, line.batch)->value.due_on;
      (due_on < today_ ? overdue : not_due) += line.net;
    }
    add_sum(kBarOverdue, "owed", overdue);
    add_sum(kBarNotDue, "owed", not_due);
  }

  void add_sheets() {
    for (const auto& batch : papers_of(reader_, kBatches, contract_)) {
      const bool waits = std::holds_alternative<batch_state::Checked>(batch.state) ||
                         std::holds_alternative<batch_state::Confirmed>(batch.state);
      if (waits) add(kBarSheet, {{"batch", batch.id}});
    }
  }

  void add_accounts() {
    const auto use = find(reader_, kAccountUses, contract_);
    Money held;
    for (const auto& one : find_all(reader_, kWageAccounts, contract_ + "/")) {
      const auto bank = reader_.account(chart::wage_bank(contract_, one.value.id));
      held += bank->lowering();
      const Fields where{{"account", one.value.id}, {"balance", to_string(bank->balance())}};
      const bool is_former = use && use->value.account != one.value.id;
      if (bank->balance() < Money()) {
        add(kBarNegative, where);
      } else if (is_former && !bank->balance().is_zero()) {
        add(kBarFormerAccount, where);
      }
    }
    add_sum(kBarInFlight, "sum", held);
  }

  void add_suspense() {
    const auto credits = balance_of(reader_, chart::suspense_in(contract_));
    const auto debits = balance_of(reader_, chart::suspense_out(contract_));
    if (credits.is_zero() && debits.is_zero()) return;
    add(kBarSuspense, {{"credits", to_string(credits)}, {"debits", to_string(debits)}});
  }

  // The bank's own transfer to the contractor, told early, stands in nobody's way.
  void add_unmatched() {
    const auto closing = open_closing(reader_, contract_);
    std::size_t count = 0;
    Money sum;
    for (const auto& entry : find_all(reader_, kBankEntries, contract_ + "/")) {
      const auto& ids = entry.value.end_to_end_ids;
      const bool closes = std::find(ids.begin(), ids.end(), closing) != ids.end();
      if (!std::holds_alternative<match::Open>(entry.value.match) || closes) continue;
      ++count;
      sum += entry.value.amount;
    }
    if (count == 0) return;
    add(kBarUnmatched, {{"count", count_text(count)}, {"sum", to_string(sum)}});
  }

  const ledger::Reader& reader_;
  std::string contract_;
  Date today_;
  Findings found_;
};

Result<Findings> bars_now(const PaymentsBook& book, const ledger::Reader& reader,
                          const Contract& contract, Date public_from) {
  const auto region = LEDGER_TRY(region_of(reader, contract));
  const auto until = LEDGER_TRY(last_day_of(book, region, Duty::closing_publicity, public_from));
  return Bars(reader, contract.id, book.today()).run(until.date);
}

Result<void> check_bars(const PaymentsBook& book, const ledger::Reader& reader,
                        const Contract& contract, Date public_from) {
  const auto bars = LEDGER_TRY(bars_now(book, reader, contract, public_from));
  if (!bars.empty()) return fail(kClosingBarred, {{"count", count_text(bars.size())}});
  return {};
}

struct LoadedClosing {
  Versioned<Contract> contract;
  Versioned<AccountClosing> closing;
};

Result<LoadedClosing> load_closing(const PaymentsBook& book, const ledger::Reader& reader,
                                   const std::string& id) {
  auto closing = find(reader, kClosings, id);
  if (!closing) return fail(kClosingUnknown, {{"closing", id}});
  auto contract = LEDGER_TRY(book.contract(reader, closing->value.contract));
  return LoadedClosing{std::move(contract), std::move(*closing)};
}

tl::unexpected<Fault> wrong_state(const AccountClosing& closing) {
  return fail(kClosingState,
              {{"id", closing.id}, {"closing", std::string(to_word(closing.state))}});
}

// The rest belongs to the contractor (Decree 724 art. 27).
Result<CommandDraft> closed(const PaymentsBook& book, const ledger::Reader& reader,
                            const LoadedClosing& loaded, const std::string& person) {
  auto closing = loaded.closing.value;
  const auto& id = closing.contract;
  LEDGER_CHECK(check_bars(book, reader, loaded.contract.value, closing.public_from));
  const auto account = LEDGER_TRY(book.wage_account(reader, id));
  const auto move = posting::account_closed(id, account.ledger_name);
  closing.balance = balance_of(reader, account.ledger_name);
  closing.state = closing_state::Closed{person, book.today()};
  CommandDraft draft;
  draft.post_whole(book.today(), move, closing.balance);
  if (const auto use = find(reader, kAccountUses, id)) {
    auto ended = use->value;
    ended.closed_on = book.today();
    draft.update(kAccountUses, *use, ended);
  } else {
    draft.create(kAccountUses, id, {id, account.account.id, book.today(), {}});
  }
  draft.update(kClosings, loaded.closing, closing);
  draft.answer("closing", closing.id);
  draft.answer("account", closing.account);
  draft.answer("balance", to_string(closing.balance));
  return draft;
}

Result<void> check_closing(const PaymentsBook& book, const ledger::Reader& reader,
                           const Contract& contract, const ClosingRequest& request) {
  const auto open = open_closing(reader, contract.id);
  if (!open.empty()) return fail(kClosingOpen, {{"closing", open}});
  LEDGER_CHECK(check_document(request.promise));
  const bool in_order =
      contract.signed_on <= request.completed_on && request.completed_on <= request.public_from;
  if (!in_order || request.public_from > book.today()) return fail(kClosingDates);
  return check_bars(book, reader, contract, request.public_from);
}

}  // namespace

std::string open_closing(const ledger::Reader& reader, const std::string& contract) {
  for (const auto& closing : papers_of(reader, kClosings, contract)) {
    if (is_open(closing.state)) return closing.id;
  }
  return "";
}

Result<ledger::Receipt> WageAccountService::bar(const Caller& caller, const BarRequest& request) {
  Fields content{{"/op", "wage-account.bar"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/kind", std::string(to_word(request.kind))},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::regulator}));
        LEDGER_CHECK(check_document(request.document));
        for (const auto& known : papers_of(reader, kClosingBarRecords, id)) {
          if (!known.lifted_by.empty() || known.document != request.document) continue;
          return fail(kBarExists, {{"bar", known.id}, {"document", request.document}});
        }
        const ClosingBar made{next_paper(reader, kClosingBarRecords, id, 'B'),
                              id,
                              request.kind,
                              request.document,
                              staff.person,
                              book_.today(),
                              ""};
        CommandDraft draft;
        draft.create(kClosingBarRecords, made.id, made);
        draft.answer("bar", made.id);
        draft.answer("contract", id);
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::lift_bar(const Caller& caller, const std::string& id,
                                                     const std::string& document) {
  Fields content{{"/op", "wage-account.unbar"},
                 {"/actor", caller.actor},
                 {"/bar", id},
                 {"/document", document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto stored = find(reader, kClosingBarRecords, id);
        if (!stored) return fail(kBarUnknown, {{"bar", id}});
        auto lifted = stored->value;
        const auto contract = LEDGER_TRY(book_.contract(reader, lifted.contract));
        LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::regulator}));
        LEDGER_CHECK(check_document(document));
        if (!lifted.lifted_by.empty()) return fail(kBarLifted, {{"bar", id}});
        lifted.lifted_by = document;
        CommandDraft draft;
        draft.update(kClosingBarRecords, *stored, lifted);
        draft.answer("bar", id);
        draft.answer("contract", lifted.contract);
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::apply_closing(const Caller& caller,
                                                          const ClosingRequest& request) {
  Fields content{{"/op", "wage-account.close-apply"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/completed_on", to_string(request.completed_on)},
                 {"/public_from", to_string(request.public_from)},
                 {"/promise", request.promise}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        const auto account = LEDGER_TRY(book_.wage_account(reader, id));
        LEDGER_CHECK(check_closing(book_, reader, contract.value, request));
        const AccountClosing closing{next_paper(reader, kClosings, id, 'C'),
                                     id,
                                     account.account.id,
                                     staff.person,
                                     request.completed_on,
                                     request.public_from,
                                     request.promise,
                                     book_.today(),
                                     {},
                                     {}};
        CommandDraft draft;
        draft.create(kClosings, closing.id, closing);
        draft.answer("closing", closing.id);
        draft.answer("contract", id);
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::confirm_closing(const Caller& caller,
                                                            const ProposalDecision& decision) {
  Fields content{{"/op", "wage-account.close-confirm"},
                 {"/actor", caller.actor},
                 {"/closing", decision.id},
                 {"/refused_for", decision.refused_for}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_closing(book_, reader, decision.id));
        const auto& contract = loaded.contract.value;
        const auto staff = LEDGER_TRY(book_.require(reader, caller, contract, {Role::regulator}));
        auto closing = loaded.closing.value;
        if (staff.person == closing.applicant) return fail(kSamePerson);
        const bool refuses = !decision.refused_for.empty();
        const bool fits = std::holds_alternative<closing_state::Applied>(closing.state) ||
                          (refuses && is_open(closing.state));
        if (!fits) return wrong_state(closing);
        if (!refuses) {
          LEDGER_CHECK(check_bars(book_, reader, contract, closing.public_from));
          closing.state = closing_state::Confirmed{staff.person, book_.today()};
        } else {
          LEDGER_CHECK(check_document(decision.refused_for, kAccountReasonMax));
          closing.state = closing_state::Refused{staff.person, book_.today(), decision.refused_for};
        }
        CommandDraft draft;
        draft.update(kClosings, loaded.closing, closing);
        draft.answer("closing", closing.id);
        draft.answer("state", std::string(to_word(closing.state)));
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::close(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "wage-account.close"}, {"/actor", caller.actor}, {"/closing", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_closing(book_, reader, id));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::bank}));
        if (!std::holds_alternative<closing_state::Confirmed>(loaded.closing.value.state)) {
          return wrong_state(loaded.closing.value);
        }
        return closed(book_, reader, loaded, staff.person);
      });
}

Result<Findings> WageAccountService::bars(const std::string& id, Date public_from) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  return bars_now(book_, reader, contract.value, public_from);
}

Result<Findings> WageAccountService::bars_of(const std::string& closing) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto loaded = LEDGER_TRY(load_closing(book_, reader, closing));
  return bars_now(book_, reader, loaded.contract.value, loaded.closing.value.public_from);
}

}  // namespace anxin::payments
