#include "payments/service/price_service.h"

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"
#include "payments/service/funding_service.h"

namespace anxin::payments {
namespace {

Result<CommandDraft> moved(const ledger::Reader& reader, const Contract& contract,
                           const PriceMovement& movement) {
  const auto key = contract.id + "/" + movement.document;
  if (movement.document.empty() || movement.document.size() > kDecisionBytesMax ||
      find(reader, kPriceMovements, key)) {
    return fail(kPriceDocument, {{"document", movement.document}});
  }
  const auto certified = posting::price_certified(contract.id, contract.owner);
  const bool adds = movement.kind == PriceMovementKind::certified;
  const auto open = balance_of(reader, certified.debit);
  if (!adds && movement.amount > open) {
    return fail(kPriceMoreThanOpen, {{"open", to_string(open)}});
  }
  CommandDraft draft;
  draft.ensure_open(reader, certified.debit, contract.signed_on);
  draft.ensure_open(reader, certified.credit, contract.signed_on);
  draft.post(movement.on, {adds ? certified : posting::price_paid(contract.id, contract.owner)},
             movement.amount);
  draft.create(kPriceMovements, key, movement);
  draft.answer("contract", contract.id);
  draft.answer("amount", to_string(movement.amount));
  draft.answer("open", to_string(adds ? open + movement.amount : open - movement.amount));
  return draft;
}

}  // namespace

Result<ledger::Receipt> PriceService::move(const Caller& caller, const PriceRequest& request) {
  Fields content{{"/op", "price." + std::string(to_word(request.kind))},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/amount", to_string(request.amount)},
                 {"/document", request.document},
                 {"/on", request.on ? to_string(*request.on) : ""}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        LEDGER_TRY(book_.require(reader, caller, contract.value,
                                 {Role::owner, Role::approver, Role::clerk}));
        LEDGER_CHECK(check_booked_amount(request.amount));
        const PriceMovement movement{contract.value.id, request.kind, request.amount,
                                     std::string(trim(request.document)),
                                     request.on.value_or(book_.today())};
        return moved(reader, contract.value, movement);
      });
}

}  // namespace anxin::payments
