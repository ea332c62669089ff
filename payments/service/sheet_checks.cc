#include "payments/service/sheet_checks.h"

#include <map>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/worked_days.h"
#include "payments/domain/identifiers.h"
#include "payments/rules/check_rules.h"
#include "payments/rules/duty_rules.h"
#include "payments/service/worker_change_service.h"

namespace anxin::payments {
namespace {

// A mean needs more than one month to be one.
constexpr std::size_t kMeanMonths = 2;

Severity severity_of(CheckAnswer answer) {
  switch (answer) {
    case CheckAnswer::note:
      return Severity::note;
    case CheckAnswer::explain:
      return Severity::explain;
    case CheckAnswer::park:
      return Severity::park;
  }
  return Severity::park;
}

// Whole years between two days.
int age_on(Date born, Date on) {
  const std::chrono::year_month_day from(born);
  const std::chrono::year_month_day to(on);
  const bool had_birthday =
      to.month() > from.month() || (to.month() == from.month() && to.day() >= from.day());
  return static_cast<int>(to.year()) - static_cast<int>(from.year()) - (had_birthday ? 0 : 1);
}

// A share rounded up to the fen: who is paid it is not below it.
Money least_of(Money minimum, const Rate& due) {
  const auto down = share(minimum, due, Rounding::down);
  const bool whole = Rate(down.minor()) == Rate(minimum.minor()) * due;
  return whole ? down : down + Money::from_minor(1);
}

// What a worker has had on the contract: months before this one, and this year with what the month
// has brought already.
struct Past {
  std::set<Month> months;
  Money gross;
  Money net_in_year;
};

class SheetJudge {
 public:
  SheetJudge(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
             Month month)
      : book_(book),
        reader_(reader),
        contract_(contract),
        month_(month),
        last_day_(last_day(month)) {
    const auto project = find(reader, kProjects, contract.project);
    const auto region = RegionCode::parse(project ? project->value.region : "");
    for (const auto& known : kSheetCheckWords) {
      const auto rule = book.data().rules.in_force<PayrollCheck>(
          known.value, region.value_or(RegionCode()), last_day_);
      if (rule) rules_[known.value] = *rule;
    }
    const auto minimum = book.data().rules.in_force<MinimumWage>(
        WagePeriod::month, region.value_or(RegionCode()), last_day_);
    if (minimum) minimum_ = *minimum;
    for (const auto& batch : find_of_contract(reader, kBatches, contract.id)) {
      look_back(reader, batch.value);
    }
  }

  void run(MatchedSheet& sheet) {
    for (const auto& row : sheet.rows) {
      check_year(row, sheet.findings);
      check_mean(row, sheet.findings);
      check_age(row, sheet.findings);
      check_trade(row, sheet.findings);
      check_waiting(row, sheet.findings);
      check_minimum(row, sheet.findings);
      check_attendance(row, sheet.findings);
    }
    check_phones(sheet);
    for (auto& finding : sheet.findings) answer(finding);
  }

 private:
  [[nodiscard]] const PayrollCheck* rule_of(SheetCheck check) const {
    const auto found = rules_.find(check);
    return found == rules_.end() ? nullptr : found->second;
  }

  void look_back(const ledger::Reader& reader, const PayrollBatch& batch) {
    const bool counts = accrues(batch.kind) && batch.month <= month_ &&
                        !std::holds_alternative<batch_state::Withdrawn>(batch.state);
    if (!counts) return;
    for (const auto& [key, version, line] : find_all(reader, kLines, batch.id + "-")) {
      auto& past = past_[line.worker];
      if (batch.month.year() == month_.year()) past.net_in_year += line.net;
      if (batch.month == month_) continue;
      past.months.insert(batch.month);
      past.gross += line.gross;
    }
  }

  void check_year(const MatchedRow& row, Findings& findings) const {
    const auto* rule = rule_of(SheetCheck::year_large);
    const auto past = past_.find(row.worker);
    if (rule == nullptr || past == past_.end()) return;
    const auto sum = past->second.net_in_year + row.row->net;
    if (sum <= *rule->amount) return;
    report(row, findings, kYearLarge, "net",
           {{"sum", to_string(sum)}, {"limit", to_string(*rule->amount)}});
  }

  void check_mean(const MatchedRow& row, Findings& findings) const {
    const auto* rule = rule_of(SheetCheck::far_from_mean);
    const auto past = past_.find(row.worker);
    if (rule == nullptr || past == past_.end()) return;
    const auto months = past->second.months.size();
    if (months < kMeanMonths) return;
    const Rate mean = Rate(past->second.gross.minor()) / months;
    const Rate now(row.row->gross.value_or(row.row->net).minor());
    if (now <= *rule->factor * mean && now * *rule->factor >= mean) return;
    const auto shown = share(past->second.gross, Rate(1) / months, Rounding::half_up);
    report(row, findings, kFarFromMean, "gross", {{"mean", to_string(shown)}});
  }

  void check_age(const MatchedRow& row, Findings& findings) const {
    const auto* rule = rule_of(SheetCheck::under_age);
    const auto born = birth_date_of(row.person.id_no);
    if (rule == nullptr || !born) return;
    const auto age = age_on(*born, last_day_);
    if (age < *rule->count) {
      report(row, findings, kUnderAge, "id_no", {{"age", std::to_string(age)}});
    }
  }

  void check_trade(const MatchedRow& row, Findings& findings) const {
    if (rule_of(SheetCheck::supervisor) == nullptr) return;
    if (row.row->trade.find("管理") == std::string::npos) return;
    report(row, findings, kSupervisor, "trade");
  }

  // Another card than the roster's is parked for that.
  void check_waiting(const MatchedRow& row, Findings& findings) const {
    const auto change = find(reader_, kCardChanges, row.worker);
    if (!change) return;
    if (change->value.contract != contract_.id && row.row->account.empty()) {
      findings.push_back({row.row->row, "", "account", Severity::park, kCardChangedElsewhere, {}});
    }
    const auto until = card_waits_until(book_, reader_, contract_, change->value);
    if (until) report(row, findings, kCardWaiting, "account", {{"until", to_string(*until)}});
  }

  // Exact: the minimum for the days is a fraction of a fen, and compared as one.
  void check_minimum(const MatchedRow& row, Findings& findings) const {
    const auto* rule = rule_of(SheetCheck::below_minimum);
    const auto& wage = *row.row;
    if (rule == nullptr || minimum_ == nullptr || wage.day_tenths.value_or(0) == 0) return;
    const Rate due = Rate(*wage.day_tenths) / 10 * *rule->factor;
    const auto paid = wage.gross.value_or(wage.net) - wage.beyond_minimum;
    if (Rate(paid.minor()) >= Rate(minimum_->value.minor()) * due) return;
    report(row, findings, kBelowMinimum, "gross",
           {{"days", bank::show_days(*wage.day_tenths)},
            {"paid", to_string(paid)},
            {"least", to_string(least_of(minimum_->value, due))}});
  }

  void check_attendance(const MatchedRow& row, Findings& findings) const {
    if (rule_of(SheetCheck::no_attendance) == nullptr) return;
    if (row.row->day_tenths == 0) report(row, findings, kNoAttendance, "days");
  }

  void check_phones(MatchedSheet& sheet) const {
    const auto* rule = rule_of(SheetCheck::phone_shared);
    if (rule == nullptr) return;
    std::map<std::string, std::set<std::string>> workers;
    for (const auto& row : sheet.rows) {
      if (!row.person.phone.empty()) workers[row.person.phone].insert(row.worker);
    }
    for (const auto& row : sheet.rows) {
      const auto found = workers.find(row.person.phone);
      if (found == workers.end() || std::ssize(found->second) < *rule->count) continue;
      report(row, sheet.findings, kPhoneShared, "phone",
             {{"persons", count_text(found->second.size())}});
    }
  }

  // The place's answer to a finding; a fault of the file stays a fault.
  void answer(Finding& finding) const {
    constexpr std::string_view kPrefix = "payroll.";
    if (finding.severity == Severity::refuse || !finding.code.word().starts_with(kPrefix)) return;
    const auto check = find_word<SheetCheck>(finding.code.word().substr(kPrefix.size()));
    const auto* rule = check ? rule_of(*check) : nullptr;
    if (rule != nullptr) finding.severity = severity_of(rule->answer);
  }

  static void report(const MatchedRow& row, Findings& findings, Reason code, std::string field,
                     Fields details = {}) {
    findings.push_back(
        {row.row->row, "", std::move(field), Severity::explain, code, std::move(details)});
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  Month month_;
  Date last_day_;
  std::map<SheetCheck, const PayrollCheck*> rules_;
  const MinimumWage* minimum_ = nullptr;  // a month's; null where the place's is not on record
  std::map<std::string, Past> past_;
};

}  // namespace

void judge_sheet(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
                 Month month, MatchedSheet& sheet) {
  SheetJudge(book, reader, contract, month).run(sheet);
}

}  // namespace anxin::payments
