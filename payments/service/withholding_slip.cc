// A worker's slip (工资清单): gross, each deduction with its why, net, and how it was paid.
#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/service/accrued_lines.h"
#include "payments/service/withholding_service.h"

namespace anxin::payments {
namespace {

std::string paid_through(const LineState& state) {
  if (const auto* paid = std::get_if<line_state::Paid>(&state)) return paid->file;
  if (const auto* by = std::get_if<line_state::Discharged>(&state)) return by->by;
  if (const auto* sent = std::get_if<line_state::InFlight>(&state)) return sent->file;
  return "";
}

// What the book knows of the worker's year with one employer, on every contract. It counts from the
// first month on record, so that income and deduction speak of the same months.
class YearSoFar {
 public:
  YearSoFar(const ledger::Reader& reader, const std::string& worker, Month month) : month_(month) {
    for (const auto& contract : find_all(reader, kContracts)) {
      if (!find(reader, kMemberships, contract.key + "/" + worker)) continue;
      for (auto& one : accrued_lines(reader, contract.key)) {
        const bool counts =
            one.line.worker == worker && one.month.year() == month.year() && one.month <= month;
        if (counts) lines_.push_back(std::move(one));
      }
    }
  }

  [[nodiscard]] WageIncome facts(const std::string& employer) const {
    WageIncome facts;
    Month first = month_;
    for (const auto& [line, month, due_on, last] : lines_) {
      if (line.employer != employer) continue;
      first = std::min(first, month);
      (month == month_ ? facts.income : facts.prior_income) += line.gross;
      if (month < month_) facts.prior_tax += line.tax;
    }
    facts.months = static_cast<std::int32_t>((month_ - first).count()) + 1;
    return facts;
  }

 private:
  Month month_;
  std::vector<AccruedLine> lines_;
};

// The sheet's tax is never changed: where the rule gives another, both are told.
void compare(SlipTax& tax) {
  if (!tax.rule || tax.rule->tax == tax.sheet) return;
  const bool above = tax.sheet > tax.rule->tax;
  tax.finding = Finding{0,
                        "",
                        "tax",
                        above ? Severity::explain : Severity::note,
                        above ? kTaxAboveRule : kTaxBelowRule,
                        {{"sheet", to_string(tax.sheet)}, {"rule", to_string(tax.rule->tax)}}};
}

class SlipMaker {
 public:
  SlipMaker(const PaymentsBook& book, const ledger::Reader& reader, Slip slip)
      : book_(book), reader_(reader), slip_(std::move(slip)) {}

  Slip make() {
    add_earned();
    add_payments();
    add_taxes();
    return std::move(slip_);
  }

 private:
  void add_earned() {
    for (auto& one : accrued_lines(reader_, slip_.contract)) {
      if (one.line.worker != slip_.worker || one.month != slip_.month) continue;
      slip_.gross += one.line.gross;
      slip_.advance += one.line.advance;
      slip_.tax += one.line.tax;
      slip_.other += one.line.other;
      slip_.net += one.line.net;
      slip_.lines.push_back(std::move(one.line));
    }
  }

  // Every line of the month that no other one replaces, whichever batch it belongs to.
  void add_payments() {
    for (const auto& batch : find_of_contract(reader_, kBatches, slip_.contract)) {
      if (batch.value.month != slip_.month) continue;
      for (const auto& line : find_all(reader_, kLines, batch.key + "-")) {
        const bool ours = line.value.batch == batch.key && line.value.worker == slip_.worker;
        if (ours) add_payment(line.value);
      }
    }
    slip_.reduced = slip_.net - slip_.paid - slip_.owed;
  }

  void add_payment(const PayrollLine& line) {
    const bool paid = paid_on(line.state).has_value();
    if (!paid && !is_owed(line.state)) return;
    slip_.payments.push_back(
        {line.id, line.state, paid_through(line.state), paid_on(line.state), line.net});
    (paid ? slip_.paid : slip_.owed) += line.net;
  }

  void add_taxes() {
    const YearSoFar year(reader_, slip_.worker, slip_.month);
    std::map<std::string, Money> by_employer;
    for (const auto& line : slip_.lines) by_employer[line.employer] += line.tax;
    for (const auto& [employer, sheet] : by_employer) {
      SlipTax tax{employer, sheet, year.facts(employer), {}, {}};
      auto rule = withhold_on_wages(tax.facts, book_.data().rules, last_day(slip_.month));
      if (rule) tax.rule = std::move(*rule);
      compare(tax);
      slip_.taxes.push_back(std::move(tax));
    }
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  Slip slip_;
};

}  // namespace

Result<Slip> WithholdingService::slip(const std::string& id, Month month,
                                      const std::string& worker) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  Slip slip;
  slip.contract = contract.value.id;
  slip.worker = worker;
  slip.month = month;
  slip = SlipMaker(book_, reader, std::move(slip)).make();
  if (!slip.lines.empty()) return slip;
  return fail(kSlipEmpty, {{"worker", worker}, {"month", to_string(month)}});
}

}  // namespace anxin::payments
