// A worker's slip (工资清单): gross, each deduction with its why, net, and how it was paid.
#include <algorithm>
#include <map>

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

// The lines of a book by contract and worker, each contract read once however many slips are made.
class SlipLines {
 public:
  using ByWorker = std::map<std::string, std::vector<AccruedLine>>;

  explicit SlipLines(const ledger::Reader& reader)
      : reader_(reader), contracts_(find_all(reader, kContracts)) {}

  [[nodiscard]] const ledger::Reader& reader() const { return reader_; }
  [[nodiscard]] const std::vector<Versioned<Contract>>& contracts() const { return contracts_; }

  const std::vector<AccruedLine>& accrued(const std::string& contract, const std::string& worker) {
    auto known = accrued_.find(contract);
    if (known == accrued_.end()) {
      ByWorker lines;
      for (auto& one : accrued_lines(reader_, contract)) {
        lines[one.line.worker].push_back(std::move(one));
      }
      known = accrued_.emplace(contract, std::move(lines)).first;
    }
    return known->second[worker];
  }

  // Every line of the month, whichever batch it belongs to.
  const std::vector<PayrollLine>& of_month(const Slip& slip) {
    const auto key = slip.contract + "/" + to_string(slip.month);
    auto known = months_.find(key);
    if (known == months_.end()) known = months_.emplace(key, read_month(slip)).first;
    return known->second[slip.worker];
  }

 private:
  using LinesByWorker = std::map<std::string, std::vector<PayrollLine>>;

  [[nodiscard]] LinesByWorker read_month(const Slip& slip) const {
    LinesByWorker lines;
    for (const auto& batch : find_of_contract(reader_, kBatches, slip.contract)) {
      if (batch.value.month != slip.month) continue;
      for (auto& line : find_all(reader_, kLines, batch.key + "-")) {
        if (line.value.batch != batch.key) continue;
        lines[line.value.worker].push_back(std::move(line.value));
      }
    }
    return lines;
  }

  const ledger::Reader& reader_;
  std::vector<Versioned<Contract>> contracts_;
  std::map<std::string, ByWorker> accrued_;
  std::map<std::string, LinesByWorker> months_;
};

// What the book knows of the worker's year with one employer, on every contract. It counts from the
// first month on record, so that income and deduction speak of the same months.
class YearSoFar {
 public:
  YearSoFar(SlipLines& lines, const std::string& worker, Month month) : month_(month) {
    for (const auto& contract : lines.contracts()) {
      if (!find(lines.reader(), kMemberships, contract.key + "/" + worker)) continue;
      for (const auto& one : lines.accrued(contract.key, worker)) {
        const bool counts = one.month.year() == month.year() && one.month <= month;
        if (counts) lines_.push_back(&one);
      }
    }
  }

  [[nodiscard]] WageIncome facts(const std::string& employer) const {
    WageIncome facts;
    Month first = month_;
    for (const auto* one : lines_) {
      if (one->line.employer != employer) continue;
      first = std::min(first, one->month);
      (one->month == month_ ? facts.income : facts.prior_income) += one->line.gross;
      if (one->month < month_) facts.prior_tax += one->line.tax;
    }
    facts.months = static_cast<std::int32_t>((month_ - first).count()) + 1;
    return facts;
  }

 private:
  Month month_;
  std::vector<const AccruedLine*> lines_;
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
  SlipMaker(const PaymentsBook& book, SlipLines& lines, Slip slip)
      : book_(book), lines_(lines), slip_(std::move(slip)) {}

  Slip make() {
    add_earned();
    add_payments();
    add_taxes();
    return std::move(slip_);
  }

 private:
  void add_earned() {
    for (const auto& one : lines_.accrued(slip_.contract, slip_.worker)) {
      if (one.month != slip_.month) continue;
      slip_.gross += one.line.gross;
      slip_.advance += one.line.advance;
      slip_.tax += one.line.tax;
      slip_.other += one.line.other;
      slip_.net += one.line.net;
      slip_.lines.push_back(one.line);
    }
  }

  // Every line of the month that no other one replaces.
  void add_payments() {
    for (const auto& line : lines_.of_month(slip_)) add_payment(line);
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
    const YearSoFar year(lines_, slip_.worker, slip_.month);
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
  SlipLines& lines_;
  Slip slip_;
};

Result<Slip> make_slip(const PaymentsBook& book, SlipLines& lines, Slip slip) {
  auto made = SlipMaker(book, lines, std::move(slip)).make();
  if (!made.lines.empty()) return made;
  return fail(kSlipEmpty, {{"worker", made.worker}, {"month", to_string(made.month)}});
}

}  // namespace

Result<Slip> WithholdingService::slip(const std::string& id, Month month,
                                      const std::string& worker) const {
  auto all = LEDGER_TRY(slips(id, month, {worker}));
  return std::move(all.front());
}

Result<std::vector<Slip>> WithholdingService::slips(const std::string& id, Month month,
                                                    const std::vector<std::string>& workers) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  SlipLines lines(reader);
  std::vector<Slip> all;
  for (const auto& worker : workers) {
    Slip slip;
    slip.contract = contract.value.id;
    slip.worker = worker;
    slip.month = month;
    all.push_back(LEDGER_TRY(make_slip(book_, lines, std::move(slip))));
  }
  return all;
}

}  // namespace anxin::payments
