// A letter of guarantee (银行保函) or an insurance in place of cash: taken, replaced, ended.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"
#include "payments/service/funding_service.h"

namespace anxin::payments {
namespace {

Result<void> check_amount(const LetterRequest& request, const Deposit& deposit) {
  if (request.amount <= Money() || request.amount > kFundingMax) {
    return fail_at(kAmountInvalid, "/amount");
  }
  if (request.amount < deposit.required) {
    return fail(kLetterAmount,
                {{"amount", to_string(request.amount)}, {"required", to_string(deposit.required)}});
  }
  return {};
}

// At least the term of the rule, and at least as long as the works: 65号 art. 17.
Result<void> check_term(const PaymentsBook& book, RegionCode region, const Contract& contract,
                        const LetterRequest& request) {
  const auto& calendar = book.data().calendar;
  const auto* rule = LEDGER_TRY(duty_rule(book, region, Duty::guarantee_term, request.valid_from));
  const auto term = LEDGER_TRY(term_after(request.valid_from, rule->term(), calendar)).date;
  const Term works{contract.months, TermUnit::month};
  const auto works_end = LEDGER_TRY(term_after(contract.signed_on, works, calendar)).date;
  const auto needed = std::max(term, works_end);
  if (request.valid_to >= needed) return {};
  return fail(kLetterTerm, {{"valid_to", to_string(request.valid_to)},
                            {"needed", to_string(needed)},
                            {"source", cite(rule->head)}});
}

Result<Date> reminder(const PaymentsBook& book, RegionCode region, Date valid_to) {
  const auto* rule = LEDGER_TRY(duty_rule(book, region, Duty::guarantee_reminder, book.today()));
  return LEDGER_TRY(term_before(valid_to, rule->term(), book.data().calendar)).date;
}

class LetterTaking {
 public:
  LetterTaking(const PaymentsBook& book, const ledger::Reader& reader, LoadedDeposit loaded)
      : book_(book), reader_(reader), loaded_(std::move(loaded)) {}

  Result<CommandDraft> run(const LetterRequest& request) {
    const auto& contract = loaded_.contract.value;
    if (!find(reader_, kParties, request.issuer)) {
      return fail(kDepositParty, {{"party", request.issuer}});
    }
    LEDGER_CHECK(check_amount(request, loaded_.deposit.value));
    const auto region = LEDGER_TRY(region_of(reader_, contract));
    LEDGER_CHECK(check_term(book_, region, contract, request));
    const auto id = next_paper(reader_, kLetters, contract.id, 'G');
    const GuaranteeLetter letter{id,
                                 contract.id,
                                 request.kind,
                                 request.issuer,
                                 request.number,
                                 request.amount,
                                 request.valid_from,
                                 request.valid_to,
                                 LEDGER_TRY(reminder(book_, region, request.valid_to)),
                                 letter_state::Active{}};
    LEDGER_CHECK(replace(request.replaces, id));
    book_it(letter);
    return std::move(draft_);
  }

 private:
  // The old letter lapses when the new one is there (65号, after use or before expiry).
  Result<void> replace(const std::string& old, const std::string& by) {
    if (old.empty()) return {};
    const auto letter = LEDGER_TRY(active_letter(reader_, old));
    if (letter.value.contract != loaded_.contract.value.id) {
      return fail(kLetterUnknown, {{"letter", old}});
    }
    const auto today = book_.today();
    return end_letter(reader_, letter, letter_state::Replaced{by, today}, today, draft_);
  }

  void book_it(const GuaranteeLetter& letter) {
    const auto account = chart::guarantee_letter(letter.contract, letter.id);
    const auto contra = chart::guarantee_contra(letter.contract, letter.id);
    draft_.ensure_open(reader_, account, loaded_.contract.value.signed_on);
    draft_.ensure_open(reader_, contra, loaded_.contract.value.signed_on);
    draft_.post(book_.today(), account, contra, letter.amount);
    draft_.create(kLetters, letter.id, letter);
    auto deposit = loaded_.deposit.value;
    put_back(deposit, deposit.to_replenish);  // a new letter of the full amount replenishes
    draft_.update(kDeposits, loaded_.deposit, deposit);
    draft_.answer("contract", letter.contract);
    draft_.answer("letter", letter.id);
    draft_.answer("amount", to_string(letter.amount));
    draft_.answer("valid_to", to_string(letter.valid_to));
    draft_.answer("remind_on", to_string(letter.remind_on));
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  LoadedDeposit loaded_;
  CommandDraft draft_;
};

// Lapsed only after its last day; given back only where the rest covers what is required.
Result<LetterState> ending(const ledger::Reader& reader, const GuaranteeLetter& letter,
                           LetterEnd how, Date today) {
  if (how == LetterEnd::lapsed) {
    if (letter.valid_to < today) return LetterState(letter_state::Lapsed{today});
    return fail(kLetterRuns, {{"letter", letter.id}, {"valid_to", to_string(letter.valid_to)}});
  }
  const auto deposit = find(reader, kDeposits, letter.contract)->value;
  const auto own = balance_of(reader, chart::guarantee_letter(letter.contract, letter.id));
  const auto counted = runs_on(letter, today) ? own : Money();
  const auto rest = balance_of(reader, chart::deposit_liability(letter.contract)) +
                    letters_cover(reader, letter.contract, today) - counted;
  if (deposit.exempt || rest >= deposit.required) {
    return LetterState(letter_state::GivenBack{today});
  }
  return fail(kLetterNeeded, {{"letter", letter.id},
                              {"cover", to_string(rest)},
                              {"required", to_string(deposit.required)}});
}

}  // namespace

Result<ledger::Receipt> DepositService::take_letter(const Caller& caller,
                                                    const LetterRequest& request) {
  Fields content{{"/op", "deposit.letter"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/kind", std::string(to_word(request.kind))},
                 {"/issuer", request.issuer},
                 {"/number", request.number},
                 {"/amount", to_string(request.amount)},
                 {"/valid_from", to_string(request.valid_from)},
                 {"/valid_to", to_string(request.valid_to)},
                 {"/replaces", request.replaces}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_deposit(book_, reader, request.contract));
        LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        return LetterTaking(book_, reader, std::move(loaded)).run(request);
      });
}

Result<ledger::Receipt> DepositService::end_letter(const Caller& caller, const std::string& id,
                                                   LetterEnd how) {
  Fields content{{"/op", "deposit.letter-end"},
                 {"/actor", caller.actor},
                 {"/letter", id},
                 {"/how", how == LetterEnd::lapsed ? "lapsed" : "given-back"}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto letter = LEDGER_TRY(active_letter(reader, id));
        const auto contract = LEDGER_TRY(book_.contract(reader, letter.value.contract));
        LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::regulator}));
        const auto today = book_.today();
        const auto state = LEDGER_TRY(ending(reader, letter.value, how, today));
        CommandDraft draft;
        LEDGER_CHECK(payments::end_letter(reader, letter, state, today, draft));
        draft.answer("letter", id);
        draft.answer("state", std::string(to_word(state)));
        return draft;
      });
}

}  // namespace anxin::payments
