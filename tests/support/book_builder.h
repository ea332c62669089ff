// Small books for tests: a writer on a store in memory, a clock that stands still, and commands
// written the way a bookkeeper would say them.
//
// Role: the arrange step of every ledger test. A test names the accounts and amounts that matter
//       to it; everything else has a plain default.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/book/command.h"
#include "ledger/service/reader.h"
#include "ledger/service/verify.h"
#include "ledger/service/writer.h"
#include "ledger/store/memory.h"
#include "tests/support/values.h"

namespace anxin::tests {

using book::Caller;
using book::Command;
using book::PostingOrder;
using book::Relation;
using book::Side;
using ledger::Reader;
using ledger::Receipt;
using ledger::Writer;

inline constexpr Side debit = Side::debit;
inline constexpr Side credit = Side::credit;

// ---- words to values ----------------------------------------------------------------------------

inline Instant at(std::string_view text) { return parse_instant(text).value(); }
inline Decimal decimal(std::string_view text) { return parse_decimal(text).value(); }
inline Currency currency(std::string_view code) { return Currency::from_code(code).value(); }
inline book::AccountName name(std::string_view text) { return book::AccountName::of(text); }

/// The moment at which a test book stands still: 10 o'clock in Shanghai on 31 October 2026.
inline Instant ten_o_clock() { return at("2026-10-31T02:00:00Z"); }
inline constexpr std::string_view kToday = "2026-10-31";
inline constexpr std::string_view kTomorrow = "2026-11-01";
inline constexpr std::chrono::nanoseconds kTick{1};

// ---- commands -----------------------------------------------------------------------------------

inline Command command(std::string_view key, book::Step step) {
  Command made;
  made.key = key;
  made.actor = "tester";
  made.steps.push_back(std::move(step));
  return made;
}

inline PostingOrder transfer(std::string_view debit_name, std::string_view credit_name,
                             std::string_view amount) {
  return {name(debit_name), name(credit_name), decimal(amount), std::nullopt};
}

/// The same posting, asked for only if the account's available balance stands so.
inline PostingOrder only_if(PostingOrder order, std::string_view account, Relation relation,
                            std::string_view amount) {
  order.condition = book::Condition{name(account), relation, decimal(amount)};
  return order;
}

inline Command post(std::string_view key, std::vector<PostingOrder> postings,
                    std::optional<Date> effective_on = std::nullopt) {
  return command(key, book::Post{std::move(postings), effective_on});
}
inline Command post(std::string_view key, std::string_view debit_name, std::string_view credit_name,
                    std::string_view amount) {
  return post(key, {transfer(debit_name, credit_name, amount)});
}

inline Command hold(std::string_view key, std::vector<PostingOrder> lines,
                    std::optional<Instant> expires_at = std::nullopt) {
  return command(key, book::HoldOrder{std::move(lines), expires_at});
}
inline Command hold(std::string_view key, std::string_view debit_name, std::string_view credit_name,
                    std::string_view amount) {
  return hold(key, {transfer(debit_name, credit_name, amount)});
}

inline book::SettleLine line(std::uint32_t index) { return {index, std::nullopt}; }
inline book::SettleLine line(std::uint32_t index, std::string_view amount) {
  return {index, decimal(amount)};
}
inline Command settle(std::string_view key, book::EntryName of,
                      std::optional<std::vector<book::SettleLine>> lines = std::nullopt,
                      std::optional<Date> effective_on = std::nullopt) {
  return command(key, book::Settle{std::move(of), std::move(lines), effective_on});
}
inline Command void_(std::string_view key, book::EntryName of,
                     std::optional<std::vector<std::uint32_t>> lines = std::nullopt) {
  return command(key, book::Void{std::move(of), std::move(lines)});
}

inline Command reverse(std::string_view key, book::EntryName entry, std::string why = "wrong",
                       std::optional<Date> effective_on = std::nullopt) {
  return command(key, book::Reverse{std::move(entry), std::move(why), effective_on});
}
inline Command freeze(std::string_view key, std::string_view account, Side side) {
  return command(key, book::Freeze{book::FreezeAction::freeze, name(account), side});
}
inline Command unfreeze(std::string_view key, std::string_view account, Side side) {
  return command(key, book::Freeze{book::FreezeAction::unfreeze, name(account), side});
}
inline Command close(std::string_view key, std::string_view account) {
  return command(key, book::CloseAccount{name(account)});
}
/// A bound that is given: an amount, or "" to remove it.
struct Bound {
  std::string_view amount;
};
inline book::BoundChange change_of(const std::optional<Bound>& bound) {
  if (!bound) return {};
  return {true, bound->amount.empty() ? std::nullopt : std::optional(decimal(bound->amount))};
}
inline Command limits(std::string_view key, std::string_view account, std::optional<Bound> min,
                      std::optional<Bound> max) {
  return command(key, book::SetLimits{name(account), change_of(min), change_of(max)});
}
inline Command close_period(std::string_view key, Date through) {
  return command(key, book::ClosePeriod{through});
}

/// What an account is opened with besides its name and side.
struct Terms {
  std::string_view min{};
  std::string_view max{};
  std::string_view currency = "CNY";
  std::string_view opened_on{};
};
inline book::OpenAccount opening(std::string_view account, Side normal, Terms terms = {}) {
  book::OpenAccount step{name(account), normal, currency(terms.currency), {}, {}, {}};
  if (!terms.min.empty()) step.min = decimal(terms.min);
  if (!terms.max.empty()) step.max = decimal(terms.max);
  if (!terms.opened_on.empty()) step.opened_on = day(terms.opened_on);
  return step;
}
inline Command open(std::string_view account, Side normal, Terms terms = {}) {
  return command("", opening(account, normal, terms));
}

/// The same command from somebody else.
inline Command by(Caller caller, Command made) {
  made.caller = caller;
  return made;
}
inline Command noted(Command made, std::string note) {
  made.note = std::move(note);
  return made;
}

// ---- answers ------------------------------------------------------------------------------------

/// The word of a refusal, "ok" for none.
template <class T>
std::string reason(const Result<T>& result) {
  return result ? "ok" : std::string(result.error().reason.word());
}
/// For what a test takes for granted.
inline void done(const Result<void>& result) {
  if (!result) throw std::runtime_error("refused while arranging: " + reason(result));
}
inline std::string word(Reason known) { return std::string(known.word()); }

// ---- books --------------------------------------------------------------------------------------

inline store::BookIdentity test_identity() {
  return {"00112233445566778899aabbccddeeff", "110105", "test", store::ClockKind::simulated,
          at("2026-10-01T00:00:00Z")};
}

using Row = std::pair<std::string, std::string>;
using Rows = std::array<std::vector<Row>, store::kTables>;

inline std::vector<Row> rows_of(const store::Snapshot& snapshot, store::Table table) {
  std::vector<Row> rows;
  const auto cursor = snapshot.cursor(table);
  for (bool more = cursor->seek(""); more; more = cursor->next()) {
    const bool is_epoch = table == store::Table::meta && cursor->key() == store::kMetaEpoch;
    if (!is_epoch) rows.emplace_back(cursor->key(), cursor->value());
  }
  return rows;
}

/// Everything in a store but the writer's epoch.
inline Rows all_rows(const store::Store& store) {
  const auto snapshot = store.snapshot().value();
  Rows rows;
  for (std::size_t table = 0; table < store::kTables; ++table) {
    rows[table] = rows_of(*snapshot, static_cast<store::Table>(table));
  }
  return rows;
}

inline std::string describe(const ledger::VerifyReport& report) {
  std::string text;
  for (const auto& finding : report.findings) {
    text += std::string(finding.code.word()) + " at " + finding.place + "\n";
  }
  return text;
}

/// A book in memory with its writer.
class TestBook {
 public:
  explicit TestBook(const store::BookIdentity& identity = test_identity()) : clock(ten_o_clock()) {
    done(store.commit(ledger::first_contents(identity)));
    writer = Writer::open(store, clock).value();
  }

  Result<Receipt> run(Command made) { return writer->execute(std::move(made)); }
  /// Runs a command that the test takes for granted.
  Receipt must(Command made) {
    auto result = run(std::move(made));
    if (!result) throw std::runtime_error("refused while arranging: " + reason(result));
    return *result;
  }
  void wait(std::chrono::nanoseconds time) { clock.set(clock.now() + time); }

  [[nodiscard]] Reader reader() const { return Reader::open(store, clock.now()).value(); }
  [[nodiscard]] book::Account account(std::string_view text) const {
    return reader().account(name(text)).value();
  }
  [[nodiscard]] std::string balance(std::string_view text) const {
    const auto found = account(text);
    return to_string(found.balance(), found.currency);
  }
  [[nodiscard]] std::string available(std::string_view text) const {
    const auto found = account(text);
    return to_string(found.available(), found.currency);
  }
  [[nodiscard]] book::Hold hold_of(std::string_view key) const {
    const auto view = reader();
    return view.hold(view.entry_of_key(key).value()).value();
  }
  /// "open settled voided": the states of a hold's lines.
  [[nodiscard]] std::string states(std::string_view key) const {
    std::string text;
    for (const auto& one : hold_of(key).lines) {
      if (!text.empty()) text += ' ';
      text += to_word(one.state);
    }
    return text;
  }
  [[nodiscard]] ledger::VerifyReport verified() const {
    return ledger::verify(store, nullptr).value();
  }

  store::MemoryStore store;
  ManualClock clock;
  std::unique_ptr<Writer> writer;
};

/// BookBuilder{}.account("t:cash", debit).posted("t:cash", "t:capital", "100.00").build()
class BookBuilder {
 public:
  BookBuilder& now(Instant instant) {
    now_ = instant;
    return *this;
  }
  BookBuilder& account(std::string_view text, Side normal, Terms terms = {}) {
    commands_.emplace_back(now_, open(text, normal, terms));
    return *this;
  }
  BookBuilder& posted(std::string_view debit_name, std::string_view credit_name,
                      std::string_view amount) {
    return then(post("built-" + std::to_string(commands_.size()), debit_name, credit_name, amount));
  }
  BookBuilder& held(std::string_view key, std::string_view debit_name, std::string_view credit_name,
                    std::string_view amount) {
    return then(hold(key, debit_name, credit_name, amount));
  }
  BookBuilder& then(Command made) {
    commands_.emplace_back(now_, std::move(made));
    return *this;
  }
  /// Every command runs at the moment that now() gave before it; the clock stays at the last.
  [[nodiscard]] std::unique_ptr<TestBook> build() const {
    auto book = std::make_unique<TestBook>();
    for (const auto& [instant, made] : commands_) {
      book->clock.set(instant);
      book->must(made);
    }
    book->clock.set(now_);
    return book;
  }

 private:
  Instant now_ = ten_o_clock();
  std::vector<std::pair<Instant, Command>> commands_;
};

/// A folder that is gone when the test ends.
class TempFolder {
 public:
  TempFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "anxin-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace anxin::tests
