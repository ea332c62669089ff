// Postings between accounts drawn at random: the shape of TigerBeetle's own benchmark.
#pragma once

#include <cstdint>
#include <string>

#include "ledger/base/entropy.h"
#include "ledger/book/command.h"

namespace anxin::bench {

inline constexpr std::size_t kPairAccounts = 10'000;
inline constexpr std::size_t kGroupPostings = 8'189;  // what TigerBeetle's client sends at once

enum class Keys {
  plain,         ///< "round-000017"
  time_ordered,  ///< 16 bytes: milliseconds, then chance
  random         ///< 16 bytes of chance
};
enum class Touch {
  uniform,       ///< both accounts are drawn
  one_in_common  ///< every posting credits the first account
};

struct Pairs {
  std::size_t accounts = kPairAccounts;
  std::size_t postings = kGroupPostings;  ///< of one command
  Keys keys = Keys::plain;
  Touch touch = Touch::uniform;
};

[[nodiscard]] book::AccountName pair_account(std::uint64_t index);

/// Makes commands one after another. The same `first` makes the same commands.
class PairFeed {
 public:
  PairFeed(const Pairs& pairs, std::uint64_t first) : pairs_(pairs), next_(first), draw_(first) {}
  [[nodiscard]] book::Command next();

 private:
  std::string key();
  book::PostingOrder posting();

  Pairs pairs_;
  std::uint64_t next_;
  SeededEntropy draw_;
};

}  // namespace anxin::bench
