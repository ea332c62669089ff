// Wages paid in cash or with a notary, and payees in the place of workers who cannot be paid.
//
// Role: `payroll outside`, `payroll notary`, `payroll payee` and their approval by another person.
// Source: payments.md, posting rules; what was paid in cash never counts as paid through the
//         account and stays a warning (suspected_arrears.h).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/wage_paper.h"
#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

inline constexpr RecordTable<PaidOutside> kPaidOutside{"paid-outside"};     // contract-O01
inline constexpr RecordTable<PayeePaper> kPayeePapers{"payee-paper"};       // contract-H01
inline constexpr RecordTable<PayeeOfLine> kPayeesOfLines{"payee-of-line"};  // line

/// A number of the document, the confirmation or the notary's office is missing. Details: what.
inline constexpr Reason kWagePaperIncomplete{"wage-paper.incomplete"};
/// No line, too many, or lines of several contracts. Details: max.
inline constexpr Reason kWagePaperLines{"wage-paper.lines"};
/// Named twice. Details: line.
inline constexpr Reason kWagePaperLineTwice{"wage-paper.line-twice"};
/// After today, or before the wage month of a line. Details: on.
inline constexpr Reason kWagePaperDate{"wage-paper.date"};
inline constexpr Reason kWagePaperUnknown{"wage-paper.unknown"};
/// Approved or withdrawn already. Details: paper, state.
inline constexpr Reason kWagePaperState{"wage-paper.state"};
/// Only the person who proposed a paper withdraws it. Details: paper.
inline constexpr Reason kWagePaperNotOwn{"wage-paper.not-own"};
/// The line owes another amount than when the paper was proposed. Details: line, owed.
inline constexpr Reason kWagePaperOvertaken{"wage-paper.overtaken"};
/// No name, or an account or a branch number that fails its checks. Details: what.
inline constexpr Reason kPayeeInvalid{"wage-paper.payee-invalid"};
/// A line with a payee is repaired by a table for the payee's account alone. Details: line.
inline constexpr Reason kRepairHasPayee{"payments.repair-has-payee"};
inline constexpr std::array kWagePaperReasons{
    kWagePaperIncomplete, kWagePaperLines,  kWagePaperLineTwice, kWagePaperDate, kWagePaperUnknown,
    kWagePaperState,      kWagePaperNotOwn, kWagePaperOvertaken, kPayeeInvalid,  kRepairHasPayee};

inline constexpr std::size_t kWagePaperLinesMax = 2'000;  // as a notice of payment: one entry

struct PaidOutsideRequest {
  PaidHow how = PaidHow::cash;
  std::vector<std::string> lines;  ///< of one contract
  Date on;
  std::string document;
  Channel channel = Channel::hotline;
  std::string confirmation;
  std::string office;
};

/// Who is paid in the worker's place, in the clear, only ever in memory.
struct Payee {
  std::string name;
  std::string account;
  std::string bank_no;  ///< may be empty: banks find the branch by the card
};

struct PayeeRequest {
  std::string line;
  PayeeKind kind = PayeeKind::heir;
  Payee payee;
  std::string document;
};

class WagePaperService {
 public:
  explicit WagePaperService(PaymentsBook& book) : book_(book) {}

  /// Proposes that lines were paid in cash or deposited with a notary: by the contractor.
  /// Answers: paper, lines, sum, state.
  /// Refuses: wage-paper.lines, wage-paper.line-twice, payments.line-unknown, wage-paper.lines
  ///          (of two contracts), access.*, wage-paper.incomplete, wage-paper.date,
  ///          payments.line-not-at-hand.
  Result<ledger::Receipt> propose(const Caller& caller, const PaidOutsideRequest& request);

  /// Proposes a payee for a line: by the contractor.
  /// Answers: paper, line, state.
  /// Refuses: payments.line-unknown, access.*, wage-paper.incomplete, wage-paper.payee-invalid,
  ///          payments.line-not-at-hand, payments.repair-card-taken, seal.broken.
  Result<ledger::Receipt> propose_payee(const Caller& caller, const PayeeRequest& request);

  /// Books what another person proposed. What was paid outside: a regulator accepts it, the lines
  /// are discharged. A payee: another person of the contractor; an accrued line is paid to the
  /// payee, any other is replaced by a line of a new repair batch that is. What a line was parked
  /// for is cleared as far as it concerns the account; for anything else it stays parked.
  /// Answers: paper, sum | pays, parked_for, state.
  /// Refuses: wage-paper.unknown, access.* (same-person last), wage-paper.state,
  ///          payments.line-not-at-hand, wage-paper.overtaken, payments.repair-card-taken.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& paper);

  /// Takes a paper back that is not approved: by the person who proposed it. Nothing was booked or
  /// held for it, and its lines are as they were.
  /// Answers: paper, state.
  /// Refuses: wage-paper.unknown, access.*, wage-paper.not-own, wage-paper.state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& paper);

  /// What was paid outside a contract's account, oldest first.
  [[nodiscard]] Result<std::vector<PaidOutside>> list(const std::string& contract) const;

 private:
  PaymentsBook& book_;
};

/// The payee of a line; nothing where the worker is paid. Refuses: seal.broken.
[[nodiscard]] Result<std::optional<Payee>> payee_of(const Vault& vault,
                                                    const ledger::Reader& reader,
                                                    const PayrollLine& line);

}  // namespace anxin::payments
