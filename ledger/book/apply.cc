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
    const Account& account = attempt_.open({0,
                                            opened.name,
                                            opened.normal,
                                            opened.currency,
                                            opened.min,
                                            opened.max,
                                            opened.opened_on,
                                            entry_,
                                            {},
                                            {},
                                            0});
    opened.number = account.number;
    return opened;
  }

  Result<Event> operator()(const Post& step) {
    Posted posted;
    posted.postings = LEDGER_TRY(resolve_postings(books_, step.postings, context_));
    posted.effective_on_given = step.effective_on.has_value();
    posted.effective_on =
        LEDGER_TRY(resolve_effective_date(books_, posted.postings, step.effective_on, context_));
    run_.kind = PostingKind::post;
    run_.effective_on = posted.effective_on;
    LEDGER_CHECK(post(attempt_, posted.postings, run_));
    return posted;
  }

  Result<Event> operator()(const HoldOrder& step) {
    Held held;
    held.expires_at = step.expires_at;
    held.lines = LEDGER_TRY(resolve_postings(books_, step.postings, context_));
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
      LEDGER_CHECK(end_line(attempt_, hold, line, LineState::settled, run_));
    }
    return settled;
  }

  Result<Event> operator()(const Void& step) {
    Hold& hold = *LEDGER_TRY(resolve_hold(books_, step.hold, context_));
    Voided voided{hold.entry, step.lines.has_value(), {}};
    if (step.lines) LEDGER_CHECK(check_lines_exist(hold, *step.lines));
    voided.lines = LEDGER_TRY(open_lines(hold, step.lines ? &*step.lines : nullptr));
    for (const auto line : voided.lines) {
      LEDGER_CHECK(end_line(attempt_, hold, {line, false, {}}, LineState::voided, run_));
    }
    return voided;
  }

  PostingRun take_run() { return std::move(run_); }

 private:
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
    std::vector<ResolvedPosting> postings;
    if (step.lines) {
      for (const auto& line : *step.lines) postings.push_back(as_posting(hold.lines[line.line]));
    } else {
      for (const auto& line : hold.lines) {
        if (line.state == LineState::open) postings.push_back(as_posting(line));
      }
    }
    auto date = resolve_effective_date(books_, postings, step.effective_on, context_);
    if (!date) date.error().posting = -1;
    return date;
  }

  static ResolvedPosting as_posting(const HoldLine& line) {
    return {line.debit, line.credit, line.amount, std::nullopt};
  }

  static std::vector<SettledLine> whole(const Hold& hold, const std::vector<std::uint32_t>& lines) {
    std::vector<SettledLine> settled;
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

Applied finish(Attempt& attempt, Hasher& hasher, const Digest& before, Entry entry,
               PostingRun run) {
  Applied applied{std::move(entry), {}, {}, run.first, std::move(run.postings)};
  applied.canonical = encode(applied.entry);
  applied.digest = chain(hasher, before, applied.canonical);
  attempt.keep(applied.entry, applied.digest);
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
Result<Verdict> reopen(Books& books, const OpenAccount& step, const Account& account) {
  const auto opening = books.find_entry(account.opened_by);
  LEDGER_INVARIANT(opening.has_value());
  for (const auto& event : opening->events) {
    const auto* opened = std::get_if<Opened>(&event);
    if (opened == nullptr || opened->number != account.number) continue;
    if (const auto pointer = first_difference(step, *opened)) {
      return fail_at(kAccountExists, *pointer, {{"account", account.name.text()}});
    }
  }
  return Verdict(Replayed{account.opened_by, {}});
}

const Account* already_open(Books& books, const Command& command) {
  if (command.steps.size() != 1) return nullptr;
  const auto* step = std::get_if<OpenAccount>(&command.steps.front());
  return step == nullptr ? nullptr : books.find(step->account);
}

Result<void> check_reads(Books& books, const Command& command) {
  for (const auto& read : command.reads) {
    if (books.record_version(read.id) != read.version) {
      return fail(kRecordChanged, {{"table", read.id.table}});
    }
  }
  return {};
}

std::vector<RecordDigest> digests(Hasher& hasher, const std::vector<RecordWrite>& writes) {
  std::vector<RecordDigest> records;
  for (const auto& write : writes) {
    records.push_back({write.id, hasher.add(write.value).finish()});
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
  if (const Account* account = already_open(books, command)) {
    LEDGER_CHECK(check_reserved(account->name, command.caller, "/account"));
    return reopen(books, std::get<OpenAccount>(command.steps.front()), *account);
  }

  Attempt attempt(books);
  Entry entry{before.entry + 1, recorded_at,  command.actor,
              command.key,      command.note, command.content,
              command.answer,   {},           {}};
  StepApplier applier(books, attempt, entry.number, context);
  for (const auto& step : command.steps) {
    entry.events.push_back(LEDGER_TRY(std::visit(applier, step)));
  }
  entry.records = digests(hasher, command.writes);
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
  PostingRun run;
  const auto lines = open_lines(*hold, nullptr);
  LEDGER_INVARIANT(lines.has_value());
  for (const auto line : *lines) {
    LEDGER_INVARIANT(end_line(attempt, *hold, {line, false, {}}, LineState::expired, run));
  }
  Entry entry{before.entry + 1, recorded_at, "anxin", {}, {}, {}, {}, {}, {}};
  entry.events.push_back(Expired{number, expires_at, *lines});
  return finish(attempt, hasher, before.digest, std::move(entry), std::move(run));
}

}  // namespace anxin::book
