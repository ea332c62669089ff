// What debtors pay back, and claims that end without money.
#include "ledger/base/amount.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/funding_service.h"
#include "payments/service/recourse_parts.h"

namespace anxin::payments {
namespace {

// Only the creditor's own approver, or a regulator, may say that a claim is no more.
Result<void> check_creditor(const PaymentsBook& book, const Caller& caller,
                            const std::string& creditor) {
  const auto staff = LEDGER_TRY(book.known(caller.actor));
  const bool its_own = staff.role == Role::approver && staff.party == creditor;
  if (its_own || staff.role == Role::regulator) return {};
  return fail(kNotPermitted, {{"actor", staff.actor}, {"role", std::string(to_word(staff.role))}});
}

Move recovered(const ClaimPart& part) {
  const auto& claim = part.claim;
  if (claim.contract.empty()) return posting::fund_recovered(claim.creditor, claim.debtor);
  return posting::claim_ended({claim.contract, claim.creditor, claim.debtor});
}

// A recovery that the fund has booked from the debtor itself, under either name.
Result<void> check_not_with_fund(const ledger::Reader& reader, const Recovery& recovery,
                                 const std::string& fund) {
  for (const auto& [key, version, other] : find_all(reader, kFundMovements, fund + "/")) {
    const bool of_debtor = other.fund == fund && other.kind == FundMovementKind::recovered &&
                           other.debtor == recovery.debtor;
    const bool same = other.document == recovery.reference || other.document == recovery.document;
    if (of_debtor && same) return fail(kRecourseReferenceUsed, {{"reference", other.document}});
  }
  return {};
}

// The oldest parts first, until the money is used up.
Result<CommandDraft> allocate(const ledger::Reader& reader, Recovery recovery) {
  CommandDraft draft;
  Money left = recovery.amount;
  Money owed;
  for (const auto& part : parts_owed_by(reader, recovery.debtor)) {
    owed += part.amount;
    const auto amount = std::min(left, part.amount);
    if (amount.is_zero()) continue;
    if (recovery.on < part.since) {
      return fail(kRecourseDay, {{"on", to_string(recovery.on)}, {"from", to_string(part.since)}});
    }
    if (part.claim.contract.empty()) {
      LEDGER_CHECK(check_not_with_fund(reader, recovery, part.claim.creditor));
    }
    draft.post(recovery.on, {recovered(part)}, amount);
    recovery.parts.push_back({part.claim.creditor, part.claim.contract, part.since, amount});
    left -= amount;
  }
  if (!left.is_zero()) {
    return fail(kRecourseMoreThanOwed, {{"debtor", recovery.debtor}, {"owed", to_string(owed)}});
  }
  draft.create(kRecoveries, recovery.id, recovery);
  draft.answer("debtor", recovery.debtor);
  draft.answer("amount", to_string(recovery.amount));
  draft.answer("parts", count_text(recovery.parts.size()));
  draft.answer("left", to_string(owed - recovery.amount));
  return draft;
}

}  // namespace

Result<ledger::Receipt> RecourseService::recover(const Caller& caller,
                                                 const RecoverRequest& request) {
  Fields content{{"/op", "recourse.recover"},
                 {"/actor", caller.actor},
                 {"/debtor", request.debtor},
                 {"/amount", to_string(request.amount)},
                 {"/reference", request.reference},
                 {"/document", request.document},
                 {"/on", request.on ? to_string(*request.on) : ""}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        Recovery recovery;
        recovery.debtor = request.debtor;
        recovery.reference = LEDGER_TRY(document_of(request.reference, "reference"));
        recovery.document = LEDGER_TRY(document_of(request.document, "document"));
        LEDGER_CHECK(check_booked_amount(request.amount));
        recovery.amount = request.amount;
        recovery.on = request.on.value_or(book_.today());
        if (recovery.on > book_.today()) {
          return fail(kRecourseDay, {{"on", to_string(recovery.on)}, {"from", "-"}});
        }
        recovery.id = recovery.debtor + "/" + recovery.reference;
        if (find(reader, kRecoveries, recovery.id)) {
          return fail(kRecourseReferenceUsed, {{"reference", recovery.reference}});
        }
        return allocate(reader, std::move(recovery));
      });
}

Result<ledger::Receipt> RecourseService::end_claim(const Caller& caller,
                                                   const EndClaimRequest& request) {
  const auto& claim = request.claim;
  Fields content{{"/op", request.how == ClaimEnd::settled ? "recourse.settle" : "recourse.waive"},
                 {"/actor", caller.actor},
                 {"/contract", claim.contract},
                 {"/creditor", claim.creditor},
                 {"/debtor", claim.debtor},
                 {"/amount", to_string(request.amount)},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, claim.contract));
        LEDGER_CHECK(check_creditor(book_, caller, claim.creditor));
        const auto document = LEDGER_TRY(document_of(request.document, "document"));
        LEDGER_CHECK(check_booked_amount(request.amount));
        const ClaimOf ended{contract.value.id, claim.creditor, claim.debtor};
        const auto move = posting::claim_ended(ended);
        const auto open = balance_of(reader, move.credit);
        if (request.amount > open) {
          return fail(kRecourseMoreThanOwed, {{"debtor", ended.debtor}, {"owed", to_string(open)}});
        }
        CommandDraft draft;
        draft.post(book_.today(), {move}, request.amount);
        if (request.how == ClaimEnd::written_off) {
          note_waived(reader, move.credit, request.amount, draft);
        }
        draft.note(document);
        draft.answer("creditor", ended.creditor);
        draft.answer("debtor", ended.debtor);
        draft.answer("amount", to_string(request.amount));
        draft.answer("left", to_string(open - request.amount));
        return draft;
      });
}

Result<std::vector<ClaimPart>> RecourseService::claims(const std::string& debtor) const {
  const auto reader = LEDGER_TRY(book_.read());
  if (!debtor.empty()) return parts_owed_by(reader, debtor);
  std::vector<ClaimPart> all;
  std::set<std::string> debtors;
  for (const auto& claim : open_claims(reader)) debtors.insert(claim.debtor);
  for (const auto& one : debtors) {
    for (auto& part : parts_owed_by(reader, one)) all.push_back(std::move(part));
  }
  return all;
}

}  // namespace anxin::payments
