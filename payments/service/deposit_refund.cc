// Refund (返还): applied for after the publicity, audited, confirmed by another person, or refused
// with reasons.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {
namespace {

struct LoadedRefund {
  Versioned<Contract> contract;
  Versioned<Deposit> deposit;
  Versioned<DepositRefund> refund;
};

Result<LoadedRefund> load_refund(const PaymentsBook& book, const ledger::Reader& reader,
                                 const std::string& id) {
  auto refund = find(reader, kRefunds, id);
  if (!refund) return fail(kRefundUnknown, {{"refund", id}});
  auto loaded = LEDGER_TRY(load_deposit(book, reader, refund->value.contract));
  return LoadedRefund{std::move(loaded.contract), std::move(loaded.deposit), std::move(*refund)};
}

tl::unexpected<Fault> wrong_state(const DepositRefund& refund) {
  return fail(kRefundState, {{"refund", refund.id}, {"state", std::string(to_word(refund.state))}});
}

// Money goes back only when nobody may still be paid out of it.
Result<void> check_no_notice(const ledger::Reader& reader, const std::string& contract) {
  const auto open = open_notices(reader, contract);
  if (!open.empty()) return fail(kRefundNoticeOpen, {{"notice", open.front().id}});
  return {};
}

// What there is to give back.
struct Refundable {
  Money principal;
  Money interest;
  Money letters;
  [[nodiscard]] Money sum() const { return principal + interest + letters; }
};

std::vector<Versioned<GuaranteeLetter>> active_letters(const ledger::Reader& reader,
                                                       const std::string& contract) {
  auto letters = find_of_contract(reader, kLetters, contract);
  std::erase_if(letters, [](const auto& one) {
    return !std::holds_alternative<letter_state::Active>(one.value.state);
  });
  return letters;
}

Refundable refundable(const ledger::Reader& reader, const std::string& contract) {
  Refundable found{balance_of(reader, chart::deposit_liability(contract)),
                   balance_of(reader, chart::deposit_interest(contract)),
                   {}};
  for (const auto& letter : active_letters(reader, contract)) {
    found.letters += balance_of(reader, chart::guarantee_letter(contract, letter.key));
  }
  return found;
}

Result<void> check_first(const ledger::Reader& reader, const Deposit& deposit) {
  LEDGER_CHECK(check_not_refunded(deposit));
  if (refundable(reader, deposit.contract).sum().is_zero()) return fail(kRefundNothing);
  for (const auto& one : find_of_contract(reader, kRefunds, deposit.contract)) {
    if (is_open(one.value.state)) return fail(kRefundOpen, {{"refund", one.key}});
  }
  return {};
}

// The publicity runs its full term: the application comes after its last day.
Result<void> check_publicity(const PaymentsBook& book, const ledger::Reader& reader,
                             const Contract& contract, const RefundRequest& request) {
  const Date today = book.today();
  const bool in_order = contract.signed_on <= request.completed_on &&
                        request.completed_on <= request.public_from && request.public_from <= today;
  if (!in_order) return fail(kRefundDates);
  const auto region = LEDGER_TRY(region_of(reader, contract));
  const auto until =
      LEDGER_TRY(last_day_of(book, region, Duty::refund_publicity, request.public_from)).date;
  if (today <= until) return fail(kRefundPublicity, {{"until", to_string(until)}});
  return {};
}

Result<CommandDraft> applied(const PaymentsBook& book, const ledger::Reader& reader,
                             const LoadedDeposit& loaded, DepositRefund refund) {
  const auto& contract = loaded.contract.value;
  LEDGER_CHECK(check_no_notice(reader, contract.id));
  const auto region = LEDGER_TRY(region_of(reader, contract));
  const auto audit_by = LEDGER_TRY(last_day_of(book, region, Duty::refund_audit, book.today()));
  refund.id = next_paper(reader, kRefunds, contract.id, 'R');
  refund.contract = contract.id;
  refund.applied_on = book.today();
  refund.state = refund_state::Applied{audit_by};
  CommandDraft draft;
  touch(draft, loaded.deposit);
  draft.create(kRefunds, refund.id, refund);
  draft.answer("refund", refund.id);
  answer_day(draft, "audit_by", audit_by);
  return draft;
}

// A refund with the answer to how it was audited.
CommandDraft audited(const LoadedRefund& loaded, RefundState state) {
  auto refund = loaded.refund.value;
  refund.state = std::move(state);
  CommandDraft draft;
  touch(draft, loaded.deposit);
  draft.update(kRefunds, loaded.refund, refund);
  draft.answer("refund", refund.id);
  draft.answer("state", std::string(to_word(refund.state)));
  return draft;
}

Result<CommandDraft> passed(const PaymentsBook& book, const ledger::Reader& reader,
                            const LoadedRefund& loaded, const std::string& person) {
  const auto& id = loaded.contract.value.id;
  LEDGER_CHECK(check_no_notice(reader, id));
  LEDGER_CHECK(check_nothing_owed(reader, id));
  const auto region = LEDGER_TRY(region_of(reader, loaded.contract.value));
  const auto today = book.today();
  const auto by = LEDGER_TRY(last_day_of(book, region, Duty::refund_confirmation, today));
  const auto found = refundable(reader, id);
  auto draft = audited(loaded, refund_state::Passed{person, today, by, found.principal,
                                                    found.interest, found.letters});
  answer_day(draft, "confirm_by", by);
  return draft;
}

CommandDraft refused(const LoadedRefund& loaded, refund_state::Refused state) {
  auto draft = audited(loaded, std::move(state));
  draft.answer("confirm_by", "-");
  draft.answer("calendar_confirmed", "-");
  return draft;
}

// Nothing is confirmed that no audit has seen.
Result<Refundable> as_audited(const ledger::Reader& reader, const DepositRefund& refund) {
  const auto& passed = std::get<refund_state::Passed>(refund.state);
  const auto found = refundable(reader, refund.contract);
  const Refundable audited{passed.principal, passed.interest, passed.letters};
  const bool same = found.principal == audited.principal && found.interest == audited.interest &&
                    found.letters == audited.letters;
  if (same) return found;
  return fail(kRefundChanged,
              {{"audited", to_string(audited.sum())}, {"found", to_string(found.sum())}});
}

Deposit refunded(Deposit deposit, Date today) {
  deposit.to_replenish.clear();
  deposit.refunded_on = today;
  if (!deposit.released_on) deposit.released_on = today;
  return deposit;
}

Result<CommandDraft> confirmed(const PaymentsBook& book, const ledger::Reader& reader,
                               const LoadedRefund& loaded, const std::string& person) {
  auto refund = loaded.refund.value;
  const auto& id = refund.contract;
  const Date today = book.today();
  LEDGER_CHECK(check_no_notice(reader, id));
  LEDGER_CHECK(check_nothing_owed(reader, id));
  const auto found = LEDGER_TRY(as_audited(reader, refund));
  refund.principal = found.principal;
  refund.interest = found.interest;
  refund.state = refund_state::Confirmed{person, today};
  CommandDraft draft;
  draft.post(today, {posting::deposit_refunded(id)}, refund.principal);
  draft.post(today, {posting::deposit_interest_taken(id)}, refund.interest);
  for (const auto& letter : active_letters(reader, id)) {
    LEDGER_CHECK(end_letter(reader, letter, {letter_state::GivenBack{today}, today}, draft));
  }
  for (const auto& month : find_all(reader, kMonths, id + "/")) draft.rests_on(kMonths, month);
  draft.update(kRefunds, loaded.refund, refund);
  draft.update(kDeposits, loaded.deposit, refunded(loaded.deposit.value, today));
  draft.answer("refund", refund.id);
  draft.answer("principal", to_string(refund.principal));
  draft.answer("interest", to_string(refund.interest));
  return draft;
}

std::string text_of(const RefundAudit& asked) {
  const auto* refusal = std::get_if<audit::RefusedFor>(&asked.verdict);
  return refusal == nullptr ? "passed" : "refused: " + refusal->reasons;
}

}  // namespace

Result<ledger::Receipt> DepositService::apply_refund(const Caller& caller,
                                                     const RefundRequest& request) {
  Fields content{{"/op", "deposit.refund"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/completed_on", to_string(request.completed_on)},
                 {"/public_from", to_string(request.public_from)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_deposit(book_, reader, request.contract));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, loaded.contract.value, {Role::clerk, Role::approver}));
        LEDGER_CHECK(check_first(reader, loaded.deposit.value));
        LEDGER_CHECK(check_publicity(book_, reader, loaded.contract.value, request));
        DepositRefund refund;
        refund.applicant = staff.person;
        refund.completed_on = request.completed_on;
        refund.public_from = request.public_from;
        return applied(book_, reader, loaded, std::move(refund));
      });
}

Result<ledger::Receipt> DepositService::audit_refund(const Caller& caller,
                                                     const RefundAudit& asked) {
  Fields content{{"/op", "deposit.audit"},
                 {"/actor", caller.actor},
                 {"/refund", asked.refund},
                 {"/verdict", text_of(asked)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_refund(book_, reader, asked.refund));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        const auto& refund = loaded.refund.value;
        if (!is_open(refund.state)) return wrong_state(refund);
        const auto* refusal = std::get_if<audit::RefusedFor>(&asked.verdict);
        if (refusal == nullptr) return passed(book_, reader, loaded, staff.person);
        auto reasons = LEDGER_TRY(clean_text(refusal->reasons, kRefusalBytesMax, "/refused_for"));
        return refused(loaded, {staff.person, book_.today(), std::move(reasons)});
      });
}

Result<ledger::Receipt> DepositService::confirm_refund(const Caller& caller,
                                                       const std::string& id) {
  Fields content{{"/op", "deposit.confirm"}, {"/actor", caller.actor}, {"/refund", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_refund(book_, reader, id));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        const auto& refund = loaded.refund.value;
        const auto* passed = std::get_if<refund_state::Passed>(&refund.state);
        if (passed != nullptr && passed->by == staff.person) return fail(kSamePerson);
        if (passed == nullptr) return wrong_state(refund);
        return confirmed(book_, reader, loaded, staff.person);
      });
}

}  // namespace anxin::payments
