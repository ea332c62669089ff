#include "ledger/book/effects.h"

#include <fmt/format.h>

#include "ledger/base/invariant.h"
#include "ledger/book/shape.h"

namespace anxin::book {
namespace {

bool holds_true(const ResolvedCondition& condition, const AccountState& account) {
  const Total available = account.available();
  const Total bound = to_total(condition.amount);
  switch (condition.relation) {
    case Relation::at_least:
      return available >= bound;
    case Relation::at_most:
      return available <= bound;
    case Relation::exactly:
      return available == bound;
  }
  return false;
}

// Adds to one sum of the pair; false where 64 bits do not hold it.
bool add(SideSums& sums, Side side, Money amount) {
  const auto sum = checked_add(sums.of(side), amount);
  if (sum) sums.of(side) = *sum;
  return sum.has_value();
}

// The limit that a movement on `side` goes towards: min where it lowers, max where it raises.
std::optional<Reason> limit_fault(const AccountState& account, Side side) {
  const Total balance = to_total(account.balance());
  if (side == account.normal) {
    const bool above =
        account.max && balance + to_total(account.raising()) > to_total(*account.max);
    if (above) return kAboveMaximum;
  } else {
    const bool below =
        account.min && balance - to_total(account.lowering()) < to_total(*account.min);
    if (below) return kInsufficientBalance;
  }
  return std::nullopt;
}

tl::unexpected<Fault> limit_refusal(Attempt& attempt, Reason reason, std::size_t index,
                                    AccountNumber account) {
  auto fault = fail_at_posting(reason, index, "/amount");
  fault.value().details = {{"account", attempt.name_of(account)}};
  return fault;
}

Result<void> check_limits(Attempt& attempt, const AccountState& debit, const AccountState& credit,
                          std::size_t index) {
  if (const auto reason = limit_fault(debit, Side::debit)) {
    return limit_refusal(attempt, *reason, index, debit.number);
  }
  if (const auto reason = limit_fault(credit, Side::credit)) {
    return limit_refusal(attempt, *reason, index, credit.number);
  }
  return {};
}

void link(Attempt& attempt, const ResolvedPosting& posting, AccountSlot& debit, AccountSlot& credit,
          PostingRun& run) {
  const PostingNumber number = attempt.next_posting();
  if (run.first == 0) run.first = number;
  attempt.note(debit, run.effective_on, Side::debit, posting.amount);
  attempt.note(credit, run.effective_on, Side::credit, posting.amount);
  run.postings.push_back({posting.debit, posting.credit, posting.amount,
                          debit.state.chain.append(number), credit.state.chain.append(number),
                          debit.state.posted, credit.state.posted, run.effective_on, run.kind});
}

constexpr std::size_t kAhead = 6;  // postings whose accounts are fetched ahead (decision 0012)

void prefetch(const Attempt& attempt, const ResolvedPosting& posting) {
  attempt.prefetch(posting.debit);
  attempt.prefetch(posting.credit);
}

Reason state_reason(LineState state) {
  switch (state) {
    case LineState::settled:
      return kHoldAlreadySettled;
    case LineState::voided:
      return kHoldAlreadyVoided;
    case LineState::expired:
    case LineState::open:
      return kHoldExpired;
  }
  return kHoldExpired;
}

}  // namespace

Result<void> post(Attempt& attempt, const std::vector<ResolvedPosting>& postings, PostingRun& run) {
  run.postings.reserve(run.postings.size() + postings.size());
  attempt.expect_changes(2 * postings.size());
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const auto& posting = postings[i];
    if (i + kAhead < postings.size()) prefetch(attempt, postings[i + kAhead]);
    AccountSlot& debit = attempt.change(posting.debit);
    AccountSlot& credit = attempt.change(posting.credit);
    if (posting.condition &&
        !holds_true(*posting.condition, attempt.look(posting.condition->account))) {
      return fail_at_posting(kConditionFailed, i, "/if");
    }
    if (posting.amount.is_zero() || !add(debit.state.posted, Side::debit, posting.amount) ||
        !add(credit.state.posted, Side::credit, posting.amount)) {
      return fail_at_posting(kOverflow, i, "/amount");
    }
    LEDGER_CHECK(check_limits(attempt, debit.state, credit.state, i));
    link(attempt, posting, debit, credit, run);
  }
  return {};
}

Result<void> reserve(Attempt& attempt, const std::vector<ResolvedPosting>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (i + kAhead < lines.size()) prefetch(attempt, lines[i + kAhead]);
    AccountState& debit = attempt.change(line.debit).state;
    AccountState& credit = attempt.change(line.credit).state;
    if (line.condition && !holds_true(*line.condition, attempt.look(line.condition->account))) {
      return fail_at_posting(kConditionFailed, i, "/if");
    }
    if (line.amount.is_zero() || !add(debit.held, Side::debit, line.amount) ||
        !add(credit.held, Side::credit, line.amount)) {
      return fail_at_posting(kOverflow, i, "/amount");
    }
    LEDGER_CHECK(check_limits(attempt, debit, credit, i));
  }
  return {};
}

Result<void> check_lines_exist(const Hold& hold, const std::vector<std::uint32_t>& named) {
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (named[i] >= hold.lines.size()) return fail_at(kHoldNotFound, fmt::format("/lines/{}", i));
  }
  return {};
}

Result<std::vector<std::uint32_t>> open_lines(const Hold& hold,
                                              const std::vector<std::uint32_t>* named) {
  if (named == nullptr) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t line = 0; line < hold.lines.size(); ++line) {
      if (hold.lines[line].state == LineState::open) open.push_back(line);
    }
    if (open.empty()) return fail_at(state_reason(hold.lines.front().state), "/hold");
    return open;
  }
  for (std::size_t i = 0; i < named->size(); ++i) {
    const auto state = hold.lines[(*named)[i]].state;
    if (state != LineState::open) return fail_at(state_reason(state), fmt::format("/lines/{}", i));
  }
  return *named;
}

Result<void> end_line(Attempt& attempt, Hold& hold, const SettledLine& settled, LineState state,
                      PostingRun& run) {
  HoldLine& line = attempt.change(hold, settled.line);
  AccountSlot& debit = attempt.change(line.debit);
  AccountSlot& credit = attempt.change(line.credit);
  LEDGER_INVARIANT(line.state == LineState::open && settled.amount <= line.amount);
  debit.state.held.debits -= line.amount;
  credit.state.held.credits -= line.amount;
  line.state = state;
  line.settled = settled.amount;
  if (settled.amount.is_zero()) return {};
  if (!add(debit.state.posted, Side::debit, settled.amount) ||
      !add(credit.state.posted, Side::credit, settled.amount)) {
    return fail_at(kOverflow, "/lines");
  }
  link(attempt, {line.debit, line.credit, settled.amount, std::nullopt}, debit, credit, run);
  return {};
}

}  // namespace anxin::book
