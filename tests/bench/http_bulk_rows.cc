#include "tests/bench/http_bulk_rows.h"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <optional>

#include "ledger/base/amount.h"
#include "ledger/base/invariant.h"
#include "tests/bench/book_files.h"
#include "tests/bench/county_book.h"
#include "tests/bench/http_side.h"
#include "tests/bench/running_book.h"
#include "tests/bench/uniform_pairs.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kBulkConnections = 4;
constexpr std::size_t kThreads = 16;    // a login may wait for bodies on a fourth of them
constexpr std::size_t kRunGroups = 64;  // the first and the last wait for each other
constexpr Pairs kGroups{kPairAccounts, kGroupPostings, Keys::plain, Touch::uniform};

const book::Post& post_of(const book::Command& command) {
  return std::get<book::Post>(command.steps.front());
}

Money fen_of(const book::PostingOrder& order) {
  return to_money(order.amount, Currency::cny()).value();
}

std::string json_of(const book::PostingOrder& order) {
  return fmt::format(R"({{"debit":"{}","credit":"{}","amount":"{}"}})", order.debit.text(),
                     order.credit.text(), to_string(fen_of(order)));
}

// {"op":"post","key":…,"postings":[…]}
std::string one_line(const book::Command& command, const std::string& key) {
  auto text = fmt::format(R"({{"op":"post","key":"{}","postings":[)", key);
  const char* comma = "";
  for (const auto& order : post_of(command).postings) {
    text += comma + json_of(order);
    comma = ",";
  }
  return text + "]}\n";
}

std::string line_each(const book::Command& command, const std::string& key) {
  std::string text;
  std::size_t line = 0;
  for (const auto& order : post_of(command).postings) {
    text += fmt::format(R"({{"op":"post","key":"{}-{:04}","postings":[{}]}})", key, line++,
                        json_of(order));
    text += '\n';
  }
  return text;
}

template <class Number>
void put_little(std::string& out, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i) {
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xFF));
  }
}

// As docs/formats/bulk-postings.md says.
std::string fixed_records(const book::Command& command, const std::string& /*key*/) {
  std::map<std::string, std::uint32_t, std::less<>> places;
  std::string names;
  std::string records;
  const auto place = [&](const book::AccountName& name) {
    const auto [found, added] =
        places.emplace(name.text(), static_cast<std::uint32_t>(places.size()));
    if (added) {
      names.push_back(static_cast<char>(name.text().size()));
      names += name.text();
    }
    return found->second;
  };
  for (const auto& order : post_of(command).postings) {
    put_little(records, place(order.debit));
    put_little(records, place(order.credit));
    put_little(records, fen_of(order).minor());
  }
  std::string body = "AXB1";
  put_little(body, static_cast<std::uint32_t>(places.size()));
  put_little(body, static_cast<std::uint32_t>(post_of(command).postings.size()));
  put_little(body, std::numeric_limits<std::int32_t>::min());
  return body + names + records;
}

struct BulkShape {
  const char* id;
  const char* what;
  const char* target;
  std::optional<Goal> goal;
  std::string (*body)(const book::Command& command, const std::string& key);
};
constexpr BulkShape kShapes[] = {
    {"H4/one", "one line", "/v1/ledger/entries", Goal{Bound::at_least, 0.40}, one_line},
    {"H4/lines", "a line each", "/v1/ledger/entries", Goal{Bound::at_least, 0.40}, line_each},
    {"H4/binary", "fixed records", "/v1/ledger/postings", Goal{Bound::at_least, 0.70},
     fixed_records},
    // Every line an entry of its own: L1b's work rather than L1a's, so nothing is asked of it, and
    // it comes last: from here on the two books differ.
    {"H4/each", "an entry each", "/v1/ledger/lines", std::nullopt, line_each},
};

std::vector<std::string> requests_of(const BulkShape& shape, const RunningService& service,
                                     PairFeed& feed, std::size_t run) {
  std::vector<std::string> requests;
  for (std::size_t i = 0; i < kRunGroups; ++i) {
    const auto key = fmt::format("{}-{}-{}", shape.id, run, i);
    requests.push_back(
        request_bytes({"POST", shape.target, service.secret(), key, shape.body(feed.next(), key)}));
  }
  return requests;
}

// Postings a second of the writer alone, as L1a measures it.
double run_alone(RunningBook& book, PairFeed& feed) {
  std::vector<book::Command> commands;
  while (commands.size() < kRunGroups) commands.push_back(feed.next());
  Spent spent;
  {
    const Stopwatch watch(spent);
    ask(book.writer(), std::move(commands));
  }
  return static_cast<double>(kRunGroups * kGroupPostings) / spent.wall.count();
}

struct Bulk {
  const RunningService& service;
  RunningBook& alone;
  PairFeed& feed;        // of the service
  PairFeed& alone_feed;  // the same commands again
};

Row bulk_row(const BulkShape& shape, const Bulk& bulk, std::size_t runs) {
  HttpSide side(bulk.service.port(), kBulkConnections);
  std::vector<double> alone;
  for (std::size_t run = 0; run < runs; ++run) {
    auto requests = requests_of(shape, bulk.service, bulk.feed, run);
    const auto next = [&] {
      auto request = std::move(requests.back());
      requests.pop_back();
      return request;
    };
    side.run(kRunGroups, next, kGroupPostings);
    alone.push_back(run_alone(bulk.alone, bulk.alone_feed));
  }
  Row row{
      shape.id,
      fmt::format("{} postings a request, {}, beside the writer alone", kGroupPostings, shape.what),
      {"postings", side.rate(), "/s"},
      Figure{"alone", median(alone), "/s"},
      shape.goal,
      {}};
  side.add_details(row.details, "");
  return row;
}

}  // namespace

Result<Rows> measure_bulk(const std::filesystem::path& folder, std::size_t runs) {
  const Scratch scratch(folder / "service");
  LEDGER_TRY(CountyBook::make(scratch / "alone"));  // equal books: a larger one commits more pages
  const auto alone = LEDGER_TRY(RunningBook::open(scratch / "alone"));
  const auto book = LEDGER_TRY(CountyBook::make(scratch / "book"));
  const auto service = LEDGER_TRY(RunningService::open(*book, kThreads));
  PairFeed feed(kGroups, 0);
  PairFeed alone_feed(kGroups, 0);
  Rows rows;
  for (const auto& shape : kShapes) {
    rows.push_back(bulk_row(shape, {*service, *alone, feed, alone_feed}, runs));
  }
  return rows;
}

}  // namespace anxin::bench
