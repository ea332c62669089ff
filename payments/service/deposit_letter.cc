// A letter of guarantee (银行保函) or an insurance in place of cash: taken, replaced, ended.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {
namespace {

Result<void> check_cover(const LetterRequest& request, const Deposit& deposit) {
  LEDGER_CHECK(check_amount(request.amount));
  const auto required = deposit.terms.required;
  if (request.amount >= required) return {};
  return fail(kLetterAmount,
              {{"amount", to_string(request.amount)}, {"required", to_string(required)}});
}

// One letter covers once, whatever has become of it.
Result<void> check_new(const ledger::Reader& reader, const LetterRequest& request,
                       const std::string& contract) {
  for (const auto& one : find_of_contract(reader, kLetters, contract)) {
    if (one.value.issuer != request.issuer || one.value.number != request.number) continue;
    return fail(kLetterTwice, {{"letter", one.key}, {"number", request.number}});
  }
  return {};
}

Result<void> check_dates(const LetterRequest& request, Date today) {
  if (request.valid_to < today) {
    return fail(kLetterOver, {{"valid_to", to_string(request.valid_to)}});
  }
  if (!request.replaces.empty() && request.valid_from > today) {
    return fail(kLetterNotBegun, {{"valid_from", to_string(request.valid_from)}});
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

Result<DutyDay> reminder(const PaymentsBook& book, RegionCode region, Date valid_to) {
  const auto* rule = LEDGER_TRY(duty_rule(book, region, Duty::guarantee_reminder, book.today()));
  const auto day = LEDGER_TRY(term_before(valid_to, rule->term(), book.data().calendar));
  return DutyDay{day.date, day.calendar_confirmed};
}

class LetterTaking {
 public:
  LetterTaking(const PaymentsBook& book, const ledger::Reader& reader, LoadedDeposit loaded)
      : book_(book), reader_(reader), loaded_(std::move(loaded)) {}

  /// Requires: the number is clean text.
  Result<CommandDraft> run(const LetterRequest& request) {
    const auto& contract = loaded_.contract.value;
    LEDGER_CHECK(check_not_released(loaded_.deposit.value));
    LEDGER_CHECK(check_outsider(reader_, contract, request.issuer));
    LEDGER_CHECK(check_new(reader_, request, contract.id));
    LEDGER_CHECK(check_cover(request, loaded_.deposit.value));
    LEDGER_CHECK(check_dates(request, book_.today()));
    const auto region = LEDGER_TRY(region_of(reader_, contract));
    LEDGER_CHECK(check_term(book_, region, contract, request));
    const auto id = next_paper(reader_, kLetters, contract.id, 'G');
    const auto remind_on = LEDGER_TRY(reminder(book_, region, request.valid_to));
    const GuaranteeLetter letter{id,
                                 contract.id,
                                 request.kind,
                                 request.issuer,
                                 request.number,
                                 request.amount,
                                 request.valid_from,
                                 request.valid_to,
                                 remind_on.date,
                                 letter_state::Active{}};
    LEDGER_CHECK(replace(request.replaces, id));
    book_it(letter);
    answer_day(draft_, "remind_on", remind_on);
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
    if (runs_on(letter.value, today)) replaced_ = left_of(letter.value);
    return end_letter(reader_, letter, {letter_state::Replaced{by, today}, today}, draft_);
  }

  [[nodiscard]] Money left_of(const GuaranteeLetter& letter) const {
    return balance_of(reader_, chart::guarantee_letter(letter.contract, letter.id));
  }

  void book_it(const GuaranteeLetter& letter) {
    const auto taken = posting::letter_taken(letter.contract, letter.id);
    draft_.ensure_open(reader_, taken.debit, loaded_.contract.value.signed_on);
    draft_.ensure_open(reader_, taken.credit, loaded_.contract.value.signed_on);
    draft_.post(book_.today(), {taken}, letter.amount);
    draft_.create(kLetters, letter.id, letter);
    draft_.update(kDeposits, loaded_.deposit, replenished(letter));
    draft_.answer("contract", letter.contract);
    draft_.answer("letter", letter.id);
    draft_.answer("amount", to_string(letter.amount));
    draft_.answer("valid_to", to_string(letter.valid_to));
  }

  // A letter covers while it runs; from then on less is missing.
  [[nodiscard]] Deposit replenished(const GuaranteeLetter& letter) const {
    const auto today = book_.today();
    auto deposit = loaded_.deposit.value;
    Money cover = cover_of(reader_, letter.contract, today) - replaced_;
    if (runs_on(letter, today)) cover += letter.amount;
    deposit.to_replenish = still_open(std::move(deposit.to_replenish), missing_of(deposit, cover));
    return deposit;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  LoadedDeposit loaded_;
  Money replaced_;  // cover that ends with the old letter
  CommandDraft draft_;
};

// Given back only where the rest covers what is required and nobody is owed a wage.
Result<void> check_given_back(const ledger::Reader& reader, const GuaranteeLetter& letter,
                              const Deposit& deposit, Date today) {
  const auto own = balance_of(reader, chart::guarantee_letter(letter.contract, letter.id));
  const auto counted = runs_on(letter, today) ? own : Money();
  const auto rest = cover_of(reader, letter.contract, today) - counted;
  if (!missing_of(deposit, rest).is_zero()) {
    return fail(kLetterNeeded, {{"letter", letter.id},
                                {"cover", to_string(rest)},
                                {"required", to_string(deposit.terms.required)}});
  }
  return check_nothing_owed(reader, letter.contract);
}

// Lapsed only after its last day.
Result<LetterState> ending(const ledger::Reader& reader, const GuaranteeLetter& letter,
                           LetterEnd how, Date today) {
  if (how == LetterEnd::lapsed) {
    if (letter.valid_to < today) return LetterState(letter_state::Lapsed{today});
    return fail(kLetterRuns, {{"letter", letter.id}, {"valid_to", to_string(letter.valid_to)}});
  }
  const auto deposit = find(reader, kDeposits, letter.contract)->value;
  LEDGER_CHECK(check_given_back(reader, letter, deposit, today));
  return LetterState(letter_state::GivenBack{today});
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
        auto clean = request;
        clean.number = LEDGER_TRY(clean_text(request.number, kReferenceBytesMax, "/number"));
        return LetterTaking(book_, reader, std::move(loaded)).run(clean);
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
        const auto loaded = LEDGER_TRY(load_deposit(book_, reader, letter.value.contract));
        LEDGER_TRY(book_.require(reader, caller, loaded.contract.value, {Role::regulator}));
        const auto today = book_.today();
        const auto state = LEDGER_TRY(ending(reader, letter.value, how, today));
        CommandDraft draft;
        LEDGER_CHECK(payments::end_letter(reader, letter, {state, today}, draft));
        touch(draft, loaded.deposit);
        draft.answer("letter", id);
        draft.answer("state", std::string(to_word(state)));
        return draft;
      });
}

}  // namespace anxin::payments
