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
      break;
  }
  return available == bound;
}

std::optional<Reason> condition_fault(Attempt& attempt, const ResolvedPosting& posting) {
  if (!posting.condition) return std::nullopt;
  if (posting.condition->beyond) return kOverflow;
  if (holds_true(*posting.condition, attempt.look(posting.condition->account))) return std::nullopt;
  return kConditionFailed;
}

// Adds to one sum of the pair; false where 64 bits do not hold it.
bool add(SideSums& sums, Side side, Money amount) {
  const auto sum = checked_add(sums.of(side), amount);
  if (sum) sums.of(side) = *sum;
  return sum.has_value();
}

// The limit that a movement on `side` goes towards: min where it lowers, max where it raises.
std::optional<Reason> limit_fault(const AccountState& account, Side side) {
  if (side == account.normal) {
    if (!account.max) return std::nullopt;
    const Total raised = to_total(account.balance()) + to_total(account.raising());
    if (raised > to_total(*account.max)) return kAboveMaximum;
  } else {
    if (!account.min) return std::nullopt;
    if (account.available() < to_total(*account.min)) return kInsufficientBalance;
  }
  return std::nullopt;
}

// The first limit that a movement from the one to the other breaks, and whose it is.
struct BrokenLimit {
  Reason reason;
  AccountNumber account;
};
std::optional<BrokenLimit> broken_limit(const AccountState& debit, const AccountState& credit) {
  if (const auto reason = limit_fault(debit, Side::debit))
    return BrokenLimit{*reason, debit.number};
  if (const auto reason = limit_fault(credit, Side::credit)) {
    return BrokenLimit{*reason, credit.number};
  }
  return std::nullopt;
}

tl::unexpected<Fault> refusal(Attempt& attempt, const BrokenLimit& broken, std::size_t index) {
  auto fault = fail_at_posting(broken.reason, index, "/amount");
  fault.value().details = {{"account", attempt.name_of(broken.account)}};
  return fault;
}

void link(Attempt& attempt, const ResolvedPosting& posting, AccountSlot& debit, AccountSlot& credit,
          PostingRun& run) {
  const PostingNumber number = attempt.next_posting();
  if (run.first == 0) run.first = number;
  attempt.note(debit, run.effective_on, Side::debit, posting.amount);
  attempt.note(credit, run.effective_on, Side::credit, posting.amount);
  run.postings.push_back({posting.debit, posting.credit, posting.amount,
                          attempt.append(debit, number), attempt.append(credit, number),
                          debit.state.posted, credit.state.posted, run.effective_on, run.kind});
}

void take_off(AccountSlot& debit, AccountSlot& credit, Money held) {
  debit.state.held.debits -= held;
  credit.state.held.credits -= held;
}

Reason state_reason(LineState state) {
  switch (state) {
    case LineState::settled:
      return kHoldAlreadySettled;
    case LineState::voided:
      return kHoldAlreadyVoided;
    case LineState::expired:
    case LineState::open:
      break;
  }
  return kHoldExpired;
}

}  // namespace

Result<void> post(Attempt& attempt, const std::vector<ResolvedPosting>& postings, PostingRun& run) {
  run.postings.reserve(run.postings.size() + postings.size());
  attempt.expect_changes(2 * postings.size());
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const auto& posting = postings[i];
    if (i + kAccountsAhead < postings.size()) attempt.prefetch(postings[i + kAccountsAhead]);
    AccountSlot& debit = attempt.change(posting.debit);
    AccountSlot& credit = attempt.change(posting.credit);
    if (const auto reason = condition_fault(attempt, posting))
      return fail_at_posting(*reason, i, "/if");
    if (posting.amount.is_zero() || !add(debit.state.posted, Side::debit, posting.amount) ||
        !add(credit.state.posted, Side::credit, posting.amount)) {
      return fail_at_posting(kOverflow, i, "/amount");
    }
    if (const auto broken = broken_limit(debit.state, credit.state)) {
      return refusal(attempt, *broken, i);
    }
    link(attempt, posting, debit, credit, run);
  }
  return {};
}

Result<void> reserve(Attempt& attempt, const std::vector<ResolvedPosting>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (i + kAccountsAhead < lines.size()) attempt.prefetch(lines[i + kAccountsAhead]);
    AccountState& debit = attempt.change(line.debit).state;
    AccountState& credit = attempt.change(line.credit).state;
    if (const auto reason = condition_fault(attempt, line))
      return fail_at_posting(*reason, i, "/if");
    if (line.amount.is_zero() || !add(debit.held, Side::debit, line.amount) ||
        !add(credit.held, Side::credit, line.amount)) {
      return fail_at_posting(kOverflow, i, "/amount");
    }
    if (const auto broken = broken_limit(debit, credit)) return refusal(attempt, *broken, i);
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

void release_line(Attempt& attempt, Hold& hold, std::uint32_t index, LineState state) {
  HoldLine& line = attempt.change(hold, index);
  LEDGER_INVARIANT(line.state == LineState::open);
  take_off(attempt.change(line.debit), attempt.change(line.credit), line.amount);
  line.state = state;
}

Result<void> settle_line(Attempt& attempt, Hold& hold, const SettledLine& settled,
                         PostingRun& run) {
  HoldLine& line = attempt.change(hold, settled.line);
  LEDGER_INVARIANT(line.state == LineState::open && settled.amount <= line.amount);
  AccountSlot& debit = attempt.change(line.debit);
  AccountSlot& credit = attempt.change(line.credit);
  take_off(debit, credit, line.amount);
  line.state = LineState::settled;
  line.settled = settled.amount;
  if (!add(debit.state.posted, Side::debit, settled.amount) ||
      !add(credit.state.posted, Side::credit, settled.amount)) {
    return fail_at(kOverflow, "/lines");
  }
  link(attempt, {line.debit, line.credit, settled.amount, std::nullopt}, debit, credit, run);
  return {};
}

}  // namespace anxin::book
