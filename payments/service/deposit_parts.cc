#include "payments/service/deposit_parts.h"

#include <algorithm>

#include "payments/domain/chart.h"

namespace anxin::payments {

Result<RegionCode> region_of(const ledger::Reader& reader, const Contract& contract) {
  const auto project = find(reader, kProjects, contract.project);
  const std::string text = project ? project->value.region : "";
  const auto region = RegionCode::parse(text);
  if (!region) return fail(kDepositRegion, {{"region", text}});
  return *region;
}

Result<const Deadline*> duty_rule(const PaymentsBook& book, RegionCode region, Duty duty, Date on) {
  return book.data().rules.in_force<Deadline>(duty, region, on);
}

Result<Date> last_day_of(const PaymentsBook& book, RegionCode region, Duty duty, Date event) {
  const auto* rule = LEDGER_TRY(duty_rule(book, region, duty, event));
  return LEDGER_TRY(term_after(event, rule->term(), book.data().calendar)).date;
}

Result<LoadedDeposit> load_deposit(const PaymentsBook& book, const ledger::Reader& reader,
                                   const std::string& id) {
  auto contract = LEDGER_TRY(book.contract(reader, id));
  auto deposit = find(reader, kDeposits, contract.value.id);
  if (!deposit) return fail(kDepositNotAssessed, {{"contract", contract.value.id}});
  return LoadedDeposit{std::move(contract), std::move(*deposit)};
}

Money letters_cover(const ledger::Reader& reader, const std::string& contract, Date today) {
  Money cover;
  for (const auto& one : find_of_contract(reader, kLetters, contract)) {
    const bool active = std::holds_alternative<letter_state::Active>(one.value.state);
    if (!active || !runs_on(one.value, today)) continue;
    cover += balance_of(reader, chart::guarantee_letter(contract, one.key));
  }
  return cover;
}

Result<Versioned<GuaranteeLetter>> active_letter(const ledger::Reader& reader,
                                                 const std::string& id) {
  auto letter = find(reader, kLetters, id);
  if (!letter) return fail(kLetterUnknown, {{"letter", id}});
  if (!std::holds_alternative<letter_state::Active>(letter->value.state)) {
    return fail(kLetterState,
                {{"letter", id}, {"state", std::string(to_word(letter->value.state))}});
  }
  return std::move(*letter);
}

Result<void> end_letter(const ledger::Reader& reader, const Versioned<GuaranteeLetter>& letter,
                        LetterState state, Date today, CommandDraft& draft) {
  const auto& one = letter.value;
  const auto account = chart::guarantee_letter(one.contract, one.id);
  const auto left = balance_of(reader, account);
  if (available_of(reader, account) != left) return fail(kLetterHeld, {{"letter", one.id}});
  draft.post(today, chart::guarantee_contra(one.contract, one.id), account, left);
  auto ended = one;
  ended.state = std::move(state);
  draft.update(kLetters, letter, ended);
  return {};
}

void open_cash_accounts(const ledger::Reader& reader, const Contract& contract,
                        CommandDraft& draft) {
  for (const auto& account :
       {chart::deposit_bank(contract.id), chart::deposit_liability(contract.id),
        chart::deposit_interest(contract.id)}) {
    draft.ensure_open(reader, account, contract.signed_on);
  }
}

void put_back(Deposit& deposit, Money amount) {
  deposit.to_replenish -= std::min(amount, deposit.to_replenish);
  if (deposit.to_replenish.is_zero()) deposit.replenish_by.reset();
}

}  // namespace anxin::payments
