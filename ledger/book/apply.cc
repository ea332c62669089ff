#include "ledger/book/apply.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/book/difference.h"
#include "ledger/book/effects.h"
#include "ledger/book/resolve.h"
#include "ledger/book/shape.h"

namespace anxin::book {
namespace {

// Carries out one step after another within an attempt; each yields its event.
class StepApplier {
 public:
  StepApplier(Books& books, Attempt& attempt, EntryNumber entry, Context context)
      : books_(books), attempt_(attempt), entry_(entry), context_(context) {}

  Result<Event> operator()(const OpenAccount& step) {
    Opened opened = LEDGER_TRY(resolve_opening(books_, step, context_));
    AccountState state;
    state.normal = opened.normal;
    state.currency = opened.currency;
    state.min = opened.min;
    state.max = opened.max;
    state.opened_on = opened.opened_on;
    state.opened_by = entry_;
    opened.number = attempt_.open(opened.name, state).number;
    return opened;
  }

  Result<Event> operator()(const Post& step) {
    return posted(LEDGER_TRY(resolve_postings(books_, step.postings, context_)), step.effective_on);
  }
  Result<Event> operator()(const BulkPost& step) {
    return posted(LEDGER_TRY(resolve_postings(books_, step, context_)), step.effective_on);
  }

  Result<Event> operator()(const HoldOrder& step) {
    Held held;
    held.expires_at = step.expires_at;
    auto [lines, facts] = LEDGER_TRY(resolve_postings(books_, step.postings, context_));
    held.lines = std::move(lines);
    LEDGER_CHECK(check_standing(books_, held.lines, facts));
    LEDGER_CHECK(reserve(attempt_, held.lines));
    Hold hold{entry_, step.expires_at, {}};
    for (const auto& line : held.lines) {
      hold.lines.push_back({line.debit, line.credit, line.amount, {}, LineState::open});
    }
    attempt_.add(std::move(hold));
    return held;
  }

  Result<Event> operator()(const Settle& step) {
    Hold& hold = *LEDGER_TRY(resolve_hold(books_, step.hold, context_));
    Settled settled{hold.entry, step.lines.has_value(), step.effective_on.has_value(), {}, {}};
    std::vector<std::uint32_t> named;
    for (const auto& line : step.lines.value_or(std::vector<SettleLine>{})) {
      named.push_back(line.line);
    }
    LEDGER_CHECK(check_lines_exist(hold, named));
    settled.lines = LEDGER_TRY(resolve_amounts(hold, step));
    settled.effective_on = LEDGER_TRY(effective_date(hold, step));
    const auto lines = LEDGER_TRY(open_lines(hold, step.lines ? &named : nullptr));
    if (!step.lines) settled.lines = whole(hold, lines);
    LEDGER_CHECK(check_not_exceeded(hold, step, settled.lines));
    run_.kind = PostingKind::settle;
    run_.effective_on = settled.effective_on;
    for (const auto& line : settled.lines) {
      LEDGER_CHECK(settle_line(attempt_, hold, line, run_));
    }
    return settled;
  }

  Result<Event> operator()(const Void& step) {
    Hold& hold = *LEDGER_TRY(resolve_hold(books_, step.hold, context_));
    Voided voided{hold.entry, step.lines.has_value(), {}};
    if (step.lines) LEDGER_CHECK(check_lines_exist(hold, *step.lines));
    voided.lines = LEDGER_TRY(open_lines(hold, step.lines ? &*step.lines : nullptr));
    for (const auto line : voided.lines) release_line(attempt_, hold, line, LineState::voided);
    return voided;
  }

  Result<Event> operator()(const Reverse& step) {
    auto [number, postings] = LEDGER_TRY(resolve_reversal(books_, step.entry, context_));
    Reversed reversed{number, step.reason, step.effective_on.has_value(), {}, std::move(postings)};
    const auto facts = facts_of(books_, reversed.postings);
    reversed.effective_on =
        LEDGER_TRY(resolve_effective_date(books_, facts, step.effective_on, context_));
    LEDGER_CHECK(check_standing(books_, reversed.postings, facts));
    if (const auto by = books_.reversed_by(number)) {
      return fail_at(kAlreadyReversed, "/entry", {{"entry", std::to_string(*by)}});
    }
    run_.kind = PostingKind::reverse;
    run_.effective_on = reversed.effective_on;
    LEDGER_CHECK(post(attempt_, reversed.postings, run_));
    attempt_.reverse(number);
    return reversed;
  }

  Result<Event> operator()(const Freeze& step) {
    const auto number = LEDGER_TRY(resolve_account(books_, step.account, context_));
    LEDGER_CHECK(check_not_closed(number, step.account));
    attempt_.change_terms(number).standing.freeze(step.side, step.action == FreezeAction::freeze);
    return Frozen{number, step.action, step.side};
  }

  Result<Event> operator()(const CloseAccount& step) {
    const auto number = LEDGER_TRY(resolve_account(books_, step.account, context_));
    LEDGER_CHECK(check_not_closed(number, step.account));
    const AccountState& account = books_.at(number);
    if (!account.balance().is_zero() || account.held != SideSums{}) {
      return fail_at(kAccountNotEmpty, "/account", {{"account", step.account.string()}});
    }
    attempt_.change_terms(number).standing.closed = true;
    return Closed{number};
  }

  Result<Event> operator()(const SetLimits& step) {
    const auto number = LEDGER_TRY(resolve_account(books_, step.account, context_));
    const auto currency = books_.at(number).currency;
    LimitsSet set{number, {step.min.given, {}}, {step.max.given, {}}};
    set.min.bound = LEDGER_TRY(resolve_bound(step.min.bound, currency, "/min"));
    set.max.bound = LEDGER_TRY(resolve_bound(step.max.bound, currency, "/max"));
    LEDGER_CHECK(check_not_closed(number, step.account));
    AccountState& account = attempt_.change_terms(number);
    if (set.min.given) account.min = set.min.bound;
    if (set.max.given) account.max = set.max.bound;
    return set;
  }

  Result<Event> operator()(const ClosePeriod& step) {
    const Fields details{{"date", to_string(step.through)}};
    if (step.through >= context_.today) {
      return fail_at(kEffectiveDateInvalid, "/through", details);
    }
    const auto& closed_through = books_.head().closed_through;
    if (closed_through && step.through < *closed_through) {
      return fail_at(kPeriodClosed, "/through", details);
    }
    attempt_.close_through(step.through);
    return PeriodClosed{step.through};
  }

  PostingRun take_run() { return std::move(run_); }

 private:
  Result<Event> posted(Resolution resolved, const std::optional<Date>& effective_on) {
    Posted posted;
    posted.postings = std::move(resolved.postings);
    posted.effective_on_given = effective_on.has_value();
    posted.effective_on =
        LEDGER_TRY(resolve_effective_date(books_, resolved.facts, effective_on, context_));
    LEDGER_CHECK(check_standing(books_, posted.postings, resolved.facts));
    run_.kind = PostingKind::post;
    run_.effective_on = posted.effective_on;
    LEDGER_CHECK(post(attempt_, posted.postings, run_));
    return posted;
  }

  Result<void> check_not_closed(AccountNumber number, const AccountName& name) {
    if (!books_.at(number).standing.closed) return {};
    return fail_at(kAccountClosed, "/account", {{"account", name.string()}});
  }

  // Stage 4 for the amounts of named lines.
  Result<std::vector<SettledLine>> resolve_amounts(const Hold& hold, const Settle& step) {
    std::vector<SettledLine> lines;
    if (!step.lines) return lines;
    for (std::size_t i = 0; i < step.lines->size(); ++i) {
      const auto& [line, amount] = (*step.lines)[i];
      const auto currency = books_.at(hold.lines[line].debit).currency;
      if (amount && !fits_currency(*amount, currency)) {
        return fail_at(kCurrencyMismatch, fmt::format("/lines/{}/amount", i));
      }
      // What 64 bits cannot hold is refused in its stage, as more than any line holds.
      const auto written = amount ? to_money(*amount, currency) : hold.lines[line].amount;
      lines.push_back({line, amount.has_value(), written.value_or(Money())});
    }
    return lines;
  }

  Result<Date> effective_date(const Hold& hold, const Settle& step) {
    std::vector<PostingFacts> facts;
    const auto take = [&](const HoldLine& line) {
      facts.push_back(facts_of(books_, {line.debit, line.credit, line.amount, std::nullopt}));
    };
    if (step.lines) {
      for (const auto& line : *step.lines) take(hold.lines[line.line]);
    } else {
      for (const auto& line : hold.lines) {
        if (line.state == LineState::open) take(line);
      }
    }
    auto date = resolve_effective_date(books_, facts, step.effective_on, context_);
    if (!date) date.error().posting = -1;
    return date;
  }

  static std::vector<SettledLine> whole(const Hold& hold, const std::vector<std::uint32_t>& lines) {
    std::vector<SettledLine> settled;
    settled.reserve(lines.size());
    for (const auto line : lines) settled.push_back({line, false, hold.lines[line].amount});
    return settled;
  }

  static Result<void> check_not_exceeded(const Hold& hold, const Settle& step,
                                         const std::vector<SettledLine>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool beyond = step.lines && (*step.lines)[i].amount && lines[i].amount.is_zero();
      if (beyond || lines[i].amount > hold.lines[lines[i].line].amount) {
        return fail_at(kHoldExceeded, fmt::format("/lines/{}/amount", i));
      }
    }
    return {};
  }

  Books& books_;
  Attempt& attempt_;
  EntryNumber entry_;
  Context context_;
  PostingRun run_;
};

Applied finish(Attempt& attempt, Hasher& hasher, const Digest& before, Entry made, PostingRun run) {
  Applied applied{std::move(made), {}, {}, run.first, std::move(run.postings)};
  auto canonical = encode(applied.entry);
  applied.digest = chain(hasher, before, canonical);
  applied.canonical = attempt.keep(applied.entry, std::move(canonical), applied.digest);
  return applied;
}

Result<Verdict> replay(Books& books, const Command& command, EntryNumber number) {
  const auto first = books.find_entry(number);
  LEDGER_INVARIANT(first.has_value());
  if (const auto pointer = first_difference(command, *first, books)) {
    return fail_at(kKeyReused, *pointer, {{"entry", std::to_string(number)}});
  }
  return Verdict(Replayed{number, first->answer});
}

// A bare opening of an account that exists: the first answer again when nothing differs.
Result<Verdict> reopen(Books& books, const OpenAccount& step, AccountNumber number) {
  const auto opened_by = books.at(number).opened_by;
  const auto opening = books.find_entry(opened_by);
  LEDGER_INVARIANT(opening.has_value());
  for (const auto& event : opening->events) {
    const auto* opened = std::get_if<Opened>(&event);
    if (opened == nullptr || opened->number != number) continue;
    if (const auto pointer = first_difference(step, *opened)) {
      return fail_at(kAccountExists, *pointer, {{"account", step.account.string()}});
    }
  }
  return Verdict(Replayed{opened_by, {}});
}

// The account that a bare opening asks for, where it exists.
std::optional<AccountNumber> already_open(Books& books, const Command& command) {
  if (command.steps.size() != 1) return std::nullopt;
  const auto* step = std::get_if<OpenAccount>(&command.steps.front());
  return step == nullptr ? std::nullopt : books.number_of(step->account);
}

Result<void> check_reads(Books& books, const Command& command) {
  for (const auto& read : command.reads) {
    if (books.record_version(read.id) != read.version) {
      return fail(kRecordChanged, {{"table", read.id.table}});
    }
  }
  return {};
}

std::vector<RecordDigest> digests(Books& books, Hasher& hasher,
                                  const std::vector<RecordWrite>& writes) {
  std::vector<RecordDigest> records;
  records.reserve(writes.size());
  for (const auto& write : writes) {
    records.push_back(
        {write.id, books.record_version(write.id).value_or(0), hasher.add(write.value).finish()});
  }
  return records;
}

}  // namespace

Result<Verdict> apply(Books& books, Hasher& hasher, const Command& command, Instant now) {
  const Head before = books.head();
  const Instant recorded_at = std::max(now, before.recorded_at);
  const auto first = command.key.empty() ? std::nullopt : books.find_key(command.key);
  LEDGER_CHECK(check_shape(command, first ? std::nullopt : std::optional(recorded_at)));
  if (first) return replay(books, command, *first);
  LEDGER_CHECK(check_reads(books, command));
  const Context context{command.caller, shanghai_date(recorded_at)};
  if (const auto account = already_open(books, command)) {
    const auto& step = std::get<OpenAccount>(command.steps.front());
    LEDGER_CHECK(check_reserved(step.account, command.caller, "/account"));
    return reopen(books, step, *account);
  }

  Attempt attempt(books);
  Entry entry{before.entry + 1, recorded_at,  command.actor,
              command.key,      command.note, command.content,
              command.answer,   {},           {}};
  entry.events.reserve(command.steps.size());
  StepApplier applier(books, attempt, entry.number, context);
  for (const auto& step : command.steps) {
    entry.events.push_back(LEDGER_TRY(std::visit(applier, step)));
  }
  entry.records = digests(books, hasher, command.writes);
  return Verdict(finish(attempt, hasher, before.digest, std::move(entry), applier.take_run()));
}

std::optional<Applied> expire_next(Books& books, Hasher& hasher, Instant now) {
  const Head before = books.head();
  const Instant recorded_at = std::max(now, before.recorded_at);
  if (books.expiries().empty() || books.expiries().begin()->first > recorded_at) {
    return std::nullopt;
  }
  const auto [expires_at, number] = *books.expiries().begin();
  Hold* hold = books.find_hold(number);
  LEDGER_INVARIANT(hold != nullptr);

  Attempt attempt(books);
  const auto lines = open_lines(*hold, nullptr);
  LEDGER_INVARIANT(lines.has_value());
  for (const auto line : *lines) release_line(attempt, *hold, line, LineState::expired);
  Entry entry{before.entry + 1, recorded_at, "anxin", {}, {}, {}, {}, {}, {}};
  entry.events.push_back(Expired{number, expires_at, *lines});
  return finish(attempt, hasher, before.digest, std::move(entry), {});
}

}  // namespace anxin::book
