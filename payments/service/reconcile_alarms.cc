// What is open with its age, and the alarms: read models over statements, files and lines.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "payments/domain/enum_words.h"
#include "payments/service/reconcile_days.h"
#include "payments/service/reconcile_facts.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 5> kAgeWords{"0-1", "2-3", "4-7", "8-30", ">30"};
constexpr std::array<std::string_view, 6> kAlarmWords{"debit-not-instructed", "paid-differs",
                                                      "return-not-repaid",    "no-answer",
                                                      "unexplained-credit",   "gap"};

// The working days behind `from`, up to and with `to`.
Result<int> working_days_between(const WorkCalendar& calendar, Date from, Date to) {
  int count = 0;
  for (Date day = from + std::chrono::days(1); day <= to; day += std::chrono::days(1)) {
    if (LEDGER_TRY(calendar.is_working_day(day))) ++count;
  }
  return count;
}

Money magnitude(Money amount) { return amount < Money() ? -amount : amount; }

std::string_view side_of(const BankEntry& entry) {
  return entry.direction == Direction::credit ? "credit" : "debit";
}

// Explanations that are missing, of every statement; and of each account's last one, what we have
// and the bank has not.
std::vector<OpenItem> items_of(const std::vector<ReconcileReport>& reports) {
  std::vector<OpenItem> items;
  std::map<std::string, const ReconcileReport*> last;
  for (const auto& report : reports) {
    last[report.wage_account] = &report;
    for (std::size_t i = 0; i < report.entries.size(); ++i) {
      const auto& entry = report.entries[i];
      if (is_matched(entry.match)) continue;
      items.push_back({std::string(side_of(entry)), entry.id, entry.amount, entry.booked, 0,
                       report.reviews[i].standing});
    }
  }
  for (const auto& [account, report] : last) {
    for (const auto& one : report->in_transit) {
      if (one.what == "bank-entry") continue;  // counted above
      items.push_back({one.what, one.id, magnitude(one.amount), one.since, 0, Standing::unmatched});
    }
  }
  std::sort(items.begin(), items.end(), [](const OpenItem& a, const OpenItem& b) {
    return std::tie(a.since, a.what, a.id) < std::tie(b.since, b.what, b.id);
  });
  return items;
}

class AlarmBell {
 public:
  AlarmBell(const PaymentsBook& book, const ledger::Reader& reader, const std::string& contract)
      : book_(book), reader_(reader), contract_(contract) {}

  Result<std::vector<Alarm>> run() {
    for (const auto& account : find_all(reader_, kWageAccounts, contract_ + "/")) {
      add_entries(account.value);
      LEDGER_CHECK(add_files(account.value));
      LEDGER_CHECK(add_days(account.value));
    }
    add_returns();
    std::sort(alarms_.begin(), alarms_.end(), [](const Alarm& a, const Alarm& b) {
      return std::tie(a.kind, a.since, a.id) < std::tie(b.kind, b.since, b.id);
    });
    return std::move(alarms_);
  }

 private:
  // What waits for an answer is no alarm by itself: the file is, once the answer is late.
  void add_entries(const WageAccount& account) {
    for (const auto& entry : find_all(reader_, kBankEntries, keys_of(account))) {
      const auto& one = entry.value;
      if (!std::holds_alternative<match::Suspense>(one.match)) continue;
      alarms_.push_back({kind_of(one), one.id, one.amount, one.booked});
    }
  }

  [[nodiscard]] AlarmKind kind_of(const BankEntry& entry) const {
    if (entry.direction == Direction::credit) return AlarmKind::unexplained_credit;
    return names_instruction(entry) ? AlarmKind::paid_differs : AlarmKind::debit_not_instructed;
  }

  [[nodiscard]] bool names_instruction(const BankEntry& entry) const {
    const auto file = find(reader_, kFiles, entry.file);
    if (file && file->value.contract == contract_) return true;
    return std::any_of(entry.end_to_end_ids.begin(), entry.end_to_end_ids.end(),
                       [&](const std::string& id) {
                         const auto line = find(reader_, kLines, id);
                         return line && line->value.contract == contract_;
                       });
  }

  Result<void> add_files(const WageAccount& account) {
    for (const auto& file : find_of_contract(reader_, kFiles, contract_)) {
      if (file.value.wage_account != account.id || undecided(file.value) == 0) continue;
      const auto due = LEDGER_TRY(book_.data().calendar.add_working_days(file.value.execution, 1));
      if (book_.today() <= due) continue;
      alarms_.push_back({AlarmKind::no_answer, file.key, open_sum(file.value), due});
    }
    return {};
  }

  static Money open_sum(const InstructionFile& file) {
    Money open = file.sum;
    for (const auto& outcome : file.outcomes) open -= outcome.paid + outcome.failed;
    return open;
  }

  Result<void> add_days(const WageAccount& account) {
    const auto days = LEDGER_TRY(days_of(book_, reader_, account));
    for (const auto& day : days) {
      const bool gap =
          day.waits || day.state == DayState::missing || day.state == DayState::quarantined;
      if (gap) alarms_.push_back({AlarmKind::gap, account.id, Money(), day.day});
    }
    return {};
  }

  void add_returns() {
    for (const auto& line : find_of_contract(reader_, kLines, contract_)) {
      const auto* returned = std::get_if<line_state::Returned>(&line.value.state);
      if (returned == nullptr) continue;
      alarms_.push_back({AlarmKind::return_not_repaid, line.key, line.value.net, returned->on});
    }
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  std::string contract_;
  std::vector<Alarm> alarms_;
};

}  // namespace

AgeClass age_class(int working_days) {
  constexpr std::array kLast{1, 3, 7, 30};  // of every class but the last
  std::size_t at = 0;
  while (at < kLast.size() && working_days > kLast[at]) ++at;
  return kAgeClasses[at];
}

std::string_view to_word(AgeClass age) { return word_in(kAgeWords, age); }
std::string_view to_word(AlarmKind kind) { return word_in(kAlarmWords, kind); }

Result<std::vector<OpenItem>> ReconcileDays::open_items(const std::string& contract) const {
  const auto reports = LEDGER_TRY(ReconcileService(book_).show(contract));
  auto items = items_of(reports);
  for (auto& item : items) {
    item.working_days =
        LEDGER_TRY(working_days_between(book_.data().calendar, item.since, book_.today()));
  }
  return items;
}

Result<std::vector<Alarm>> ReconcileDays::alarms(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  return AlarmBell(book_, reader, contract.value.id).run();
}

}  // namespace anxin::payments
