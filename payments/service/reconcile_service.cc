#include "payments/service/reconcile_service.h"

#include <algorithm>
#include <set>

#include "payments/service/open_claims.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/reconcile_report.h"
#include "payments/service/sub_books.h"

namespace anxin::payments {
namespace {

using namespace line_state;

constexpr int kLostMax = 16;  // statements that other runs took first: then they are many

// Works one statement: matches its open entries and books what they show.
class StatementWork {
 public:
  StatementWork(const PaymentsBook& book, const ledger::Reader& reader, AccountFacts facts,
                const PaymentsBook::Account& account, Versioned<BankStatement> statement)
      : reader_(reader),
        account_(account),
        statement_(std::move(statement)),
        contract_(statement_.value.contract),
        sharing_(sharing_accounts(reader, account.account)),
        restated_(book, reader),
        facts_(std::move(facts.match)),
        lines_(std::move(facts.lines)),
        claims_(reader) {}

  Result<CommandDraft> run() {
    auto open = find_all(reader_, kBankEntries, statement_.value.id + "/");
    std::erase_if(open, [](const auto& entry) {
      return !std::holds_alternative<match::Open>(entry.value.match);
    });
    const auto rest = by_reference_or_sum(open);
    bool all_explained = true;
    for (const auto& entry : rest) {
      auto changed = entry.value;
      changed.match = explain(changed, facts_);
      if (LEDGER_TRY(is_carried_over(entry, changed.match))) continue;
      if (std::holds_alternative<match::Open>(changed.match)) {
        all_explained = false;
        if (to_why(changed.match) == to_why(entry.value.match)) continue;
      } else {
        carry_out(changed);
      }
      write(entry, changed);
    }
    finish(all_explained);
    return std::move(draft_);
  }

  [[nodiscard]] std::size_t worked() const { return worked_; }

 private:
  using Entries = std::vector<Versioned<BankEntry>>;

  // Levels 1, 2 and 4 of every entry come before level 3 of any: what a card explains does not
  // depend on the order of the entries. Answers the others.
  Entries by_reference_or_sum(const Entries& open) {
    const auto cards = std::exchange(facts_.card_entries, {});
    Entries rest;
    for (const auto& entry : open) {
      auto changed = entry.value;
      changed.match = explain(changed, facts_);
      if (is_matched(changed.match)) {
        carry_out(changed);
        write(entry, changed);
      } else {
        rest.push_back(entry);
      }
    }
    facts_.card_entries = cards;
    return rest;
  }

  void write(const Versioned<BankEntry>& entry, const BankEntry& changed) {
    draft_.update(kBankEntries, entry, changed);
    ++worked_;
  }

  // What nothing here explains, and a receipt of a contract that shares the number does: it was
  // booked there after this statement came, so nothing is posted.
  Result<bool> is_carried_over(const Versioned<BankEntry>& entry, const Match& match) {
    if (!std::holds_alternative<match::Suspense>(match)) return false;
    const auto receipt = awaiting_receipt(reader_, sharing_, entry.value);
    if (!receipt || !proved_elsewhere_.insert(receipt->key).second) return false;
    auto changed = receipt->value;
    const auto to = find(reader_, kWageAccounts, changed.contract + "/" + changed.wage_account);
    changed.matched_by = LEDGER_TRY(restated_.carry_over(entry, to->value, changed.reference));
    draft_.update(kReceipts, *receipt, changed);
    ++worked_;
    return true;
  }

  static std::string to_why(const Match& match) { return std::get<match::Open>(match).why; }

  void carry_out(const BankEntry& entry) {
    struct Act {
      StatementWork& work;
      const BankEntry& entry;
      void operator()(const match::Open&) const {}
      void operator()(const match::CarriedOver&) const {}  // is_carried_over() has done it
      void operator()(const match::ByReference& how) const { work.by_reference(how, entry); }
      void operator()(const match::ByBatch& how) const { work.by_batch(how, entry); }
      void operator()(const match::Return& how) const { work.take_back(how.line, entry); }
      void operator()(const match::Interest&) const {
        work.post(posting::funded(work.contract_, work.account_.ledger_name), entry);
      }
      void operator()(const match::Suspense&) const { work.suspend(entry); }
      void operator()(const match::Transfer& how) const { work.prove_transfer(how.of, entry); }
      void operator()(const match::ByCard& how) const { work.debited(how.line, how.file, entry); }
      void operator()(const match::Confirmed&) const {}  // a person's, never a run's
    };
    std::visit(Act{*this, entry}, entry.match);
  }

  void by_reference(const match::ByReference& how, const BankEntry& entry) {
    if (how.file.empty()) return prove_receipt(how.reference, entry);
    if (entry.direction == Direction::debit) return debited(how.reference, how.file, entry);
    auto& file = facts_.files.at(how.file);
    file.credited += entry.amount;
    come_back(how.reference, file.file);
  }

  void debited(const std::string& line, const std::string& file, const BankEntry& entry) {
    facts_.files.at(file).debited += entry.amount;
    facts_.debited_lines.insert(line);
  }

  void prove_receipt(const std::string& reference, const BankEntry& entry) {
    const auto receipt = find(reader_, kReceipts, contract_ + "/" + reference);
    auto changed = receipt->value;
    changed.matched_by = entry.id;
    draft_.update(kReceipts, *receipt, changed);
    facts_.receipts.erase(reference);
  }

  // The money was booked when the move or the closing was; a second entry is another matter.
  void prove_transfer(const std::string& of, const BankEntry& entry) {
    auto& open = facts_.transfers;
    const auto shown = std::find_if(open.begin(), open.end(), [&](const TransferFacts& one) {
      return one.of == of && one.direction == entry.direction && one.amount == entry.amount;
    });
    open.erase(shown);
  }

  void by_batch(const match::ByBatch& how, const BankEntry& entry) {
    auto& file = facts_.files.at(how.file);
    (entry.direction == Direction::debit ? file.debited : file.credited) += entry.amount;
    if (entry.direction == Direction::debit) return;
    for (const auto& line : file.file.lines) come_back(line, file.file);
  }

  // A gross bank gives a refused payment back: only now is the wage free to be paid again.
  void come_back(const std::string& id, const InstructionFile& file) {
    auto& line = lines_.at(id);
    const auto* failed = std::get_if<FailedMoneyOut>(&line.value.state);
    if (failed == nullptr) return;
    draft_.release(file.hold_key, failed->hold_line);
    change(line, Failed{failed->reason});
  }

  // 退汇: the money is back on the account it left, the wage is owed again.
  void take_back(const std::string& id, const BankEntry& entry) {
    if (facts_.advised_returns.erase(id) > 0) return prove_advised(id, entry);
    auto& line = lines_.at(id);
    const auto batch = find(reader_, kBatches, line.value.batch);
    const auto wage = wage_of(line.value, batch->value.month);
    post(mirror(posting::wage_paid(wage, account_.ledger_name)), entry);
    claims_.take_line(line.value, entry.booked, draft_);
    change(line, Returned{entry.return_reason, entry.booked});
  }

  // The bank told of it earlier (pacs.004) and it was booked then.
  void prove_advised(const std::string& id, const BankEntry& entry) {
    const auto advised = find(reader_, kAdvisedReturns, id);
    auto changed = advised->value;
    changed.matched_by = entry.id;
    draft_.update(kAdvisedReturns, *advised, changed);
  }

  void suspend(const BankEntry& entry) {
    const auto& bank = account_.ledger_name;
    post(entry.direction == Direction::credit ? posting::unexplained_credit(contract_, bank)
                                              : posting::unexplained_debit(contract_, bank),
         entry);
  }

  void post(const Move& move, const BankEntry& entry) {
    draft_.post(entry.booked, {move}, entry.amount);
  }

  void change(Versioned<PayrollLine>& line, LineState state) {
    auto changed = line.value;
    changed.state = std::move(state);
    pending_[line.key] = changed;
    line.value = std::move(changed);
  }

  void finish(bool all_explained) {
    for (const auto& [id, changed] : pending_) draft_.update(kLines, lines_.at(id), changed);
    restate_batches(reader_, pending_, draft_);
    restated_.write(draft_);
    claims_.finish(draft_);
    if (!all_explained) return;
    auto statement = restated_.restated(statement_);
    statement.state = StatementState::reconciled;
    draft_.update(kStatements, statement_, statement);
    ++worked_;
  }

  const ledger::Reader& reader_;
  const PaymentsBook::Account& account_;
  Versioned<BankStatement> statement_;
  std::string contract_;
  std::vector<WageAccount> sharing_;
  RestatedBooks restated_;
  std::set<std::string> proved_elsewhere_;  // receipts of contracts that share the number
  MatchFacts facts_;
  std::map<std::string, Versioned<PayrollLine>> lines_;
  ChangedLines pending_;
  ClaimReturns claims_;
  std::size_t worked_ = 0;
  CommandDraft draft_;
};

// The statements that a run looks at, less those already done.
struct Scope {
  RunScope asked;
  std::set<std::string> done;
  [[nodiscard]] bool is_asked(const BankStatement& statement) const {
    return (!asked.first || *asked.first <= statement.on) &&
           (!asked.last || statement.on <= *asked.last);
  }
  [[nodiscard]] bool covers(const Versioned<BankStatement>& statement) const {
    return is_asked(statement.value) && !done.contains(statement.key);
  }
};

// Nothing of another day is ever taken for the days that were asked for.
Result<void> check_days(const ledger::Reader& reader, const Scope& scope) {
  const auto statements = find_all(reader, kStatements, scope.asked.contract + "/");
  const bool known = std::any_of(statements.begin(), statements.end(),
                                 [&](const auto& one) { return scope.is_asked(one.value); });
  if (!scope.asked.first || known) return {};
  const auto days = *scope.asked.first == scope.asked.last.value_or(*scope.asked.first)
                        ? to_string(*scope.asked.first)
                        : to_string(*scope.asked.first) + "/" + to_string(*scope.asked.last);
  return fail(kStatementMissing, {{"contract", scope.asked.contract}, {"on", days}});
}

std::vector<Versioned<BankStatement>> unexplained(const ledger::Reader& reader,
                                                  const Scope& scope) {
  auto statements = statements_by_day(reader, scope.asked.contract + "/");
  std::erase_if(statements, [&](const auto& one) {
    return one.value.state == StatementState::reconciled || !scope.covers(one);
  });
  return statements;
}

// The first statement with something to explain, as a command; nothing when all is explained.
struct NextWork {
  BankStatement statement;
  CommandDraft draft;
};

Result<std::optional<NextWork>> next_work(const PaymentsBook& book, const ledger::Reader& reader,
                                          const Scope& scope) {
  for (auto& statement : unexplained(reader, scope)) {
    const BankStatement known = statement.value;
    const auto account =
        LEDGER_TRY(book.wage_account_named(reader, known.contract, known.wage_account));
    auto facts = LEDGER_TRY(gather_account(book, reader, account));
    StatementWork work(book, reader, std::move(facts), account, std::move(statement));
    auto draft = LEDGER_TRY(work.run());
    if (work.worked() > 0) return NextWork{known, std::move(draft)};
  }
  return std::nullopt;
}

// Where the statements stand, as the answer of a run.
CommandDraft stand_of(const ledger::Reader& reader, const Scope& scope) {
  std::size_t statements = 0;
  std::size_t reconciled = 0;
  std::size_t unexplained = 0;
  for (const auto& one : statements_by_day(reader, scope.asked.contract + "/")) {
    if (!scope.is_asked(one.value)) continue;
    ++statements;
    if (one.value.state == StatementState::reconciled) ++reconciled;
    for (const auto& entry : find_all(reader, kBankEntries, one.key + "/")) {
      if (std::holds_alternative<match::Open>(entry.value.match)) ++unexplained;
    }
  }
  CommandDraft draft;
  draft.answer("statements", count_text(statements));
  draft.answer("reconciled", count_text(reconciled));
  draft.answer("unexplained", count_text(unexplained));
  return draft;
}

Fields run_content(const Caller& caller, const RunScope& scope) {
  const auto day = [](const std::optional<Date>& on) { return on ? to_string(*on) : ""; };
  return {{"/op", "reconcile.run-once"},
          {"/actor", caller.actor},
          {"/contract", scope.contract},
          {"/first", day(scope.first)},
          {"/last", day(scope.last)}};
}

Result<void> review_all(const PaymentsBook& book, const ledger::Reader& reader,
                        std::vector<ReconcileReport>& reports) {
  struct Known {
    AccountFacts facts;
    SuggestFacts names;
  };
  std::map<std::string, Known> accounts;
  for (auto& report : reports) {
    const auto id = report.wage_account;
    if (!accounts.contains(id)) {
      const auto account = LEDGER_TRY(book.wage_account_named(reader, report.contract, id));
      Known known{LEDGER_TRY(gather_account(book, reader, account)), {}};
      known.names = LEDGER_TRY(gather_names(book, reader, account, known.facts.match));
      accounts.emplace(id, std::move(known));
    }
    const auto& known = accounts.at(id);
    review_report(known.facts.match, known.names, report);
  }
  return {};
}

}  // namespace

Result<std::size_t> ReconcileService::run(const Caller& caller, const std::string& id,
                                          std::optional<Date> on) {
  return run(caller, RunScope{id, on, on}, [](const RunStep&) {});
}

Result<std::size_t> ReconcileService::run(const Caller& caller, const RunScope& asked,
                                          const TellStep& tell) {
  Scope scope{asked, {}};
  std::size_t of = 0;
  int lost = 0;
  for (;;) {
    BankStatement statement;
    book::EntryNumber head = 0;
    {
      const auto reader = LEDGER_TRY(book_.read());
      const auto found = LEDGER_TRY(book_.contract(reader, asked.contract));
      LEDGER_TRY(book_.require(reader, caller, found.value,
                               {Role::bank, Role::clerk, Role::approver, Role::regulator}));
      scope.asked.contract = found.value.id;
      LEDGER_CHECK(check_days(reader, scope));
      of = std::max(of, unexplained(reader, scope).size());
      auto next = LEDGER_TRY(next_work(book_, reader, scope));
      if (!next) return scope.done.size();
      statement = std::move(next->statement);
      head = reader.head().entry;
    }
    tell({scope.done.size() + 1, of, statement.bank_id, statement.on});
    // The key names the state it was decided on, so that a retry of the same run replays.
    const Caller step{caller.actor,
                      sha256(caller.key + "/" + statement.id + "@" + count_text(head)).hex(),
                      caller.mode};
    const auto booked = book_.perform(
        step, {{"/op", "reconcile.run"}, {"/actor", caller.actor}, {"/statement", statement.id}},
        [&](const ledger::Reader& reader) -> Result<CommandDraft> {
          auto next = LEDGER_TRY(next_work(book_, reader, scope));
          if (!next) return fail(book::kRecordChanged);
          return std::move(next->draft);
        });
    const bool taken = !booked && booked.error().reason == book::kRecordChanged;
    if (!booked && (!taken || ++lost == kLostMax)) return tl::make_unexpected(booked.error());
    if (booked) scope.done.insert(statement.id);
  }
}

Result<ledger::Receipt> ReconcileService::run_once(const Caller& caller, const RunScope& asked) {
  RunScope scope = asked;
  bool repeated = false;
  {
    const auto reader = LEDGER_TRY(book_.read());
    scope.contract = LEDGER_TRY(book_.contract(reader, asked.contract)).value.id;
    repeated = reader.entry_of_key(caller.key).has_value();
  }
  if (!repeated) LEDGER_TRY(run(caller, scope, [](const RunStep&) {}));
  return book_.perform(caller, run_content(caller, scope), [&](const ledger::Reader& reader) {
    return Result<CommandDraft>(stand_of(reader, {scope, {}}));
  });
}

Result<std::vector<ReconcileReport>> ReconcileService::show(const std::string& id,
                                                            std::optional<Date> on) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  LEDGER_CHECK(check_days(reader, {{contract.value.id, on, on}, {}}));
  auto reports = reconcile_reports(reader, contract.value.id);
  std::erase_if(reports, [&](const auto& report) { return on && report.on != *on; });
  LEDGER_CHECK(review_all(book_, reader, reports));
  return reports;
}

}  // namespace anxin::payments
