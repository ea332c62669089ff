// How much is to be stored and where: assessed by one regulator; asking for less while there is
// cover needs another.
#include <map>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 2> kFlagWords{"false", "true"};

std::string flag(std::size_t value) { return std::string(kFlagWords.at(value)); }

Fields content_of(const Caller& caller, const AssessRequest& request) {
  const auto& facts = request.facts;
  return {{"/op", "deposit.assess"},
          {"/actor", caller.actor},
          {"/contract", request.contract},
          {"/permit_on", request.permit_on ? to_string(*request.permit_on) : ""},
          {"/bank", request.bank},
          {"/category", std::string(to_word(facts.category))},
          {"/duration_months",
           facts.duration_months ? std::to_string(*facts.duration_months) : std::string()},
          {"/live_projects", std::to_string(facts.live_projects)},
          {"/clean_years", std::to_string(facts.clean_years)},
          {"/arrears_within_two_years", flag(facts.arrears_within_two_years)},
          {"/blacklisted", flag(facts.blacklisted)},
          {"/duties_kept", flag(facts.duties_kept)}};
}

// ---- what the book itself knows -----------------------------------------------------------------

Money overdue_of(const ledger::Reader& reader, const std::string& contract, Date today) {
  std::map<std::string, Date> due_on;
  for (const auto& batch : find_of_contract(reader, kBatches, contract)) {
    due_on[batch.key] = batch.value.due_on;
  }
  Money overdue;
  for (const auto& line : find_of_contract(reader, kLines, contract)) {
    if (is_owed(line.value.state) && due_on[line.value.batch] < today) overdue += line.value.net;
  }
  return overdue;
}

// Clean years are years without arrears: the contract's own book must not say otherwise.
Result<void> check_history(const PaymentsBook& book, const ledger::Reader& reader,
                           const std::string& contract, std::int32_t clean_years) {
  if (clean_years == 0) return {};
  const auto years = std::to_string(clean_years);
  const Date today = book.today();
  if (const auto overdue = overdue_of(reader, contract, today); !overdue.is_zero()) {
    return fail(kHistoryOverdue, {{"clean_years", years}, {"overdue", to_string(overdue)}});
  }
  const Term claimed{clean_years, TermUnit::year};
  const auto since = LEDGER_TRY(term_before(today, claimed, book.data().calendar)).date;
  for (const auto& notice : find_of_contract(reader, kNotices, contract)) {
    for (const auto& line : notice.value.lines) {
      const bool paid =
          line.outcome == NoticeOutcome::paid || line.outcome == NoticeOutcome::returned;
      if (!paid || line.on < since) continue;
      return fail(kHistoryNotice,
                  {{"clean_years", years}, {"notice", notice.key}, {"on", to_string(line.on)}});
    }
  }
  return {};
}

Result<std::string> keeper_of(const PaymentsBook& book, const ledger::Reader& reader,
                              const Contract& contract, const std::string& bank) {
  if (bank.empty()) return LEDGER_TRY(book.wage_account(reader, contract.id)).account.bank;
  LEDGER_CHECK(check_outsider(reader, contract, bank));
  return bank;
}

// Money does not change its bank by being assessed.
Result<void> check_move(const ledger::Reader& reader, const Deposit& deposit,
                        const DepositTerms& terms) {
  if (terms.bank == deposit.terms.bank) return {};
  const auto& id = deposit.contract;
  const bool in_use =
      !balance_of(reader, chart::deposit_bank(id)).is_zero() || !open_notices(reader, id).empty();
  if (in_use) return fail(kAssessmentBank, {{"bank", deposit.terms.bank}});
  return {};
}

Result<void> check_no_open_assessment(const ledger::Reader& reader, const std::string& contract) {
  for (const auto& one : find_of_contract(reader, kAssessments, contract)) {
    if (std::holds_alternative<assessment_state::Proposed>(one.value.state)) {
      return fail(kAssessmentOpen, {{"assessment", one.key}});
    }
  }
  return {};
}

bool has_cover(const ledger::Reader& reader, const std::string& contract) {
  Money cover = balance_of(reader, chart::deposit_liability(contract));
  for (const auto& letter : find_of_contract(reader, kLetters, contract)) {
    cover += balance_of(reader, chart::guarantee_letter(contract, letter.key));
  }
  return !cover.is_zero();
}

// ---- terms --------------------------------------------------------------------------------------

AssessedFacts facts_of(const DepositFacts& facts) {
  return {std::string(to_word(facts.category)),
          facts.duration_months.value_or(0),
          facts.live_projects,
          facts.clean_years,
          facts.arrears_within_two_years,
          facts.blacklisted,
          facts.duties_kept};
}

Result<DepositTerms> terms_of(const PaymentsBook& book, const ledger::Reader& reader,
                              const Contract& contract, const AssessRequest& request) {
  auto facts = request.facts;
  facts.region = LEDGER_TRY(region_of(reader, contract));
  facts.contract_amount = contract.amount;
  if (!facts.duration_months && contract.months > 0) facts.duration_months = contract.months;
  LEDGER_CHECK(check_history(book, reader, contract.id, facts.clean_years));
  DepositTerms terms;
  terms.counted_from = request.permit_on.value_or(contract.signed_on);
  terms.facts = facts_of(facts);
  const auto quote = LEDGER_TRY(quote_deposit(facts, book.data().rules, terms.counted_from));
  terms.required = quote.amount;
  terms.exempt = quote.exempt;
  terms.unconfirmed = quote.unconfirmed;
  for (const auto& step : quote.steps) terms.rules.push_back(step.rule.id);
  terms.store_by =
      LEDGER_TRY(last_day_of(book, facts.region, Duty::store_deposit, terms.counted_from));
  return terms;
}

void answer_terms(CommandDraft& draft, const DepositTerms& terms) {
  draft.answer("required", to_string(terms.required));
  draft.answer("exempt", flag(terms.exempt));
  draft.answer("unconfirmed", flag(terms.unconfirmed));
  answer_day(draft, "store_by", terms.store_by);
  draft.answer("rules", join(terms.rules, ","));
}

void answer_changes(CommandDraft& draft, const DepositTerms& from, const DepositTerms& to) {
  for (const auto& one : changes(from, to)) {
    draft.answer("changed", std::string(one.what) + "|" + one.from + "|" + one.to);
  }
}

void answer_head(CommandDraft& draft, const std::string& contract, const std::string& proposal) {
  draft.answer("contract", contract);
  draft.answer("state", proposal.empty() ? "assessed" : "proposed");
  draft.answer("assessment", proposal.empty() ? "-" : proposal);
}

// The terms begin to count; what was to be put back may be more than is missing by now.
Deposit with_terms(Deposit deposit, DepositTerms terms, Money cover) {
  deposit.terms = std::move(terms);
  deposit.to_replenish = still_open(std::move(deposit.to_replenish), missing_of(deposit, cover));
  return deposit;
}

class Assessing {
 public:
  Assessing(const PaymentsBook& book, const ledger::Reader& reader,
            const Versioned<Contract>& contract)
      : book_(book), reader_(reader), contract_(contract) {}

  Result<CommandDraft> run(const AssessRequest& request, const std::string& person) {
    const auto& id = contract_.value.id;
    const auto before = find(reader_, kDeposits, id);
    if (before) LEDGER_CHECK(check_not_released(before->value));
    LEDGER_CHECK(check_no_open_assessment(reader_, id));
    const auto& kept = before ? before->value.terms.bank : request.bank;
    const auto& asked = request.bank.empty() ? kept : request.bank;
    const auto bank = LEDGER_TRY(keeper_of(book_, reader_, contract_.value, asked));
    auto terms = LEDGER_TRY(terms_of(book_, reader_, contract_.value, request));
    terms.bank = bank;
    draft_.rests_on(kContracts, contract_);
    if (!before) return first(std::move(terms));
    LEDGER_CHECK(check_move(reader_, before->value, terms));
    if (changes(before->value.terms, terms).empty()) return fail(kAssessmentSame);
    if (lowers(before->value.terms, terms) && has_cover(reader_, id)) {
      return proposed(*before, std::move(terms), person);
    }
    return again(*before, std::move(terms));
  }

 private:
  CommandDraft first(DepositTerms terms) {
    Deposit deposit;
    deposit.contract = contract_.value.id;
    deposit.terms = std::move(terms);
    draft_.create(kDeposits, deposit.contract, deposit);
    open_cash_accounts(reader_, contract_.value, draft_);
    answer_head(draft_, deposit.contract, "");
    answer_terms(draft_, deposit.terms);
    return std::move(draft_);
  }

  CommandDraft again(const Versioned<Deposit>& before, DepositTerms terms) {
    const auto cover = cover_of(reader_, contract_.value.id, book_.today());
    const auto deposit = with_terms(before.value, std::move(terms), cover);
    draft_.update(kDeposits, before, deposit);
    answer_head(draft_, deposit.contract, "");
    answer_terms(draft_, deposit.terms);
    answer_changes(draft_, before.value.terms, deposit.terms);
    return std::move(draft_);
  }

  CommandDraft proposed(const Versioned<Deposit>& before, DepositTerms terms,
                        const std::string& person) {
    const auto& id = contract_.value.id;
    const DepositAssessment assessment{next_paper(reader_, kAssessments, id, 'A'), id, person,
                                       std::move(terms), assessment_state::Proposed{}};
    touch(draft_, before);
    draft_.create(kAssessments, assessment.id, assessment);
    answer_head(draft_, id, assessment.id);
    answer_terms(draft_, assessment.terms);
    answer_changes(draft_, before.value.terms, assessment.terms);
    return std::move(draft_);
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Versioned<Contract>& contract_;
  CommandDraft draft_;
};

// ---- proposals ----------------------------------------------------------------------------------

struct LoadedAssessment {
  LoadedDeposit deposit;
  Versioned<DepositAssessment> assessment;
};

Result<LoadedAssessment> load_assessment(const PaymentsBook& book, const ledger::Reader& reader,
                                         const std::string& id) {
  auto assessment = find(reader, kAssessments, id);
  if (!assessment) return fail(kAssessmentUnknown, {{"assessment", id}});
  auto deposit = LEDGER_TRY(load_deposit(book, reader, assessment->value.contract));
  return LoadedAssessment{std::move(deposit), std::move(*assessment)};
}

Result<void> check_proposed(const DepositAssessment& assessment) {
  if (std::holds_alternative<assessment_state::Proposed>(assessment.state)) return {};
  return fail(kAssessmentState,
              {{"assessment", assessment.id}, {"state", std::string(to_word(assessment.state))}});
}

Result<CommandDraft> approved(const PaymentsBook& book, const ledger::Reader& reader,
                              const LoadedAssessment& loaded, const std::string& person) {
  const auto& before = loaded.deposit.deposit;
  auto assessment = loaded.assessment.value;
  const auto& terms = assessment.terms;
  LEDGER_CHECK(check_not_released(before.value));
  LEDGER_CHECK(check_move(reader, before.value, terms));
  LEDGER_CHECK(check_history(book, reader, assessment.contract, terms.facts.clean_years));
  const auto cover = cover_of(reader, assessment.contract, book.today());
  CommandDraft draft;
  draft.update(kDeposits, before, with_terms(before.value, terms, cover));
  answer_head(draft, assessment.contract, "");
  answer_terms(draft, terms);
  answer_changes(draft, before.value.terms, terms);
  assessment.state = assessment_state::Approved{person, book.today()};
  draft.update(kAssessments, loaded.assessment, assessment);
  return draft;
}

}  // namespace

Result<ledger::Receipt> DepositService::assess(const Caller& caller, const AssessRequest& request) {
  return book_.perform(caller, content_of(caller, request),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
                         const auto staff = LEDGER_TRY(
                             book_.require(reader, caller, contract.value, {Role::regulator}));
                         return Assessing(book_, reader, contract).run(request, staff.person);
                       });
}

Result<ledger::Receipt> DepositService::approve_assessment(const Caller& caller,
                                                           const std::string& id) {
  Fields content{
      {"/op", "deposit.approve-assessment"}, {"/actor", caller.actor}, {"/assessment", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_assessment(book_, reader, id));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, loaded.deposit.contract.value, {Role::regulator}));
        if (staff.person == loaded.assessment.value.proposer) return fail(kSamePerson);
        LEDGER_CHECK(check_proposed(loaded.assessment.value));
        return approved(book_, reader, loaded, staff.person);
      });
}

Result<ledger::Receipt> DepositService::withdraw_assessment(const Caller& caller,
                                                            const std::string& id) {
  Fields content{
      {"/op", "deposit.withdraw-assessment"}, {"/actor", caller.actor}, {"/assessment", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_assessment(book_, reader, id));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, loaded.deposit.contract.value, {Role::regulator}));
        LEDGER_CHECK(check_proposed(loaded.assessment.value));
        auto assessment = loaded.assessment.value;
        assessment.state = assessment_state::Withdrawn{staff.person};
        CommandDraft draft;
        draft.update(kAssessments, loaded.assessment, assessment);
        touch(draft, loaded.deposit.deposit);
        draft.answer("assessment", id);
        draft.answer("state", std::string(to_word(assessment.state)));
        return draft;
      });
}

}  // namespace anxin::payments
