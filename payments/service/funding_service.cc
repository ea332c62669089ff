#include "payments/service/funding_service.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/opening_balance.h"
#include "payments/service/reconcile_records.h"
#include "payments/service/sub_books.h"
#include "payments/service/suspense_service.h"

namespace anxin::payments {
namespace {

std::string receipt_key(const std::string& contract, const std::string& reference) {
  return contract + "/" + reference;
}

// A credit of this reference and amount that the bank's statement brought to the sub-book before it
// was booked.
std::optional<Versioned<BankEntry>> in_suspense(const ledger::Reader& reader,
                                                const FundingReceipt& receipt,
                                                const std::string& sub_book) {
  for (auto& entry : find_all(reader, kBankEntries, sub_book)) {
    const auto& ids = entry.value.end_to_end_ids;
    const bool same = entry.value.direction == Direction::credit &&
                      entry.value.amount == receipt.amount &&
                      std::find(ids.begin(), ids.end(), receipt.reference) != ids.end();
    if (same && std::holds_alternative<match::Suspense>(entry.value.match)) return entry;
  }
  return std::nullopt;
}

// The money is on the account already: only its explanation changes.
void take_out_of_suspense(const ledger::Reader& reader, CommandDraft& draft,
                          const Versioned<BankEntry>& entry, FundingReceipt& receipt) {
  receipt.on = entry.value.booked;
  receipt.wage_account = find(reader, kStatements, entry.value.statement)->value.wage_account;
  receipt.matched_by = entry.key;
  draft.post(receipt.on, {posting::credit_was_funding(receipt.contract)}, receipt.amount);
  auto explained = entry.value;
  explained.match = match::ByReference{receipt.reference, ""};
  draft.update(kBankEntries, entry, explained);
}

// What came until the day of an opening balance is in it.
Result<void> check_after_opening(const ledger::Reader& reader, const FundingReceipt& receipt) {
  const auto opening = agreed_opening(reader, receipt.contract, receipt.wage_account);
  if (!opening || receipt.on > opening->on) return {};
  return fail_at(kAccountDate, "/on", {{"on", to_string(receipt.on)}});
}

// A restitution books its transfer itself, under the transfer's reference.
Result<void> check_no_restitution(const ledger::Reader& reader, const FundingReceipt& receipt) {
  for (const auto& paper : papers_of(reader, kSuspensePapers, receipt.contract)) {
    const bool booked = std::holds_alternative<paper_state::Approved>(paper.state) &&
                        paper.way == SuspenseWay::restitution;
    if (booked && paper.reference == receipt.reference) {
      return fail(kFundingExists, {{"what", paper.id}});
    }
  }
  return {};
}

// What a contract moved or closed away has left the shared account with its balance.
Result<void> check_still_there(const ledger::Reader& reader, const WageAccount& account) {
  const auto use = find(reader, kAccountUses, account.contract);
  if (!use || !ended_on(use->value, account.id)) return {};
  return fail(kCreditMovedOn, {{"contract", account.contract}});
}

// The accounts of one receipt: its own, and those of other contracts with the same number.
class SharedCredit {
 public:
  SharedCredit(const PaymentsBook& book, const ledger::Reader& reader,
               const FundingReceipt& receipt)
      : book_(book),
        reader_(reader),
        own_(find(reader, kWageAccounts, receipt.contract + "/" + receipt.wage_account)->value),
        sharing_(sharing_accounts(reader, own_)) {}

  // From another contract's suspense, with its place in the statements.
  Result<SuspenseTaken> take(FundingReceipt& receipt, CommandDraft& draft) const {
    for (const auto& other : sharing_) {
      const auto entry = in_suspense(reader_, receipt, other.contract + "/" + other.id + "/");
      if (!entry) continue;
      LEDGER_CHECK(check_still_there(reader_, other));
      RestatedBooks books(book_, reader_);
      receipt.matched_by = LEDGER_TRY(books.carry_over(*entry, own_, receipt.reference));
      receipt.on = entry->value.booked;
      books.write(draft);
      draft.post(
          receipt.on,
          posting::credit_carried_over(other.contract, chart::wage_bank(other.contract, other.id),
                                       own_.contract, chart::wage_bank(own_.contract, own_.id)),
          receipt.amount);
      return SuspenseTaken::yes;
    }
    return SuspenseTaken::no;
  }

  // One credit of the bank is one contract's.
  [[nodiscard]] Result<void> check_booked_once(const FundingReceipt& receipt) const {
    const auto booked = booked_elsewhere(receipt);
    return booked.empty() ? Result<void>() : fail(kFundingExists, {{"what", booked.front().key}});
  }

  // Another contract waits for this very credit: where it lies in suspense, a person has taken its
  // explanation back, and says anew whose it is.
  [[nodiscard]] Result<void> check_not_awaited(const FundingReceipt& receipt) const {
    for (const auto& one : booked_elsewhere(receipt)) {
      if (one.value.matched_by.empty()) return fail(kFundingExists, {{"what", one.key}});
    }
    return {};
  }

 private:
  [[nodiscard]] std::vector<Versioned<FundingReceipt>> booked_elsewhere(
      const FundingReceipt& receipt) const {
    std::vector<Versioned<FundingReceipt>> same;
    for (const auto& other : sharing_) {
      auto booked = find(reader_, kReceipts, receipt_key(other.contract, receipt.reference));
      const bool alike = booked && booked->value.amount == receipt.amount &&
                         booked->value.wage_account == other.id;
      if (alike) same.push_back(std::move(*booked));
    }
    return same;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  WageAccount own_;
  std::vector<WageAccount> sharing_;
};

}  // namespace

Result<SuspenseTaken> take_from_suspense(const PaymentsBook& book, const ledger::Reader& reader,
                                         FundingReceipt& receipt, CommandDraft& draft) {
  LEDGER_CHECK(check_no_restitution(reader, receipt));
  if (const auto entry = in_suspense(reader, receipt, receipt.contract + "/")) {
    take_out_of_suspense(reader, draft, *entry, receipt);
    return SuspenseTaken::yes;
  }
  const SharedCredit credit(book, reader, receipt);
  LEDGER_CHECK(credit.check_not_awaited(receipt));
  if (LEDGER_TRY(credit.take(receipt, draft)) == SuspenseTaken::yes) return SuspenseTaken::yes;
  LEDGER_CHECK(credit.check_booked_once(receipt));
  return SuspenseTaken::no;
}

Result<void> check_booked_amount(Money amount) {
  if (amount <= Money()) return fail_at(kAmountInvalid, "/amount");
  if (amount <= kFundingMax) return {};
  return fail_at(kAmountTooLarge, "/amount", {{"max", to_grouped_string(kFundingMax)}});
}

Money monthly_labour_cost(const Contract& contract) {
  const auto labour_share = parse_rate(contract.labour_share);
  LEDGER_INVARIANT(labour_share.has_value() && contract.months > 0);
  return share(contract.amount, Rate(*labour_share / contract.months), Rounding::half_even);
}

Money labour_cost_of(const ledger::Reader& reader, const Contract& contract, Month month) {
  const LabourCostChange* last = nullptr;
  const auto changes =
      find_of_contract(reader, kCostChanges, contract.id);  // in order of their ids
  for (const auto& [key, version, change] : changes) {
    const bool counts = is_agreed(change.state) && change.from_month <= month;
    if (counts && (last == nullptr || last->from_month <= change.from_month)) last = &change;
  }
  if (last == nullptr) return monthly_labour_cost(contract);
  if (last->monthly) return *last->monthly;
  auto changed = contract;
  changed.labour_share = last->share;
  return monthly_labour_cost(changed);
}

Date labour_cost_due_on(const Contract& contract, Month month) {
  const Month next = month + std::chrono::months(1);
  return std::chrono::sys_days(next /
                               std::chrono::day(static_cast<unsigned>(contract.funding_day)));
}

Result<ledger::Receipt> FundingService::make_due(const Caller& caller, const std::string& id,
                                                 Month month) {
  Fields content{{"/op", "funding.due"},
                 {"/actor", caller.actor},
                 {"/contract", id},
                 {"/month", to_string(month)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, id));
        LEDGER_TRY(book_.require(reader, caller, contract.value,
                                 {Role::clerk, Role::approver, Role::owner}));
        LEDGER_CHECK(check_account_open(reader, contract.value.id));
        const auto key = contract.value.id + "/" + to_string(month);
        if (find(reader, kFundingDues, key)) return fail(kFundingExists, {{"what", key}});
        const FundingDue due{contract.value.id, month,
                             labour_cost_of(reader, contract.value, month),
                             labour_cost_due_on(contract.value, month)};
        CommandDraft draft;
        draft.rests_on(kContracts, contract);
        draft.create(kFundingDues, key, due);
        draft.post(std::min(last_day(month), book_.today()),
                   {posting::labour_cost_due(due.contract, contract.value.owner)}, due.amount);
        draft.answer("contract", due.contract);
        draft.answer("month", to_string(month));
        draft.answer("amount", to_string(due.amount));
        draft.answer("due_on", to_string(due.due_on));
        return draft;
      });
}

Result<ledger::Receipt> FundingService::receive(const Caller& caller,
                                                const ReceiveRequest& request) {
  const bool from_owner = request.source == FundingSource::owner;
  Fields content{{"/op", "funding.receive"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/from", from_owner ? "owner" : "contractor"},
                 {"/amount", to_string(request.amount)},
                 {"/on", request.on ? to_string(*request.on) : ""},
                 {"/reference", request.reference}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, contract.value,
                                     {Role::clerk, Role::approver, Role::owner, Role::bank}));
        LEDGER_CHECK(check_booked_amount(request.amount));
        const std::string reference(trim(request.reference));
        if (reference.empty()) return fail_at(kReferenceMissing, "/reference");
        const auto key = receipt_key(id, reference);
        if (find(reader, kReceipts, key)) return fail(kFundingExists, {{"what", key}});
        const auto account = LEDGER_TRY(book_.wage_account(reader, id));
        const auto met = posting::labour_cost_met(id, contract.value.owner);
        const Date on = request.on.value_or(book_.today());
        CommandDraft draft;
        FundingReceipt receipt{
            id, account.account.id, reference, request.source, request.amount, on, ""};
        LEDGER_CHECK(check_after_opening(reader, receipt));
        LEDGER_CHECK(check_unsigned(reader, account.account, on));
        const auto taken = LEDGER_TRY(take_from_suspense(book_, reader, receipt, draft));
        if (taken == SuspenseTaken::no) {
          draft.post(on, {posting::funded(id, account.ledger_name)}, request.amount);
        }
        draft.create(kReceipts, key, receipt);
        draft.create(kReceiptBookers, key, {staff.person});
        Money still_due = reader.account(met.credit)->balance();
        if (from_owner) {
          draft.post(receipt.on, {met}, request.amount);  // also where a statement named the day
          still_due -= request.amount;
        }
        draft.answer("contract", id);
        draft.answer("amount", to_string(request.amount));
        draft.answer("still_due", to_string(still_due));
        return draft;
      });
}

}  // namespace anxin::payments
