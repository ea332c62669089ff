#include "payments/service/deposit_parts.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/xml_writer.h"
#include "payments/domain/chart.h"
#include "payments/service/funding_service.h"

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

Result<DutyDay> last_day_of(const PaymentsBook& book, RegionCode region, Duty duty, Date event) {
  const auto* rule = LEDGER_TRY(duty_rule(book, region, duty, event));
  const auto last = LEDGER_TRY(term_after(event, rule->term(), book.data().calendar));
  return DutyDay{last.date, last.calendar_confirmed};
}

void answer_day(CommandDraft& draft, std::string name, const DutyDay& day) {
  draft.answer(std::move(name), to_string(day.date));
  draft.answer("calendar_confirmed", day.calendar_confirmed ? "true" : "false");
}

Result<std::string> clean_text(const std::string& text, std::size_t max, const std::string& field) {
  const auto trimmed = trim(text);
  const bool on_one_line = trimmed.find_first_of("\t\r\n\x7f") == std::string_view::npos;
  if (trimmed.empty() || trimmed.size() > max || !on_one_line || !bank::is_xml_text(trimmed)) {
    return fail_at(kDepositText, field, {{"max", count_text(max)}});
  }
  return std::string(trimmed);
}

Result<void> check_amount(Money amount) {
  if (amount <= Money()) return fail_at(kAmountInvalid, "/amount");
  if (amount <= kFundingMax) return {};
  return fail_at(kDepositAmountMax, "/amount", {{"max", to_string(kFundingMax)}});
}

Result<void> check_outsider(const ledger::Reader& reader, const Contract& contract,
                            const std::string& party) {
  if (!find(reader, kParties, party)) return fail(kDepositParty, {{"party", party}});
  const auto& subs = contract.subcontractors;
  const bool own = party == contract.contractor || party == contract.owner ||
                   std::find(subs.begin(), subs.end(), party) != subs.end();
  if (own) return fail(kDepositPartyOwn, {{"party", party}});
  return {};
}

Result<void> check_not_refunded(const Deposit& deposit) {
  if (!deposit.refunded_on) return {};
  return fail(kDepositDone, {{"on", to_string(*deposit.refunded_on)}});
}

Result<void> check_not_released(const Deposit& deposit) {
  if (!deposit.released_on) return {};
  return fail(kDepositDone, {{"on", to_string(*deposit.released_on)}});
}

Result<void> check_nothing_owed(const ledger::Reader& reader, const std::string& contract) {
  Total owed;
  for (const auto& account : reader.accounts(chart::wage_payable_prefix(contract))) {
    owed += to_total(account.balance());
  }
  if (owed > 0) return fail(kRefundArrears, {{"owed", to_string(owed, Currency::cny())}});
  return {};
}

Result<LoadedDeposit> load_deposit(const PaymentsBook& book, const ledger::Reader& reader,
                                   const std::string& id) {
  auto contract = LEDGER_TRY(book.contract(reader, id));
  auto deposit = find(reader, kDeposits, contract.value.id);
  if (!deposit) return fail(kDepositNotAssessed, {{"contract", contract.value.id}});
  return LoadedDeposit{std::move(contract), std::move(*deposit)};
}

Money least_since(const ledger::Reader& reader, const book::AccountName& account, Date from,
                  Date today) {
  const auto found = reader.account(account);
  Money least = balance_of(reader, account);
  for (Date day = from; found && day < today; day += std::chrono::days(1)) {
    least = std::min(least, balance_on(reader, *found, day));
  }
  return least;
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

Money cover_of(const ledger::Reader& reader, const std::string& contract, Date today) {
  return balance_of(reader, chart::deposit_liability(contract)) +
         letters_cover(reader, contract, today);
}

std::vector<DepositNotice> open_notices(const ledger::Reader& reader, const std::string& contract) {
  std::vector<DepositNotice> open;
  for (auto& one : find_of_contract(reader, kNotices, contract)) {
    if (is_open(one.value.state)) open.push_back(std::move(one.value));
  }
  return open;
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
                        const LetterEnding& ending, CommandDraft& draft) {
  const auto& one = letter.value;
  for (const auto& notice : open_notices(reader, one.contract)) {
    if (notice.letter != one.id) continue;
    return fail(kLetterHeld, {{"letter", one.id}, {"notice", notice.id}});
  }
  const auto move = posting::letter_ended(one.contract, one.id);
  draft.post(ending.on, {move}, balance_of(reader, move.credit));
  auto ended = one;
  ended.state = ending.state;
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

}  // namespace anxin::payments
