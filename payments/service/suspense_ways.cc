// What each way out of suspense checks and books.
#include "payments/service/sub_books.h"
#include "payments/service/suspense_parts.h"

#include <algorithm>
#include <set>

#include "ledger/base/amount.h"
#include "payments/domain/chart.h"
#include "payments/service/balances.h"
#include "payments/service/funding_service.h"
#include "payments/service/open_claims.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/reconcile_report.h"

namespace anxin::payments {
namespace {

using namespace line_state;

// An entry in suspense, and the account it stands on.
struct Item {
  Versioned<BankEntry> entry;
  PaymentsBook::Account account;
  [[nodiscard]] Money amount() const { return entry.value.amount; }
  [[nodiscard]] Date booked() const { return entry.value.booked; }
  [[nodiscard]] bool is_credit() const { return entry.value.direction == Direction::credit; }
};

Result<Item> item_in_suspense(const PaymentsBook& book, const ledger::Reader& reader,
                              const std::string& id) {
  auto entry = find(reader, kBankEntries, id);
  if (!entry) return fail(kSuspenseItemUnknown, {{"item", id}});
  if (!std::holds_alternative<match::Suspense>(entry->value.match)) {
    return fail(kSuspenseItemExplained,
                {{"item", id}, {"match", std::string(to_word(entry->value.match))}});
  }
  const auto statement = find(reader, kStatements, entry->value.statement);
  auto account = LEDGER_TRY(
      book.wage_account_named(reader, statement->value.contract, statement->value.wage_account));
  return Item{std::move(*entry), std::move(account)};
}

tl::unexpected<Fault> wrong_line(const PayrollLine& line) {
  return fail(kSuspenseLineState, {{"line", line.id}, {"state", std::string(to_word(line.state))}});
}

tl::unexpected<Fault> beyond(Money owed, Money amount) {
  return fail(kSuspenseBeyond, {{"owed", to_string(owed)}, {"amount", to_string(amount)}});
}

class WayOut {
 public:
  WayOut(const PaymentsBook& book, const ledger::Reader& reader, SuspensePaper& paper,
         CommandDraft& draft)
      : book_(book), reader_(reader), paper_(paper), draft_(draft) {}

  Result<void> run() {
    if (paper_.entry.empty()) return run_without_entry();
    const auto item = LEDGER_TRY(item_in_suspense(book_, reader_, paper_.entry));
    if (!fits(paper_.way, item.entry.value.direction)) return unfit();
    return run_with(item);
  }

 private:
  [[nodiscard]] tl::unexpected<Fault> unfit() const {
    return fail(kSuspenseWay, {{"way", std::string(to_word(paper_.way))}});
  }

  Result<void> run_without_entry() {
    if (paper_.way == SuspenseWay::restitution) return restitution_to_come();
    if (paper_.way == SuspenseWay::over_accrued) return over_accrued();
    if (paper_.way == SuspenseWay::overpaid_deducted) return overpaid_deducted();
    return unfit();
  }

  Result<void> run_with(const Item& item) {
    switch (paper_.way) {
      case SuspenseWay::labour_cost:
        return labour_cost(item);
      case SuspenseWay::returned_wage:
        return returned_wage(item);
      case SuspenseWay::sent_back:
        return paper_.other.empty() ? sent_back(item) : pair(item);
      case SuspenseWay::restitution:
        return restitution(item);
      case SuspenseWay::overpaid_returned:
        return overpaid_returned(item);
      case SuspenseWay::was_wage:
        return was_wage(item);
      case SuspenseWay::put_right:
        return pair(item);
      case SuspenseWay::owed_back:
        return owed_back(item);
      case SuspenseWay::paid_again:
        return paid_again(item);
      case SuspenseWay::booked_already:
        return booked_already(item);
      case SuspenseWay::over_accrued:
      case SuspenseWay::overpaid_deducted:
        return unfit();
    }
    return unfit();
  }

  void explain(const Item& item, Match match) {
    auto explained = item.entry.value;
    explained.match = std::move(match);
    draft_.update(kBankEntries, item.entry, explained);
  }
  void explain(const Item& item) { explain(item, match::ByReference{paper_.id, ""}); }

  // Takes the entry off suspense as if it had never lain there; another rule books it anew.
  [[nodiscard]] Move off_suspense(const Item& item) const {
    const auto& bank = item.account.ledger_name;
    return item.is_credit() ? posting::credit_sent_back(paper_.contract, bank)
                            : posting::debit_put_right(paper_.contract, bank);
  }
  void rebook(const Item& item, const Move& as) {
    draft_.post(item.booked(), {off_suspense(item), as}, item.amount());
    explain(item);
  }

  [[nodiscard]] Date opened_on() const {
    return find(reader_, kContracts, paper_.contract)->value.signed_on;
  }

  // ---- credits ----------------------------------------------------------------------------------

  // A receipt that the entry proves, under the payer's own reference where it is free: nobody books
  // the same transfer again.
  Result<void> note_receipt(const Item& item) {
    const auto key_of = [&](const std::string& reference) {
      return paper_.contract + "/" + reference;
    };
    for (const auto& reference : item.entry.value.end_to_end_ids) {
      const auto known = find(reader_, kReceipts, key_of(reference));
      const bool waits =
          known && known->value.matched_by.empty() && known->value.amount == item.amount();
      if (waits) return fail(kFundingExists, {{"what", known->key}});
    }
    const auto& ids = item.entry.value.end_to_end_ids;
    const bool is_free = !ids.empty() && !find(reader_, kReceipts, key_of(ids.front()));
    const auto reference = is_free ? ids.front() : paper_.id;
    draft_.create(kReceipts, key_of(reference),
                  FundingReceipt{paper_.contract, item.account.account.id, reference, paper_.source,
                                 item.amount(), item.booked(), item.entry.key});
    draft_.create(kReceiptBookers, key_of(reference), {paper_.proposer});
    return {};
  }

  Result<void> labour_cost(const Item& item) {
    LEDGER_CHECK(note_receipt(item));
    draft_.post(item.booked(), posting::credit_was_funding(paper_.contract), item.amount());
    if (paper_.source == FundingSource::owner) {
      const auto owner = find(reader_, kContracts, paper_.contract)->value.owner;
      draft_.post(item.booked(), posting::labour_cost_met(paper_.contract, owner), item.amount());
    }
    explain(item);
    return {};
  }

  // Paid from this account by our instruction, or by a debit that was explained as this wage.
  [[nodiscard]] bool may_return(const PayrollLine& line) const {
    if (std::holds_alternative<Paid>(line.state)) return true;
    const auto* by = std::get_if<Discharged>(&line.state);
    const auto paper = by != nullptr ? find(reader_, kSuspensePapers, by->by) : std::nullopt;
    return paper && paper->value.way == SuspenseWay::was_wage;
  }

  Result<LineOfMonth> named_line(const std::string& id) const {
    auto found = LEDGER_TRY(load_line(reader_, id));
    if (found.line.value.contract != paper_.contract) return fail(kLineUnknown, {{"line", id}});
    return found;
  }

  Result<void> returned_wage(const Item& item) {
    if (paper_.lines.empty()) return wrong_sum(Money(), item);
    const auto first = LEDGER_TRY(named_line(paper_.lines.front()));
    const auto* out = std::get_if<FailedMoneyOut>(&first.line.value.state);
    if (out != nullptr) return refused_wage(item, out->file);
    Money sum;
    ChangedLines changed;
    ClaimReturns claims(reader_);
    for (const auto& id : paper_.lines) {
      const auto found = LEDGER_TRY(named_line(id));
      auto line = found.line.value;
      if (!may_return(line)) return wrong_line(line);
      if (changed.contains(id)) return wrong_sum(sum, item);
      sum += line.net;
      draft_.post(item.booked(), posting::credit_was_wage(wage_of(line, found.month)), line.net);
      claims.take_line(line, item.booked(), draft_);
      line.state = Returned{item.entry.value.return_reason, item.booked()};
      draft_.update(kLines, found.line, line);
      changed.emplace(id, std::move(line));
    }
    if (sum != item.amount()) return wrong_sum(sum, item);
    claims.finish(draft_);
    restate_batches(reader_, changed, draft_);
    explain(item);
    return {};
  }

  // A gross bank gives payments of one file that it refused back, without their references: only
  // now are the wages free to be paid again.
  Result<void> refused_wage(const Item& item, const std::string& file) {
    const auto hold = find(reader_, kFiles, file)->value.hold_key;
    Money sum;
    ChangedLines changed;
    for (const auto& id : paper_.lines) {
      const auto found = LEDGER_TRY(named_line(id));
      auto line = found.line.value;
      const auto* out = std::get_if<FailedMoneyOut>(&line.state);
      if (out == nullptr || out->file != file) return wrong_line(line);
      if (changed.contains(id)) return wrong_sum(sum, item);
      sum += line.net;
      draft_.release(hold, out->hold_line);
      line.state = Failed{std::string(out->reason)};
      draft_.update(kLines, found.line, line);
      changed.emplace(id, std::move(line));
    }
    if (sum != item.amount()) return wrong_sum(sum, item);
    draft_.post(item.booked(), off_suspense(item), sum);
    restate_batches(reader_, changed, draft_);
    explain(item, match::ByReference{paper_.lines.front(), file});
    return {};
  }

  static tl::unexpected<Fault> wrong_sum(Money sum, const Item& item) {
    return fail(kSuspenseLines, {{"sum", to_string(sum)}, {"amount", to_string(item.amount())}});
  }

  // Booked now; the statement shows it by the paper's id, as it shows a change of bank.
  Result<void> sent_back(const Item& item) {
    const auto account = LEDGER_TRY(book_.wage_account(reader_, paper_.contract));
    paper_.wage_account = account.account.id;  // a change of bank has taken the credit along
    draft_.post(book_.today(), posting::credit_sent_back(paper_.contract, account.ledger_name),
                item.amount());
    explain(item);
    return {};
  }

  Result<void> restitution(const Item& item) {
    LEDGER_CHECK(check_restitution(item.amount()));
    rebook(item,
           posting::restitution_paid(paper_.contract, paper_.party, item.account.ledger_name));
    return {};
  }

  Result<void> overpaid_returned(const Item& item) {
    const auto back = posting::overpaid_returned({paper_.contract, {}, "", paper_.party},
                                                 item.account.ledger_name);
    const auto owed = balance_of(reader_, back.credit);
    if (item.amount() > owed) return beyond(owed, item.amount());
    rebook(item, back);
    return {};
  }

  // ---- debits -----------------------------------------------------------------------------------

  Result<void> was_wage(const Item& item) {
    const auto sum = LEDGER_TRY(discharge_by_debit(
        reader_, {paper_.contract, paper_.id, item.booked()}, paper_.lines, draft_));
    if (sum != item.amount()) return wrong_sum(sum, item);
    explain(item);
    return {};
  }

  Result<void> owed_back(const Item& item) {
    if (!find(reader_, kParties, paper_.party)) {
      return fail(kSuspenseParty, {{"party", paper_.party}});
    }
    const auto owed = posting::restitution_owed(paper_.contract, paper_.party);
    draft_.ensure_open(reader_, owed.debit, opened_on());
    draft_.post(item.booked(), owed, item.amount());
    explain(item);
    return {};
  }

  // Nothing of the wage is owed any more, also not by a line that replaced this one.
  [[nodiscard]] bool is_settled(const PayrollLine& line) const {
    std::optional<PayrollLine> at = line;
    while (const auto* by = std::get_if<Replaced>(&at->state)) {
      auto next = find(reader_, kLines, by->by);
      if (!next) return false;
      at = std::move(next->value);
    }
    return !is_owed(at->state) && !std::holds_alternative<Drafted>(at->state);
  }

  Result<void> paid_again(const Item& item) {
    if (paper_.lines.size() != 1) return wrong_sum(Money(), item);
    const auto found = LEDGER_TRY(our_line());
    const auto& line = found.line.value;
    if (!is_settled(line)) return wrong_line(line);
    if (line.net != item.amount()) return wrong_sum(line.net, item);
    const auto again = posting::paid_again(wage_of(line, found.month), item.account.ledger_name);
    draft_.rests_on(kLines, found.line);
    draft_.ensure_open(reader_, again.debit, opened_on());
    rebook(item, again);
    return {};
  }

  // ---- either -----------------------------------------------------------------------------------

  // The same money the other way, later: sent back to the stranger, or put right by the bank.
  Result<void> pair(const Item& item) {
    const auto other = item_in_suspense(book_, reader_, paper_.other);
    const auto refused =
        fail(kSuspensePair, {{"item", paper_.other}, {"amount", to_string(item.amount())}});
    if (!other) return refused;
    const bool fits_it = other->entry.value.direction != item.entry.value.direction &&
                         other->amount() == item.amount() && other->booked() >= item.booked() &&
                         other->account.ledger_name == item.account.ledger_name;
    if (!fits_it) return refused;
    draft_.post(other->booked(), {off_suspense(item), off_suspense(*other)}, item.amount());
    explain(item);
    explain(*other);
    return {};
  }

  // What was booked when we did it, and the bank shows without our reference.
  Result<void> booked_already(const Item& item) {
    const auto facts =
        gather_match_facts(reader_, item.account.account, item.account.profile.debit_mode);
    auto shown = what_it_shows(item, facts);
    if (!shown) {
      return fail(kSuspenseNotBooked,
                  {{"of", paper_.reference}, {"amount", to_string(item.amount())}});
    }
    draft_.post(item.booked(), off_suspense(item), item.amount());
    explain(item, std::move(*shown));
    return {};
  }

  std::optional<Match> what_it_shows(const Item& item, const MatchFacts& facts) {
    const auto& of = paper_.reference;
    const auto receipt = facts.receipts.find(of);
    if (item.is_credit() && receipt != facts.receipts.end() &&
        receipt->second.amount == item.amount()) {
      const auto stored = find(reader_, kReceipts, paper_.contract + "/" + of);
      auto proved = stored->value;
      proved.matched_by = paper_.entry;
      draft_.update(kReceipts, *stored, proved);
      return match::ByReference{of, ""};
    }
    if (item.is_credit() && facts.advised_returns.contains(of)) return advised_return(item);
    for (const auto& one : facts.transfers) {
      const bool same = one.decided && one.of == of && one.amount == item.amount() &&
                        one.direction == item.entry.value.direction;
      if (same) return match::Transfer{of};
    }
    const auto file = facts.files.find(of);
    if (item.is_credit() || file == facts.files.end()) return std::nullopt;
    if (item.amount() > not_shown(file->second, facts.debit_mode)) return std::nullopt;
    return match::ByBatch{of, 0};
  }

  // The bank told of it in a message (pacs.004), and the statement shows it without the line.
  std::optional<Match> advised_return(const Item& item) {
    const auto advised = find(reader_, kAdvisedReturns, paper_.reference);
    if (advised->value.amount != item.amount()) return std::nullopt;
    auto proved = advised->value;
    proved.matched_by = paper_.entry;
    draft_.update(kAdvisedReturns, *advised, proved);
    return match::Return{paper_.reference};
  }

  [[nodiscard]] Money not_shown(const FileFacts& facts, DebitMode mode) const {
    const auto expected =
        mode == DebitMode::gross ? facts.file.sum : paid_until(facts.file, book_.today());
    return expected - facts.debited;
  }

  // ---- of no entry ------------------------------------------------------------------------------

  Result<void> check_restitution(Money amount) {
    const auto owed = balance_of(reader_, chart::restitution_due(paper_.contract, paper_.party));
    if (amount > owed) return beyond(owed, amount);
    return {};
  }

  // The credits of this reference that statements have brought.
  [[nodiscard]] std::vector<Versioned<BankEntry>> credits_of_reference(
      const std::string& prefix) const {
    auto credits = find_all(reader_, kBankEntries, prefix);
    std::erase_if(credits, [&](const auto& entry) {
      const auto& ids = entry.value.end_to_end_ids;
      return entry.value.direction == Direction::debit ||
             std::find(ids.begin(), ids.end(), paper_.reference) == ids.end();
    });
    return credits;
  }

  // Of this reference, and not of the paper's amount or of this contract: whose it is, is not
  // clear.
  [[nodiscard]] bool waits_elsewhere() const {
    const auto account = book_.wage_account(reader_, paper_.contract);
    auto prefixes = std::vector<std::string>();
    if (account) {
      for (const auto& other : sharing_accounts(reader_, account->account)) {
        prefixes.push_back(other.contract + "/" + other.id + "/");
      }
    }
    const auto waits = [](const auto& credit) {
      return std::holds_alternative<match::Suspense>(credit.value.match);
    };
    for (const auto& prefix : prefixes) {
      const auto credits = credits_of_reference(prefix);
      if (std::any_of(credits.begin(), credits.end(), waits)) return true;
    }
    const auto own = credits_of_reference(paper_.contract + "/");
    return std::any_of(own.begin(), own.end(), [&](const auto& credit) {
      return waits(credit) && credit.value.amount != paper_.amount;
    });
  }

  // A transfer is booked once: not after a receipt, a paper or a statement has said it before.
  [[nodiscard]] Result<void> check_reference_new() const {
    const auto key = paper_.contract + "/" + paper_.reference;
    bool used =
        paper_.reference.empty() || find(reader_, kReceipts, key).has_value() || waits_elsewhere();
    for (const auto& one : find_of_contract(reader_, kSuspensePapers, paper_.contract)) {
      const bool booked = std::holds_alternative<paper_state::Approved>(one.value.state);
      used = used || (booked && one.value.way == SuspenseWay::restitution &&
                      one.value.reference == paper_.reference);
    }
    for (const auto& credit : credits_of_reference(paper_.contract + "/")) {
      used = used || is_matched(credit.value.match);
    }
    if (used) return fail(kFundingExists, {{"what", key}});
    return {};
  }

  // A statement has brought it already, or is still to show it by its reference.
  Result<void> restitution_to_come() {
    LEDGER_CHECK(check_booked_amount(paper_.amount));
    LEDGER_CHECK(check_reference_new());
    LEDGER_CHECK(check_restitution(paper_.amount));
    for (const auto& credit : credits_of_reference(paper_.contract + "/")) {
      const bool waits = std::holds_alternative<match::Suspense>(credit.value.match);
      if (!waits || credit.value.amount != paper_.amount) continue;
      paper_.entry = credit.key;
      return restitution(LEDGER_TRY(item_in_suspense(book_, reader_, paper_.entry)));
    }
    const auto account = LEDGER_TRY(book_.wage_account(reader_, paper_.contract));
    paper_.wage_account = account.account.id;
    draft_.post(book_.today(),
                posting::restitution_paid(paper_.contract, paper_.party, account.ledger_name),
                paper_.amount);
    return {};
  }

  Result<LineOfMonth> our_line() const {
    if (paper_.lines.size() != 1) {
      return fail(kSuspenseLines,
                  {{"sum", to_string(Money())}, {"amount", to_string(paper_.amount)}});
    }
    auto found = LEDGER_TRY(load_line(reader_, paper_.lines.front()));
    if (found.line.value.contract == paper_.contract) return found;
    return fail(kLineUnknown, {{"line", paper_.lines.front()}});
  }

  // The first line of the wage that the only named line pays: replaced lines are the same wage.
  [[nodiscard]] std::string root_of(const std::vector<std::string>& lines) const {
    if (lines.size() != 1) return "";
    auto id = lines.front();
    for (auto line = find(reader_, kLines, id); line && !line->value.replaces.empty();) {
      id = line->value.replaces;
      line = find(reader_, kLines, id);
    }
    return id;
  }

  // What papers have said before that this wage was too much.
  [[nodiscard]] Money said_before() const {
    const auto root = root_of(paper_.lines);
    Money sum;
    for (const auto& one : find_of_contract(reader_, kSuspensePapers, paper_.contract)) {
      const auto& paper = one.value;
      const bool booked = std::holds_alternative<paper_state::Approved>(paper.state);
      if (booked && paper.way == SuspenseWay::over_accrued && root_of(paper.lines) == root) {
        sum += paper.amount;
      }
    }
    return sum;
  }

  Result<void> over_accrued() {
    if (paper_.amount <= Money()) return fail_at(kAmountInvalid, "/amount");
    const auto found = LEDGER_TRY(our_line());
    const auto& line = found.line.value;
    const bool paid =
        std::holds_alternative<Paid>(line.state) || std::holds_alternative<Discharged>(line.state);
    if (!paid) return wrong_line(line);
    const auto most = line.net - said_before();
    if (paper_.amount > most) return beyond(most, paper_.amount);
    const auto over = posting::over_accrued(paper_.contract, line.worker);
    draft_.rests_on(kLines, found.line);
    draft_.ensure_open(reader_, over.debit, opened_on());
    draft_.post(book_.today(), over, paper_.amount);
    return {};
  }

  // With the worker's signed slip, like an earlier advance (借支).
  Result<void> overpaid_deducted() {
    if (paper_.amount <= Money()) return fail_at(kAmountInvalid, "/amount");
    LEDGER_TRY(our_line());
    const auto found = LEDGER_TRY(line_at_hand(reader_, paper_.lines.front()));
    auto line = found.line.value;
    const auto deducted = posting::overpaid_deducted(wage_of(line, found.month));
    const auto most = std::min(line.net, balance_of(reader_, deducted.credit));
    if (paper_.amount > most) return beyond(most, paper_.amount);
    draft_.post(book_.today(), deducted, paper_.amount);
    line.advance += paper_.amount;
    line.net -= paper_.amount;
    if (line.net.is_zero()) line.state = Discharged{paper_.id, book_.today()};
    draft_.update(kLines, found.line, line);
    restate_batches(reader_, {{line.id, line}}, draft_);
    return {};
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  SuspensePaper& paper_;
  CommandDraft& draft_;
};

}  // namespace

Result<void> book_way_out(const PaymentsBook& book, const ledger::Reader& reader,
                          SuspensePaper& paper, CommandDraft& draft) {
  return WayOut(book, reader, paper, draft).run();
}

Result<Money> discharge_by_debit(const ledger::Reader& reader, const WagesOfDebit& wages,
                                 const std::vector<std::string>& lines, CommandDraft& draft) {
  Money paid;
  ChangedLines changed;
  for (const auto& id : lines) {
    const auto found = LEDGER_TRY(line_at_hand(reader, id));
    auto line = found.line.value;
    const bool ours = line.contract == wages.contract && !changed.contains(id);
    if (!ours) return fail(kLineUnknown, {{"line", id}});
    paid += line.net;
    draft.post(wages.on, posting::debit_was_wage(wage_of(line, found.month)), line.net);
    post_claim(reader, line, wages.on, draft);
    line.state = Discharged{wages.by, wages.on};
    draft.update(kLines, found.line, line);
    changed.emplace(id, std::move(line));
  }
  restate_batches(reader, changed, draft);
  return paid;
}

}  // namespace anxin::payments
