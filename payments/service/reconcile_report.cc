#include "payments/service/reconcile_report.h"

#include <algorithm>

#include "payments/domain/chart.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/suspense_service.h"

namespace anxin::payments {
namespace {

void add_to_file(std::map<std::string, FileFacts>& files, const BankEntry& entry) {
  const auto found = files.find(file_of(entry.match));
  if (found == files.end()) return;
  auto& file = found->second;
  (entry.direction == Direction::debit ? file.debited : file.credited) += entry.amount;
}

std::map<std::string, FileFacts> files_of(const ledger::Reader& reader,
                                          const WageAccount& account) {
  std::map<std::string, FileFacts> files;
  for (auto& file : find_of_contract(reader, kFiles, account.contract)) {
    if (file.value.wage_account == account.id) files[file.key] = {std::move(file.value), {}, {}};
  }
  return files;
}

std::vector<FundingReceipt> receipts_of(const ledger::Reader& reader, const WageAccount& account) {
  std::vector<FundingReceipt> receipts;
  for (auto& receipt : find_all(reader, kReceipts, account.contract + "/")) {
    if (receipt.value.wage_account == account.id) receipts.push_back(std::move(receipt.value));
  }
  return receipts;
}

// A balance that left or reached the account, with the day of its booking.
struct DatedTransfer {
  TransferFacts facts;
  Date on;
};

void add_move(const AccountMove& move, const WageAccount& account,
              std::vector<DatedTransfer>& all) {
  const auto* agreed = std::get_if<proposal_state::Agreed>(&move.state);
  const bool open = std::holds_alternative<proposal_state::Proposed>(move.state);
  if (open && move.to == account.id) all.push_back({{move.id, Direction::credit, {}, false}, {}});
  if (open && move.to != account.id) all.push_back({{move.id, Direction::debit, {}, false}, {}});
  if (agreed == nullptr) return;
  for (const auto& part : move.moved) {
    if (move.to == account.id) {
      all.push_back({{move.id, Direction::credit, part.amount, true}, agreed->on});
    } else if (part.from == account.id) {
      all.push_back({{move.id, Direction::debit, part.amount, true}, agreed->on});
    }
  }
}

void add_closing(const AccountClosing& closing, const WageAccount& account,
                 std::vector<DatedTransfer>& all) {
  if (closing.account != account.id) return;
  const auto* closed = std::get_if<closing_state::Closed>(&closing.state);
  if (closed != nullptr) {
    all.push_back({{closing.id, Direction::debit, closing.balance, true}, closed->on});
  } else if (is_open(closing.state)) {
    all.push_back({{closing.id, Direction::debit, {}, false}, {}});
  }
}

// Money that a paper has booked before an entry shows it: sent back by its id, put back by the
// debtor's reference.
void add_paper(const SuspensePaper& paper, const WageAccount& account,
               std::vector<DatedTransfer>& all) {
  const auto* approved = std::get_if<paper_state::Approved>(&paper.state);
  if (approved == nullptr || paper.wage_account != account.id) return;
  const bool leaves = paper.way == SuspenseWay::sent_back;
  all.push_back({{leaves ? paper.id : paper.reference,
                  leaves ? Direction::debit : Direction::credit, paper.amount, true},
                 approved->on});
}

std::vector<DatedTransfer> transfers_of(const ledger::Reader& reader, const WageAccount& account) {
  std::vector<DatedTransfer> all;
  for (const auto& move : find_of_contract(reader, kAccountMoves, account.contract)) {
    add_move(move.value, account, all);
  }
  for (const auto& closing : find_of_contract(reader, kClosings, account.contract)) {
    add_closing(closing.value, account, all);
  }
  for (const auto& paper : find_of_contract(reader, kSuspensePapers, account.contract)) {
    add_paper(paper.value, account, all);
  }
  return all;
}

// Takes out one transfer that the entry has shown.
void take_out(std::vector<DatedTransfer>& transfers, const BankEntry& entry) {
  const auto* shown = std::get_if<match::Transfer>(&entry.match);
  if (shown == nullptr) return;
  const auto found = std::find_if(transfers.begin(), transfers.end(), [&](const auto& one) {
    return one.facts.of == shown->of && one.facts.direction == entry.direction &&
           one.facts.amount == entry.amount;
  });
  if (found != transfers.end()) transfers.erase(found);
}

std::vector<AdvisedReturn> advised_returns_of(const ledger::Reader& reader,
                                              const WageAccount& account) {
  std::vector<AdvisedReturn> advised;
  for (auto& one : find_of_contract(reader, kAdvisedReturns, account.contract)) {
    if (one.value.wage_account == account.id) advised.push_back(std::move(one.value));
  }
  return advised;
}

class Reporter {
 public:
  Reporter(const ledger::Reader& reader, const WageAccount& account)
      : reader_(reader),
        account_(account),
        bank_(reader.account(chart::wage_bank(account.contract, account.id))),
        receipts_(receipts_of(reader, account)),
        advised_(advised_returns_of(reader, account)),
        transfers_(transfers_of(reader, account)) {
    for (auto& entry : find_all(reader_, kBankEntries, keys_of(account))) {
      if (std::holds_alternative<match::CarriedOver>(entry.value.match)) continue;
      entries_.push_back(std::move(entry.value));
    }
  }

  /// `later` is what statements of the same day moved after this one: the books know days alone.
  ReconcileReport report(const BankStatement& statement, Money later) const {
    ReconcileReport report;
    report.contract = account_.contract;
    report.wage_account = account_.id;
    report.statement = statement.id;
    report.bank_statement = statement.bank_id;
    report.on = statement.on;
    report.state = statement.state;
    report.opening = statement.opening;
    report.closing = statement.closing;
    const auto posted = reader_.posted_effective(*bank_, statement.on);
    report.book = posted.debits - posted.credits;
    for (const auto& entry : entries_) {
      if (entry.statement == statement.id) take_entry(entry, report);
    }
    add_transit(statement.on, report);
    if (!later.is_zero()) {
      report.in_transit.push_back({"later-statement", statement.bank_id, -later, statement.on});
    }
    return report;
  }

 private:
  using SeenEntries = std::map<std::string, Date>;  // ids with the days of their booking

  static void take_entry(const BankEntry& entry, ReconcileReport& report) {
    (is_matched(entry.match) ? report.matched : report.unmatched_bank).add(entry.amount);
    report.entries.push_back(entry);
  }

  void add_transit(Date day, ReconcileReport& report) const {
    SeenEntries seen;
    auto files = files_of(reader_, account_);
    auto transfers = transfers_;
    for (const auto& entry : entries_) {
      if (entry.booked > day) continue;
      seen.emplace(entry.id, entry.booked);
      add_to_file(files, entry);
      take_out(transfers, entry);
      // What is open is not in our books; suspense is, and explains the balance by itself.
      if (!std::holds_alternative<match::Open>(entry.match)) continue;
      const Money adds = entry.direction == Direction::credit ? entry.amount : -entry.amount;
      report.in_transit.push_back({"bank-entry", entry.reference, adds, entry.booked});
    }
    for (const auto& receipt : receipts_) {
      const bool is_booked = receipt.on <= day;
      const bool is_shown = seen.contains(receipt.matched_by);
      if (is_booked && !is_shown) {
        add(report, {"receipt", receipt.reference, -receipt.amount, receipt.on});
      }
      // Booked for a later day than the bank's.
      if (is_shown && !is_booked) {
        add(report, {"bank-entry", receipt.reference, receipt.amount, seen.at(receipt.matched_by)});
      }
    }
    add_advised(day, seen, report);
    for (const auto& [id, facts] : files) {
      const Money shown = facts.debited - facts.credited;
      add(report, {"payment-file", id, paid_until(facts.file, day) - shown, facts.file.execution});
    }
    for (const auto& [facts, on] : transfers) {
      if (!facts.decided || on > day) continue;
      const bool in = facts.direction == Direction::credit;
      add(report, {"transfer", facts.of, in ? -facts.amount : facts.amount, on});
    }
  }

  // Booked and not shown yet, or shown before the day on which it was booked.
  void add_advised(Date day, const SeenEntries& seen, ReconcileReport& report) const {
    for (const auto& one : advised_) {
      const bool booked = one.on <= day;
      const auto shown = seen.find(one.matched_by);
      if (booked == (shown != seen.end())) continue;
      const Date since = booked ? one.on : shown->second;
      add(report, {"return-advice", one.line, booked ? -one.amount : one.amount, since});
    }
  }

  static void add(ReconcileReport& report, const InTransit& item) {
    if (item.amount.is_zero()) return;
    report.in_transit.push_back(item);
    report.unmatched_ours.add(item.amount < Money() ? -item.amount : item.amount);
  }

  const ledger::Reader& reader_;
  const WageAccount& account_;
  std::optional<book::Account> bank_;
  std::vector<BankEntry> entries_;
  std::vector<FundingReceipt> receipts_;
  std::vector<AdvisedReturn> advised_;
  std::vector<DatedTransfer> transfers_;
};

}  // namespace

MatchFacts gather_match_facts(const ledger::Reader& reader, const WageAccount& account,
                              DebitMode mode) {
  MatchFacts facts;
  facts.debit_mode = mode;
  facts.files = files_of(reader, account);
  auto transfers = transfers_of(reader, account);
  for (const auto& entry : find_all(reader, kBankEntries, keys_of(account))) {
    add_to_file(facts.files, entry.value);
    take_out(transfers, entry.value);
    const auto line = line_of(entry.value.match);
    if (!line.empty() && entry.value.direction == Direction::debit) {
      facts.debited_lines.insert(line);
    }
  }
  for (const auto& one : advised_returns_of(reader, account)) {
    if (one.matched_by.empty()) facts.advised_returns.insert(one.line);
  }
  for (auto& receipt : receipts_of(reader, account)) {
    if (!receipt.matched_by.empty()) continue;
    facts.receipts[receipt.reference] = std::move(receipt);
  }
  for (auto& one : transfers) facts.transfers.push_back(std::move(one.facts));
  return facts;
}

std::vector<Versioned<BankStatement>> statements_by_day(const ledger::Reader& reader,
                                                        std::string_view prefix) {
  auto statements = find_all(reader, kStatements, prefix);
  std::stable_sort(statements.begin(), statements.end(),
                   [](const auto& a, const auto& b) { return a.value.on < b.value.on; });
  return statements;
}

std::vector<ReconcileReport> reconcile_reports(const ledger::Reader& reader,
                                               const std::string& contract) {
  std::vector<ReconcileReport> reports;
  for (const auto& account : find_all(reader, kWageAccounts, contract + "/")) {
    const Reporter reporter(reader, account.value);
    const auto statements = statements_by_day(reader, keys_of(account.value));
    for (auto one = statements.begin(); one != statements.end(); ++one) {
      Money later;
      for (auto next = one + 1; next != statements.end() && next->value.on == one->value.on;
           ++next) {
        later += next->value.closing - next->value.opening;
      }
      reports.push_back(reporter.report(one->value, later));
    }
  }
  std::stable_sort(reports.begin(), reports.end(),
                   [](const auto& a, const auto& b) { return a.on < b.on; });
  return reports;
}

void review_report(const MatchFacts& facts, const SuggestFacts& names, ReconcileReport& report) {
  report.matched = report.suggested = report.ambiguous = report.unmatched_bank = {};
  for (const auto& entry : report.entries) {
    report.reviews.push_back(review(entry, facts, names));
    switch (report.reviews.back().standing) {
      case Standing::matched:
        report.matched.add(entry.amount);
        break;
      case Standing::suggested:
        report.suggested.add(entry.amount);
        break;
      case Standing::ambiguous:
        report.ambiguous.add(entry.amount);
        break;
      case Standing::unmatched:
        report.unmatched_bank.add(entry.amount);
        break;
    }
  }
}

bool ReconcileReport::entries_add_up() const {
  Total sum;
  for (const auto& entry : entries) sum += to_total(entry.amount);
  return sum == matched.sum + suggested.sum + ambiguous.sum + unmatched_bank.sum;
}

Total ReconcileReport::adjusted_book() const {
  Total adjusted = to_total(book);
  for (const auto& item : in_transit) adjusted += to_total(item.amount);
  return adjusted;
}

bool ReconcileReport::balances() const { return adjusted_book() == to_total(closing); }

}  // namespace anxin::payments
