// Repair: lines that were parked, failed or returned are paid again by lines of a new batch, each
// with a new end-to-end id, after the usual approval by a second person.
#include "ledger/base/amount.h"
#include "payments/bank/repair_table.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/payroll_service.h"
#include "payments/service/wage_paper_service.h"
#include "payments/service/worker_change_service.h"

namespace anxin::payments {
namespace {

class Repair {
 public:
  Repair(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract)
      : book_(book), reader_(reader), contract_(contract) {}

  Result<CommandDraft> run(const bank::RepairTable& table, PayrollBatch batch) {
    batch_ = std::move(batch);
    for (const auto& row : table.rows) LEDGER_CHECK(add_line(row));
    draft_.create(kBatches, batch_.id, batch_);
    draft_.answer("batch", batch_.id);
    draft_.answer("lines", count_text(batch_.lines));
    draft_.answer("net", to_string(batch_.net));
    draft_.answer("state", std::string(to_word(batch_.state)));
    return std::move(draft_);
  }

 private:
  Result<void> add_line(const bank::RepairRow& row) {
    const auto old = find(reader_, kLines, row.line);
    const bool ours =
        old && find(reader_, kBatches, old->value.batch)->value.contract == contract_.id;
    if (!ours || !is_repairable(old->value.state)) {
      return fail(kNotRepairable, {{"line", row.line}, {"row", count_text(row.row)}});
    }
    LEDGER_CHECK(check_payee(row, old->value));
    const auto sealed = find(reader_, kPersons, old->value.worker);
    if (!sealed) return fail(kSealBroken);
    LEDGER_CHECK(check_month(*old));
    LEDGER_CHECK(check_person(row, LEDGER_TRY(book_.vault().open_person(sealed->value))));
    auto line = old->value;
    line.id = line_id(batch_.id, ++batch_.lines);
    line.batch = batch_.id;
    line.row = row.row;
    line.gross = line.net;  // what is owed is the net: deductions were made when it accrued
    line.advance = line.tax = line.other = Money();
    line.parked_for.clear();
    line.replaces = old->value.id;
    line.state = line_state::Drafted{};
    LEDGER_CHECK(seal_account(book_.vault(), sealed->value, {row.account, row.bank_no}, line));
    batch_.gross += line.net;
    batch_.net += line.net;
    draft_.rests_on(kLines, *old);
    draft_.create(kLines, line.id, line);
    if (const auto payee = find(reader_, kPayeesOfLines, old->key)) {
      draft_.create(kPayeesOfLines, line.id, payee->value);
    }
    return {};
  }

  // Where somebody is paid in the worker's place, another account needs papers too; the same one
  // clears what else the line was parked for.
  Result<void> check_payee(const bank::RepairRow& row, const PayrollLine& old) const {
    const bool parked = std::holds_alternative<line_state::Parked>(old.state);
    const bool same = book_.vault().card_index(row.account) == old.card_fingerprint;
    if ((parked && same) || !find(reader_, kPayeesOfLines, old.id)) return {};
    return fail(kRepairHasPayee, {{"line", old.id}});
  }

  // The money is held against the payable of the batch's month.
  Result<void> check_month(const Versioned<PayrollLine>& old) const {
    const auto month = find(reader_, kBatches, old.value.batch)->value.month;
    if (month == batch_.month) return {};
    return fail(kRepairMonthDiffers, {{"line", old.key}, {"month", to_string(month)}});
  }

  // A repair corrects where a wage goes, never whose it is.
  Result<void> check_person(const bank::RepairRow& row, const Person& person) {
    const bool same = row.name == person.name && (row.id_no.empty() || row.id_no == person.id_no);
    if (!same) return fail(kRepairPersonDiffers, {{"line", row.line}});
    const auto index = book_.vault().card_index(row.account);
    const auto owner = find(reader_, kPersonByCard, index);
    const auto [first, is_new] = cards_.emplace(index, person.worker);
    const bool taken = (owner && owner->value.worker != person.worker) ||
                       (!is_new && first->second != person.worker);
    if (taken) return fail(kRepairCardTaken, {{"line", row.line}});
    return check_waiting(row, index, person.worker);
  }

  // A card that two persons have just put on the roster waits for a repair as for a sheet.
  Result<void> check_waiting(const bank::RepairRow& row, const std::string& index,
                             const std::string& worker) const {
    const auto change = find(reader_, kCardChanges, worker);
    if (!change || change->value.card_index != index) return {};
    const auto until = card_waits_until(book_, reader_, contract_, change->value);
    if (!until) return {};
    return fail(kRepairCardWaits, {{"line", row.line}, {"until", to_string(*until)}});
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  std::map<std::string, std::string> cards_;  // keyed hash → worker
  PayrollBatch batch_;
  CommandDraft draft_;
};

}  // namespace

Result<ledger::Receipt> PayrollService::repair(const Caller& caller, const RepairRequest& request) {
  Fields content{{"/op", "payroll.repair"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/month", to_string(request.month)},
                 {"/file", sha256(request.bytes).hex()}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto staff = LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::clerk}));
        const auto table = bank::read_repair_table(request.bytes, book_.data().captions);
        if (!table.accepted() || table.rows.empty()) {
          return fail(kRepairInvalid, {{"count", count_text(table.findings.size())}});
        }
        auto batch = new_batch(reader, contract.value.id, request.month, BatchKind::repair);
        batch.maker = staff.person;
        batch.content = sha256(request.bytes).hex();
        batch.due_on = LEDGER_TRY(due_date(book_, contract.value, request.month));
        // The workers confirmed their wages when the old lines were made.
        batch.state = batch_state::Confirmed{staff.person, ""};
        return Repair(book_, reader, contract.value).run(table, std::move(batch));
      });
}

}  // namespace anxin::payments
