#include "payments/service/reconcile_days.h"

#include <algorithm>
#include <map>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/digest.h"
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
      if (file.value.wage_account != account.id) continue;
      if (waits(file.value.state)) waiting_.push_back(file.value.day);
      const bool released = std::holds_alternative<quarantine_state::Released>(file.value.state);
      if (released) released_.insert(file.value.digest);
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
  // before: something between them is not in the books. Where two persons released one of them with
  // its gap, they have said that nothing is to come.
  [[nodiscard]] bool breaks(const BankStatement& before, const BankStatement& after) const {
    if (released_.contains(before.digest) || released_.contains(after.digest)) return false;
    return before.closing != after.opening || skips_number(before, after);
  }

  // Numbers may begin again with a year.
  [[nodiscard]] static bool skips_number(const BankStatement& before, const BankStatement& after) {
    if (!before.sequence || !after.sequence || *after.sequence == *before.sequence + 1)
      return false;
    const auto year_of = [](Date day) { return std::chrono::year_month_day(day).year(); };
    return *after.sequence != 1 || year_of(before.on) == year_of(after.on);
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
    view.waits = waits_on(day);
    if (view.waits || has_hole_before(day)) view.state = DayState::provisional;
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
    if (breaks(*std::prev(after), *after)) return DayState::missing;
    const bool joins = std::prev(after)->closing == after->opening;
    return joins ? std::optional(DayState::no_movement) : std::nullopt;
  }

  const WorkCalendar& calendar_;
  Date today_;
  const WageAccount& account_;
  std::vector<BankStatement> statements_;
  std::map<std::string, Tally> open_;
  std::vector<Date> waiting_;
  std::set<std::string> released_;  // digests of files that two persons took as they were
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

// Signatures of what has changed since count no more.
std::vector<DaySignature> still_signed(std::vector<DaySignature> signatures,
                                       const std::string& seen) {
  std::erase_if(signatures, [&](const DaySignature& one) { return one.seen != seen; });
  return signatures;
}

void write_signature(const ledger::Reader& reader, const ReconcileReport& report,
                     const DaySignature& made, CommandDraft& draft) {
  const auto key = report.contract + "/" + report.wage_account + "/" + to_string(report.on);
  const auto known = find(reader, kReconcileDays, key);
  ReconcileDay day{report.contract, report.wage_account, report.on, report.closing, {}};
  if (known) day.signatures = still_signed(known->value.signatures, made.seen);
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

// The reports of one account's day, in the order of its statements.
Result<std::vector<ReconcileReport>> reports_of(const ledger::Reader& reader,
                                                const std::string& contract,
                                                const SignRequest& day) {
  auto reports = reconcile_reports(reader, contract);
  std::erase_if(reports, [&](const ReconcileReport& one) {
    return one.on != day.on || (!day.account.empty() && one.wage_account != day.account);
  });
  if (reports.empty()) {
    return fail(kStatementMissing, {{"contract", contract}, {"on", to_string(day.on)}});
  }
  for (const auto& one : reports) {
    if (one.wage_account == reports.front().wage_account) continue;
    return fail(kDayOfSeveral,
                {{"accounts", reports.front().wage_account + ", " + one.wage_account}});
  }
  return reports;
}

// What a side signs: the day's statements, their entries and how each was explained.
std::string seen_by(const std::vector<ReconcileReport>& reports) {
  std::string seen;
  for (const auto& report : reports) {
    seen += report.statement + " " + to_string(report.opening) + " " + to_string(report.closing);
    for (const auto& entry : report.entries) {
      seen += "\n" + entry.id + " " + std::string(to_word(entry.match)) + " " +
              file_of(entry.match) + " " + line_of(entry.match);
    }
    seen += "\n";
  }
  return sha256(seen).hex();
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

Result<ledger::Receipt> ReconcileDays::sign(const Caller& caller, const SignRequest& asked) {
  Fields content{{"/op", "reconcile.sign"},
                 {"/actor", caller.actor},
                 {"/contract", asked.contract},
                 {"/account", asked.account},
                 {"/on", to_string(asked.on)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, asked.contract));
        const auto reports = LEDGER_TRY(reports_of(reader, contract.value.id, asked));
        const auto& report = reports.back();
        const auto account =
            LEDGER_TRY(book_.wage_account_named(reader, contract.value.id, report.wage_account));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value,
                          {account.account.bank, {Role::bank, Role::clerk, Role::approver}}));
        const auto days = LEDGER_TRY(days_of(book_, reader, account.account));
        const auto day = std::find_if(days.begin(), days.end(),
                                      [&](const DayView& one) { return one.day == asked.on; });
        LEDGER_CHECK(check_ready(*day, report));
        const auto side = staff.role == Role::bank ? SigningSide::bank : SigningSide::contractor;
        const DaySignature made{side, staff.person, book_.today(), seen_by(reports)};
        LEDGER_CHECK(check_signature(still_signed(day->signatures, made.seen), made, asked.on));
        CommandDraft draft;
        for (const auto& one : statements_by_day(reader, keys_of(account.account))) {
          if (one.value.on == asked.on) draft.rests_on(kStatements, one);
        }
        write_signature(reader, report, made, draft);
        return draft;
      });
}

}  // namespace anxin::payments
