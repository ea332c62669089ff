// What was withheld from wages: remitted by the withholder, and explained to the worker.
//
// Role: `tax remit`, `tax list`, `payroll slip`.
// Source: payments.md, posting rules; 个人所得税法 art. 14 (rule deadline remit-withheld); Decree
// 724
//         art. 31 (工资清单: the worker gets a slip).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/remittance.h"
#include "payments/rules/tax_withholding.h"
#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

inline constexpr RecordTable<Remittance> kRemittances{"remittance"};  // contract-W01

/// No number of the voucher.
inline constexpr Reason kVoucherMissing{"withholding.voucher-missing"};
/// A voucher speaks once of one kind and withholder. Details: voucher, remittance.
inline constexpr Reason kVoucherUsed{"withholding.voucher-used"};
/// More than was withheld in the period and not remitted. Details: payable, period.
inline constexpr Reason kRemittedTooMuch{"withholding.more-than-payable"};
/// Before the period's first day, before so much was withheld, or after today. Details: on.
inline constexpr Reason kRemittanceDate{"withholding.date"};
/// The worker has no wage of that month. Details: worker, month.
inline constexpr Reason kSlipEmpty{"withholding.slip-empty"};

// Findings about a tax.

/// More than the rule gives from what the book knows. Details: sheet, rule. Explain.
inline constexpr Reason kTaxAboveRule{"withholding.tax-above-rule"};
/// Less: special additional deductions, which the book does not know, may be why.
/// Details: sheet, rule. Note.
inline constexpr Reason kTaxBelowRule{"withholding.tax-below-rule"};

inline constexpr std::array kWithholdingReasons{kVoucherMissing, kVoucherUsed, kRemittedTooMuch,
                                                kRemittanceDate, kSlipEmpty,   kTaxAboveRule,
                                                kTaxBelowRule};

inline constexpr std::size_t kVoucherBytesMax = 128;  // as a document's number

struct RemitRequest {
  std::string contract;
  WithheldKind kind = WithheldKind::tax;
  std::string withholder;  ///< party
  Money amount;
  Month period;
  std::string voucher;
  Date on;
};

/// Whose, of what kind, and from the wages of which month.
struct WithheldPlace {
  std::string withholder;
  WithheldKind kind = WithheldKind::tax;
  Month period;
  auto operator<=>(const WithheldPlace&) const = default;
};

/// What one withholder has withheld from the wages of one month.
struct WithheldView {
  std::string withholder;
  WithheldKind kind = WithheldKind::tax;
  Month period;
  Money withheld;
  Money remitted;
  /// The first last day by which some of it was to be remitted: nothing where none of these wages
  /// is paid yet, or the law sets no time for the kind.
  std::optional<Date> due_by;
  Money overdue;  ///< withheld from wages paid so long ago that the day has passed, not remitted
};

/// How a part of the month's net wages is paid.
struct SlipPayment {
  std::string line;
  LineState state;
  std::string through;  ///< bank file, or the paper that discharged it; empty while it is owed
  std::optional<Date> on;
  Money amount;
};

/// What the law gives for the tax of a month's wages of one employer.
struct SlipTax {
  std::string employer;
  Money sheet;
  WageIncome facts;
  std::optional<Withholding> rule;  ///< nothing where no rule was in force
  std::optional<Finding> finding;   ///< where both differ
};

/// A worker's month (工资清单).
struct Slip {
  std::string contract;
  std::string worker;
  Month month;
  std::vector<PayrollLine> lines;     ///< that accrued, each with its deductions
  std::vector<SlipTax> taxes;         ///< one per employer
  std::vector<SlipPayment> payments;  ///< what the lines have become
  Money gross, advance, tax, other, net;
  Money paid;  ///< reached the worker, or was paid in the employer's place
  Money owed;
  Money reduced;  ///< taken off by a paper after a payment had failed
};

class WithholdingService {
 public:
  explicit WithholdingService(PaymentsBook& book) : book_(book) {}

  /// Books what the withholder has remitted from its own money.
  /// Answers: remittance, withholder, kind, period, amount, left.
  /// Refuses: payments.contract-unknown, access.* (a subcontractor remits its own alone),
  ///          payments.employer-not-in-contract, payments.amount-invalid,
  ///          withholding.voucher-missing, withholding.date, withholding.voucher-used,
  ///          withholding.more-than-payable, withholding.date (before it was withheld).
  Result<ledger::Receipt> remit(const Caller& caller, const RemitRequest& request);

  /// By withholder, kind and period.
  /// Refuses: payments.contract-unknown, deposit.region-unknown, rules.none-in-force.
  [[nodiscard]] Result<std::vector<WithheldView>> list(const std::string& contract) const;

  /// Refuses: payments.contract-unknown, withholding.slip-empty.
  [[nodiscard]] Result<Slip> slip(const std::string& contract, Month month,
                                  const std::string& worker) const;
  /// The slips of several workers, in their order, out of one reading of the book.
  /// Refuses: as slip(), where one of them has none.
  [[nodiscard]] Result<std::vector<Slip>> slips(const std::string& contract, Month month,
                                                const std::vector<std::string>& workers) const;

 private:
  PaymentsBook& book_;
};

/// Withheld by one withholder from the wages of one month, and not remitted yet: what may still be
/// remitted or undone.
[[nodiscard]] Money open_withheld(const ledger::Reader& reader, const std::string& contract,
                                  const WithheldPlace& place);

}  // namespace anxin::payments
