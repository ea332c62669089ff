// Lines that somebody pays in the employer's place, as their payer answers for them: paid, failed,
// returned. Internal to payments/service.
//
// Role: one place for what an answer does to lines, holds and postings, whoever pays.
// Source: payments.md, "Posting rules": failed and returned as in payroll; a return posts the
//         mirror of all that the line posted.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "payments/service/deposit_moves.h"
#include "payments/service/line_answers.h"
#include "payments/service/open_claims.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {

class DischargeAnswering {
 public:
  struct Paper {
    std::string id;
    std::string hold_key;
    std::vector<NoticeLine>& lines;  ///< brought up to date
  };
  struct OwedFor {
    Move made;
    /// Where the payer keeps what it has recovered of it, when the line comes back; else nowhere.
    std::optional<Move> kept;
  };
  struct Payer {
    std::function<LineMoves(const OwedLine&)> moves_of;
    /// What goes back when a paid line comes back, but for what the employer owes for it.
    std::function<Moves(const OwedLine&)> back;
    /// What the employer owes for a line.
    std::function<std::vector<OwedFor>(const OwedLine&)> owed_for;
    /// Whether so much may be paid on the day without a hold.
    std::function<Result<void>(Money, Date)> may_pay_late;
  };
  struct Sum {
    std::size_t lines = 0;
    Money amount;
  };

  /// Everything must outlive it.
  DischargeAnswering(const ledger::Reader& reader, const Contract& contract, Paper paper,
                     Payer payer);

  /// Refuses, part by part (failed, returned, paid): deposit.answer-reason, deposit.answer-open,
  /// deposit.answer-line-unknown, deposit.line-twice, deposit.answer-line-state,
  /// deposit.answer-date, deposit.answer-line-moved, what may_pay_late refuses; last
  /// deposit.answer-empty.
  Result<void> take(const LineAnswers& answers, Date on);

  [[nodiscard]] const Sum& paid() const { return paid_; }
  [[nodiscard]] const Sum& returned() const { return returned_; }
  /// Returned lines as they stood before: with the day on which they were paid.
  [[nodiscard]] const std::vector<NoticeLine>& came_back() const { return came_back_; }
  /// Lines without an answer.
  [[nodiscard]] std::size_t waiting() const;

  /// Answers the paper's id under `word` and the sums, brings batches up to date, and gives the
  /// command.
  [[nodiscard]] CommandDraft finish(const std::string& word) &&;

 private:
  Result<NoticeLine*> line_named(const std::string& id);
  Result<NoticeLine*> line_in(const std::string& id, NoticeOutcome expected);
  [[nodiscard]] Result<OwedLine> owed(const NoticeLine& line) const;
  [[nodiscard]] std::uint32_t first_hold(const NoticeLine& line, const LineMoves& moves) const;
  Result<void> take_failed(const LineAnswers::Refused& refused);
  Result<void> take_returned(const LineAnswers::Refused& refused);
  Result<void> take_paid(const std::string& id);
  Result<void> take_rest();
  Result<void> pay(NoticeLine& line);
  Result<void> pay_late(NoticeLine& line);
  void note_paid(NoticeLine& line, const OwedLine& owed, const LineMoves& moves);
  void post(const Moves& moves, Money amount);
  void end_claims(const NoticeLine& line, const OwedLine& owed);
  void change(const OwedLine& owed, LineState state);
  void note(NoticeLine& line, NoticeOutcome outcome, const std::string& reason) const;
  void answer(const std::string& name, const Sum& sum);

  const ledger::Reader& reader_;
  const Contract& contract_;
  Paper paper_;
  Payer payer_;
  std::map<std::string, NoticeLine*> places_;
  std::set<std::string> named_;  // in this answer
  Date on_;
  Money late_;  // paid without a hold
  ClaimReturns claims_;
  Sum paid_, failed_, returned_;
  std::vector<NoticeLine> came_back_;
  ChangedLines changed_;
  CommandDraft draft_;
};

}  // namespace anxin::payments
