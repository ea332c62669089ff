#include "payments/service/reconcile_report.h"

#include <algorithm>

#include "payments/domain/chart.h"

namespace anxin::payments {
namespace {

// The file whose money an explained entry shows; empty where it is no payment.
std::string file_of(const Match& match) {
  if (const auto* reference = std::get_if<match::ByReference>(&match)) return reference->file;
  if (const auto* batch = std::get_if<match::ByBatch>(&match)) return batch->file;
  return "";
}

void add_to_file(std::map<std::string, FileFacts>& files, const BankEntry& entry) {
  const auto found = files.find(file_of(entry.match));
  if (found == files.end()) return;
  auto& file = found->second;
  (entry.direction == Direction::debit ? file.debited : file.credited) += entry.amount;
}

std::map<std::string, FileFacts> files_of(const ledger::Reader& reader,
                                          const std::string& contract) {
  std::map<std::string, FileFacts> files;
  for (auto& file : find_of_contract(reader, kFiles, contract)) {
    files[file.key] = {std::move(file.value), {}, {}};
  }
  return files;
}

class Reporter {
 public:
  Reporter(const ledger::Reader& reader, std::string contract, const PaymentsBook::Account& account)
      : reader_(reader),
        contract_(std::move(contract)),
        bank_(reader.account(account.ledger_name)) {
    for (auto& entry : find_all(reader_, kBankEntries, contract_ + "/")) {
      entries_.push_back(std::move(entry.value));
    }
    for (auto& receipt : find_all(reader_, kReceipts, contract_ + "/")) {
      receipts_.push_back(std::move(receipt.value));
    }
  }

  ReconcileReport report(const BankStatement& statement) const {
    ReconcileReport report;
    report.contract = contract_;
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
    return report;
  }

 private:
  static void take_entry(const BankEntry& entry, ReconcileReport& report) {
    (is_matched(entry.match) ? report.matched : report.unmatched_bank).add(entry.amount);
    report.entries.push_back(entry);
  }

  void add_transit(Date day, ReconcileReport& report) const {
    std::set<std::string> seen;
    auto files = files_of(reader_, contract_);
    for (const auto& entry : entries_) {
      if (entry.booked > day) continue;
      seen.insert(entry.id);
      add_to_file(files, entry);
      // What is open is not in our books; suspense is, and explains the balance by itself.
      if (!std::holds_alternative<match::Open>(entry.match)) continue;
      const Money adds = entry.direction == Direction::credit ? entry.amount : -entry.amount;
      report.in_transit.push_back({"bank-entry", entry.reference, adds});
    }
    for (const auto& receipt : receipts_) {
      if (receipt.on <= day && !seen.contains(receipt.matched_by)) {
        add(report, {"receipt", receipt.reference, -receipt.amount});
      }
    }
    for (const auto& [id, facts] : files) {
      add(report,
          {"payment-file", id, paid_until(facts.file, day) - (facts.debited - facts.credited)});
    }
  }

  static void add(ReconcileReport& report, const InTransit& item) {
    if (item.amount.is_zero()) return;
    report.in_transit.push_back(item);
    report.unmatched_ours.add(item.amount < Money() ? -item.amount : item.amount);
  }

  const ledger::Reader& reader_;
  std::string contract_;
  std::optional<book::Account> bank_;
  std::vector<BankEntry> entries_;
  std::vector<FundingReceipt> receipts_;
};

}  // namespace

MatchFacts gather_match_facts(const ledger::Reader& reader, const std::string& contract,
                              DebitMode mode) {
  MatchFacts facts;
  facts.debit_mode = mode;
  facts.files = files_of(reader, contract);
  for (const auto& entry : find_all(reader, kBankEntries, contract + "/")) {
    add_to_file(facts.files, entry.value);
    const auto* one = std::get_if<match::ByReference>(&entry.value.match);
    if (one != nullptr && entry.value.direction == Direction::debit) {
      facts.debited_lines.insert(one->reference);
    }
  }
  for (auto& receipt : find_all(reader, kReceipts, contract + "/")) {
    if (!receipt.value.matched_by.empty()) continue;
    facts.receipts[receipt.value.reference] = std::move(receipt.value);
  }
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
                                               const std::string& contract,
                                               const PaymentsBook::Account& account) {
  const Reporter reporter(reader, contract, account);
  std::vector<ReconcileReport> reports;
  for (const auto& statement : statements_by_day(reader, contract + "/")) {
    reports.push_back(reporter.report(statement.value));
  }
  return reports;
}

bool ReconcileReport::entries_add_up() const {
  Total sum;
  for (const auto& entry : entries) sum += to_total(entry.amount);
  return sum == matched.sum + unmatched_bank.sum;
}

Total ReconcileReport::adjusted_book() const {
  Total adjusted = to_total(book);
  for (const auto& item : in_transit) adjusted += to_total(item.amount);
  return adjusted;
}

bool ReconcileReport::balances() const { return adjusted_book() == to_total(closing); }

}  // namespace anxin::payments
