#include "tests/bench/questions.h"

#include "ledger/base/invariant.h"
#include "ledger/service/reader.h"
#include "tests/bench/running_book.h"
#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

constexpr std::uint64_t kSeed = 6;
constexpr std::size_t kPageLines = 100;

// Asks one kind of question again and again about accounts drawn at random.
class Questions {
 public:
  Questions(const ledger::Reader& reader, const LargeBook& book, std::size_t samples)
      : reader_(reader), book_(book), samples_(samples) {}

  // `ask` gets a reader and an account that was found by name, and answers a number that counts.
  template <class Draw, class Ask>
  Row row(std::string id, std::string work, double goal_micros, Draw draw, Ask ask) {
    std::vector<double> micros;
    micros.reserve(samples_);
    while (micros.size() < samples_) {
      const auto name = pair_account(draw_.below(kPairAccounts));
      const auto drawn = draw(draw_);
      const auto begin = SteadyClock::now();
      const auto account = reader_.account(name);
      LEDGER_INVARIANT(account.has_value());
      answers_ += ask(reader_, *account, drawn);
      micros.push_back(micros_since(begin));
    }
    const auto times = percentiles(std::move(micros));
    Row row{std::move(id),
            std::move(work),
            {"p50", times.p50, "µs"},
            {},
            Goal{Bound::at_most, goal_micros},
            {}};
    add_details(row.details, "", times);
    return row;
  }

  Instant instant(SeededEntropy& draw) const {
    const auto span = static_cast<std::uint64_t>((book_.end - book_.begin).count());
    return book_.begin + Instant::duration(draw.below(span));
  }
  [[nodiscard]] std::int64_t answers() const { return answers_; }

 private:
  const ledger::Reader& reader_;
  const LargeBook& book_;
  std::size_t samples_;
  SeededEntropy draw_{kSeed};
  std::int64_t answers_ = 0;
};

std::int64_t sum(const book::SideSums& sums) { return (sums.debits - sums.credits).minor(); }

}  // namespace

Result<Rows> measure_questions(const LargeBook& book, std::size_t samples) {
  using ledger::Reader;
  const auto running = LEDGER_TRY(RunningBook::open(book.folder));
  const auto reader = LEDGER_TRY(Reader::open(running->writer(), book.end));
  Questions questions(reader, book, samples);
  const auto nothing = [](SeededEntropy&) { return 0; };
  const auto instant = [&](SeededEntropy& draw) { return questions.instant(draw); };
  const auto day = [&](SeededEntropy& draw) { return shanghai_date(questions.instant(draw)); };
  const auto entry = [&](SeededEntropy& draw) { return 1 + draw.below(reader.head().entry); };
  Rows rows;
  rows.push_back(questions.row(
      "L6/balance", "balance of an account by name", 20, nothing,
      [](const Reader&, const book::Account& account, int) { return account.balance().minor(); }));
  rows.push_back(questions.row("L6/as-of", "balance as of a random instant", 50, instant,
                               [](const Reader& asked, const book::Account& account, Instant when) {
                                 return sum(asked.posted_as_of(account, when));
                               }));
  rows.push_back(questions.row("L6/effective", "balance effective on a random day", 50, day,
                               [](const Reader& asked, const book::Account& account, Date when) {
                                 return sum(asked.posted_effective(account, when));
                               }));
  rows.push_back(questions.row(
      "L6/page", "page of 100 statement lines from a random entry", 300, entry,
      [](const Reader& asked, const book::Account& account, book::EntryNumber before) {
        return static_cast<std::int64_t>(
            asked.history(account, kPageLines, {before, std::nullopt}).size());
      }));
  LEDGER_INVARIANT(questions.answers() != 0);  // nobody may take the work for unnecessary
  return rows;
}

}  // namespace anxin::bench
