#include "tests/bench/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "ledger/base/invariant.h"
#include "tests/bench/child.h"
#include "tests/bench/child_tasks.h"
#include "tests/bench/running_book.h"
#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(5);
constexpr double kMebibyte = 1 << 20U;
constexpr double kVerifyBytes = 64 * kMebibyte;  // and for each account:
constexpr double kVerifyBytesPerAccount = 200;
constexpr std::size_t kKills = 5;
constexpr std::uint64_t kSeed = 9;
constexpr std::uint64_t kMillisecondsMin = 300;  // of writing, before the kill
constexpr std::uint64_t kMillisecondsMore = 1'000;

double seconds_of(const std::string& line) {
  constexpr std::string_view kOk = "ok ";
  double seconds = 0;
  LEDGER_INVARIANT(line.starts_with(kOk));
  std::from_chars(line.data() + kOk.size(), line.data() + line.size(), seconds);
  return seconds;
}

// Milliseconds until a book is open for writing, and whether nothing is missing.
Result<double> reopen(const std::filesystem::path& folder, book::EntryNumber entries_min) {
  const auto begin = SteadyClock::now();
  const auto book = LEDGER_TRY(RunningBook::open(folder));
  const double millis = micros_since(begin) / 1'000;
  LEDGER_INVARIANT(book->writer().head().entry >= entries_min);
  return millis;
}

Result<book::EntryNumber> entries_of(const std::filesystem::path& folder) {
  const auto store = LEDGER_TRY(store::LmdbStore::open(folder, store::Access::read));
  const auto snapshot = LEDGER_TRY(store->snapshot());
  const auto row = snapshot->get(store::Table::meta, store::kMetaHead);
  const auto head = row ? store::decode_head(*row) : std::nullopt;
  LEDGER_INVARIANT(head.has_value());
  return head->entry;
}

}  // namespace

Rows measure_verify(const LargeBook& book) {
  Child child(kVerifyTask, book.folder);
  double memory = 0;
  while (child.runs()) {
    memory = std::max(memory, child.memory_bytes());
    std::this_thread::sleep_for(kLookEvery);
  }
  const double seconds = seconds_of(child.read_line());
  const auto postings = static_cast<double>(book.postings);
  const double allowed = kVerifyBytes + kVerifyBytesPerAccount * kPairAccounts;
  Row rate{"L7/rate",
           fmt::format("verify of {} postings", book.postings),
           {"rate", postings / seconds, "/s"},
           {},
           Goal{Bound::at_least, 1e6},
           {{"time", seconds, "s"}}};
  Row most{"L7/memory",
           fmt::format("memory of verify, {} accounts", kPairAccounts),
           {"memory", memory / kMebibyte, "MiB"},
           Figure{"allowed", allowed / kMebibyte, "MiB"},
           Goal{Bound::at_most, 1},
           {{"resident with the mapped book", child.resident_bytes_max() / kMebibyte, "MiB"}}};
  return {std::move(rate), std::move(most)};
}

Result<Row> measure_reopen(const LargeBook& book) {
  SeededEntropy draw(kSeed);
  std::vector<double> millis;
  while (millis.size() < kKills) {
    const auto before = LEDGER_TRY(entries_of(book.folder));
    Child child(kWriteTask, book.folder);
    LEDGER_INVARIANT(child.read_line() == "ready");
    std::this_thread::sleep_for(
        std::chrono::milliseconds(kMillisecondsMin + draw.below(kMillisecondsMore)));
    child.kill();
    millis.push_back(LEDGER_TRY(reopen(book.folder, before)));
  }
  const auto [lowest, highest] = std::minmax_element(millis.begin(), millis.end());
  return Row{"L9",
             fmt::format("open for writing after kill -9 at {} postings", book.postings),
             {"median", median(millis), "ms"},
             {},
             Goal{Bound::at_most, 500},
             {{"lowest", *lowest, "ms"}, {"highest", *highest, "ms"}}};
}

}  // namespace anxin::bench
