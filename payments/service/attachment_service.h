// Attachment orders against a wage account or a guarantee deposit: each step recorded.
//
// Role: `attachment …`. Nothing is refused to a court; what it took beyond the excess for another
//       purpose than this project's wages is the first alarm of the overview.
// Source: Decree 724 art. 33; payments.md, "Attachment orders" and the posting rules of suspense.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/attachment.h"
#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

inline constexpr RecordTable<AttachmentCase> kAttachments{"attachment"};  // contract-Q01

/// No court, or no number of the document. Details: max.
inline constexpr Reason kAttachmentIncomplete{"attachment.incomplete"};
/// After today, or before the step before it. Details: on.
inline constexpr Reason kAttachmentDate{"attachment.date"};
inline constexpr Reason kAttachmentUnknown{"attachment.unknown"};
/// Lifted already, or the step does not fit. Details: case, state.
inline constexpr Reason kAttachmentState{"attachment.state"};
/// No unexplained debit of this amount on a statement of the account. Details: amount.
inline constexpr Reason kAttachmentNotOnStatement{"attachment.not-on-statement"};
/// Lines are named for another purpose than wages, or none for wages, or they owe another sum than
/// was taken.
/// Details: owed, amount.
inline constexpr Reason kAttachmentLines{"attachment.lines"};
/// The court's document has a case about the account that is not lifted. Details: document, case.
inline constexpr Reason kAttachmentExists{"attachment.exists"};
inline constexpr std::array kAttachmentReasons{
    kAttachmentIncomplete,     kAttachmentDate,  kAttachmentUnknown, kAttachmentState,
    kAttachmentNotOnStatement, kAttachmentLines, kAttachmentExists};

struct AttachmentOrder {
  std::string contract;
  AttachedAccount account = AttachedAccount::wage;
  std::string court;
  std::string document;
  Money amount;
  AttachmentPurpose purpose = AttachmentPurpose::other;
  Date on;
};

/// A step on a case: its document and day.
struct AttachmentAct {
  std::string id;
  std::string document;
  Date on;
};

struct AttachmentExecution {
  AttachmentAct act;
  Money amount;
  /// Of an order to pay this project's wages from the wage account: what it paid, whole.
  std::vector<std::string> lines;
};

/// A case with what stands on the account today.
struct AttachmentView {
  AttachmentCase attachment;
  Money balance;
  Money wages_due;
  Money excess;  ///< what an order for another purpose may reach
};

class AttachmentService {
 public:
  explicit AttachmentService(PaymentsBook& book) : book_(book) {}

  /// Answers: case, amount, balance, wages_due, excess, state.
  /// Refuses: payments.contract-unknown, access.*, attachment.incomplete,
  ///          attachment.date, payments.amount-invalid, attachment.exists,
  ///          payments.wage-account-unknown.
  Result<ledger::Receipt> open(const Caller& caller, const AttachmentOrder& order);

  // The steps answer as open() does, and refuse: attachment.unknown, access.*,
  // attachment.incomplete, attachment.date, attachment.state, payments.wage-account-unknown.

  /// The bank tells the court that the account holds wages: by the account's bank.
  Result<ledger::Receipt> notice_nature(const Caller& caller, const AttachmentAct& act);
  /// The regulator or the contractor objects.
  Result<ledger::Receipt> object(const Caller& caller, const AttachmentAct& act);
  /// The court decides on the objection.
  Result<ledger::Receipt> decide(const Caller& caller, const AttachmentAct& act,
                                 AttachmentOutcome outcome);
  Result<ledger::Receipt> lift(const Caller& caller, const AttachmentAct& act);

  /// Money was taken. From the wage account: the debit that the statement has brought, and that
  /// lies in suspense, becomes a claim on the contractor, whose debt it paid; or, for wages, pays
  /// the lines named. By the bank or a regulator, another person than opened the case. From the
  /// deposit: recorded alone, its bank's movement is booked there. What went beyond the excess is
  /// judged by the wages due on the day of the debit (of the deposit: the act), whenever it is
  /// recorded. Answers, besides: excess_then (before the taking), beyond.
  /// Refuses, besides: access.same-person, payments.amount-invalid, attachment.not-on-statement,
  /// attachment.lines,
  ///                   payments.line-unknown, payments.line-not-at-hand.
  Result<ledger::Receipt> execute(const Caller& caller, const AttachmentExecution& execution);

  // The last account of a contract is shown, also after its closing.

  /// Refuses: attachment.unknown, payments.wage-account-unknown.
  [[nodiscard]] Result<AttachmentView> show(const std::string& id) const;
  /// Refuses: payments.contract-unknown, payments.wage-account-unknown.
  [[nodiscard]] Result<std::vector<AttachmentView>> list(const std::string& contract) const;

 private:
  Result<ledger::Receipt> step(const Caller& caller, const AttachmentAct& act,
                               const AttachmentState& state);

  PaymentsBook& book_;
};

/// The id of an order against the contract's wage account that is neither lifted nor executed;
/// empty where there is none.
[[nodiscard]] std::string open_attachment(const ledger::Reader& reader,
                                          const std::string& contract);

/// What was taken beyond the excess for another purpose, on all cases of the contract.
[[nodiscard]] Money taken_beyond(const ledger::Reader& reader, const std::string& contract);

}  // namespace anxin::payments
