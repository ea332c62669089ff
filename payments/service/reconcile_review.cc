#include "payments/service/reconcile_review.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/open_claims.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/reconcile_facts.h"

namespace anxin::payments {
namespace {

using namespace line_state;

// An entry where it stands: its statement, contract and account, and who acts.
struct Place {
  Versioned<BankEntry> entry;
  BankStatement statement;
  PaymentsBook::Account account;
  Staff staff;
};

Result<Versioned<BankEntry>> entry_named(const ledger::Reader& reader, const std::string& id) {
  auto entry = find(reader, kBankEntries, id);
  if (!entry) return fail(kEntryUnknown, {{"entry", id}});
  return std::move(*entry);
}

Result<Place> place_of(const PaymentsBook& book, const ledger::Reader& reader, const Caller& caller,
                       const std::string& id) {
  auto entry = LEDGER_TRY(entry_named(reader, id));
  auto statement = find(reader, kStatements, entry.value.statement)->value;
  const auto contract = LEDGER_TRY(book.contract(reader, statement.contract));
  auto account =
      LEDGER_TRY(book.wage_account_named(reader, statement.contract, statement.wage_account));
  auto staff = LEDGER_TRY(book.require(
      reader, caller, contract.value,
      {account.account.bank, {Role::bank, Role::clerk, Role::approver, Role::regulator}}));
  return Place{std::move(entry), std::move(statement), std::move(account), std::move(staff)};
}

Move suspense_of(const Place& at) {
  const auto& contract = at.statement.contract;
  return at.entry.value.direction == Direction::credit
             ? posting::unexplained_credit(contract, at.account.ledger_name)
             : posting::unexplained_debit(contract, at.account.ledger_name);
}

// Who recorded an entry of the ledger; empty where the login is not on record.
std::string person_of(const ledger::Reader& reader, book::EntryNumber number) {
  const auto entry = reader.entry(number);
  const auto staff = entry ? find(reader, kStaff, entry->actor) : std::nullopt;
  return staff ? staff->value.person : "";
}

// Who told the bank to pay, or booked the receipt, does not also say that the bank did or did not.
Result<void> check_other_person(const Place& at, const std::string& person) {
  if (person != at.staff.person) return {};
  return fail(kSamePerson, {{"person", at.staff.person}});
}

Result<void> check_not_instructor(const ledger::Reader& reader, const Place& at,
                                  const std::string& file) {
  const auto known = find(reader, kFiles, file);
  if (!known) return {};
  return check_other_person(
      at, person_of(reader, reader.entry_of_key(known->value.hold_key).value_or(0)));
}

// Of a receipt that is older than the record of its booker, whoever wrote it last.
Result<void> check_not_booker(const ledger::Reader& reader, const Place& at,
                              const Versioned<FundingReceipt>& receipt) {
  const auto booker = find(reader, kReceiptBookers, receipt.key);
  return check_other_person(at, booker ? booker->value.person : person_of(reader, receipt.version));
}

// Writes the entry's new explanation and the step of its history.
void change_match(const ledger::Reader& reader, const Place& at, MatchChange change,
                  CommandDraft& draft) {
  auto entry = at.entry.value;
  change.contract = at.statement.contract;
  change.entry = at.entry.key;
  change.person = at.staff.person;
  change.before = entry.match;
  entry.match = change.after;
  draft.update(kBankEntries, at.entry, entry);
  const auto steps = find_all(reader, kMatchChanges, at.entry.key + "/").size();
  draft.create(kMatchChanges, fmt::format("{}/{:04}", at.entry.key, steps + 1), change);
}

// ---- confirming ---------------------------------------------------------------------------------

class Confirming {
 public:
  Confirming(const PaymentsBook& book, const ledger::Reader& reader, const Place& at)
      : book_(book), reader_(reader), at_(at) {}

  Result<CommandDraft> run(const std::string& target) {
    const auto& entry = at_.entry.value;
    if (!std::holds_alternative<match::Suspense>(entry.match)) {
      return fail(kEntryNotOpen, {{"entry", entry.id}});
    }
    auto facts = LEDGER_TRY(gather_account(book_, reader_, at_.account));
    const auto line = facts.lines.find(target);
    if (line != facts.lines.end()) {
      LEDGER_CHECK(confirm_line(line->second, facts.match));
    } else if (facts.match.files.contains(target)) {
      LEDGER_CHECK(confirm_batch(target, facts.match));
    } else {
      LEDGER_CHECK(confirm_receipt(target));
    }
    draft_.answer("item", entry.id);
    draft_.answer("target", target);
    draft_.answer("amount", to_string(entry.amount));
    draft_.answer("match", std::string(to_word(after_)));
    MatchChange change;
    change.kind = MatchChangeKind::confirmed;
    change.on = book_.today();
    change.after = after_;
    change_match(reader_, at_, std::move(change), draft_);
    return std::move(draft_);
  }

 private:
  Result<void> confirm_line(const Versioned<PayrollLine>& line, const MatchFacts& facts) {
    const auto& entry = at_.entry.value;
    if (!may_be(entry, line.value, facts)) return differs(line.key);
    const auto& file = facts.files.at(file_of(line.value.state)).file;
    LEDGER_CHECK(check_not_instructor(reader_, at_, file.id));
    if (entry.direction == Direction::credit && std::holds_alternative<Paid>(line.value.state)) {
      return take_back(line);
    }
    post(mirror(suspense_of(at_)));
    after_ = match::Confirmed{line.key, file.id};
    if (const auto* out = std::get_if<FailedMoneyOut>(&line.value.state)) {
      draft_.release(file.hold_key, out->hold_line);
      change(line, Failed{out->reason});
    }
    return {};
  }

  // A batch whose explanation was taken back: by its sum, as level 2 would say.
  Result<void> confirm_batch(const std::string& target, const MatchFacts& facts) {
    auto named = at_.entry.value;
    named.file = target;
    named.end_to_end_ids.clear();
    const auto match = explain(named, facts);
    const auto* batch = std::get_if<match::ByBatch>(&match);
    const bool fits = batch != nullptr && named.direction == Direction::debit;
    if (!fits) return differs(target);
    const auto& file = facts.files.at(target).file;
    LEDGER_CHECK(check_not_instructor(reader_, at_, file.id));
    post(mirror(suspense_of(at_)));
    after_ = match;
    return {};
  }

  // 退汇: out of suspense, and owed again.
  Result<void> take_back(const Versioned<PayrollLine>& line) {
    const auto& entry = at_.entry.value;
    const auto batch = find(reader_, kBatches, line.value.batch);
    post(posting::credit_was_wage(wage_of(line.value, batch->value.month)));
    ClaimReturns claims(reader_);
    claims.take_line(line.value, entry.booked, draft_);
    claims.finish(draft_);
    change(line, Returned{entry.return_reason, entry.booked});
    after_ = match::Return{line.key};
    return {};
  }

  Result<void> confirm_receipt(const std::string& reference) {
    const auto& entry = at_.entry.value;
    const auto receipt = find(reader_, kReceipts, at_.statement.contract + "/" + reference);
    if (!receipt) return fail(kTargetUnknown, {{"target", reference}});
    const bool here = receipt->value.wage_account == at_.account.account.id;
    if (!here || !may_be(entry, receipt->value)) return differs(reference);
    LEDGER_CHECK(check_not_booker(reader_, at_, *receipt));
    post(mirror(suspense_of(at_)));
    auto proved = receipt->value;
    proved.matched_by = entry.id;
    draft_.update(kReceipts, *receipt, proved);
    after_ = match::Confirmed{reference, ""};
    return {};
  }

  [[nodiscard]] tl::unexpected<Fault> differs(const std::string& target) const {
    return fail(kTargetDiffers, {{"entry", at_.entry.key}, {"target", target}});
  }

  void post(const Move& move) { draft_.post(at_.entry.value.booked, move, at_.entry.value.amount); }

  void change(const Versioned<PayrollLine>& line, LineState state) {
    auto changed = line.value;
    changed.state = std::move(state);
    draft_.update(kLines, line, changed);
    restate_batches(reader_, {{line.key, changed}}, draft_);
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Place& at_;
  Match after_;
  CommandDraft draft_;
};

// ---- taking back --------------------------------------------------------------------------------

class Unmatching {
 public:
  Unmatching(const PaymentsBook& book, const ledger::Reader& reader, const Place& at)
      : book_(book), reader_(reader), at_(at) {}

  Result<CommandDraft> run(const std::string& reason) {
    const auto& entry = at_.entry.value;
    if (!is_matched(entry.match)) return fail(kEntryNotMatched, {{"entry", entry.id}});
    LEDGER_CHECK(check_unsigned(reader_, at_.account.account, at_.statement.on));
    LEDGER_CHECK(std::visit(Undo{*this}, entry.match));
    draft_.post(entry.booked, suspense_of(at_), entry.amount);
    draft_.answer("item", entry.id);
    draft_.answer("amount", to_string(entry.amount));
    draft_.answer("was", std::string(to_word(entry.match)));
    MatchChange change;
    change.kind = MatchChangeKind::unmatched;
    change.reason = reason;
    change.on = book_.today();
    change.after = match::Suspense{};
    change_match(reader_, at_, std::move(change), draft_);
    return std::move(draft_);
  }

 private:
  struct Undo {
    Unmatching& work;
    Result<void> operator()(const match::Open&) const { return {}; }
    Result<void> operator()(const match::Suspense&) const { return {}; }
    Result<void> operator()(const match::ByBatch& how) const { return work.free_payment(how.file); }
    Result<void> operator()(const match::Transfer&) const { return {}; }
    Result<void> operator()(const match::ByCard& how) const { return work.free_payment(how.file); }
    Result<void> operator()(const match::ByReference& how) const {
      return how.file.empty() ? work.free_receipt(how.reference) : work.free_payment(how.file);
    }
    Result<void> operator()(const match::Confirmed& how) const {
      return how.file.empty() ? work.free_receipt(how.reference) : work.free_payment(how.file);
    }
    Result<void> operator()(const match::CarriedOver& how) const {
      return work.by_paper(how.entry);
    }
    Result<void> operator()(const match::Return& how) const { return work.take_return(how.line); }
    Result<void> operator()(const match::Interest&) const {
      const auto& at = work.at_;
      work.post(mirror(posting::funded(at.statement.contract, at.account.ledger_name)));
      return {};
    }
  };

  // Money of a refused payment that came back has freed the wage to be paid again: whether it went
  // on or not, the hold that kept its place is gone, and nothing would say that it is missing.
  Result<void> free_payment(const std::string& file) {
    if (at_.entry.value.direction == Direction::credit) {
      return fail(kLineWentOn, {{"line", file}, {"state", "failed"}});
    }
    return check_not_instructor(reader_, at_, file);
  }

  // A receipt waits for its proof again. Another paper than a receipt has its own way back.
  Result<void> free_receipt(const std::string& reference) {
    const auto receipt = find(reader_, kReceipts, at_.statement.contract + "/" + reference);
    if (!receipt || receipt->value.matched_by != at_.entry.key) return by_paper(reference);
    LEDGER_CHECK(check_not_booker(reader_, at_, *receipt));
    auto open = receipt->value;
    open.matched_by.clear();
    draft_.update(kReceipts, *receipt, open);
    return {};
  }

  [[nodiscard]] tl::unexpected<Fault> by_paper(const std::string& paper) const {
    return fail(kExplainedByPaper, {{"entry", at_.entry.key}, {"paper", paper}});
  }

  // What the bank's message (pacs.004) booked stays booked, and waits for its proof again.
  // A worker would lose what is owed again: no word of the contractor's alone.
  Result<void> take_return(const std::string& line) {
    const auto role = at_.staff.role;
    if (role != Role::bank && role != Role::regulator) {
      return fail(kNotPermitted,
                  {{"actor", at_.staff.actor}, {"role", std::string(to_word(role))}});
    }
    const auto advised = find(reader_, kAdvisedReturns, line);
    if (!advised || advised->value.matched_by != at_.entry.key) return pay_again(line);
    auto open = advised->value;
    open.matched_by.clear();
    draft_.update(kAdvisedReturns, *advised, open);
    return {};
  }

  // The wage did not come back after all: it is paid, as the bank's answer said. A claim that ended
  // with the return may have been settled since, so it is not raised again behind its parties.
  Result<void> pay_again(const std::string& id) {
    const auto line = LEDGER_TRY(load_line(reader_, id));
    const auto file = file_listing(line.line.value);
    const bool returned = std::holds_alternative<Returned>(line.line.value.state);
    const bool whole = line.line.value.net == at_.entry.value.amount;
    if (!returned || !whole || !file || claim_of(reader_, line.line.value)) {
      return fail(kLineWentOn,
                  {{"line", id}, {"state", std::string(to_word(line.line.value.state))}});
    }
    post(posting::wage_paid(wage_of(line.line.value, line.month), at_.account.ledger_name));
    auto paid = line.line.value;
    paid.state = Paid{file->id, paid_on(*file)};
    draft_.update(kLines, line.line, paid);
    restate_batches(reader_, {{id, paid}}, draft_);
    return {};
  }

  [[nodiscard]] std::optional<InstructionFile> file_listing(const PayrollLine& line) const {
    for (auto& file : find_of_contract(reader_, kFiles, line.contract)) {
      const auto& lines = file.value.lines;
      const bool listed = std::find(lines.begin(), lines.end(), line.id) != lines.end();
      if (listed) return std::move(file.value);
    }
    return std::nullopt;
  }

  // The last day on which the bank said that something of the file was paid before this entry.
  [[nodiscard]] Date paid_on(const InstructionFile& file) const {
    Date on = file.execution;
    for (const auto& outcome : file.outcomes) {
      if (outcome.paid_lines > 0 && outcome.on <= at_.entry.value.booked) on = outcome.on;
    }
    return on;
  }

  void post(const Move& move) { draft_.post(at_.entry.value.booked, move, at_.entry.value.amount); }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Place& at_;
  CommandDraft draft_;
};

}  // namespace

Result<std::vector<EntryReview>> ReviewService::suggestions(const std::string& contract) const {
  std::vector<EntryReview> found;
  const auto reports = LEDGER_TRY(ReconcileService(book_).show(contract));
  for (const auto& report : reports) {
    for (std::size_t i = 0; i < report.entries.size(); ++i) {
      if (!report.reviews[i].candidates.empty()) {
        found.push_back({report.entries[i], report.reviews[i]});
      }
    }
  }
  return found;
}

Result<ledger::Receipt> ReviewService::confirm(const Caller& caller, const std::string& entry,
                                               const std::string& target) {
  Fields content{{"/op", "reconcile.confirm"},
                 {"/actor", caller.actor},
                 {"/entry", entry},
                 {"/target", target}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         const auto at = LEDGER_TRY(place_of(book_, reader, caller, entry));
                         return Confirming(book_, reader, at).run(target);
                       });
}

Result<ledger::Receipt> ReviewService::unmatch(const Caller& caller, const std::string& entry,
                                               const std::string& reason) {
  Fields content{{"/op", "reconcile.unmatch"},
                 {"/actor", caller.actor},
                 {"/entry", entry},
                 {"/reason", reason}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         LEDGER_CHECK(check_why(reason));
                         const auto at = LEDGER_TRY(place_of(book_, reader, caller, entry));
                         return Unmatching(book_, reader, at).run(reason);
                       });
}

Result<EntryHistory> ReviewService::history(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  EntryHistory history;
  history.entry = LEDGER_TRY(entry_named(reader, id)).value;
  for (auto& change : find_all(reader, kMatchChanges, id + "/")) {
    history.changes.push_back(std::move(change.value));
  }
  return history;
}

}  // namespace anxin::payments
