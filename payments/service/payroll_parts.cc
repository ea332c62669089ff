#include "payments/service/payroll_parts.h"

#include <algorithm>
#include <array>
#include <set>
#include <variant>

#include "payments/service/wage_paper_service.h"

namespace anxin::payments {
namespace {

std::string place(const PayrollLine& line, std::string_view field) {
  return "line/" + line.id + "/" + std::string(field);
}

// What a batch waits for, in the order of its states; each is a word of the catalogue (next.*).
constexpr std::array<std::string_view, std::variant_size_v<BatchState>> kNextSteps{
    "confirm", "approve", "instruct", "instruct", "import", "repair", "nothing", "submit"};

template <class State>
bool is(const LineState& state) {
  return std::holds_alternative<State>(state);
}

}  // namespace

PayrollBatch new_batch(const ledger::Reader& reader, const std::string& contract, Month month,
                       BatchKind kind) {
  PayrollBatch batch;
  std::uint32_t number = 1;
  while (find(reader, kBatches, batch_id(contract, month, number))) ++number;
  batch.id = batch_id(contract, month, number);
  batch.contract = contract;
  batch.month = month;
  batch.kind = kind;
  return batch;
}

Result<Date> due_date(const PaymentsBook& book, const Contract& contract, Month month) {
  const Month next = month + std::chrono::months(1);
  const auto day = std::chrono::day(static_cast<unsigned>(contract.pay_day));
  return book.data().calendar.at_or_before(std::chrono::sys_days(next / day));
}

Result<void> seal_account(const Vault& vault, const SealedPerson& person, const PayAccount& account,
                          PayrollLine& line) {
  line.sealed_card = LEDGER_TRY(vault.seal_for(person, account.card, place(line, "card")));
  line.sealed_bank_code =
      LEDGER_TRY(vault.seal_for(person, account.bank_code, place(line, "bank_code")));
  line.card_fingerprint = vault.card_index(account.card);
  return {};
}

Result<PayAccount> open_account(const Vault& vault, const SealedPerson& person,
                                const PayrollLine& line) {
  PayAccount account;
  account.card = LEDGER_TRY(vault.open_for(person, line.sealed_card, place(line, "card")));
  account.bank_code =
      LEDGER_TRY(vault.open_for(person, line.sealed_bank_code, place(line, "bank_code")));
  return account;
}

Result<LineOfMonth> load_line(const ledger::Reader& reader, const std::string& id) {
  auto line = find(reader, kLines, id);
  const auto batch = line ? find(reader, kBatches, line->value.batch) : std::nullopt;
  if (!batch) return fail(kLineUnknown, {{"line", id}});
  return LineOfMonth{std::move(*line), batch->value.month};
}

Result<LineOfMonth> line_at_hand(const ledger::Reader& reader, const std::string& id) {
  auto line = LEDGER_TRY(load_line(reader, id));
  if (is_at_hand(line.line.value.state)) return line;
  return fail(kLineNotAtHand,
              {{"line", id}, {"state", std::string(to_word(line.line.value.state))}});
}

WageOf wage_of(const PayrollLine& line, Month month) {
  return {line.contract, month, line.employer, line.worker};
}

Result<void> split_off(const PaymentsBook& book, const SplitFrom& from, PayrollLine& line,
                       Money now) {
  const auto sealed = find(from.reader, kPersons, line.worker);
  if (!sealed) return fail(kSealBroken);
  const auto account = LEDGER_TRY(open_account(book.vault(), sealed->value, line));
  PayrollLine rest = line;
  rest.id = line_id(from.batch.id, ++from.batch.lines);
  rest.gross = rest.net = line.net - now;
  rest.advance = rest.tax = rest.other = Money();
  LEDGER_CHECK(seal_account(book.vault(), sealed->value, account, rest));
  line.gross -= rest.gross;
  line.net = now;
  from.draft.create(kLines, rest.id, rest);
  if (const auto in_case = find(from.reader, kCaseLines, line.id)) {
    from.draft.create(kCaseLines, rest.id, in_case->value);
  }
  // An heir or a guardian gets the rest too.
  if (const auto payee = find(from.reader, kPayeesOfLines, line.id)) {
    from.draft.create(kPayeesOfLines, rest.id, payee->value);
  }
  return {};
}

void accrue(const ledger::Reader& reader, const Accrual& accrual, const PayrollLine& line,
            CommandDraft& draft) {
  const auto wage = wage_of(line, accrual.month);
  const auto accrued = posting::wage_accrued(wage);
  draft.ensure_open(reader, accrued.credit, first_day(accrual.month));
  draft.post(accrual.on, accrued, line.gross);
  const auto withhold = [&](std::string_view kind, Money amount) {
    if (amount.is_zero()) return;
    const auto withheld = posting::withheld(wage, kind);
    draft.ensure_open(reader, withheld.credit, accrual.contract.signed_on);
    draft.post(accrual.on, withheld, amount);
  };
  withhold("tax", line.tax);
  withhold("other", line.other);
  draft.post(accrual.on, posting::advance_deducted(wage), line.advance);  // 借支, signed slip
}

LineState state_once_owed(const PayrollLine& line) {
  if (line.parked_for.empty()) return line_state::Accrued{};
  return line_state::Parked{};
}

Membership provisional_member(const std::string& contract, const MatchedRow& matched, Month since) {
  Membership member;
  member.contract = contract;
  member.worker = matched.worker;
  member.trade = matched.row->trade;
  member.team = matched.team;
  member.employer = matched.employer;
  member.registered = false;
  member.entry = first_day(since);
  return member;
}

SealedPerson MetPersons::keep(const Person& person, const Membership& provisional,
                              CommandDraft& draft) {
  const auto& worker = provisional.worker;
  if (const auto met = met_.find(worker); met != met_.end()) return met->second;
  const auto known = find(reader_, kPersons, worker);
  auto sealed = known ? known->value : vault_.seal_person(person);
  if (!known) draft.create(kPersons, worker, sealed);
  const auto place = provisional.contract + "/" + worker;
  if (!find(reader_, kMemberships, place)) draft.create(kMemberships, place, provisional);
  return met_.emplace(worker, std::move(sealed)).first->second;
}

std::string submitted_key(const PayrollBatch& batch) {
  return batch.contract + "/" + to_string(batch.month) + "/" + batch.content;
}

void change_month(const ledger::Reader& reader, const PayrollBatch& batch, CommandDraft& draft) {
  const auto key = batch.contract + "/" + to_string(batch.month);
  const auto month = find(reader, kMonths, key);
  if (month) {
    draft.update(kMonths, *month, {month->value.changes + 1});
  } else {
    draft.create(kMonths, key, {1});
  }
}

Result<void> check_not_arrears(const PayrollBatch& batch) {
  if (batch.kind != BatchKind::decision) return {};
  return fail(kBatchOfArrears, {{"batch", batch.id}});
}

tl::unexpected<Fault> wrong_state(const PayrollBatch& batch) {
  return fail(kBatchState, {{"batch", batch.id},
                            {"state", std::string(to_word(batch.state))},
                            {"next", std::string(kNextSteps.at(batch.state.index()))}});
}

Result<LoadedBatch> load_batch(const ledger::Reader& reader, const std::string& id) {
  auto batch = find(reader, kBatches, id);
  if (!batch) return fail(kBatchUnknown, {{"batch", id}});
  auto lines = find_all(reader, kLines, id + "-");
  std::erase_if(lines, [&](const auto& line) { return line.value.batch != id; });
  return LoadedBatch{std::move(*batch), std::move(lines)};
}

BatchState state_after(const PayrollBatch& batch,
                       const std::vector<Versioned<PayrollLine>>& lines) {
  using namespace line_state;
  const auto all = [&](auto holds) {
    return std::all_of(lines.begin(), lines.end(),
                       [&](const auto& line) { return holds(line.value.state); });
  };
  const auto is_done = [](const LineState& s) {
    return is<Paid>(s) || is<Replaced>(s) || is<Discharged>(s) || is<Reduced>(s);
  };
  if (all(is_done)) return batch_state::Closed{};
  const bool waiting = !all([](const LineState& s) {
    return !is<InFlight>(s) && !is<Unknown>(s) && !is<FailedMoneyOut>(s);
  });
  const bool uninstructed = !all([](const LineState& s) { return !is<Accrued>(s); });
  if (waiting || uninstructed) return batch.state;
  return batch_state::Answered{};
}

void restate_batches(const ledger::Reader& reader, const ChangedLines& lines, CommandDraft& draft) {
  std::set<std::string> batches;
  for (const auto& [id, line] : lines) batches.insert(line.batch);
  for (const auto& id : batches) {
    auto loaded = load_batch(reader, id).value();
    for (auto& line : loaded.lines) {
      if (const auto now = lines.find(line.key); now != lines.end()) line.value = now->second;
    }
    auto batch = loaded.batch.value;
    if (std::holds_alternative<batch_state::Closed>(batch.state)) {
      batch.state = batch_state::Answered{};
    }
    batch.state = state_after(batch, loaded.lines);
    if (batch.state.index() != loaded.batch.value.state.index()) {
      draft.update(kBatches, loaded.batch, batch);
    }
  }
}

}  // namespace anxin::payments
