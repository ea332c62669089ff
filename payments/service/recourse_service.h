// Discharge of arrears (清偿) and recovery (追偿): cases with their plan, steps that are carried
// out under a decision, and what debtors pay back.
//
// Role: payments.md, "Plan of discharge". The plan itself is pure (discharge_plan.h); this service
//       gathers its facts from the books and keeps what was decided.
// Source: Decree 724 arts 29, 30, 36, 37 and 63; 人社部发〔2021〕65号.
#pragma once

#include <array>

#include "payments/domain/discharge_case.h"
#include "payments/rules/discharge_plan.h"
#include "payments/rules/fund_rules.h"
#include "payments/service/open_claims.h"

namespace anxin::payments {

/// A document, decision or reference is missing, or longer than kDecisionBytesMax. Details: what.
inline constexpr Reason kRecourseDocument{"recourse.document"};
/// Nothing of that employer is overdue and free of a bank. Details: contract, employer.
inline constexpr Reason kRecourseNothingOwed{"recourse.nothing-owed"};
/// Several employers are in arrears: one must be named. Details: employers.
inline constexpr Reason kRecourseEmployer{"recourse.employer"};
/// An open case names the line. Details: line, case.
inline constexpr Reason kRecourseLineTaken{"recourse.line-taken"};
inline constexpr Reason kRecourseCaseUnknown{"recourse.case-unknown"};
/// The plan has no such step for this cause. Details: step.
inline constexpr Reason kRecourseNoStep{"recourse.no-step"};
/// A precondition is not met, a paper is missing, or nothing is left to pay. Details: step, unmet,
/// missing.
inline constexpr Reason kRecourseStepClosed{"recourse.step-closed"};
/// The paper that carries the step out is unknown, of another contract or another decision, or
/// carries out a step already. Details: paper.
inline constexpr Reason kRecoursePaper{"recourse.paper"};
/// Who pays has to be named, and is a party on record. Details: step.
inline constexpr Reason kRecoursePayer{"recourse.payer"};
/// More than the step may be paid from. Details: limit.
inline constexpr Reason kRecourseTooMuch{"recourse.too-much"};
/// The reference is booked already, or a fund that would be paid has booked it, or the document, as
/// its own recovery from the debtor. Details: reference.
inline constexpr Reason kRecourseReferenceUsed{"recourse.reference-used"};
/// The debtor owes nothing, or less. Details: owed.
inline constexpr Reason kRecourseMoreThanOwed{"recourse.more-than-owed"};
/// No step of the case with that reference waits for a second person. Details: case, reference.
inline constexpr Reason kRecourseProposalUnknown{"recourse.proposal-unknown"};

/// The money came before the debt that it pays, or after today. Details: on, from.
inline constexpr Reason kRecourseDay{"recourse.day"};

inline constexpr std::array kRecourseReasons{
    kRecourseDay,          kRecourseDocument,       kRecourseNothingOwed, kRecourseEmployer,
    kRecourseLineTaken,    kRecourseCaseUnknown,    kRecourseNoStep,      kRecourseStepClosed,
    kRecoursePaper,        kRecoursePayer,          kRecourseTooMuch,     kRecourseReferenceUsed,
    kRecourseMoreThanOwed, kRecourseProposalUnknown};

struct OpenCaseRequest {
  std::string contract;
  DischargeCause cause = DischargeCause::contractor;
  std::string document;
  std::string employer;  ///< party; empty: the only one in arrears
  std::string fund;      ///< that may advance, or empty
  FundCause fund_cause = FundCause::absconded;
  enum class Incident { not_feared, feared };
  Incident incident = Incident::not_feared;
};

/// What happened to a case since.
struct CaseNote {
  std::string case_id;
  std::optional<DischargeOrder> order;
  std::vector<DischargePaper> papers;
  std::optional<Money> treasury;
  std::string document;
};

struct ExecuteStepRequest {
  std::string case_id;
  DischargeGround ground = DischargeGround::employer;
  std::string decision;
  std::string paper;            ///< notice or payment of a fund that carries it out
  std::string payer;            ///< party, where neither the contract nor the paper names it
  std::optional<Money> amount;  ///< of a transfer into the wage account
  std::string reference;        ///< that the transfer carries
};

/// A step that waits for its second person.
struct ProposedStepId {
  std::string case_id;
  std::string reference;
};

struct RecoverRequest {
  std::string debtor;
  Money amount;
  std::string reference;
  std::string document;
  std::optional<Date> on;  ///< default: today
};

enum class ClaimEnd : std::uint8_t { settled, written_off };
struct EndClaimRequest {
  ClaimOf claim;
  ClaimEnd how = ClaimEnd::settled;
  Money amount;
  std::string document;
};

/// A case with its plan as of today.
struct CaseView {
  DischargeCase value;
  Money owed;  ///< of its lines, now
  Money in_flight;
  Money received;           ///< in the wage account for the case, to be paid on by payroll
  DischargePlan plan;       ///< for what is owed and with no bank; no steps where nothing is
  std::vector<Money> paid;  ///< by each executed step in the end: settled less returned
};

class RecourseService {
 public:
  explicit RecourseService(PaymentsBook& book) : book_(book) {}

  /// Opens a case over every overdue line of an employer. Answers: case, lines, arrears.
  /// Refuses: access.*, payments.contract-unknown, recourse.document, recourse.employer,
  ///          recourse.nothing-owed, recourse.line-taken, fund.unknown, what plan_discharge
  ///          refuses: a case whose plan cannot be would never end.
  Result<ledger::Receipt> open(const Caller& caller, const OpenCaseRequest& request);

  /// Answers: case, order. Refuses: access.*, recourse.case-unknown, recourse.document.
  Result<ledger::Receipt> note(const Caller& caller, const CaseNote& note);

  /// Carries out one step of the plan as it stands today. The deposit and a fund pay by a paper of
  /// their own, with the same decision; the owner and the treasury pay into the wage account;
  /// whoever else is liable pays through payroll, and has a claim as lines settle. The treasury's
  /// step is only proposed: another person approves it, and then it is booked.
  /// Answers: case, step, amount, payer, state ("executed", "proposed").
  /// Refuses: access.*, recourse.case-unknown, recourse.document, recourse.no-step,
  ///          recourse.step-closed, recourse.paper, recourse.payer, recourse.too-much,
  ///          recourse.reference-used, payments.wage-account-unknown, what plan_discharge refuses.
  Result<ledger::Receipt> execute(const Caller& caller, const ExecuteStepRequest& request);

  /// Books what another person proposed, where the plan still allows it.
  /// Answers: case, step, amount, payer, state.
  /// Refuses: access.*, recourse.case-unknown, recourse.proposal-unknown, access.same-person,
  ///          recourse.no-step, recourse.step-closed, payments.wage-account-unknown,
  ///          recourse.payer, recourse.too-much, recourse.reference-used, what plan_discharge
  ///          refuses.
  Result<ledger::Receipt> approve(const Caller& caller, const ProposedStepId& proposed);

  /// Ends a proposal, whoever made it; its reference may be used again. Answers: as approve.
  /// Refuses: access.*, recourse.case-unknown, recourse.proposal-unknown.
  Result<ledger::Receipt> withdraw(const Caller& caller, const ProposedStepId& proposed);

  /// Allocates what a debtor pays back to what it owes, the oldest part first.
  /// Answers: debtor, amount, parts, left.
  /// Refuses: access.*, recourse.document, payments.amount-invalid, payments.amount-too-large,
  ///          recourse.day, recourse.reference-used, recourse.more-than-owed.
  Result<ledger::Receipt> recover(const Caller& caller, const RecoverRequest& request);

  /// The parties have settled a claim between them, or the creditor gives it up.
  /// Answers: creditor, debtor, amount, left.
  /// Refuses: payments.contract-unknown, access.* (the creditor's approver or a regulator),
  ///          recourse.document, payments.amount-invalid, recourse.more-than-owed.
  Result<ledger::Receipt> end_claim(const Caller& caller, const EndClaimRequest& request);

  /// Refuses: recourse.case-unknown, what plan_discharge refuses.
  [[nodiscard]] Result<CaseView> show(const std::string& case_id) const;
  [[nodiscard]] Result<std::vector<DischargeCase>> list() const;
  /// What is owed to whom; of one debtor where it is named.
  [[nodiscard]] Result<std::vector<ClaimPart>> claims(const std::string& debtor) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
