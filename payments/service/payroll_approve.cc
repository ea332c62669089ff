// Approval: four eyes, accrual of every line, and the replacement of lines by a repair batch.
#include "ledger/base/amount.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/payroll_service.h"
#include "payments/service/wage_paper_service.h"
#include "payments/service/worker_change_service.h"

namespace anxin::payments {
namespace {

class Approval {
 public:
  Approval(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
           LoadedBatch loaded)
      : book_(book), reader_(reader), contract_(contract), loaded_(std::move(loaded)) {}

  Result<CommandDraft> run(const std::string& approver) {
    auto batch = loaded_.batch.value;
    const Accrual accrual{contract_, batch.month, std::min(last_day(batch.month), book_.today())};
    for (const auto& line : loaded_.lines) {
      if (batch.kind == BatchKind::repair) {
        LEDGER_CHECK(replace(line.value));
      } else {
        accrue(reader_, accrual, line.value, draft_);
      }
      auto changed = line.value;
      changed.state = state_once_owed(line.value);
      draft_.update(kLines, line, changed);
    }
    close_replaced();
    batch.state = batch_state::Approved{approver};
    draft_.update(kBatches, loaded_.batch, batch);
    change_month(reader_, batch, draft_);  // arrears of the month look at what has accrued in it
    draft_.answer("batch", batch.id);
    draft_.answer("gross", to_string(batch.gross));
    draft_.answer("deductions", to_string(batch.deductions));
    draft_.answer("net", to_string(batch.net));
    draft_.answer("state", std::string(to_word(batch.state)));
    return std::move(draft_);
  }

 private:
  Result<void> replace(const PayrollLine& line) {
    const auto old = find(reader_, kLines, line.replaces);
    // Reduced since the repair was made, it is owed less.
    const bool stands = old && is_repairable(old->value.state) && old->value.net == line.net;
    if (!stands) {
      return fail(kNotRepairable, {{"line", line.replaces}});
    }
    auto changed = old->value;
    changed.state = line_state::Replaced{line.id};
    draft_.update(kLines, *old, changed);
    replaced_.insert(old->value.batch);
    return register_person(line, old->value);
  }

  // The corrected account becomes the person's own, and a stranger becomes a member of the roster.
  // A payee's is never the worker's.
  Result<void> register_person(const PayrollLine& line, const PayrollLine& old) {
    const auto sealed = find(reader_, kPersons, line.worker);
    if (!sealed) return fail(kRepairInvalid, {{"line", line.id}});
    auto person = LEDGER_TRY(book_.vault().open_person(sealed->value));
    if (has_payee(line)) return register_member(line.worker, person);
    const auto account = LEDGER_TRY(open_account(book_.vault(), sealed->value, line));
    if (line.card_fingerprint != old.card_fingerprint) {
      LEDGER_CHECK(follow(sealed->value, account, old));
    }
    const bool same = person.card == account.card && person.bank_code == account.bank_code;
    if (!person.card.empty() && person.card != account.card) {
      note_card_change({line.worker, line.card_fingerprint, book_.today(), contract_.id}, reader_,
                       draft_);
    }
    person.card = account.card;
    person.bank_code = account.bank_code;
    if (!same) {
      draft_.update(kPersons, *sealed, LEDGER_TRY(book_.vault().reseal(sealed->value, person)));
    }
    const auto index = book_.vault().card_index(account.card);
    if (!find(reader_, kPersonByCard, index)) {
      draft_.create(kPersonByCard, index, {line.worker});
    }
    return register_member(line.worker, person);
  }

  [[nodiscard]] bool has_payee(const PayrollLine& line) const {
    return find(reader_, kPayeesOfLines, line.id).has_value();
  }

  // What the worker is owed besides on the card that is replaced, and no bank has yet, would only
  // fail there: two persons have just said which card is the worker's now.
  Result<void> follow(const SealedPerson& sealed, const PayAccount& account,
                      const PayrollLine& old) {
    if (!accrued_) accrued_ = accrued_lines();
    for (auto& other : *accrued_) {
      auto& line = other.value;
      const bool follows = line.worker == old.worker && !has_payee(line) &&
                           line.card_fingerprint == old.card_fingerprint;
      if (!follows) continue;
      LEDGER_CHECK(seal_account(book_.vault(), sealed, account, line));
      draft_.update(kLines, other, line);
    }
    return {};
  }

  [[nodiscard]] std::vector<Versioned<PayrollLine>> accrued_lines() const {
    auto lines = find_of_contract(reader_, kLines, contract_.id);
    std::erase_if(lines, [](const auto& line) {
      return !std::holds_alternative<line_state::Accrued>(line.value.state);
    });
    return lines;
  }

  Result<void> register_member(const std::string& worker, const Person& person) {
    const auto member = find(reader_, kMemberships, contract_.id + "/" + worker);
    if (!member || member->value.registered) return {};
    auto changed = member->value;
    changed.registered = true;
    draft_.update(kMemberships, *member, changed);
    const auto index = book_.vault().id_index(person.id_no);
    if (!person.id_no.empty() && !find(reader_, kPersonById, index)) {
      draft_.create(kPersonById, index, {worker});
    }
    return {};
  }

  // A batch whose last open line has just been replaced is closed: the repair batch owes it now.
  void close_replaced() {
    std::set<std::string> now_replaced;
    for (const auto& line : loaded_.lines) now_replaced.insert(line.value.replaces);
    for (const auto& id : replaced_) {
      auto old = load_batch(reader_, id);
      for (auto& line : old->lines) {
        if (now_replaced.contains(line.value.id)) line.value.state = line_state::Replaced{};
      }
      auto changed = old->batch.value;
      changed.state = state_after(changed, old->lines);
      if (changed.state.index() != old->batch.value.state.index()) {
        draft_.update(kBatches, old->batch, changed);
      }
    }
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  LoadedBatch loaded_;
  CommandDraft draft_;
  std::set<std::string> replaced_;  // batches with lines that this one replaces
  std::optional<std::vector<Versioned<PayrollLine>>> accrued_;  // of the contract; once asked for
};

}  // namespace

Result<ledger::Receipt> PayrollService::approve(const Caller& caller, const std::string& batch) {
  Fields content{{"/op", "payroll.approve"}, {"/actor", caller.actor}, {"/batch", batch}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_batch(reader, batch));
        const auto contract = LEDGER_TRY(book_.contract(reader, loaded.batch.value.contract));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::approver}));
        if (staff.person == loaded.batch.value.maker) return fail(kSamePerson);
        LEDGER_CHECK(check_not_arrears(loaded.batch.value));
        if (!std::holds_alternative<batch_state::Confirmed>(loaded.batch.value.state)) {
          return wrong_state(loaded.batch.value);
        }
        return Approval(book_, reader, contract.value, std::move(loaded)).run(staff.person);
      });
}

}  // namespace anxin::payments
