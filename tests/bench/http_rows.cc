#include "tests/bench/http_rows.h"

#include <fmt/format.h>

#include "tests/bench/book_files.h"
#include "tests/bench/county_book.h"
#include "tests/bench/hello_server.h"
#include "tests/bench/http_side.h"
#include "tests/bench/pairs.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kReaders = 16;  // connections of H1, and threads of both servers
constexpr std::size_t kReads = 10'000;
constexpr std::size_t kWarming = 500;  // connections greeted, memory touched
constexpr std::size_t kPosters = 64;
constexpr std::size_t kThreads = 64;  // as `anxin serve` has
constexpr std::size_t kOneAtATime = 200;
constexpr std::size_t kManyAtATime = 6'400;

// One posting between two bare accounts as a line, under a key that nobody has used.
class LineFeed {
 public:
  explicit LineFeed(std::string name) : name_(std::move(name)) {}
  std::string key() { return fmt::format("{}-{:08}", name_, ++next_); }
  std::string line(const std::string& key) {
    const auto from = next_ * 7'919 % kPairAccounts;
    return fmt::format(
        R"({{"op":"post","key":"{}","postings":[{{"debit":"{}","credit":"{}","amount":"12.50"}}]}})",
        key, pair_account(from).text(), pair_account((from + 1) % kPairAccounts).text());
  }

 private:
  std::string name_;
  std::uint64_t next_ = 0;
};

struct Posting {
  std::string id;
  std::string target;
};

Row posting_row(const Posting& posting, const HttpSide& many, const HttpSide& one) {
  Row row{posting.id,
          fmt::format("one posting a request to {}, {} connections beside one", posting.target,
                      kPosters),
          {"rate", many.rate(), "/s"},
          Figure{"one connection", one.rate(), "/s"},
          Goal{Bound::at_least, 8},
          {}};
  many.add_details(row.details, "");
  one.add_details(row.details, "one: ");
  return row;
}

Row post_by_many(const Posting& posting, const RunningService& service, std::size_t runs) {
  LineFeed feed(posting.id);
  const auto next = [&] {
    const auto key = feed.key();
    return request_bytes({"POST", posting.target, service.secret(), key, feed.line(key)});
  };
  HttpSide many(service.port(), kPosters);
  HttpSide one(service.port(), 1);
  for (std::size_t i = 0; i < runs; ++i) {
    many.run(kManyAtATime, next);
    one.run(kOneAtATime, next);
  }
  return posting_row(posting, many, one);
}

}  // namespace

Result<Row> measure_balances(const std::filesystem::path& folder, std::size_t runs) {
  const Scratch scratch(folder / "service");
  const auto book = LEDGER_TRY(CountyBook::make(scratch / "book"));
  const auto service = LEDGER_TRY(RunningService::open(*book, kReaders));
  const HelloServer bare(kReaders);
  const auto balance =
      request_bytes({"GET", "/v1/accounts/c:QH01:escrow", service->secret(), {}, {}});
  const auto hello = request_bytes({"GET", "/hello", {}, {}, {}});
  HttpLoad(service->port(), kReaders).ask(kWarming, [&] { return balance; });
  HttpLoad(bare.port(), kReaders).ask(kWarming, [&] { return hello; });
  HttpSide ours(service->port(), kReaders);
  HttpSide theirs(bare.port(), kReaders);
  for (std::size_t i = 0; i < runs; ++i) {
    ours.run(kReads, [&] { return balance; });
    theirs.run(kReads, [&] { return hello; });
  }
  Row row{"H1",
          "balance of an account, key checked, beside a bare server's hello",
          {"balances", ours.rate(), "/s"},
          Figure{"bare server", theirs.rate(), "/s"},
          Goal{Bound::at_least, 0.70},
          {}};
  ours.add_details(row.details, "");
  theirs.add_details(row.details, "bare: ");
  return row;
}

Result<Rows> measure_connections(const std::filesystem::path& folder, std::size_t runs) {
  const Scratch scratch(folder / "service");
  const auto book = LEDGER_TRY(CountyBook::make(scratch / "book"));
  const auto service = LEDGER_TRY(RunningService::open(*book, kThreads));
  return Rows{post_by_many({"H2/lines", "/v1/ledger/lines"}, *service, runs),
              post_by_many({"H2/entries", "/v1/ledger/entries"}, *service, runs)};
}

}  // namespace anxin::bench
