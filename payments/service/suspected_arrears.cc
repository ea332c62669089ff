#include "payments/service/suspected_arrears.h"

#include <algorithm>
#include <map>
#include <set>

#include "payments/service/deposit_parts.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/wage_paper_service.h"

namespace anxin::payments {
namespace {

// The day of the book's first entry: a simulated book is made at the beginning of time.
Date began_on(const ledger::Reader& reader) {
  const auto first = reader.entry(1);
  return shanghai_date(first ? first->recorded_at : reader.book().created);
}

bool is_draft(const BatchState& state) {
  return std::holds_alternative<batch_state::Checked>(state) ||
         std::holds_alternative<batch_state::Confirmed>(state);
}

bool was_on_site(const Membership& member, Month month) {
  return member.registered && member.entry <= last_day(month) &&
         (!member.exit || *member.exit >= first_day(month));
}

class ContractLook {
 public:
  ContractLook(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
               Date on)
      : book_(book), reader_(reader), contract_(contract), on_(on) {
    for (auto& batch : find_of_contract(reader, kBatches, contract.id)) {
      batches_.emplace(batch.key, std::move(batch.value));
    }
    for (auto& member : find_all(reader, kMemberships, contract.id + "/")) {
      members_.push_back(std::move(member.value));
    }
  }

  Result<SuspectedArrears> run() {
    found_.contract = contract_.id;
    found_.judged_from = began_on(reader_);
    // A month is paid in the next one; what was paid before the book began is not judged, and the
    // calendar need not know its year.
    Month month = std::max(month_of(contract_.signed_on),
                           month_of(found_.judged_from) - std::chrono::months(1));
    for (; first_day(month) <= on_; month += std::chrono::months(1)) {
      const auto pay_day = LEDGER_TRY(due_date(book_, contract_, month));
      if (pay_day >= on_) break;
      if (pay_day >= found_.judged_from) look_at(month, pay_day);
    }
    add_overdue();
    add_sums();
    add_cash();
    return std::move(found_);
  }

 private:
  void look_at(Month month, Date pay_day) {
    MonthWithoutPayroll without;
    without.month = month;
    without.pay_day = pay_day;
    for (const auto& [id, batch] : batches_) {
      if (batch.month != month || batch.kind != BatchKind::regular) continue;
      if (std::holds_alternative<batch_state::Withdrawn>(batch.state)) continue;
      if (!is_draft(batch.state)) return;  // there is a payroll
      without.drafted = true;
    }
    const auto due = find(reader_, kFundingDues, contract_.id + "/" + to_string(month));
    if (due) without.funding_due = due->value.amount;
    without.workers_on_site = static_cast<std::size_t>(
        std::count_if(members_.begin(), members_.end(),
                      [&](const Membership& member) { return was_on_site(member, month); }));
    if (without.workers_on_site > 0 || due) found_.months.push_back(without);
  }

  void add_overdue() {
    for (const auto& line : find_of_contract(reader_, kLines, contract_.id)) {
      const auto& batch = batches_.at(line.value.batch);
      if (!is_owed(line.value.state) || batch.due_on >= on_) continue;
      found_.overdue.push_back({line.key, line.value.worker, line.value.employer, batch.month,
                                batch.due_on, (on_ - batch.due_on).count(), line.value.net});
    }
    std::stable_sort(
        found_.overdue.begin(), found_.overdue.end(),
        [](const OverdueLine& a, const OverdueLine& b) { return a.due_on < b.due_on; });
  }

  void add_sums() {
    std::map<std::string, std::set<std::string>> workers;
    std::map<std::string, OverdueSum> sums;
    std::set<std::string> all;
    for (const auto& line : found_.overdue) {
      auto& sum = sums[line.employer];
      sum.employer = line.employer;
      sum.owed += line.owed;
      sum.oldest_days = std::max(sum.oldest_days, line.days);
      workers[line.employer].insert(line.worker);
      all.insert(line.worker);
      found_.owed += line.owed;
    }
    found_.workers = all.size();
    for (auto& [employer, sum] : sums) {
      sum.workers = workers.at(employer).size();
      found_.sums.push_back(std::move(sum));
    }
  }

  void add_cash() {
    for (const auto& paper : find_of_contract(reader_, kPaidOutside, contract_.id)) {
      const auto& paid = paper.value;
      const bool accepted = std::holds_alternative<paper_state::Approved>(paid.state);
      if (!accepted || paid.how != PaidHow::cash || paid.on > on_) continue;
      found_.in_cash.push_back({paper.key, paid.on, paid.lines.size(), paid.sum});
    }
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  Date on_;
  std::map<std::string, PayrollBatch> batches_;
  std::vector<Membership> members_;
  SuspectedArrears found_;
};

}  // namespace

Result<std::vector<SuspectedArrears>> suspected_arrears(const PaymentsBook& book,
                                                        const std::optional<RegionCode>& region,
                                                        Date on) {
  const auto reader = LEDGER_TRY(book.read());
  std::vector<SuspectedArrears> all;
  for (const auto& contract : find_all(reader, kContracts)) {
    if (region) {
      const auto place = LEDGER_TRY(region_of(reader, contract.value));
      if (!place.lies_in(*region)) continue;
    }
    auto found = LEDGER_TRY(ContractLook(book, reader, contract.value, on).run());
    if (!found.empty()) all.push_back(std::move(found));
  }
  return all;
}

}  // namespace anxin::payments
