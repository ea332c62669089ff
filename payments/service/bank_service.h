// Takes the bank's answers and statements into the books.
//
// Role: results move lines forward and settle or release holds; statements are stored, checked for
//       continuity, and explained by the reconciliation.
// Source: payments.md, steps 6 and 7; statuses only move forward, and what contradicts is for a
//         person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/bank_document.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

// Why a result is not an answer to our instruction: it is refused as a whole, since then nothing
// in it can be trusted.
/// A line that the file never had. Details: line, file.
inline constexpr Reason kLineNotInFile{"bank.line-not-in-file"};
/// OrgnlNbOfTxs is not what we sent. Details: file, stated, sent.
inline constexpr Reason kOriginalCountDiffers{"bank.original-count-differs"};
/// OrgnlCtrlSum is not what we sent. Details: file, stated, sent.
inline constexpr Reason kOriginalSumDiffers{"bank.original-sum-differs"};
// What is left to a person when a result is taken (details: line).
/// The result names no line at all.
inline constexpr Reason kLineUnnamed{"bank.line-unnamed"};
inline constexpr Reason kStatusBackwards{"bank.status-backwards"};
inline constexpr Reason kAmountDiffers{"bank.amount-differs"};
inline constexpr Reason kOutcomeUnclear{"bank.outcome-unclear"};
inline constexpr std::array kResultReasons{
    kLineNotInFile,   kOriginalCountDiffers, kLineUnnamed,   kOriginalSumDiffers,
    kStatusBackwards, kAmountDiffers,        kOutcomeUnclear};

class BankService {
 public:
  explicit BankService(PaymentsBook& book) : book_(book) {}

  /// Takes a result (pain.002) or a statement (camt.053), told apart by its content.
  /// Answers of a result: kind, file, paid, paid_sum, failed, failed_sum, in_flight, exceptions.
  /// Answers of a statement: kind, statements, entries, opening, closing.
  /// Statements may come in any order of days, each where its balances fit.
  /// Refuses: access.*, payments.bank-file-refused, payments.nothing-to-import,
  ///          payments.file-unknown, payments.wage-account-unknown, payments.duplicate-file,
  ///          payments.statement-gap, payments.statement-gap-after, payments.statement-*,
  ///          wage-account.statement-after-end.
  Result<ledger::Receipt> import(const Caller& caller, std::string_view bytes);

  /// What is wrong with a file, by itself and against the instruction that it answers: what a
  /// person needs to see after payments.bank-file-refused.
  [[nodiscard]] Findings check(std::string_view bytes) const;

 private:
  Result<ledger::Receipt> import_result(const Caller& caller, const PaymentResult& result,
                                        const std::string& digest);
  Result<ledger::Receipt> import_statements(const Caller& caller, const ParsedStatements& parsed,
                                            const std::string& digest);
  PaymentsBook& book_;
};

}  // namespace anxin::payments
