#include "payments/service/shared_statement.h"

#include <algorithm>
#include <set>

namespace anxin::payments {
namespace {

// The contracts that a reference belongs to: a bank file, a line, a transfer, a receipt.
class References {
 public:
  References(const ledger::Reader& reader, const std::vector<SubBook>& books)
      : reader_(reader), books_(books) {}

  /// The place of the one sub-book that waits for the entry, or that it names; the first where it
  /// names none or several.
  [[nodiscard]] std::size_t place_of(const StatementEntry& entry) const {
    std::set<std::size_t> named;
    add_awaiting(entry, named);
    if (named.size() == 1) return *named.begin();
    named.clear();
    add(entry.payment_info_id, named);
    for (const auto& detail : entry.details) {
      add(detail.payment_info_id, named);
      add(detail.end_to_end_id, named);
    }
    return named.size() == 1 ? *named.begin() : 0;
  }

 private:
  // A receipt of this amount that no statement has proved.
  void add_awaiting(const StatementEntry& entry, std::set<std::size_t>& named) const {
    if (entry.direction != Direction::credit) return;
    for (const auto& detail : entry.details) {
      for (std::size_t i = 0; i < books_.size(); ++i) {
        const auto key = books_[i].contract + "/" + detail.end_to_end_id;
        const auto receipt = find(reader_, kReceipts, key);
        const bool waits =
            receipt && receipt->value.matched_by.empty() && receipt->value.amount == entry.amount;
        if (waits) named.insert(i);
      }
    }
  }

  void add(const std::string& reference, std::set<std::size_t>& named) const {
    if (reference.empty()) return;
    for (std::size_t i = 0; i < books_.size(); ++i) {
      if (belongs_to(reference, books_[i].contract)) named.insert(i);
    }
  }

  template <class T>
  [[nodiscard]] bool is_of(const RecordTable<T>& table, const std::string& id,
                           const std::string& contract) const {
    const auto found = find(reader_, table, id);
    return found && found->value.contract == contract;
  }

  [[nodiscard]] bool belongs_to(const std::string& reference, const std::string& contract) const {
    return is_of(kFiles, reference, contract) || is_of(kLines, reference, contract) ||
           is_of(kAccountMoves, reference, contract) || is_of(kClosings, reference, contract) ||
           find(reader_, kReceipts, contract + "/" + reference).has_value();
  }

  const ledger::Reader& reader_;
  const std::vector<SubBook>& books_;
};

Money closing_of(const Statement& part) {
  Money balance = *part.opening;
  for (const auto& entry : part.entries) {
    balance += entry.direction == Direction::credit ? entry.amount : -entry.amount;
  }
  return balance;
}

}  // namespace

std::vector<Statement> split_statement(const ledger::Reader& reader, const Statement& statement,
                                       const std::vector<SubBook>& books) {
  std::vector<Statement> parts(books.size(), statement);
  Money rest = *statement.opening;
  for (std::size_t i = 0; i < books.size(); ++i) {
    parts[i].entries.clear();
    parts[i].opening = books[i].balance;
    rest -= books[i].balance;
  }
  *parts.front().opening += rest;
  const References references(reader, books);
  for (const auto& entry : statement.entries) {
    parts[references.place_of(entry)].entries.push_back(entry);
  }
  for (auto& part : parts) part.closing = closing_of(part);
  return parts;
}

}  // namespace anxin::payments
