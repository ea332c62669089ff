// Lines that somebody pays in the employer's place, as their payer answers for them: paid, failed,
// returned. Internal to payments/service.
//
// Role: one place for what an answer does to lines, holds and postings, whoever pays.
// Source: payments.md, "Posting rules": failed and returned as in payroll; a return posts the
//         mirror of all that the line posted.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "payments/domain/posting.h"
#include "payments/service/deposit_moves.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {

/// What the payer says of the lines of its paper.
struct LineAnswers {
  struct Refused {
    std::string line;
    std::string reason;  ///< ISO code
  };
  std::vector<std::string> paid;
  std::vector<Refused> failed;
  std::vector<Refused> returned;  ///< lines that were paid
  enum class Rest { waits, paid };
  Rest rest = Rest::waits;  ///< what becomes of lines that are not named
};
/// As they stand in a request's content.
[[nodiscard]] std::string text_of(const std::vector<LineAnswers::Refused>& refused);

/// Every line of one paper holds this many postings, one after the other.
struct HeldMoves {
  Moves held;
  Moves on_settling;  ///< posted besides when the line is paid
};

class DischargeAnswering {
 public:
  struct Paper {
    std::string id;
    std::string hold_key;
    std::vector<NoticeLine>& lines;
  };
  using MovesOf = std::function<HeldMoves(const OwedLine&)>;
  struct Sum {
    std::size_t lines = 0;
    Money amount;
  };

  /// Everything must outlive it; `paper.lines` is brought up to date.
  DischargeAnswering(const ledger::Reader& reader, const Contract& contract, Paper paper,
                     MovesOf moves_of);

  /// Refuses, in order of the answer's parts: deposit.answer-reason, deposit.answer-line-unknown,
  /// deposit.answer-line-state, deposit.answer-date; deposit.answer-empty.
  Result<void> take(const LineAnswers& answers, Date on);
  /// Lines without an answer.
  [[nodiscard]] std::size_t waiting() const;
  /// Adds the sums to the answer, brings batches up to date, and gives the command.
  [[nodiscard]] CommandDraft finish() &&;

 private:
  Result<NoticeLine*> line_in(const std::string& id, NoticeOutcome expected);
  Result<void> pay(NoticeLine& line);
  Result<void> take_failed(const LineAnswers::Refused& refused);
  Result<void> take_returned(const LineAnswers::Refused& refused);
  Result<void> take_rest();
  void change(const OwedLine& owed, LineState state);
  void note(NoticeLine& line, NoticeOutcome outcome, const std::string& reason) const;
  [[nodiscard]] std::uint32_t first_hold(const NoticeLine& line, const HeldMoves& moves) const;
  void answer(const std::string& name, const Sum& sum);

  const ledger::Reader& reader_;
  const Contract& contract_;
  Paper paper_;
  MovesOf moves_of_;
  std::map<std::string, NoticeLine*> places_;
  Date on_;
  Sum paid_, failed_, returned_;
  ChangedLines changed_;
  CommandDraft draft_;
};

}  // namespace anxin::payments
