#include "payments/service/emergency_fund_service.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/utf8.h"
#include "payments/domain/chart.h"
#include "payments/service/balances.h"
#include "payments/service/funding_service.h"
#include "payments/service/open_claims.h"

namespace anxin::payments {
namespace {

bool is_id(std::string_view text) {
  return text.size() <= kFundIdMax && book::AccountName::parse(text) &&
         text.find(':') == std::string_view::npos;
}

constexpr char32_t kPrintableFrom = U' ';
constexpr char32_t kDelete = 0x7F;  // and the 32 control characters behind it
constexpr char32_t kPrintableAgain = 0xA0;

bool is_printable(char32_t one) {
  return one >= kPrintableFrom && (one < kDelete || one >= kPrintableAgain);
}

// At most kFundTextMax characters that a register can show on a line.
bool is_line(std::string_view text) {
  std::size_t characters = 0;
  while (!text.empty()) {
    const auto one = bank::take_code_point(text);
    if (!one || !is_printable(*one) || ++characters > kFundTextMax) return false;
  }
  return true;
}

Result<Versioned<EmergencyFund>> find_fund(const ledger::Reader& reader, const std::string& id) {
  auto fund = find(reader, kFunds, id);
  if (!fund) return fail(kFundUnknown, {{"fund", id}});
  return *fund;
}

// What the debtor owed on the day and on every day since: a recovery may not be older than what it
// recovers.
Money owed_since(const ledger::Reader& reader, const FundMovement& movement, Date today) {
  const auto account = reader.account(chart::fund_receivable(movement.fund, movement.debtor));
  if (!account) return {};
  Money least = account->balance();
  for (Date day = movement.on; day < today; day += std::chrono::days(1)) {
    const auto sums = reader.posted_effective(*account, day);
    least = std::min(least, sums.debits - sums.credits);
  }
  return least;
}

Result<void> check_cover(const ledger::Reader& reader, const FundMovement& movement, Date today) {
  if (lowers_debt(movement.kind)) {
    const auto owed =
        needs_approval(movement.kind)  // booked on the day of the approval
            ? balance_of(reader, chart::fund_receivable(movement.fund, movement.debtor))
            : owed_since(reader, movement, today);
    if (movement.amount > owed) return fail(kFundMoreThanOwed, {{"owed", to_string(owed)}});
  }
  const bool pays_out =
      movement.kind == FundMovementKind::given_back || movement.kind == FundMovementKind::relief;
  if (pays_out) {
    const auto held = available_of(reader, chart::fund_bank(movement.fund));
    if (movement.amount > held) return fail(kFundMoreThanHeld, {{"held", to_string(held)}});
  }
  return {};
}

// Money counted twice would be paid out twice. A withdrawn proposal has booked nothing.
Result<void> check_document_unused(const ledger::Reader& reader, const FundMovement& movement) {
  for (const auto& [key, version, other] : find_all(reader, kFundMovements, movement.fund + "/")) {
    const bool same = other.fund == movement.fund && other.kind == movement.kind &&
                      other.debtor == movement.debtor && other.document == movement.document;
    if (same && !std::holds_alternative<fund_movement::Withdrawn>(other.state)) {
      return fail(kFundDocumentUsed, {{"document", movement.document}, {"movement", other.id}});
    }
  }
  return {};
}

// The same money, booked as a recovery that went to the oldest of what the debtor owes.
Result<void> check_not_with_recourse(const ledger::Reader& reader, const FundMovement& movement) {
  if (movement.kind != FundMovementKind::recovered) return {};
  for (const auto& [key, version, other] : find_all(reader, kRecoveries, movement.debtor + "/")) {
    const bool same = other.reference == movement.document || other.document == movement.document;
    const bool of_fund =
        std::any_of(other.parts.begin(), other.parts.end(), [&](const RecoveredPart& part) {
          return part.contract.empty() && part.owed_to == movement.fund;
        });
    if (other.debtor == movement.debtor && same && of_fund) {
      return fail(kFundDocumentUsed, {{"document", movement.document}, {"movement", other.id}});
    }
  }
  return {};
}

Result<void> check_fund_document(const std::string& document) {
  if (document.empty()) return fail_at(kFundDocumentMissing, "/document");
  if (is_line(document)) return {};
  return fail_at(kFundDocumentInvalid, "/document", {{"max", std::to_string(kFundTextMax)}});
}

Result<void> check_day(const EmergencyFund& fund, Date on, Date today) {
  if (fund.opened_on <= on && on <= today) return {};
  return fail_at(
      kFundDay, "/on",
      {{"on", to_string(on)}, {"from", to_string(fund.opened_on)}, {"to", to_string(today)}});
}

Result<void> check(const ledger::Reader& reader, const EmergencyFund& fund,
                   const FundMovement& movement, Date today) {
  LEDGER_CHECK(check_booked_amount(movement.amount));
  LEDGER_CHECK(check_day(fund, movement.on, today));
  LEDGER_CHECK(check_fund_document(movement.document));
  if (has_debtor(movement.kind) && !find(reader, kParties, movement.debtor)) {
    return fail(kFundDebtorUnknown, {{"party", movement.debtor}});
  }
  LEDGER_CHECK(check_document_unused(reader, movement));
  LEDGER_CHECK(check_not_with_recourse(reader, movement));
  return check_cover(reader, movement, today);
}

Result<void> check(const ledger::Reader& reader, const OpenFundRequest& request, Date on,
                   Date today) {
  if (!is_id(request.id)) return fail_at(kFundIdInvalid, "/fund", {{"id", request.id}});
  if (find(reader, kFunds, request.id)) return fail(kFundExists, {{"fund", request.id}});
  if (trim(request.name).empty() || !is_line(request.name)) {
    return fail_at(kFundNameInvalid, "/name", {{"max", std::to_string(kFundTextMax)}});
  }
  if (on <= today) return {};
  return fail_at(kFundOpensLater, "/on", {{"on", to_string(on)}, {"today", to_string(today)}});
}

Move move_of(const FundMovement& movement) {
  switch (movement.kind) {
    case FundMovementKind::appropriated:
    case FundMovementKind::interest:
      return posting::fund_given(movement.fund);
    case FundMovementKind::recovered:
      return posting::fund_recovered(movement.fund, movement.debtor);
    case FundMovementKind::given_back:
      return posting::fund_given_back(movement.fund);
    case FundMovementKind::relief:
      return posting::fund_pays_living_cost(movement.fund, movement.debtor);
    case FundMovementKind::written_off:
      break;
  }
  return posting::fund_written_off(movement.fund, movement.debtor);
}

void book_movement(const ledger::Reader& reader, FundMovement& movement,
                   const fund_movement::Booked& booked, CommandDraft& draft) {
  const auto move = move_of(movement);
  draft.ensure_open(reader, move.debit, booked.on);  // of a debtor that owed nothing before
  draft.post(booked.on, {move}, movement.amount);
  if (movement.kind == FundMovementKind::written_off) {
    note_waived(reader, move.credit, movement.amount, draft);
  }
  movement.state = booked;
}

void answer(CommandDraft& draft, const FundMovement& movement) {
  draft.answer("movement", movement.id);
  draft.answer("amount", to_string(movement.amount));
  draft.answer("state", std::string(to_word(movement.state)));
}

// A movement that still waits for its second person.
Result<Versioned<FundMovement>> find_proposed(const ledger::Reader& reader, const std::string& id) {
  auto stored = find(reader, kFundMovements, id);
  if (!stored) return fail(kFundMovementUnknown, {{"movement", id}});
  const auto& state = stored->value.state;
  if (std::holds_alternative<fund_movement::Proposed>(state)) return std::move(*stored);
  return fail(kFundMovementState, {{"movement", id}, {"state", std::string(to_word(state))}});
}

FundView view(const ledger::Reader& reader, EmergencyFund fund) {
  FundView view{std::move(fund), {}, {}, {}, {}, {}};
  const auto& id = view.fund.id;
  view.held = balance_of(reader, chart::fund_bank(id));
  view.capital = balance_of(reader, chart::fund_capital(id));
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
                         const Date on = request.on.value_or(book_.today());
                         LEDGER_CHECK(check(reader, request, on, book_.today()));
                         const EmergencyFund fund{request.id, request.region,
                                                  std::string(trim(request.name)), on, 0};
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
  const std::string document(trim(request.document));
  const std::string debtor = has_debtor(request.kind) ? request.debtor : "";
  Fields content{{"/op", "fund." + std::string(to_word(request.kind))},
                 {"/actor", caller.actor},
                 {"/fund", request.fund},
                 {"/debtor", debtor},
                 {"/amount", to_string(request.amount)},
                 {"/on", request.on ? to_string(*request.on) : ""},
                 {"/document", document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto fund = LEDGER_TRY(find_fund(reader, request.fund));
        auto counted = fund.value;
        FundMovement movement{fund_movement_id(request.fund, ++counted.movements),
                              request.fund,
                              request.kind,
                              debtor,
                              request.amount,
                              request.on.value_or(book_.today()),
                              document,
                              staff.person,
                              {}};
        LEDGER_CHECK(check(reader, fund.value, movement, book_.today()));
        CommandDraft draft;
        draft.update(kFunds, fund, counted);
        if (!needs_approval(movement.kind)) {
          book_movement(reader, movement, {staff.person, movement.on}, draft);
        }
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
        const auto stored = LEDGER_TRY(find_proposed(reader, id));
        auto movement = stored.value;
        if (movement.proposed_by == staff.person) return fail(kSamePerson);
        LEDGER_CHECK(check_cover(reader, movement, book_.today()));
        CommandDraft draft;
        book_movement(reader, movement, {staff.person, book_.today()}, draft);
        draft.update(kFundMovements, stored, movement);
        answer(draft, movement);
        return draft;
      });
}

Result<ledger::Receipt> EmergencyFundService::withdraw(const Caller& caller,
                                                       const std::string& id) {
  Fields content{{"/op", "fund.withdraw"}, {"/actor", caller.actor}, {"/movement", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto stored = LEDGER_TRY(find_proposed(reader, id));
        auto movement = stored.value;
        movement.state = fund_movement::Withdrawn{staff.person, book_.today()};
        CommandDraft draft;
        draft.update(kFundMovements, stored, movement);
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
