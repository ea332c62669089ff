// What the steps of a case have paid in the end: settled less returned.
#include <algorithm>

#include "payments/service/attachment_service.h"
#include "payments/service/open_claims.h"
#include "payments/service/recourse_parts.h"
#include "payments/service/suspense_service.h"

namespace anxin::payments {
namespace {

Money paid_on(const std::vector<NoticeLine>& lines) {
  Money sum;
  for (const auto& line : lines) {
    if (line.outcome == NoticeOutcome::paid) sum += line.amount;
  }
  return sum;
}

// When the wage account paid the line: by our instruction, by a debit that was explained as this
// wage, or by a court's taking.
std::optional<Date> paid_from_account(const ledger::Reader& reader, const PayrollLine& line) {
  if (const auto* paid = std::get_if<line_state::Paid>(&line.state)) return paid->on;
  const auto* by = std::get_if<line_state::Discharged>(&line.state);
  if (by == nullptr) return std::nullopt;
  const auto paper = find(reader, kSuspensePapers, by->by);
  const bool was_wage = paper && paper->value.way == SuspenseWay::was_wage;
  if (was_wage || find(reader, kAttachments, by->by)) return by->on;
  return std::nullopt;
}

// Wages of the case that the wage account has paid, each to be counted for one step.
class PaidByAccount {
 public:
  PaidByAccount(const ledger::Reader& reader, const std::vector<PayrollLine>& lines) {
    for (const auto& line : lines) {
      const auto paid = paid_from_account(reader, line);
      if (!paid) continue;
      const auto claim = claim_of(reader, line);
      left_.push_back({*paid, claim ? claim->creditor : "", line.net});
    }
  }

  // With the creditor's claim, or with none from the step's day on. Up to `most`; nothing: all.
  Money take(const ExecutedStep& step, std::optional<Money> most) {
    const auto creditor = step.is_transfer ? "" : step.creditor;
    Money taken;
    for (auto& one : left_) {
      if (one.creditor != creditor || (creditor.empty() && one.on < step.on)) continue;
      const auto amount = most ? std::min(one.amount, *most - taken) : one.amount;
      one.amount -= amount;
      taken += amount;
    }
    return taken;
  }

 private:
  struct Wage {
    Date on;
    std::string creditor;
    Money amount;
  };
  std::vector<Wage> left_;
};

bool pays_by_payroll(const ExecutedStep& step) { return !step.is_transfer && step.means.empty(); }
bool pays_by_paper(const ExecutedStep& step) { return !step.is_transfer && !step.means.empty(); }

// A notice of payment, or a payment of a fund.
Money paid_by_paper(const ledger::Reader& reader, const std::string& paper) {
  if (const auto notice = find(reader, kNotices, paper)) return paid_on(notice->value.lines);
  return paid_on(find(reader, kFundPayments, paper)->value.lines);
}

// Payroll under a step goes on until the next one with the same creditor.
bool has_later(const std::vector<ExecutedStep>& steps, std::size_t place) {
  const auto after = steps.begin() + static_cast<std::ptrdiff_t>(place) + 1;
  return std::any_of(after, steps.end(), [&](const ExecutedStep& one) {
    return pays_by_payroll(one) && one.creditor == steps[place].creditor;
  });
}

}  // namespace

std::vector<Money> paid_by_steps(const ledger::Reader& reader, const DischargeCase& value,
                                 const std::vector<PayrollLine>& lines) {
  const auto& steps = value.executed;
  PaidByAccount account(reader, lines);
  std::vector<Money> paid(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].is_transfer) paid[i] = account.take(steps[i], steps[i].amount);
    if (pays_by_paper(steps[i])) paid[i] = paid_by_paper(reader, steps[i].means);
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!pays_by_payroll(steps[i])) continue;
    const bool last = !has_later(steps, i);
    paid[i] = account.take(steps[i], last ? std::nullopt : std::optional(steps[i].amount));
  }
  return paid;
}

}  // namespace anxin::payments
