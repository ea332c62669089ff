#include "payments/bank/statement_check.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Direction;
using payments::Finding;
using payments::Severity;
using payments::Statement;

bool holds_with_reversals_inverted(Statement statement) {
  for (auto& entry : statement.entries) {
    if (!entry.reversal) continue;
    entry.direction = entry.direction == Direction::credit ? Direction::debit : Direction::credit;
  }
  return statement.balanced();
}

bool has_reversal(const Statement& statement) {
  return std::any_of(statement.entries.begin(), statement.entries.end(),
                     [](const auto& entry) { return entry.reversal; });
}

Fields sums_of(const Statement& statement) {
  const auto currency = Currency::from_code(statement.currency).value_or(Currency::cny());
  Total credits = 0;
  Total debits = 0;
  for (const auto& entry : statement.entries) {
    (entry.direction == Direction::credit ? credits : debits) += to_total(entry.amount);
  }
  return {{"opening", to_string(*statement.opening, currency)},
          {"credits", to_string(credits, currency)},
          {"debits", to_string(debits, currency)},
          {"closing", to_string(*statement.closing, currency)}};
}

}  // namespace

void check_equation(const Statement& statement, std::uint32_t line, payments::Findings& findings) {
  const auto report = [&](Severity severity, Reason code, Fields details) {
    findings.push_back(Finding{line, "", "", severity, code, std::move(details)});
  };
  if (!statement.opening || !statement.closing) {
    return report(Severity::explain, kStatementBalanceMissing,
                  {{"balance", statement.opening ? "CLBD" : "OPBD"}});
  }
  if (statement.balanced()) return;
  report(Severity::refuse, kStatementUnbalanced, sums_of(statement));
  if (has_reversal(statement) && holds_with_reversals_inverted(statement)) {
    report(Severity::explain, kReversalSign, {});
  }
}

}  // namespace anxin::bank
