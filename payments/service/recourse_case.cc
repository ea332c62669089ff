// A case: opened over the overdue wages of an employer, with what was noted since, and its plan.
#include <algorithm>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"
#include "payments/service/fund_payment_parts.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/recourse_parts.h"

namespace anxin::payments {
namespace {

// Every line of the contract that is in arrears, in the order of its id.
std::vector<PayrollLine> lines_in_arrears(const ledger::Reader& reader, const std::string& contract,
                                          Date today) {
  std::vector<PayrollLine> found;
  for (const auto& batch : find_of_contract(reader, kBatches, contract)) {
    const auto loaded = load_batch(reader, batch.key).value();
    for (const auto& line : loaded.lines) {
      if (is_in_arrears(line.value, batch.value, today)) found.push_back(line.value);
    }
  }
  return found;
}

Result<std::string> employer_in_arrears(const std::vector<PayrollLine>& lines,
                                        const std::string& named) {
  if (!named.empty()) return named;
  std::set<std::string> employers;
  for (const auto& line : lines) employers.insert(line.employer);
  if (employers.size() == 1) return *employers.begin();
  return fail(kRecourseEmployer, {{"employers", join({employers.begin(), employers.end()}, ", ")}});
}

// Marks the employer's lines as the case's; those of an earlier case stay there.
Result<void> take_lines(const ledger::Reader& reader, const std::vector<PayrollLine>& lines,
                        DischargeCase& made, CommandDraft& draft) {
  std::pair<std::string, std::string> taken;
  for (const auto& line : lines) {
    if (line.employer != made.employer) continue;
    if (const auto earlier = case_of(reader, line); !earlier.empty()) {
      taken = {line.id, earlier};
      continue;
    }
    draft.create(kCaseLines, line.id, {made.id, "", made.employer});
    ++made.lines;
    made.arrears += line.net;
  }
  if (made.lines > 0) return {};
  if (taken.first.empty()) {
    return fail(kRecourseNothingOwed, {{"contract", made.contract}, {"employer", made.employer}});
  }
  return fail(kRecourseLineTaken, {{"line", taken.first}, {"case", taken.second}});
}

Result<DischargeCase> begun(const PaymentsBook& book, const ledger::Reader& reader,
                            const Contract& contract, const OpenCaseRequest& request) {
  DischargeCase made;
  made.document = LEDGER_TRY(document_of(request.document, "document"));
  if (!request.fund.empty() && !find(reader, kFunds, request.fund)) {
    return fail(kFundUnknown, {{"fund", request.fund}});
  }
  made.id = next_paper(reader, kCases, contract.id, 'D');
  made.contract = contract.id;
  made.cause = std::string(to_word(request.cause));
  made.fund = request.fund;
  made.fund_cause = std::string(to_word(request.fund_cause));
  made.incident_feared = request.incident == OpenCaseRequest::Incident::feared;
  made.order = std::string(to_word(DischargeOrder::none));
  made.opened_on = book.today();
  return made;
}

// ---- the plan -----------------------------------------------------------------------------------

DischargeParty party_of(const Contract& contract, const std::string& employer) {
  if (employer == contract.contractor) return DischargeParty::contractor;
  const auto& subs = contract.subcontractors;
  const bool sub = std::find(subs.begin(), subs.end(), employer) != subs.end();
  return sub ? DischargeParty::subcontractor : DischargeParty::employer;
}

// The case's lines, and those that replaced them: a replacement has a later id.
std::vector<PayrollLine> lines_of(const ledger::Reader& reader, const DischargeCase& value) {
  std::set<std::string> ids;
  for (const auto& in_case : lines_of_case(reader, value.id)) ids.insert(in_case.key);
  std::vector<PayrollLine> lines;
  for (auto& line : find_of_contract(reader, kLines, value.contract)) {
    if (ids.contains(line.value.replaces)) ids.insert(line.key);
    if (ids.contains(line.key)) lines.push_back(std::move(line.value));
  }
  return lines;
}

class Facts {
 public:
  Facts(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract)
      : book_(book), reader_(reader), contract_(contract) {}

  Result<DischargeFacts> of(const DischargeCase& value, Money arrears) const {
    DischargeFacts facts;
    facts.region = LEDGER_TRY(region_of(reader_, contract_));
    facts.cause = find_word<DischargeCause>(value.cause).value();
    const auto employer = party_of(contract_, value.employer);
    if (employer != employer_of(facts.cause)) facts.employer = employer;
    facts.arrears = arrears;
    facts.owner_unsettled = balance_of(reader_, chart::price_open(contract_.id, contract_.owner));
    facts.deposit = available_of(reader_, chart::deposit_liability(contract_.id)) +
                    letters_cover(reader_, contract_.id, book_.today());
    facts.fund = fund_allows(value);
    facts.treasury = std::max(Money(), value.treasury - used_of_treasury(value));
    facts.order = find_word<DischargeOrder>(value.order).value();
    facts.papers = papers_of(value);
    return facts;
  }

 private:
  // Carried out, or waiting for a second person.
  static Money used_of_treasury(const DischargeCase& value) {
    Money sum;
    for (const auto* steps : {&value.executed, &value.proposed}) {
      for (const auto& step : *steps) {
        if (step.ground == to_word(DischargeGround::treasury)) sum += step.amount;
      }
    }
    return sum;
  }

  // Nothing where the scheme bars the case; what it lacks to decide is told when it is asked.
  [[nodiscard]] Money fund_allows(const DischargeCase& value) const {
    if (value.fund.empty()) return {};
    FundPaymentRequest request;
    request.fund = value.fund;
    request.contract = contract_.id;
    request.case_id = value.id;
    request.cause = find_word<FundCause>(value.fund_cause).value();
    if (value.incident_feared) request.incident = FundPaymentRequest::Incident::feared;
    const auto planned = plan_payment(book_, reader_, contract_, request);
    const auto allowed = proposed_for(value) + (planned ? planned->sum : Money());
    return std::min(allowed, available_of(reader_, chart::fund_bank(value.fund)));
  }

  // Payments that take lines of the case already, are not with the bank, and carry out no step.
  [[nodiscard]] Money proposed_for(const DischargeCase& value) const {
    Money sum;
    for (const auto& stored : find_all(reader_, kFundPayments, value.fund + "-P")) {
      const auto& payment = stored.value;
      const bool waits = std::holds_alternative<fund_payment_state::Proposed>(payment.state) ||
                         std::holds_alternative<fund_payment_state::Approved>(payment.state);
      const bool ours = payment.fund == value.fund && payment.contract == contract_.id &&
                        (payment.case_id.empty() || payment.case_id == value.id);
      if (ours && waits && !carries_out(value, payment.id)) sum += payment.sum;
    }
    return sum;
  }
  static bool carries_out(const DischargeCase& value, const std::string& paper) {
    return std::any_of(value.executed.begin(), value.executed.end(),
                       [&](const ExecutedStep& one) { return one.means == paper; });
  }

  static std::vector<DischargePaper> papers_of(const DischargeCase& value) {
    std::vector<DischargePaper> papers{DischargePaper::cause_finding, DischargePaper::wage_list};
    for (const auto& paper : value.papers) {
      papers.push_back(find_word<DischargePaper>(paper.paper).value());
    }
    return papers;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
};

// What is owed and free of a bank, and the plan for it as of today.
struct Planned {
  const DischargeCase& value;
  Money arrears;
};
Result<DischargePlan> plan_of(const PaymentsBook& book, const ledger::Reader& reader,
                              const Contract& contract, const Planned& planned) {
  const auto facts = LEDGER_TRY(Facts(book, reader, contract).of(planned.value, planned.arrears));
  return plan_discharge(facts, book.data().rules, book.data().calendar, book.today());
}

struct Opening {
  const Contract& contract;
  std::string employer;  ///< as it was named
};
Result<CommandDraft> opened(const PaymentsBook& book, const ledger::Reader& reader,
                            const Opening& opening, DischargeCase made) {
  const auto& employer = opening.employer;
  const auto lines = lines_in_arrears(reader, made.contract, book.today());
  if (lines.empty()) {
    return fail(kRecourseNothingOwed, {{"contract", made.contract}, {"employer", employer}});
  }
  made.employer = LEDGER_TRY(employer_in_arrears(lines, employer));
  CommandDraft draft;
  LEDGER_CHECK(take_lines(reader, lines, made, draft));
  LEDGER_TRY(plan_of(book, reader, opening.contract, {made, made.arrears}));
  draft.create(kCases, made.id, made);
  draft.answer("case", made.id);
  draft.answer("contract", made.contract);
  draft.answer("employer", made.employer);
  draft.answer("lines", count_text(made.lines));
  draft.answer("arrears", to_string(made.arrears));
  return draft;
}

// What the owner and the treasury have put into the wage account for the case.
Money transfers_of(const DischargeCase& value) {
  Money sum;
  for (const auto& step : value.executed) {
    if (step.is_transfer) sum += step.amount;
  }
  return sum;
}

bool is_with_a_bank(const LineState& state) {
  return is_owed(state) && !std::holds_alternative<line_state::Accrued>(state) &&
         !is_repairable(state);
}

}  // namespace

bool is_in_arrears(const PayrollLine& line, const PayrollBatch& batch, Date today) {
  const bool free =
      std::holds_alternative<line_state::Accrued>(line.state) || is_repairable(line.state);
  return free && batch.due_on < today;
}

Result<Versioned<DischargeCase>> load_case(const ledger::Reader& reader, const std::string& id) {
  auto found = find(reader, kCases, id);
  if (!found) return fail(kRecourseCaseUnknown, {{"case", id}});
  return std::move(*found);
}

std::vector<Versioned<CaseLine>> lines_of_case(const ledger::Reader& reader,
                                               const std::string& case_id) {
  const auto contract = case_id.substr(0, case_id.rfind('-'));
  auto lines = find_all(reader, kCaseLines, contract + "-");
  std::erase_if(lines, [&](const auto& line) { return line.value.case_id != case_id; });
  return lines;
}

std::string case_of(const ledger::Reader& reader, const PayrollLine& line) {
  std::optional<PayrollLine> at = line;
  while (at) {
    if (const auto in_case = find(reader, kCaseLines, at->id)) return in_case->value.case_id;
    if (at->replaces.empty()) break;
    const auto before = find(reader, kLines, at->replaces);
    at = before ? std::optional(before->value) : std::nullopt;
  }
  return {};
}

Result<std::string> document_of(const std::string& text, std::string_view what) {
  auto trimmed = std::string(trim(text));
  if (!trimmed.empty() && trimmed.size() <= kDecisionBytesMax) return trimmed;
  return fail(kRecourseDocument,
              {{"what", std::string(what)}, {"max", count_text(kDecisionBytesMax)}});
}

Result<CaseView> view_of(const PaymentsBook& book, const ledger::Reader& reader,
                         const Contract& contract, DischargeCase value) {
  CaseView view{std::move(value), {}, {}, {}, {}, {}};
  Money paid;
  const auto lines = lines_of(reader, view.value);
  view.paid = paid_by_steps(reader, view.value, lines);
  for (const auto& line : lines) {
    if (std::holds_alternative<line_state::Paid>(line.state)) paid += line.net;
    if (!is_owed(line.state)) continue;
    view.owed += line.net;
    if (is_with_a_bank(line.state)) view.in_flight += line.net;
  }
  view.received = std::max(Money(), transfers_of(view.value) - paid - view.in_flight);
  const Money free = std::max(Money(), view.owed - view.in_flight - view.received);
  if (free.is_zero()) return view;
  view.plan = LEDGER_TRY(plan_of(book, reader, contract, {view.value, free}));
  return view;
}

Result<ledger::Receipt> RecourseService::open(const Caller& caller,
                                              const OpenCaseRequest& request) {
  const bool feared = request.incident == OpenCaseRequest::Incident::feared;
  Fields content{{"/op", "recourse.open"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/cause", std::string(to_word(request.cause))},
                 {"/document", request.document},
                 {"/employer", request.employer},
                 {"/fund", request.fund},
                 {"/fund_cause", std::string(to_word(request.fund_cause))},
                 {"/incident", feared ? "feared" : ""}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        auto made = LEDGER_TRY(begun(book_, reader, contract.value, request));
        made.opened_by = staff.person;
        return opened(book_, reader, {contract.value, request.employer}, std::move(made));
      });
}

Result<ledger::Receipt> RecourseService::note(const Caller& caller, const CaseNote& note) {
  std::vector<std::string> papers;
  for (const auto paper : note.papers) papers.emplace_back(to_word(paper));
  Fields content{{"/op", "recourse.note"},
                 {"/actor", caller.actor},
                 {"/case", note.case_id},
                 {"/order", note.order ? std::string(to_word(*note.order)) : ""},
                 {"/papers", join(papers, ",")},
                 {"/treasury", note.treasury ? to_string(*note.treasury) : ""},
                 {"/document", note.document}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
                         const auto stored = LEDGER_TRY(load_case(reader, note.case_id));
                         const auto document = LEDGER_TRY(document_of(note.document, "document"));
                         auto value = stored.value;
                         if (note.order) {
                           value.order = std::string(to_word(*note.order));
                           papers.emplace_back(to_word(DischargePaper::arrears_order));
                         }
                         if (note.treasury) value.treasury = *note.treasury;
                         for (const auto& paper : papers) value.papers.push_back({paper, document});
                         CommandDraft draft;
                         draft.update(kCases, stored, value);
                         draft.answer("case", value.id);
                         draft.answer("order", value.order);
                         return draft;
                       });
}

Result<CaseView> RecourseService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  auto stored = LEDGER_TRY(load_case(reader, id));
  const auto contract = LEDGER_TRY(book_.contract(reader, stored.value.contract));
  return view_of(book_, reader, contract.value, std::move(stored.value));
}

Result<std::vector<DischargeCase>> RecourseService::list() const {
  const auto reader = LEDGER_TRY(book_.read());
  std::vector<DischargeCase> cases;
  for (auto& one : find_all(reader, kCases)) cases.push_back(std::move(one.value));
  return cases;
}

}  // namespace anxin::payments
