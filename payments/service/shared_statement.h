// The statement of an account number that several contracts share, project by project (分账管理).
//
// Role: bank_statement.cc stores what each sub-book gets as a statement of its own, so that
//       everything behind it works contract by contract. Internal to payments/service.
// Source: 人社部发〔2021〕53号: one account for several projects, managed apart.
#pragma once

#include <string>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

/// One contract's part of a shared account.
struct SubBook {
  std::string contract;
  Money balance;  ///< closing of its last statement
};

/// What each sub-book sees of the statement: its own entries between its own balances. An entry
/// goes to the contract with a receipt of its reference and amount that no statement has proved,
/// else to the one that its file, end-to-end id, funding reference or transfer names; one that
/// names none, or several, goes to the first, where a person looks at it. Where no sub-book has had
/// a statement before, the opening balance is the first one's.
/// Requires: the statement is balanced; at least one sub-book.
/// Ensures:  Σ openings and Σ closings are the statement's, if Σ balances are its opening.
[[nodiscard]] std::vector<Statement> split_statement(const ledger::Reader& reader,
                                                     const Statement& statement,
                                                     const std::vector<SubBook>& books);

}  // namespace anxin::payments
