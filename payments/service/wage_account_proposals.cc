// What one side proposes and another agrees to: top-ups (追加拨付), changes of labour cost
// (补充协议), changes of bank, opening balances.
#include <initializer_list>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/funding_service.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

bool is_share(const std::string& text) {
  const auto rate = parse_rate(text);
  return rate && *rate > 0 && *rate <= 1;
}

// A month's amount or a share, and not both.
Result<void> check_labour_cost(const LabourCostRequest& request) {
  const bool by_amount = request.monthly && request.share.empty();
  const bool by_share = !request.monthly && is_share(request.share);
  const bool fits =
      by_share || (by_amount && *request.monthly > Money() && *request.monthly <= kFundingMax);
  if (!fits) return fail(kLabourCostInvalid);
  return {};
}

// What is due stays as it is: a change counts for later months.
Result<void> check_later(const ledger::Reader& reader, const LabourCostChange& change) {
  for (const auto& due : find_all(reader, kFundingDues, change.contract + "/")) {
    if (due.value.month < change.from_month) continue;
    return fail(kMonthDueAlready, {{"month", to_string(due.value.month)}});
  }
  return {};
}

Money monthly_of(const Contract& contract, const LabourCostChange& change) {
  if (change.monthly) return *change.monthly;
  auto changed = contract;
  changed.labour_share = change.share;
  return monthly_labour_cost(changed);
}

tl::unexpected<Fault> decided_before(const std::string& id, const ProposalState& state) {
  return fail(kProposalDecided, {{"id", id}, {"proposal", std::string(to_word(state))}});
}

using Roles = std::initializer_list<Role>;
constexpr Roles kOwner{Role::owner};
constexpr Roles kContractor{Role::clerk, Role::approver};
constexpr Roles kRegulator{Role::regulator};
constexpr Roles kBank{Role::bank};

/// Decides about one proposal, whatever it is about.
class Decisive {
 public:
  Decisive(const PaymentsBook& book, const ledger::Reader& reader, const Caller& caller,
           const ProposalDecision& decision)
      : book_(book), reader_(reader), caller_(caller), decision_(decision) {}

  Result<CommandDraft> run() {
    if (const auto top_up = find(reader_, kTopUps, decision_.id)) return on(*top_up);
    if (const auto change = find(reader_, kCostChanges, decision_.id)) return on(*change);
    if (const auto move = find(reader_, kAccountMoves, decision_.id)) return on(*move);
    if (const auto opening = find(reader_, kAccountOpenings, decision_.id)) return on(*opening);
    return fail(kProposalUnknown, {{"id", decision_.id}});
  }

 private:
  [[nodiscard]] bool agrees() const { return decision_.refused_for.empty(); }

  // The owner pays, so the owner agrees.
  Result<CommandDraft> on(const Versioned<TopUp>& stored) {
    auto top_up = stored.value;
    const auto contract = LEDGER_TRY(begin(top_up, kOwner));
    if (agrees()) {
      LEDGER_CHECK(check_account_open(reader_, top_up.contract));
      const auto due = posting::labour_cost_due(top_up.contract, contract.owner);
      draft_.post(book_.today(), due, top_up.amount);
    }
    draft_.update(kTopUps, stored, top_up);
    draft_.answer("amount", to_string(top_up.amount));
    draft_.answer("due_on", agrees() ? to_string(book_.today()) : "-");
    return std::move(draft_);
  }

  // An agreement has two sides: the one that did not propose it.
  Result<CommandDraft> on(const Versioned<LabourCostChange>& stored) {
    auto change = stored.value;
    const auto contract = LEDGER_TRY(book_.contract(reader_, change.contract)).value;
    LEDGER_TRY(begin(change, change.party == contract.owner ? kContractor : kOwner));
    if (agrees()) LEDGER_CHECK(check_later(reader_, change));
    draft_.update(kCostChanges, stored, change);
    return std::move(draft_);
  }

  Result<CommandDraft> on(const Versioned<AccountMove>& stored) {
    auto move = stored.value;
    LEDGER_TRY(begin(move, kRegulator));
    if (agrees()) {
      LEDGER_CHECK(check_move(book_, reader_, move));
      book_move(reader_, move, book_.today(), draft_);
    }
    draft_.update(kAccountMoves, stored, move);
    Money sum;
    for (const auto& part : move.moved) sum += part.amount;
    draft_.answer("account", move.to);
    draft_.answer("moved", to_string(sum));
    return std::move(draft_);
  }

  Result<CommandDraft> on(const Versioned<AccountOpening>& stored) {
    auto opening = stored.value;
    LEDGER_TRY(begin(opening, kBank));
    if (agrees()) {
      LEDGER_CHECK(check_opening(book_, reader_, opening));
      book_opening(opening, draft_);
    }
    draft_.update(kAccountOpenings, stored, opening);
    draft_.answer("account", opening.account);
    draft_.answer("balance", to_string(opening.balance));
    return std::move(draft_);
  }

  // Who may, and not twice; the proposal gets its new state.
  template <class Proposal>
  Result<Contract> begin(Proposal& proposal, Roles roles) {
    const auto contract = LEDGER_TRY(book_.contract(reader_, proposal.contract)).value;
    const auto staff = LEDGER_TRY(book_.require(reader_, caller_, contract, roles));
    if (staff.person == proposal.proposer) return fail(kSamePerson);
    if (!is_open(proposal.state)) return decided_before(proposal.id, proposal.state);
    if (!agrees()) LEDGER_CHECK(check_document(decision_.refused_for, kAccountReasonMax));
    proposal.state = decided(decision_, staff.person, book_.today());
    draft_.answer("id", proposal.id);
    draft_.answer("contract", proposal.contract);
    draft_.answer("state", std::string(to_word(proposal.state)));
    return contract;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Caller& caller_;
  const ProposalDecision& decision_;
  CommandDraft draft_;
};

}  // namespace

ProposalState decided(const ProposalDecision& decision, const std::string& person, Date today) {
  if (decision.refused_for.empty()) return proposal_state::Agreed{person, today};
  return proposal_state::Refused{person, today, decision.refused_for};
}

Result<ledger::Receipt> WageAccountService::propose_top_up(const Caller& caller,
                                                           const TopUpRequest& request) {
  Fields content{{"/op", "wage-account.top-up"},         {"/actor", caller.actor},
                 {"/contract", request.contract},        {"/month", to_string(request.month)},
                 {"/amount", to_string(request.amount)}, {"/reason", request.reason}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        LEDGER_CHECK(check_account_open(reader, id));
        if (request.amount <= Money() || request.amount > kFundingMax) {
          return fail_at(kAmountInvalid, "/amount");
        }
        LEDGER_CHECK(check_document(request.reason, kAccountReasonMax));
        const TopUp top_up{next_paper(reader, kTopUps, id, 'T'),
                           id,
                           request.month,
                           request.amount,
                           request.reason,
                           staff.person,
                           book_.today(),
                           {}};
        CommandDraft draft;
        draft.create(kTopUps, top_up.id, top_up);
        draft.answer("id", top_up.id);
        draft.answer("contract", id);
        draft.answer("amount", to_string(top_up.amount));
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::propose_change(const Caller& caller,
                                                           const LabourCostRequest& request) {
  Fields content{{"/op", "wage-account.amend"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/from_month", to_string(request.from_month)},
                 {"/monthly", request.monthly ? to_string(*request.monthly) : ""},
                 {"/share", request.share},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff = LEDGER_TRY(book_.require(reader, caller, contract.value,
                                                    {Role::clerk, Role::approver, Role::owner}));
        LEDGER_CHECK(check_document(request.document));
        LEDGER_CHECK(check_labour_cost(request));
        const LabourCostChange change{next_paper(reader, kCostChanges, id, 'S'),
                                      id,
                                      request.from_month,
                                      request.monthly,
                                      request.share,
                                      request.document,
                                      staff.person,
                                      staff.party,
                                      {}};
        LEDGER_CHECK(check_later(reader, change));
        CommandDraft draft;
        draft.create(kCostChanges, change.id, change);
        draft.answer("id", change.id);
        draft.answer("contract", id);
        draft.answer("from_month", to_string(change.from_month));
        draft.answer("monthly", to_string(monthly_of(contract.value, change)));
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::decide(const Caller& caller,
                                                   const ProposalDecision& decision) {
  Fields content{{"/op", "wage-account.decide"},
                 {"/actor", caller.actor},
                 {"/id", decision.id},
                 {"/refused_for", decision.refused_for}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         return Decisive(book_, reader, caller, decision).run();
                       });
}

}  // namespace anxin::payments
