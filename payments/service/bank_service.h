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

/// What is handed in at once: one file, or all pages of a statement in any order.
struct BankFiles {
  std::vector<std::string> bytes;
  std::string profile = "iso20022";  ///< how the bank writes (incoming_profile.h)
  std::string instruction{};         ///< our file that a table answers, where it does not say so
};

class BankService {
 public:
  explicit BankService(PaymentsBook& book) : book_(book) {}

  /// Takes a result (pain.002, a return table), a statement (camt.053, a table of movements) or
  /// returns that the bank passes on (pacs.004), told apart by their content. Reports and notices
  /// (camt.052, camt.054) are never taken: the statement says the same, and once.
  /// Answers of a result: kind, file, paid, paid_sum, failed, failed_sum, in_flight, exceptions.
  /// Answers of a statement: kind, statements, entries, opening, closing.
  /// Answers of returns: kind, returned, returned_sum, known (returned already), exceptions.
  /// Answers of a page of a statement whose other pages are not here: kind ("page"), id, contract,
  /// page, pages, fault; it waits in quarantine, and the last one to come makes the statement.
  /// Answers of a recall (camt.029): kind, coming, refused, pending. Nothing is booked: money that
  /// comes back shows on a statement.
  /// Statements may come in any order of days, each where its balances fit.
  /// Refuses: payments.incoming-profile-unknown, access.*, payments.bank-file-refused,
  ///          payments.nothing-to-import, payments.only-statements-booked, payments.file-unknown,
  ///          payments.wage-account-unknown, payments.duplicate-file, payments.statement-gap,
  ///          payments.statement-gap-after, payments.statement-*, wage-account.statement-after-end,
  ///          quarantine.pages-contradict, reconcile.day-signed, seal.broken (a page that waits).
  Result<ledger::Receipt> import(const Caller& caller, const BankFiles& files);
  /// One ISO 20022 message.
  Result<ledger::Receipt> import(const Caller& caller, std::string_view bytes);

  /// The contract's answered recalls, in the order of their messages.
  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<std::vector<RecallNote>> recalls(const std::string& contract) const;

  /// What is wrong with a file, by itself and against the instruction that it answers: what a
  /// person needs to see after payments.bank-file-refused.
  [[nodiscard]] Findings check(const BankFiles& files) const;

 private:
  [[nodiscard]] Result<BankDocument> read(const BankFiles& files) const;
  Result<ledger::Receipt> import_result(const Caller& caller, const PaymentResult& stated,
                                        const std::string& digest);
  Result<ledger::Receipt> import_statements(const Caller& caller, const ParsedStatements& parsed,
                                            const std::string& digest);
  Result<ledger::Receipt> import_returns(const Caller& caller, const ReturnAdvice& advice,
                                         const std::string& digest);
  Result<ledger::Receipt> import_recall(const Caller& caller, const RecallAnswers& recall,
                                        const std::string& digest);
  Result<ledger::Receipt> import_page(const Caller& caller, const BankFiles& files,
                                      const Statement& page);
  PaymentsBook& book_;
};

}  // namespace anxin::payments
