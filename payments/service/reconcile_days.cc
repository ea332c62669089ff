#include "payments/service/reconcile_days.h"

#include <algorithm>
#include <map>

#include "ledger/base/amount.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/reconcile_report.h"

namespace anxin::payments {
namespace {

// The statements of one account as a calendar.
class DayBook {
 public:
  DayBook(const PaymentsBook& book, const ledger::Reader& reader, const WageAccount& account)
      : calendar_(book.data().calendar), today_(book.today()), account_(account) {
    for (auto& one : statements_by_day(reader, keys_of(account))) {
      statements_.push_back(std::move(one.value));
    }
    for (const auto& entry : find_all(reader, kBankEntries, keys_of(account))) {
      if (!is_matched(entry.value.match)) open_[entry.value.statement].add(entry.value.amount);
    }
    for (const auto& file : find_of_contract(reader, kQuarantine, account.contract)) {
      const bool here = file.value.wage_account == account.id && waits(file.value.state);
      if (here) waiting_.push_back(file.value.day);
    }
    for (auto& day : find_all(reader, kReconcileDays, keys_of(account))) {
      signed_.emplace(day.value.day, std::move(day.value));
    }
    if (const auto use = find(reader, kAccountUses, account.contract)) {
      end_ = ended_on(use->value, account.id);
    }
    std::sort(waiting_.begin(), waiting_.end());
  }

  Result<std::vector<DayView>> run() {
    std::vector<DayView> days;
    if (statements_.empty() && waiting_.empty()) return days;
    const Date last = std::max(last_seen(), end_ ? *end_ : today_);
    for (Date day = first_seen(); day <= last; day += std::chrono::days(1)) {
      const bool is_working = LEDGER_TRY(calendar_.is_working_day(day));
      auto view = view_of(day);
      if (view.statements > 0) {
        days.push_back(std::move(view));
      } else if (const auto state = state_without(day, is_working)) {
        view.state = *state;
        days.push_back(std::move(view));
      }
    }
    return days;
  }

 private:
  [[nodiscard]] Date first_seen() const {
    if (waiting_.empty()) return statements_.front().on;
    return statements_.empty() ? waiting_.front()
                               : std::min(waiting_.front(), statements_.front().on);
  }
  [[nodiscard]] Date last_seen() const {
    if (waiting_.empty()) return statements_.back().on;
    return statements_.empty() ? waiting_.back() : std::max(waiting_.back(), statements_.back().on);
  }

  [[nodiscard]] bool waits_on(Date day) const {
    return std::find(waiting_.begin(), waiting_.end(), day) != waiting_.end();
  }

  // The statement behind the day, where its balance or its number does not go on from the one
  // before: something between them is not in the books.
  [[nodiscard]] static bool breaks(const BankStatement& before, const BankStatement& after) {
    const bool skips = before.sequence && after.sequence && *after.sequence != *before.sequence + 1;
    return before.closing != after.opening || skips;
  }

  [[nodiscard]] bool has_hole_before(Date day) const {
    if (!waiting_.empty() && waiting_.front() < day) return true;
    for (std::size_t i = 1; i < statements_.size() && statements_[i].on <= day; ++i) {
      if (breaks(statements_[i - 1], statements_[i])) return true;
    }
    return false;
  }

  DayView view_of(Date day) {
    DayView view;
    view.wage_account = account_.id;
    view.day = day;
    bool all_reconciled = true;
    for (const auto& one : statements_) {
      if (one.on != day) continue;
      ++view.statements;
      view.entries += one.entries;
      view.closing = one.closing;
      all_reconciled = all_reconciled && one.state == StatementState::reconciled;
      view.open.count += open_[one.id].count;
      view.open.sum += open_[one.id].sum;
    }
    const auto marks = signed_.find(day);
    if (marks != signed_.end()) view.signatures = marks->second.signatures;
    view.state = DayState::imported;
    if (all_reconciled) view.state = DayState::reconciled;
    if (has_hole_before(day)) view.state = DayState::provisional;
    if (marks != signed_.end() && is_signed(marks->second)) view.state = DayState::signed_by_both;
    return view;
  }

  // Nothing where no statement is expected: on a day of rest, or on one that is not over.
  [[nodiscard]] std::optional<DayState> state_without(Date day, bool is_working) const {
    if (waits_on(day)) return DayState::quarantined;
    const auto after = std::find_if(statements_.begin(), statements_.end(),
                                    [&](const BankStatement& one) { return one.on > day; });
    if (after == statements_.end()) {
      if (is_working && day < today_) return DayState::missing;
      return std::nullopt;
    }
    if (after == statements_.begin() || !is_working) return std::nullopt;
    return breaks(*std::prev(after), *after) ? DayState::missing : DayState::no_movement;
  }

  const WorkCalendar& calendar_;
  Date today_;
  const WageAccount& account_;
  std::vector<BankStatement> statements_;
  std::map<std::string, Tally> open_;
  std::vector<Date> waiting_;
  std::map<Date, ReconcileDay> signed_;
  std::optional<Date> end_;
};

// What has to be true of a day before anybody signs it.
Result<void> check_ready(const DayView& day, const ReconcileReport& report) {
  const bool done = day.state == DayState::reconciled || day.state == DayState::signed_by_both;
  if (!done || day.open.count > 0) {
    const auto state = done ? "suspense" : to_word(day.state);
    return fail(kDayNotReconciled, {{"on", to_string(day.day)}, {"state", std::string(state)}});
  }
  if (report.balances()) return {};
  const Total difference = to_total(report.closing) - report.adjusted_book();
  return fail(kDayDiffers, {{"on", to_string(day.day)}, {"difference", to_string(difference)}});
}

Result<void> check_signature(const std::vector<DaySignature>& before, const DaySignature& made,
                             Date day) {
  for (const auto& one : before) {
    if (one.side == made.side) {
      return fail(kSideSigned, {{"on", to_string(day)}, {"side", std::string(to_word(made.side))}});
    }
  }
  for (const auto& one : before) {
    if (one.person == made.person) return fail(kSamePerson, {{"person", made.person}});
  }
  return {};
}

void write_signature(const ledger::Reader& reader, const ReconcileReport& report,
                     const DaySignature& made, CommandDraft& draft) {
  const auto key = report.contract + "/" + report.wage_account + "/" + to_string(report.on);
  const auto known = find(reader, kReconcileDays, key);
  ReconcileDay day{report.contract, report.wage_account, report.on, report.closing, {}};
  if (known) day = known->value;
  day.signatures.push_back(made);
  if (known) {
    draft.update(kReconcileDays, *known, day);
  } else {
    draft.create(kReconcileDays, key, day);
  }
  draft.answer("contract", day.contract);
  draft.answer("on", to_string(day.day));
  draft.answer("side", std::string(to_word(made.side)));
  draft.answer("state", is_signed(day) ? "signed" : "half-signed");
}

// The last statement of the day, of the account that the day is about.
Result<ReconcileReport> report_of(const ledger::Reader& reader, const std::string& contract,
                                  Date on) {
  std::optional<ReconcileReport> last;
  for (auto& report : reconcile_reports(reader, contract)) {
    if (report.on == on) last = std::move(report);
  }
  if (!last) return fail(kStatementMissing, {{"contract", contract}, {"on", to_string(on)}});
  return std::move(*last);
}

}  // namespace

Result<std::vector<DayView>> days_of(const PaymentsBook& book, const ledger::Reader& reader,
                                     const WageAccount& account) {
  return DayBook(book, reader, account).run();
}

Result<std::vector<DayView>> ReconcileDays::days(const std::string& id,
                                                 std::optional<Month> month) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  std::vector<DayView> all;
  for (const auto& account : find_all(reader, kWageAccounts, contract.value.id + "/")) {
    auto days = LEDGER_TRY(days_of(book_, reader, account.value));
    std::erase_if(days, [&](const DayView& one) {
      return month && (one.day < first_day(*month) || last_day(*month) < one.day);
    });
    all.insert(all.end(), days.begin(), days.end());
  }
  return all;
}

Result<ledger::Receipt> ReconcileDays::sign(const Caller& caller, const std::string& id, Date on) {
  Fields content{{"/op", "reconcile.sign"},
                 {"/actor", caller.actor},
                 {"/contract", id},
                 {"/on", to_string(on)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, id));
        const auto report = LEDGER_TRY(report_of(reader, contract.value.id, on));
        const auto account =
            LEDGER_TRY(book_.wage_account_named(reader, contract.value.id, report.wage_account));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value,
                          {account.account.bank, {Role::bank, Role::clerk, Role::approver}}));
        const auto days = LEDGER_TRY(days_of(book_, reader, account.account));
        const auto day = std::find_if(days.begin(), days.end(),
                                      [&](const DayView& one) { return one.day == on; });
        LEDGER_CHECK(check_ready(*day, report));
        const auto side = staff.role == Role::bank ? SigningSide::bank : SigningSide::contractor;
        const DaySignature made{side, staff.person, book_.today()};
        LEDGER_CHECK(check_signature(day->signatures, made, on));
        CommandDraft draft;
        for (const auto& one : statements_by_day(reader, keys_of(account.account))) {
          if (one.value.on == on) draft.rests_on(kStatements, one);
        }
        write_signature(reader, report, made, draft);
        return draft;
      });
}

}  // namespace anxin::payments
