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
  for (const auto& notice : find_of_contract(reader, kNotices, contract)) {
    if (is_open(notice.value.state)) return fail(kRefundNoticeOpen, {{"notice", notice.key}});
  }
  return {};
}

Result<void> check_nothing_owed(const ledger::Reader& reader, const std::string& contract) {
  Total owed;
  for (const auto& account : reader.accounts(chart::wage_payable_prefix(contract))) {
    owed += to_total(account.balance());
  }
  if (owed > 0) return fail(kRefundArrears, {{"owed", to_string(owed, Currency::cny())}});
  return {};
}

Result<void> check_first(const ledger::Reader& reader, const Deposit& deposit) {
  if (deposit.refunded_on) return fail(kRefundDone, {{"on", to_string(*deposit.refunded_on)}});
  for (const auto& one : find_of_contract(reader, kRefunds, deposit.contract)) {
    if (is_open(one.value.state)) return fail(kRefundOpen, {{"refund", one.key}});
  }
  return {};
}

// The publicity runs its full term: the application comes after its last day.
Result<void> check_publicity(const PaymentsBook& book, RegionCode region,
                             const RefundRequest& request) {
  const Date today = book.today();
  if (request.public_from < request.completed_on || request.public_from > today) {
    return fail(kRefundDates);
  }
  const auto until =
      LEDGER_TRY(last_day_of(book, region, Duty::refund_publicity, request.public_from));
  if (today <= until) return fail(kRefundPublicity, {{"until", to_string(until)}});
  return {};
}

Result<CommandDraft> applied(const PaymentsBook& book, const ledger::Reader& reader,
                             const LoadedDeposit& loaded, const RefundRequest& request,
                             const std::string& applicant) {
  const auto& contract = loaded.contract.value;
  const auto region = LEDGER_TRY(region_of(reader, contract));
  LEDGER_CHECK(check_first(reader, loaded.deposit.value));
  LEDGER_CHECK(check_publicity(book, region, request));
  LEDGER_CHECK(check_no_notice(reader, contract.id));
  const auto audit_by = LEDGER_TRY(last_day_of(book, region, Duty::refund_audit, book.today()));
  DepositRefund refund;
  refund.id = next_paper(reader, kRefunds, contract.id, 'R');
  refund.contract = contract.id;
  refund.applicant = applicant;
  refund.completed_on = request.completed_on;
  refund.public_from = request.public_from;
  refund.applied_on = book.today();
  refund.state = refund_state::Applied{audit_by};
  CommandDraft draft;
  draft.rests_on(kDeposits, loaded.deposit);
  draft.create(kRefunds, refund.id, refund);
  draft.answer("refund", refund.id);
  draft.answer("audit_by", to_string(audit_by));
  return draft;
}

Result<CommandDraft> audited(const PaymentsBook& book, const ledger::Reader& reader,
                             const LoadedRefund& loaded, const RefundAudit& audit,
                             const std::string& person) {
  auto refund = loaded.refund.value;
  const Date today = book.today();
  CommandDraft draft;
  if (audit.refused_for.empty()) {
    LEDGER_CHECK(check_no_notice(reader, refund.contract));
    LEDGER_CHECK(check_nothing_owed(reader, refund.contract));
    const auto region = LEDGER_TRY(region_of(reader, loaded.contract.value));
    const auto by = LEDGER_TRY(last_day_of(book, region, Duty::refund_confirmation, today));
    refund.state = refund_state::Passed{person, today, by};
    draft.answer("confirm_by", to_string(by));
  } else {
    refund.state = refund_state::Refused{person, today, audit.refused_for};
    draft.answer("confirm_by", "-");
  }
  draft.update(kRefunds, loaded.refund, refund);
  draft.answer("refund", refund.id);
  draft.answer("state", std::string(to_word(refund.state)));
  return draft;
}

Result<CommandDraft> confirmed(const PaymentsBook& book, const ledger::Reader& reader,
                               const LoadedRefund& loaded, const std::string& person) {
  auto refund = loaded.refund.value;
  const auto& id = refund.contract;
  const Date today = book.today();
  LEDGER_CHECK(check_no_notice(reader, id));
  LEDGER_CHECK(check_nothing_owed(reader, id));
  CommandDraft draft;
  const auto bank = chart::deposit_bank(id);
  refund.principal = balance_of(reader, chart::deposit_liability(id));
  refund.interest = balance_of(reader, chart::deposit_interest(id));
  refund.state = refund_state::Confirmed{person, today};
  draft.post(today, chart::deposit_liability(id), bank, refund.principal);
  draft.post(today, chart::deposit_interest(id), bank, refund.interest);
  for (const auto& letter : find_of_contract(reader, kLetters, id)) {
    if (!std::holds_alternative<letter_state::Active>(letter.value.state)) continue;
    LEDGER_CHECK(end_letter(reader, letter, letter_state::GivenBack{today}, today, draft));
  }
  auto deposit = loaded.deposit.value;
  put_back(deposit, deposit.to_replenish);
  deposit.refunded_on = today;
  draft.update(kRefunds, loaded.refund, refund);
  draft.update(kDeposits, loaded.deposit, deposit);
  draft.answer("refund", refund.id);
  draft.answer("principal", to_string(refund.principal));
  draft.answer("interest", to_string(refund.interest));
  return draft;
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
        return applied(book_, reader, loaded, request, staff.person);
      });
}

Result<ledger::Receipt> DepositService::audit_refund(const Caller& caller,
                                                     const RefundAudit& audit) {
  Fields content{{"/op", "deposit.audit"},
                 {"/actor", caller.actor},
                 {"/refund", audit.refund},
                 {"/refused_for", audit.refused_for}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_refund(book_, reader, audit.refund));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        const auto& refund = loaded.refund.value;
        if (!std::holds_alternative<refund_state::Applied>(refund.state)) {
          return wrong_state(refund);
        }
        return audited(book_, reader, loaded, audit, staff.person);
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
