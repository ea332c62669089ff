// How much is to be stored, and money that comes to the deposit's bank or leaves it as interest.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"
#include "payments/service/funding_service.h"

namespace anxin::payments {
namespace {

std::string yes_no(bool value) { return value ? "true" : "false"; }

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
          {"/arrears_within_two_years", yes_no(facts.arrears_within_two_years)},
          {"/blacklisted", yes_no(facts.blacklisted)},
          {"/duties_kept", yes_no(facts.duties_kept)}};
}

Result<std::string> keeper_of(const PaymentsBook& book, const ledger::Reader& reader,
                              const Contract& contract, const std::string& bank) {
  if (bank.empty()) return LEDGER_TRY(book.wage_account(reader, contract.id)).account.bank;
  if (!find(reader, kParties, bank)) return fail(kDepositParty, {{"party", bank}});
  return bank;
}

void set_amount(Deposit& deposit, const DepositQuote& quote) {
  deposit.required = quote.amount;
  deposit.exempt = quote.exempt;
  deposit.unconfirmed = quote.unconfirmed;
  deposit.rules.clear();
  for (const auto& step : quote.steps) deposit.rules.push_back(step.rule.id);
}

CommandDraft assessed(const ledger::Reader& reader, const Versioned<Contract>& contract,
                      const Deposit& deposit) {
  CommandDraft draft;
  draft.rests_on(kContracts, contract);
  if (const auto before = find(reader, kDeposits, deposit.contract)) {
    draft.update(kDeposits, *before, deposit);
  } else {
    draft.create(kDeposits, deposit.contract, deposit);
  }
  open_cash_accounts(reader, contract.value, draft);
  draft.answer("contract", deposit.contract);
  draft.answer("required", to_string(deposit.required));
  draft.answer("exempt", yes_no(deposit.exempt));
  draft.answer("unconfirmed", yes_no(deposit.unconfirmed));
  draft.answer("store_by", to_string(deposit.store_by));
  draft.answer("rules", join(deposit.rules, ","));
  return draft;
}

Result<CommandDraft> assess_now(const PaymentsBook& book, const ledger::Reader& reader,
                                const Versioned<Contract>& contract, const AssessRequest& request) {
  const auto& id = contract.value.id;
  const auto before = find(reader, kDeposits, id);
  Deposit deposit = before ? before->value : Deposit{};
  deposit.contract = id;
  const auto& bank = request.bank.empty() ? deposit.bank : request.bank;
  deposit.bank = LEDGER_TRY(keeper_of(book, reader, contract.value, bank));
  deposit.counted_from = request.permit_on.value_or(contract.value.signed_on);
  auto facts = request.facts;
  facts.region = LEDGER_TRY(region_of(reader, contract.value));
  facts.contract_amount = contract.value.amount;
  set_amount(deposit, LEDGER_TRY(quote_deposit(facts, book.data().rules, deposit.counted_from)));
  deposit.store_by =
      LEDGER_TRY(last_day_of(book, facts.region, Duty::store_deposit, deposit.counted_from));
  return assessed(reader, contract, deposit);
}

// Interest is the contractor's own, and taking it out is the contractor's or its bank's to book.
std::initializer_list<Role> who_books(DepositMoney kind) {
  static constexpr std::initializer_list<Role> kIn{Role::bank, Role::clerk, Role::approver};
  static constexpr std::initializer_list<Role> kOut{Role::bank, Role::approver};
  return kind == DepositMoney::interest_out ? kOut : kIn;
}

Result<void> check_money(const ledger::Reader& reader, const DepositMovement& movement) {
  if (movement.amount <= Money() || movement.amount > kFundingMax) {
    return fail_at(kAmountInvalid, "/amount");
  }
  if (find(reader, kDepositMovements, movement.contract + "/" + movement.reference)) {
    return fail(kDepositReferenceUsed,
                {{"contract", movement.contract}, {"reference", movement.reference}});
  }
  const auto interest = balance_of(reader, chart::deposit_interest(movement.contract));
  if (movement.kind == DepositMoney::interest_out && movement.amount > interest) {
    return fail(kDepositInterestShort, {{"interest", to_string(interest)}});
  }
  return {};
}

void post(const DepositMovement& movement, CommandDraft& draft) {
  const auto bank = chart::deposit_bank(movement.contract);
  const auto interest = chart::deposit_interest(movement.contract);
  switch (movement.kind) {
    case DepositMoney::stored:
      return draft.post(movement.on, bank, chart::deposit_liability(movement.contract),
                        movement.amount);
    case DepositMoney::interest:
      return draft.post(movement.on, bank, interest, movement.amount);
    case DepositMoney::interest_out:
      return draft.post(movement.on, interest, bank, movement.amount);
  }
}

CommandDraft moved(const ledger::Reader& reader, const LoadedDeposit& loaded,
                   const DepositMovement& movement) {
  CommandDraft draft;
  open_cash_accounts(reader, loaded.contract.value, draft);
  post(movement, draft);
  draft.create(kDepositMovements, movement.contract + "/" + movement.reference, movement);
  Money balance = balance_of(reader, chart::deposit_liability(movement.contract));
  Money interest = balance_of(reader, chart::deposit_interest(movement.contract));
  auto deposit = loaded.deposit.value;
  if (movement.kind == DepositMoney::stored) {
    balance += movement.amount;
    put_back(deposit, movement.amount);
    draft.update(kDeposits, loaded.deposit, deposit);
  } else {
    interest += movement.kind == DepositMoney::interest ? movement.amount : -movement.amount;
  }
  draft.answer("contract", movement.contract);
  draft.answer("kind", std::string(to_word(movement.kind)));
  draft.answer("amount", to_string(movement.amount));
  draft.answer("balance", to_string(balance));
  draft.answer("interest", to_string(interest));
  draft.answer("to_replenish", to_string(deposit.to_replenish));
  return draft;
}

}  // namespace

Result<ledger::Receipt> DepositService::assess(const Caller& caller, const AssessRequest& request) {
  return book_.perform(
      caller, content_of(caller, request),
      [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::regulator}));
        return assess_now(book_, reader, contract, request);
      });
}

Result<ledger::Receipt> DepositService::book_money(const Caller& caller,
                                                   const DepositMoneyRequest& request) {
  Fields content{{"/op", "deposit.money"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/kind", std::string(to_word(request.kind))},
                 {"/amount", to_string(request.amount)},
                 {"/on", request.on ? to_string(*request.on) : ""},
                 {"/reference", request.reference}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_deposit(book_, reader, request.contract));
        const auto& contract = loaded.contract.value;
        LEDGER_TRY(book_.require(reader, caller, contract,
                                 {loaded.deposit.value.bank, who_books(request.kind)}));
        const DepositMovement movement{contract.id, request.reference, request.kind, request.amount,
                                       request.on.value_or(book_.today())};
        LEDGER_CHECK(check_money(reader, movement));
        return moved(reader, loaded, movement);
      });
}

}  // namespace anxin::payments
