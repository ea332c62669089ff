// The proposal: which lines the fund may pay, and how much of each the scheme allows.
#include <algorithm>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/fund_case.h"
#include "payments/service/fund_payment_parts.h"
#include "payments/service/recourse_parts.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kWageMonths = 3;  // a worker's monthly wage is the mean of so many

struct Candidate {
  PayrollLine line;
  Month month;
};
using Candidates = std::vector<Candidate>;

// Lines that payments of any fund, still to be answered, name already.
std::map<std::string, std::string> taken_lines(const ledger::Reader& reader) {
  std::map<std::string, std::string> taken;
  for (const auto& payment : find_all(reader, kFundPayments)) {
    if (!is_open(payment.value.state)) continue;
    for (const auto& line : payment.value.lines) taken[line.line] = payment.value.id;
  }
  return taken;
}

class FundProposal {
 public:
  FundProposal(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
               const FundPaymentRequest& request)
      : book_(book), reader_(reader), contract_(contract), request_(request) {}

  Result<FundPayment> run() {
    FundPayment payment;
    const auto candidates = LEDGER_TRY(lines());
    if (candidates.empty()) return fail(kFundNothingOwed, {{"contract", contract_.id}});
    payment.case_id = case_of_all(candidates);
    measure({contract_.id, std::string(trim(request_.decision)), payment.case_id});
    auto facts = LEDGER_TRY(this->facts(candidates));
    const auto decision =
        LEDGER_TRY(decide_fund(std::move(facts), book_.data().rules, book_.today()));
    if (!decision.bars.empty()) return barred(decision);
    note_decision(decision, payment);
    for (const auto& advance : decision.advances) allot(advance, candidates, payment);
    if (payment.lines.empty()) return fail(kFundNothingOwed, {{"contract", contract_.id}});
    return payment;
  }

 private:
  using Months = std::map<Month, Money>;

  // Lines to be paid. The scheme measures by all that a worker is owed, named or not.
  Result<Candidates> lines() {
    LEDGER_CHECK(check_case());
    const auto taken = taken_lines(reader_);
    const std::set<std::string> named(request_.lines.begin(), request_.lines.end());
    Candidates found;
    for (const auto& batch : find_of_contract(reader_, kBatches, contract_.id)) {
      const auto loaded = LEDGER_TRY(load_batch(reader_, batch.key));
      for (const auto& line : loaded.lines) {
        if (!is_in_arrears(line.value, batch.value, book_.today())) continue;
        if (!named.empty() && !named.contains(line.key)) continue;
        if (!is_of_named_case(line.value)) {
          if (named.empty()) continue;
          return fail(kFundLineOtherCase, {{"line", line.key}, {"case", request_.case_id}});
        }
        if (!taken.contains(line.key)) {
          found.push_back({line.value, batch.value.month});
        } else if (!named.empty()) {
          return fail(kFundLineTaken, {{"line", line.key}, {"payment", taken.at(line.key)}});
        }
      }
    }
    LEDGER_CHECK(check_named(named, found));
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.month < b.month; });
    return found;
  }

  [[nodiscard]] Result<void> check_case() const {
    if (request_.case_id.empty()) return {};
    const auto named = LEDGER_TRY(load_case(reader_, request_.case_id));
    if (named.value.contract == contract_.id) return {};
    return fail(kRecourseCaseUnknown, {{"case", request_.case_id}});
  }
  [[nodiscard]] bool is_of_named_case(const PayrollLine& line) const {
    return request_.case_id.empty() || case_of(reader_, line) == request_.case_id;
  }
  // The one case of every line; empty where they are of several, or one is of none.
  [[nodiscard]] std::string case_of_all(const Candidates& candidates) const {
    std::set<std::string> cases;
    for (const auto& one : candidates) cases.insert(case_of(reader_, one.line));
    return cases.size() == 1 ? *cases.begin() : "";
  }

  Result<void> check_named(std::set<std::string> named, const Candidates& found) const {
    for (const auto& one : found) named.erase(one.line.id);
    if (named.empty()) return {};
    const auto line = find(reader_, kLines, *named.begin());
    const bool ours = line && line->value.contract == contract_.id;
    return fail(kFundLineNotPayable,
                {{"line", *named.begin()},
                 {"state", ours ? std::string(to_word(line->value.state)) : "unknown"}});
  }

  // What is owed in the case, and what was advanced or promised in it before.
  void measure(const FundCase::Of& of) {
    const FundCase whole(reader_, of);
    for (const auto& contract : whole.contracts()) count_arrears(contract, whole);
    for (const auto& payment : whole.payments()) {
      for (const auto& line : payment.lines) {
        const bool counts =
            line.outcome == NoticeOutcome::waiting || line.outcome == NoticeOutcome::paid;
        if (counts) count_earlier(line, whole);
      }
    }
  }
  void count_arrears(const std::string& contract, const FundCase& whole) {
    for (const auto& batch : find_of_contract(reader_, kBatches, contract)) {
      const auto loaded = load_batch(reader_, batch.key).value();
      for (const auto& line : loaded.lines) {
        if (!is_in_arrears(line.value, batch.value, book_.today())) continue;
        if (whole.has(line.value)) owed_[line.value.worker][batch.value.month] += line.value.net;
      }
    }
  }
  // What is with a fund's bank, or was paid by it, was owed too; so is what is only promised, on a
  // line that count_arrears() leaves out because it is not of the case.
  void count_earlier(const NoticeLine& noticed, const FundCase& whole) {
    const auto line = find(reader_, kLines, noticed.line)->value;
    const auto batch = find(reader_, kBatches, line.batch)->value;
    earlier_[line.worker][batch.month] += noticed.amount;
    if (is_in_arrears(line, batch, book_.today()) && whole.has(line)) return;
    owed_[line.worker][batch.month] += noticed.amount;
  }

  Result<FundFacts> facts(const Candidates& candidates) {
    FundFacts facts;
    facts.region = LEDGER_TRY(region_of(reader_, contract_));
    facts.cause = request_.cause;
    facts.event_on = request_.event_on.value_or(book_.today());
    facts.deposit = deposit_left().is_zero() ? FundDeposit::exhausted : FundDeposit::left;
    facts.incident_feared = request_.incident == FundPaymentRequest::Incident::feared;
    facts.average_wage = request_.average_wage;
    std::map<std::string, Money> asked;
    for (const auto& one : candidates) asked[one.line.worker] += one.line.net;
    for (const auto& [worker, amount] : asked) {
      facts.workers.push_back(fund_worker(worker, amount));
    }
    for (const auto& [worker, months] : earlier_) {
      if (!asked.contains(worker)) facts.advanced_to_others += sum_of(months);
    }
    return facts;
  }
  [[nodiscard]] FundWorker fund_worker(const std::string& worker, Money asked) {
    FundWorker one;
    one.id = worker;
    for (const auto& [month, amount] : owed_[worker]) one.arrears.push_back({month, amount});
    one.monthly_wage = mean_wage(worker);
    one.advanced = sum_of(earlier_[worker]);
    one.asked = asked;
    return one;
  }
  [[nodiscard]] static Money sum_of(const Months& months) {
    Money sum;
    for (const auto& [month, amount] : months) sum += amount;
    return sum;
  }

  // What the deposit, or a letter in its place, could still pay.
  [[nodiscard]] Money deposit_left() const {
    return available_of(reader_, chart::deposit_liability(contract_.id)) +
           letters_cover(reader_, contract_.id, book_.today());
  }

  // Of the last months that the books have, rounded down; nothing where they have none.
  [[nodiscard]] std::optional<Money> mean_wage(const std::string& worker) {
    if (gross_.empty()) gross_ = gross_by_worker();
    const auto& months = gross_[worker];
    Money sum;
    std::int64_t count = 0;
    for (auto at = months.rbegin(); at != months.rend() && count < std::int64_t{kWageMonths};
         ++at, ++count) {
      sum += at->second;
    }
    if (count == 0) return std::nullopt;
    return Money::from_minor(sum.minor() / count);
  }
  [[nodiscard]] std::map<std::string, Months> gross_by_worker() const {
    std::map<std::string, Months> gross;
    for (const auto& batch : find_of_contract(reader_, kBatches, contract_.id)) {
      if (batch.value.kind != BatchKind::regular) continue;
      const auto loaded = load_batch(reader_, batch.key).value();
      for (const auto& line : loaded.lines) {
        if (std::holds_alternative<line_state::Drafted>(line.value.state)) continue;
        gross[line.value.worker][batch.value.month] += line.value.gross;
      }
    }
    return gross;
  }

  static tl::unexpected<Fault> barred(const FundDecision& decision) {
    std::vector<std::string> codes;
    for (const auto& bar : decision.bars) codes.emplace_back(bar.reason.word());
    return fail(kFundBarred, {{"bars", join(codes, ", ")}});
  }

  static void note_decision(const FundDecision& decision, FundPayment& payment) {
    note_rules(decision.steps, payment);
    for (const auto& advance : decision.advances) note_rules(advance.steps, payment);
    payment.unconfirmed = decision.unconfirmed;
    payment.beyond = decision.beyond.value_or("");
    payment.above_cap = decision.above_cap;
    payment.raised_by = decision.raised_by.value_or("");
  }
  static void note_rules(const std::vector<RuleStep>& steps, FundPayment& payment) {
    auto& known = payment.rules;
    for (const auto& step : steps) {
      if (std::find(known.begin(), known.end(), step.rule.id) == known.end()) {
        known.push_back(step.rule.id);
      }
    }
  }

  // Of the months that count for the scheme, the oldest first; the last line may be paid in part.
  void allot(const FundAdvance& advance, const Candidates& candidates, FundPayment& payment) {
    auto left = advance.amount;
    auto of_months = left_of_months(advance);
    for (const auto& one : candidates) {
      if (one.line.worker != advance.worker) continue;
      auto& of_month = of_months[one.month];
      const auto amount = std::min({left, of_month, one.line.net});
      if (amount <= Money()) continue;
      payment.lines.push_back({one.line.id, amount, NoticeOutcome::waiting, "", {}});
      payment.nets.push_back(one.line.net);
      payment.sum += amount;
      left -= amount;
      of_month -= amount;
    }
  }
  [[nodiscard]] Months left_of_months(const FundAdvance& advance) {
    Months left;
    auto& earlier = earlier_[advance.worker];
    for (const auto& most : advance.months) left[most.month] = most.amount - earlier[most.month];
    return left;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  const FundPaymentRequest& request_;
  std::map<std::string, Months> owed_;     // to each worker, in the case
  std::map<std::string, Months> earlier_;  // advanced or promised to each, in the case
  std::map<std::string, Months> gross_;
};

std::size_t workers_of(const ledger::Reader& reader, const FundPayment& payment) {
  std::set<std::string> workers;
  for (const auto& line : payment.lines) {
    workers.insert(find(reader, kLines, line.line)->value.worker);
  }
  return workers.size();
}

std::string text_of(const std::optional<Date>& day) { return day ? to_string(*day) : ""; }

Fields content_of(const Caller& caller, const FundPaymentRequest& request) {
  const bool feared = request.incident == FundPaymentRequest::Incident::feared;
  return {{"/op", "fund.advance"},
          {"/actor", caller.actor},
          {"/fund", request.fund},
          {"/contract", request.contract},
          {"/case", request.case_id},
          {"/decision", request.decision},
          {"/bank", request.bank},
          {"/cause", std::string(to_word(request.cause))},
          {"/event_on", text_of(request.event_on)},
          {"/incident", feared ? "feared" : ""},
          {"/average_wage", request.average_wage ? to_string(*request.average_wage) : ""},
          {"/lines", join(request.lines, ",")}};
}

void complete(FundPayment& payment, FundPayment planned) {
  payment.case_id = std::move(planned.case_id);
  payment.rules = std::move(planned.rules);
  payment.unconfirmed = planned.unconfirmed;
  payment.lines = std::move(planned.lines);
  payment.nets = std::move(planned.nets);
  payment.sum = planned.sum;
  payment.beyond = std::move(planned.beyond);
  payment.above_cap = planned.above_cap;
  payment.raised_by = std::move(planned.raised_by);
}

Result<FundPayment> begun(const ledger::Reader& reader, const FundPaymentRequest& request,
                          const std::string& contract, const std::string& proposer) {
  if (!find(reader, kFunds, request.fund)) return fail(kFundUnknown, {{"fund", request.fund}});
  if (trim(request.decision).empty()) return fail_at(kFundDocumentMissing, "/decision");
  if (!find(reader, kParties, request.bank)) {
    return fail(kFundDebtorUnknown, {{"party", request.bank}});
  }
  FundPayment payment;
  std::uint32_t number = 1;
  while (find(reader, kFundPayments, fund_payment_id(request.fund, number))) ++number;
  payment.id = fund_payment_id(request.fund, number);
  payment.fund = request.fund;
  payment.contract = contract;
  payment.decision = std::string(trim(request.decision));
  payment.bank = request.bank;
  payment.proposer = proposer;
  return payment;
}

}  // namespace

Result<FundPayment> plan_payment(const PaymentsBook& book, const ledger::Reader& reader,
                                 const Contract& contract, const FundPaymentRequest& request) {
  return FundProposal(book, reader, contract, request).run();
}

Result<ledger::Receipt> FundPaymentService::propose(const Caller& caller,
                                                    const FundPaymentRequest& request) {
  return book_.perform(
      caller, content_of(caller, request),
      [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        auto payment = LEDGER_TRY(begun(reader, request, contract.value.id, staff.person));
        complete(payment, LEDGER_TRY(plan_payment(book_, reader, contract.value, request)));
        CommandDraft draft;
        draft.create(kFundPayments, payment.id, payment);
        draft.answer("payment", payment.id);
        draft.answer("contract", payment.contract);
        draft.answer("lines", count_text(payment.lines.size()));
        draft.answer("workers", count_text(workers_of(reader, payment)));
        draft.answer("sum", to_string(payment.sum));
        draft.answer("unconfirmed", payment.unconfirmed ? "true" : "false");
        draft.answer("case", payment.case_id);
        draft.answer("above_cap", to_string(payment.above_cap));
        draft.answer("beyond", payment.beyond);
        return draft;
      });
}

}  // namespace anxin::payments
