// Money that comes to the deposit's bank, or leaves it as interest.
#include "ledger/base/amount.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {
namespace {

// Interest has to be there on the day it is taken out and on every day since.
Result<void> check_interest(const ledger::Reader& reader, const DepositMovement& movement,
                            Date today) {
  if (movement.kind != DepositMoney::interest_out) return {};
  const auto account = chart::deposit_interest(movement.contract);
  const auto interest = least_since(reader, account, movement.on, today);
  if (movement.amount <= interest) return {};
  return fail(kDepositInterestShort, {{"interest", to_string(interest)}});
}

Result<void> check_money(const ledger::Reader& reader, const LoadedDeposit& loaded,
                         const DepositMovement& movement, Date today) {
  const bool stored = movement.kind == DepositMoney::stored;
  if (stored) LEDGER_CHECK(check_not_released(loaded.deposit.value));
  LEDGER_CHECK(check_amount(movement.amount));
  if (movement.on < loaded.contract.value.signed_on || movement.on > today) {
    return fail_at(kDepositDate, "/on", {{"on", to_string(movement.on)}});
  }
  if (find(reader, kDepositMovements, movement.contract + "/" + movement.reference)) {
    return fail(kDepositReferenceUsed,
                {{"contract", movement.contract}, {"reference", movement.reference}});
  }
  return check_interest(reader, movement, today);
}

Move move_of(const DepositMovement& movement) {
  switch (movement.kind) {
    case DepositMoney::stored:
      return posting::deposit_stored(movement.contract);
    case DepositMoney::interest:
      return posting::deposit_interest_earned(movement.contract);
    case DepositMoney::interest_out:
      break;
  }
  return posting::deposit_interest_taken(movement.contract);
}

void put_back(const ledger::Reader& reader, const DepositMovement& movement, Date today,
              Deposit& deposit) {
  const auto cover = cover_of(reader, movement.contract, today) + movement.amount;
  put_back(deposit.to_replenish, movement.amount);
  deposit.to_replenish = still_open(std::move(deposit.to_replenish), missing_of(deposit, cover));
}

CommandDraft moved(const ledger::Reader& reader, const LoadedDeposit& loaded,
                   const DepositMovement& movement, Date today) {
  CommandDraft draft;
  open_cash_accounts(reader, loaded.contract.value, draft);
  draft.post(movement.on, {move_of(movement)}, movement.amount);
  draft.create(kDepositMovements, movement.contract + "/" + movement.reference, movement);
  Money balance = balance_of(reader, chart::deposit_liability(movement.contract));
  Money interest = balance_of(reader, chart::deposit_interest(movement.contract));
  auto deposit = loaded.deposit.value;
  if (movement.kind == DepositMoney::stored) {
    balance += movement.amount;
    put_back(reader, movement, today, deposit);
  } else {
    interest += movement.kind == DepositMoney::interest ? movement.amount : -movement.amount;
  }
  draft.update(kDeposits, loaded.deposit, deposit);
  draft.answer("contract", movement.contract);
  draft.answer("kind", std::string(to_word(movement.kind)));
  draft.answer("amount", to_string(movement.amount));
  draft.answer("balance", to_string(balance));
  draft.answer("interest", to_string(interest));
  draft.answer("to_replenish", to_string(sum_of(deposit.to_replenish)));
  return draft;
}

}  // namespace

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
        LEDGER_TRY(book_.require(reader, caller, loaded.contract.value,
                                 {loaded.deposit.value.terms.bank, {Role::bank, Role::regulator}}));
        DepositMovement movement{loaded.contract.value.id, "", request.kind, request.amount,
                                 request.on.value_or(book_.today())};
        movement.reference =
            LEDGER_TRY(clean_text(request.reference, kReferenceBytesMax, "/reference"));
        LEDGER_CHECK(check_money(reader, loaded, movement, book_.today()));
        return moved(reader, loaded, movement, book_.today());
      });
}

}  // namespace anxin::payments
