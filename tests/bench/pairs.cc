#include "tests/bench/pairs.h"

#include <fmt/format.h>

#include "ledger/base/bytes.h"
#include "tests/bench/workload.h"

namespace anxin::bench {
namespace {

constexpr std::int64_t kFenMax = 1'000'000;
constexpr std::uint64_t kCommandsPerMillisecond = 400;  // about what the goal of L1b asks for
constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kTimeBytes = 6;

}  // namespace

book::AccountName pair_account(std::uint64_t index) {
  return book::AccountName::of(fmt::format("t:bench:account:{:07}", index));
}

book::Command PairFeed::next() {
  book::Post post;
  post.postings.reserve(pairs_.postings);
  while (post.postings.size() < pairs_.postings) post.postings.push_back(posting());
  auto made = command(key(), std::move(post));
  ++next_;
  return made;
}

std::string PairFeed::key() {
  if (pairs_.keys == Keys::plain) return fmt::format("round-{:06}", next_);
  if (pairs_.keys == Keys::random) return draw_.bytes(kKeyBytes);
  ByteWriter time;
  time.u64(next_ / kCommandsPerMillisecond);
  return time.take().substr(sizeof(std::uint64_t) - kTimeBytes) +
         draw_.bytes(kKeyBytes - kTimeBytes);
}

book::PostingOrder PairFeed::posting() {
  const auto apart = 1 + draw_.below(pairs_.accounts - 1);  // never from an account to itself
  const auto credit = pairs_.touch == Touch::uniform ? draw_.below(pairs_.accounts) : 0;
  const auto debit = (credit + apart) % pairs_.accounts;
  const auto fen = 1 + static_cast<std::int64_t>(draw_.below(kFenMax));
  return {pair_account(debit),
          pair_account(credit),
          to_decimal(Money::from_minor(fen), Currency::cny()),
          {}};
}

}  // namespace anxin::bench
