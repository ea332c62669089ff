// Carrying out one step of a case under a decision.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/fund_payment_parts.h"
#include "payments/service/funding_service.h"
#include "payments/service/recourse_parts.h"

namespace anxin::payments {
namespace {

template <HasWords E>
std::string words_text(const std::vector<E>& values) {
  std::vector<std::string> words;
  for (const auto value : values) words.emplace_back(to_word(value));
  return join(words, ", ");
}

bool pays_by_payroll(const PlannedStep& step) {
  return step.payer != DischargeParty::deposit && step.payer != DischargeParty::fund &&
         step.payer != DischargeParty::treasury && step.ground != DischargeGround::owner_late;
}

Result<PlannedStep> open_step(const CaseView& view, DischargeGround ground) {
  const auto& steps = view.plan.steps;
  const auto step = std::find_if(steps.begin(), steps.end(),
                                 [&](const PlannedStep& one) { return one.ground == ground; });
  const std::string word(to_word(ground));
  if (step == steps.end()) return fail(kRecourseNoStep, {{"step", word}});
  // Whoever pays through payroll may do so although it was ordered to and did not.
  const bool has_amount = pays_by_payroll(*step) || !step->amount.is_zero();
  if (step->unmet.empty() && step->missing.empty() && has_amount) return *step;
  return fail(kRecourseStepClosed, {{"step", word},
                                    {"unmet", words_text(step->unmet)},
                                    {"missing", words_text(step->missing)},
                                    {"amount", to_string(step->amount)}});
}

class Execution {
 public:
  Execution(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
            const ExecuteStepRequest& request)
      : book_(book), reader_(reader), contract_(contract), request_(request) {}

  Result<CommandDraft> run(const Versioned<DischargeCase>& stored, const PlannedStep& step,
                           const std::string& person) {
    value_ = stored.value;
    done_.ground = std::string(to_word(step.ground));
    done_.rule = step.rule.id;
    done_.decision = LEDGER_TRY(document_of(request_.decision, "decision"));
    done_.amount = step.amount;
    done_.by = person;
    done_.on = book_.today();
    LEDGER_CHECK(carry_out(step));
    value_.executed.push_back(done_);
    draft_.update(kCases, stored, value_);
    draft_.answer("case", value_.id);
    draft_.answer("step", done_.ground);
    draft_.answer("payer", done_.payer);
    draft_.answer("amount", to_string(done_.amount));
    return std::move(draft_);
  }

 private:
  Result<void> carry_out(const PlannedStep& step) {
    switch (step.payer) {
      case DischargeParty::deposit:
        return by_notice();
      case DischargeParty::fund:
        return by_fund();
      case DischargeParty::owner:
        if (step.ground == DischargeGround::owner_late) return by_owner(step);
        return by_payroll(step);
      case DischargeParty::treasury:
        return by_treasury(step);
      case DischargeParty::employer:
      case DischargeParty::subcontractor:
      case DischargeParty::contractor:
      case DischargeParty::lender:
      case DischargeParty::letting_party:
        return by_payroll(step);
    }
    return {};
  }

  tl::unexpected<Fault> wrong_paper() const {
    return fail(kRecoursePaper, {{"paper", request_.paper}, {"decision", done_.decision}});
  }
  [[nodiscard]] bool paper_is_used() const {
    for (const auto& other : find_of_contract(reader_, kCases, contract_.id)) {
      for (const auto& step : other.value.executed) {
        if (step.means == request_.paper) return true;
      }
    }
    return false;
  }
  // Every line of the paper is the case's.
  [[nodiscard]] bool is_of_the_case(const std::vector<NoticeLine>& lines) const {
    return std::all_of(lines.begin(), lines.end(), [&](const NoticeLine& line) {
      return case_of(reader_, find(reader_, kLines, line.line)->value) == value_.id;
    });
  }

  Result<void> by_notice() {
    const auto notice = find(reader_, kNotices, request_.paper);
    const bool fits = notice && notice->value.contract == contract_.id &&
                      notice->value.decision == done_.decision && !paper_is_used() &&
                      is_of_the_case(notice->value.lines) &&
                      !std::holds_alternative<notice_state::Withdrawn>(notice->value.state);
    if (!fits) return wrong_paper();
    return take_paper(notice->value.payer, notice->value.sum);
  }

  Result<void> by_fund() {
    const auto payment = find(reader_, kFundPayments, request_.paper);
    const bool fits = payment && payment->value.contract == contract_.id &&
                      payment->value.decision == done_.decision && !paper_is_used() &&
                      payment->value.fund == value_.fund && is_of_the_case(payment->value.lines) &&
                      !std::holds_alternative<fund_payment_state::Withdrawn>(payment->value.state);
    if (!fits) return wrong_paper();
    return take_paper(payment->value.fund, payment->value.sum);
  }

  Result<void> take_paper(const std::string& payer, Money sum) {
    if (sum > done_.amount) return too_much(done_.amount);
    done_.means = request_.paper;
    done_.payer = payer;
    done_.amount = sum;
    return {};
  }
  static tl::unexpected<Fault> too_much(Money limit) {
    return fail(kRecourseTooMuch, {{"limit", to_string(limit)}});
  }

  // The owner's own debt: the price that is open falls with it, and nobody gets a claim.
  Result<void> by_owner(const PlannedStep& step) {
    const auto account = LEDGER_TRY(book_.wage_account(reader_, contract_.id));
    auto receipt = LEDGER_TRY(take_transfer(step, FundingSource::owner, account));
    done_.payer = contract_.owner;
    const auto advanced =
        posting::owner_advanced(contract_.id, contract_.owner, account.ledger_name);
    const auto taken = LEDGER_TRY(take_from_suspense(book_, reader_, receipt, draft_));
    if (taken == SuspenseTaken::yes) {
      draft_.post(done_.on, posting::price_paid(contract_.id, contract_.owner), done_.amount);
    } else {
      draft_.post(done_.on, advanced, done_.amount);
    }
    draft_.create(kReceipts, contract_.id + "/" + receipt.reference, receipt);
    return {};
  }

  Result<void> by_treasury(const PlannedStep& step) {
    const auto account = LEDGER_TRY(book_.wage_account(reader_, contract_.id));
    LEDGER_CHECK(take_payer());
    auto receipt = LEDGER_TRY(take_transfer(step, FundingSource::contractor, account));
    const auto taken = LEDGER_TRY(take_from_suspense(book_, reader_, receipt, draft_));
    if (taken == SuspenseTaken::no) {
      draft_.post(done_.on, posting::funded(contract_.id, account.ledger_name), done_.amount);
    }
    draft_.create(kReceipts, contract_.id + "/" + receipt.reference, receipt);
    const auto claim = posting::claim_arises({contract_.id, done_.payer, value_.employer});
    draft_.ensure_open(reader_, claim.debit, contract_.signed_on);
    draft_.ensure_open(reader_, claim.credit, contract_.signed_on);
    draft_.post(done_.on, claim, done_.amount);
    done_.creditor = done_.payer;
    return {};
  }

  // Money into the wage account, proved by the statement that carries its reference.
  Result<FundingReceipt> take_transfer(const PlannedStep& step, FundingSource source,
                                       const PaymentsBook::Account& account) {
    done_.means = LEDGER_TRY(document_of(request_.reference, "reference"));
    if (!request_.amount) return fail_at(kAmountInvalid, "/amount");
    LEDGER_CHECK(check_booked_amount(*request_.amount));
    if (*request_.amount > step.amount) return too_much(step.amount);
    if (find(reader_, kReceipts, contract_.id + "/" + done_.means)) {
      return fail(kRecourseReferenceUsed, {{"reference", done_.means}});
    }
    done_.amount = *request_.amount;
    done_.is_transfer = true;
    return FundingReceipt{contract_.id, account.account.id, done_.means, source,
                          done_.amount, done_.on,           ""};
  }

  // Another party than the employer: nobody has a claim on itself.
  Result<void> take_payer() {
    done_.payer = request_.payer;
    const bool other = !done_.payer.empty() && done_.payer != value_.employer;
    if (other && find(reader_, kParties, done_.payer)) return {};
    return fail(kRecoursePayer, {{"step", done_.ground}});
  }

  // Through payroll: as a line settles, whoever is not the employer has a claim on it.
  Result<void> by_payroll(const PlannedStep& step) {
    LEDGER_CHECK(name_payer(step.payer));
    if (!step.claim || done_.payer == value_.employer) return {};
    done_.creditor = done_.payer;
    mark_lines();
    return {};
  }

  // Lines that are owed, in the order of their ids, as far as the payer pays: what others have put
  // into the wage account is not its own. A line keeps its first creditor.
  void mark_lines() {
    Money left = request_.amount.value_or(done_.amount.is_zero() ? value_.arrears : done_.amount);
    for (const auto& in_case : lines_of_case(reader_, value_.id)) {
      const auto line = find(reader_, kLines, in_case.key)->value;
      const bool open = is_owed(line.state) && in_case.value.creditor.empty();
      if (!open || line.net > left) continue;
      left -= line.net;
      auto marked = in_case.value;
      marked.creditor = done_.creditor;
      draft_.update(kCaseLines, in_case, marked);
    }
  }

  Result<void> name_payer(DischargeParty party) {
    if (party == DischargeParty::lender || party == DischargeParty::letting_party) {
      return take_payer();
    }
    if (party == DischargeParty::owner) {
      done_.payer = contract_.owner;
    } else if (party == DischargeParty::contractor) {
      done_.payer = contract_.contractor;
    } else {
      done_.payer = value_.employer;
    }
    return {};
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  const ExecuteStepRequest& request_;
  DischargeCase value_;
  ExecutedStep done_;
  CommandDraft draft_;
};

}  // namespace

Result<ledger::Receipt> RecourseService::execute(const Caller& caller,
                                                 const ExecuteStepRequest& request) {
  Fields content{{"/op", "recourse.execute"},
                 {"/actor", caller.actor},
                 {"/case", request.case_id},
                 {"/step", std::string(to_word(request.ground))},
                 {"/decision", request.decision},
                 {"/paper", request.paper},
                 {"/payer", request.payer},
                 {"/amount", request.amount ? to_string(*request.amount) : ""},
                 {"/reference", request.reference}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto stored = LEDGER_TRY(load_case(reader, request.case_id));
        const auto contract = LEDGER_TRY(book_.contract(reader, stored.value.contract));
        const auto view = LEDGER_TRY(view_of(book_, reader, contract.value, stored.value));
        const auto step = LEDGER_TRY(open_step(view, request.ground));
        return Execution(book_, reader, contract.value, request).run(stored, step, staff.person);
      });
}

}  // namespace anxin::payments
