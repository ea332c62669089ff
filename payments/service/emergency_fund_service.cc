#include "payments/service/emergency_fund_service.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/funding_service.h"

namespace anxin::payments {
namespace {

bool is_id(std::string_view text) {
  return text.size() <= kFundIdMax && book::AccountName::parse(text) &&
         text.find(':') == std::string_view::npos;
}

Money balance(const ledger::Reader& reader, const book::AccountName& name) {
  const auto account = reader.account(name);
  return account ? account->balance() : Money();
}

Money available(const ledger::Reader& reader, const book::AccountName& name) {
  const auto account = reader.account(name);
  return account ? to_money(account->available()) : Money();
}

Result<Versioned<EmergencyFund>> find_fund(const ledger::Reader& reader, const std::string& id) {
  auto fund = find(reader, kFunds, id);
  if (!fund) return fail(kFundUnknown, {{"fund", id}});
  return *fund;
}

Result<void> check_cover(const ledger::Reader& reader, const FundMovement& movement) {
  if (has_debtor(movement.kind)) {
    const auto owed = balance(reader, chart::fund_receivable(movement.fund, movement.debtor));
    if (movement.amount > owed) return fail(kFundMoreThanOwed, {{"owed", to_string(owed)}});
  }
  if (movement.kind == FundMovementKind::given_back) {
    const auto held = available(reader, chart::fund_bank(movement.fund));
    if (movement.amount > held) return fail(kFundMoreThanHeld, {{"held", to_string(held)}});
  }
  return {};
}

Result<void> check(const ledger::Reader& reader, const FundMovement& movement) {
  if (movement.amount <= Money() || movement.amount > kFundingMax) {
    return fail_at(kAmountInvalid, "/amount");
  }
  if (movement.document.empty()) return fail_at(kFundDocumentMissing, "/document");
  if (has_debtor(movement.kind) && !find(reader, kParties, movement.debtor)) {
    return fail(kFundDebtorUnknown, {{"party", movement.debtor}});
  }
  return check_cover(reader, movement);
}

// Both accounts of a movement, debit first (payments.md, posting rules).
struct Sides {
  book::AccountName debit;
  book::AccountName credit;
};
Sides sides_of(const FundMovement& movement) {
  const auto bank = chart::fund_bank(movement.fund);
  const auto capital = chart::fund_capital(movement.fund);
  switch (movement.kind) {
    case FundMovementKind::appropriated:
    case FundMovementKind::interest:
      return {bank, capital};
    case FundMovementKind::recovered:
      return {bank, chart::fund_receivable(movement.fund, movement.debtor)};
    case FundMovementKind::given_back:
      return {capital, bank};
    case FundMovementKind::written_off:
      break;
  }
  return {capital, chart::fund_receivable(movement.fund, movement.debtor)};
}

void book_movement(CommandDraft& draft, FundMovement& movement, const std::string& person) {
  const auto [debit, credit] = sides_of(movement);
  draft.post(movement.on, debit, credit, movement.amount);
  movement.state = fund_movement::Booked{person};
}

void answer(CommandDraft& draft, const FundMovement& movement) {
  const bool booked = std::holds_alternative<fund_movement::Booked>(movement.state);
  draft.answer("movement", movement.id);
  draft.answer("amount", to_string(movement.amount));
  draft.answer("state", booked ? "booked" : "proposed");
}

FundView view(const ledger::Reader& reader, EmergencyFund fund) {
  FundView view{std::move(fund), {}, {}, {}, {}, {}};
  const auto& id = view.fund.id;
  view.held = balance(reader, chart::fund_bank(id));
  view.capital = balance(reader, chart::fund_capital(id));
  for (const auto& account : reader.accounts(chart::fund_prefix(id) + "fund_receivable:")) {
    view.receivable += account.balance();
    if (account.balance().is_zero()) continue;
    view.debtors.push_back({std::string(split(account.name.text(), ':')[3]), account.balance()});
  }
  for (auto& movement : find_all(reader, kFundMovements, id + "/")) {
    view.movements.push_back(std::move(movement.value));
  }
  return view;
}

}  // namespace

Result<ledger::Receipt> EmergencyFundService::open(const Caller& caller,
                                                   const OpenFundRequest& request) {
  Fields content{{"/op", "fund.open"},    {"/actor", caller.actor},
                 {"/fund", request.id},   {"/region", request.region},
                 {"/name", request.name}, {"/on", request.on ? to_string(*request.on) : ""}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
                         if (!is_id(request.id))
                           return fail_at(kFundIdInvalid, "/fund", {{"id", request.id}});
                         if (find(reader, kFunds, request.id))
                           return fail(kFundExists, {{"fund", request.id}});
                         const EmergencyFund fund{request.id, request.region, request.name,
                                                  request.on.value_or(book_.today()), 0};
                         CommandDraft draft;
                         draft.create(kFunds, fund.id, fund);
                         draft.ensure_open(reader, chart::fund_bank(fund.id), fund.opened_on);
                         draft.ensure_open(reader, chart::fund_capital(fund.id), fund.opened_on);
                         draft.answer("fund", fund.id);
                         return draft;
                       });
}

Result<ledger::Receipt> EmergencyFundService::move(const Caller& caller,
                                                   const FundMovementRequest& request) {
  Fields content{{"/op", "fund." + std::string(to_word(request.kind))},
                 {"/actor", caller.actor},
                 {"/fund", request.fund},
                 {"/debtor", request.debtor},
                 {"/amount", to_string(request.amount)},
                 {"/on", request.on ? to_string(*request.on) : ""},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto fund = LEDGER_TRY(find_fund(reader, request.fund));
        auto counted = fund.value;
        FundMovement movement{fund_movement_id(request.fund, ++counted.movements),
                              request.fund,
                              request.kind,
                              request.debtor,
                              request.amount,
                              request.on.value_or(book_.today()),
                              request.document,
                              staff.person,
                              {}};
        LEDGER_CHECK(check(reader, movement));
        CommandDraft draft;
        draft.update(kFunds, fund, counted);
        if (!needs_approval(movement.kind)) book_movement(draft, movement, staff.person);
        draft.create(kFundMovements, movement.id, movement);
        answer(draft, movement);
        return draft;
      });
}

Result<ledger::Receipt> EmergencyFundService::approve(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "fund.approve"}, {"/actor", caller.actor}, {"/movement", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto stored = find(reader, kFundMovements, id);
        if (!stored) return fail(kFundMovementUnknown, {{"movement", id}});
        auto movement = stored->value;
        if (!std::holds_alternative<fund_movement::Proposed>(movement.state)) {
          return fail(kFundMovementState, {{"movement", id}});
        }
        if (movement.proposed_by == staff.person) return fail(kSamePerson);
        LEDGER_CHECK(check_cover(reader, movement));
        CommandDraft draft;
        book_movement(draft, movement, staff.person);
        draft.update(kFundMovements, *stored, movement);
        answer(draft, movement);
        return draft;
      });
}

Result<FundView> EmergencyFundService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  auto fund = LEDGER_TRY(find_fund(reader, id));
  return view(reader, std::move(fund.value));
}

Result<std::vector<FundView>> EmergencyFundService::list() const {
  const auto reader = LEDGER_TRY(book_.read());
  std::vector<FundView> all;
  for (auto& fund : find_all(reader, kFunds)) all.push_back(view(reader, std::move(fund.value)));
  return all;
}

}  // namespace anxin::payments
