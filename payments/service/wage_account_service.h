// The duties of a dedicated wage account (农民工工资专用账户): opened and filed in time, funded
// every month, topped up, moved to another bank, closed.
//
// Role: called by every face. Each step is one entry of the ledger; what one side proposes another
//       one agrees to, and both are different persons.
// Source: Decree 724 arts 24 to 27, 33; 人社部发〔2021〕53号; every time limit is a rule of kind
//         "deadline" (duty_rules.h); postings as in payments.md, "Posting rules".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payments/domain/finding.h"
#include "payments/rules/duty_rules.h"
#include "payments/service/payments_book.h"
#include "payments/service/wage_account_reasons.h"

namespace anxin::payments {

/// A document number and its year; papers live elsewhere.
inline constexpr std::size_t kAccountDocumentMax = 120;
/// A reason in a sentence or two.
inline constexpr std::size_t kAccountReasonMax = 400;

// ---- requests -----------------------------------------------------------------------------------

struct WorksStartRequest {
  std::string contract;
  Date on;
  std::string document;  ///< 开工报告 or 施工许可证
};
struct FilingRequest {
  std::string contract;
  std::string account;
  Date on;
  std::string document;
};
struct TopUpRequest {
  std::string contract;
  Month month;
  Money amount;
  std::string reason;
};
struct LabourCostRequest {
  std::string contract;
  Month from_month;
  std::optional<Money> monthly;  ///< a month's labour cost, or
  std::string share;             ///< of the contract's amount: "26 %"
  std::string document;          ///< of the supplement agreement (补充协议)
};
struct AccountMoveRequest {
  std::string contract;
  std::string to;  ///< account of the same contract, loaded before
  std::string document;
};
struct AccountOpeningRequest {
  std::string contract;
  std::string account;
  Money balance;
  Date on;
  std::string document;  ///< of the bank's confirmation (银行询证函)
};
struct ProposalDecision {
  std::string id;
  std::string refused_for;  ///< reasons; empty: agreed
};
struct SuccessionRequest {
  std::string contract;
  std::string successor;
  std::string document;
};
struct BarRequest {
  std::string contract;
  BarKind kind = BarKind::arrears_case;
  std::string document;
};
struct ClosingRequest {
  std::string contract;
  Date completed_on;
  Date public_from;     ///< of the publicity that there are no arrears
  std::string promise;  ///< number of the promise of no arrears
};

// ---- views --------------------------------------------------------------------------------------

enum class AccountDutyKind : std::uint8_t { open_account, file_account, labour_cost, top_up };
/// "open-account", "file-account", "labour-cost", "top-up".
[[nodiscard]] std::string_view to_word(AccountDutyKind kind);

enum class DutyState : std::uint8_t { open, done, done_late, overdue };
/// "open", "done", "done-late", "overdue".
[[nodiscard]] std::string_view to_word(DutyState state);

/// One duty as it stands on a day.
struct AccountDuty {
  AccountDutyKind what = AccountDutyKind::open_account;
  std::string subject;             ///< contract, account, month or top-up
  const Deadline* rule = nullptr;  ///< null where none is in force there and then
  std::optional<Date> last_day;    ///< nothing while the event it is counted from is not on record
  std::optional<Date> done_on;
  DutyState state = DutyState::open;
  // labour cost and top-ups
  Money due;
  Money met;             ///< what the owner paid, oldest first
  bool recorded = true;  ///< false: due by contract, though nobody has made it so on the books
  std::string notice;    ///< state of the notice of non-funding, or empty
  [[nodiscard]] Money missing() const { return due - met; }
};

struct AccountLine {
  WageAccount account;
  std::string state;  ///< "in-use", "waiting", "moved", "closed"
  std::optional<Date> until;
  std::optional<Date> filed_on;
  Money balance;
};

struct WageAccountView {
  Contract contract;
  std::string project_name;
  std::string region;
  std::vector<AccountLine> accounts;
  std::vector<AccountDuty> duties;  ///< account first, then labour cost by its due day
  std::vector<NonFundingNotice> notices;
  std::vector<TopUp> top_ups;
  std::vector<LabourCostChange> changes;
  std::vector<AccountMove> moves;
  std::vector<AccountOpening> openings;
  std::vector<ClosingBar> bars;
  std::vector<AccountClosing> closings;
  std::optional<Succession> succession;
  Money owed;  ///< to workers
  [[nodiscard]] std::size_t overdue() const;
  [[nodiscard]] Money missing() const;  ///< of labour cost that is overdue
};

// ---- the service --------------------------------------------------------------------------------

class WageAccountService {
 public:
  explicit WageAccountService(PaymentsBook& book) : book_(book) {}

  /// Keeps on record when the works began. Answers: contract, on.
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing,
  ///          wage-account.date, wage-account.started-already.
  Result<ledger::Receipt> start_works(const Caller& caller, const WorksStartRequest& request);

  /// 备案 with the regulator. Answers: contract, account, on, last_day ("-" without a rule).
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing,
  ///          payments.wage-account-unknown, wage-account.date, wage-account.filed-already.
  Result<ledger::Receipt> file(const Caller& caller, const FilingRequest& request);

  /// 未拨付报告: the due day of a month has passed and something is missing. From the bank it is
  /// told to the contractor; the contractor's own goes to the regulator at once. Answers: contract,
  /// month, missing, state. Refuses: payments.contract-unknown, access.*,
  /// wage-account.month-unknown,
  ///          wage-account.noticed-already, wage-account.not-yet-due,
  ///          wage-account.nothing-missing.
  Result<ledger::Receipt> notice_non_funding(const Caller& caller, const std::string& contract,
                                             Month month);
  /// The contractor passes the bank's notice on to the regulator. Answers: contract, month, state.
  /// Refuses: payments.contract-unknown, access.*, wage-account.not-noticed,
  ///          wage-account.reported-already.
  Result<ledger::Receipt> report_non_funding(const Caller& caller, const std::string& contract,
                                             Month month);

  /// 追加拨付. Answers: id, contract, amount.
  /// Refuses: payments.contract-unknown, access.*, wage-account.closed, payments.amount-invalid,
  ///          wage-account.document-missing (no reason given).
  Result<ledger::Receipt> propose_top_up(const Caller& caller, const TopUpRequest& request);
  /// 补充协议. Answers: id, contract, from_month, monthly.
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing,
  ///          wage-account.labour-cost-invalid, wage-account.month-due-already.
  Result<ledger::Receipt> propose_change(const Caller& caller, const LabourCostRequest& request);
  /// 变更开户银行; to the account in use: brings after what came to a former one since.
  /// Answers: id, contract, to.
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing, what agreeing
  ///          refuses, wage-account.proposal-open.
  Result<ledger::Receipt> propose_move(const Caller& caller, const AccountMoveRequest& request);

  /// 期初余额 of a project that has been running: what the bank held at the end of a day, before
  /// the first statement. Wages owed from before are established as admissions (ArrearsService).
  /// Answers: id, contract, account, balance.
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing,
  ///          payments.amount-invalid, what agreeing refuses.
  Result<ledger::Receipt> propose_opening(const Caller& caller,
                                          const AccountOpeningRequest& request);

  /// Agrees to a proposal or refuses it: to a top-up the owner, to a change of labour cost the side
  /// that did not propose it, to a move the regulator, to an opening the account's bank. A top-up
  /// is due at once; a move takes the whole balance along; an opening is booked on its day.
  /// Answers: id, contract, state; of a top-up amount and due_on, of a move moved and account, of
  ///          an opening account and balance.
  /// Refuses: wage-account.proposal-unknown, access.* (same-person last),
  ///          wage-account.proposal-decided; to agree also wage-account.closed,
  ///          wage-account.month-due-already; of a move payments.wage-account-unknown,
  ///          wage-account.closing-open, wage-account.bar-attachment, wage-account.move-back,
  ///          wage-account.move-in-flight, wage-account.move-nothing; of an opening
  ///          wage-account.closed, payments.wage-account-unknown, wage-account.date,
  ///          wage-account.opening-late.
  Result<ledger::Receipt> decide(const Caller& caller, const ProposalDecision& decision);

  /// Another contract of the project goes on: this one keeps its debts, claims and deposit.
  /// Answers: contract, successor.
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing,
  ///          wage-account.succeeded-already, wage-account.successor-invalid.
  Result<ledger::Receipt> succeed(const Caller& caller, const SuccessionRequest& request);

  /// A case of arrears or a lawsuit: while it stands nothing is closed. Answers: bar, contract.
  /// Refuses: payments.contract-unknown, access.*, wage-account.document-missing,
  ///          wage-account.bar-exists.
  Result<ledger::Receipt> bar(const Caller& caller, const BarRequest& request);
  /// Answers: bar, contract. Refuses: wage-account.bar-unknown, access.*,
  ///          wage-account.document-missing, wage-account.bar-lifted.
  Result<ledger::Receipt> lift_bar(const Caller& caller, const std::string& bar,
                                   const std::string& document);

  /// Applies for the closing after works and publicity are over. Answers: closing, contract.
  /// Refuses: payments.contract-unknown, access.*, payments.wage-account-unknown,
  ///          wage-account.closed, wage-account.closing-open, wage-account.document-missing,
  ///          wage-account.closing-dates, rules.none-in-force, wage-account.closing-barred.
  Result<ledger::Receipt> apply_closing(const Caller& caller, const ClosingRequest& request);
  /// The regulator's notice to the bank, or a refusal with reasons: that also of what is confirmed
  /// and not carried out yet. Answers: closing, state.
  /// Refuses: wage-account.closing-unknown, access.* (same-person last),
  ///          wage-account.closing-state, to confirm also wage-account.closing-barred.
  Result<ledger::Receipt> confirm_closing(const Caller& caller, const ProposalDecision& decision);
  /// The bank closes: the whole balance goes to the contractor, today.
  /// Answers: closing, account, balance.
  /// Refuses: wage-account.closing-unknown, access.*, wage-account.closing-state,
  ///          wage-account.closing-barred.
  Result<ledger::Receipt> close(const Caller& caller, const std::string& closing);

  /// All that stands in the way of closing: what to show beside wage-account.closing-barred.
  /// Refuses: payments.contract-unknown, rules.none-in-force.
  [[nodiscard]] Result<Findings> bars(const std::string& contract, Date public_from) const;
  /// The same of an application. Refuses: wage-account.closing-unknown.
  [[nodiscard]] Result<Findings> bars_of(const std::string& closing) const;

  /// One contract's account and duties as they stand on a day, today by default.
  /// Refuses: payments.contract-unknown, calendar.year-unknown.
  [[nodiscard]] Result<WageAccountView> show(const std::string& contract,
                                             std::optional<Date> on = std::nullopt) const;
  /// The contracts of a region and all that lies in it, in contract order.
  /// Refuses: calendar.year-unknown.
  [[nodiscard]] Result<std::vector<WageAccountView>> list(
      RegionCode region, std::optional<Date> on = std::nullopt) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
