// Callers who each wait for the answer before they ask again, all in one process.
#pragma once

#include <vector>

#include "ledger/service/writer.h"
#include "tests/bench/pairs.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {

/// What the callers of L4 and L5 ask for: one posting per command.
inline constexpr Pairs kSinglePostings{kPairAccounts, 1, Keys::time_ordered, Touch::uniform};

class Callers {
 public:
  Callers(ledger::Writer& writer, PairFeed& feed) : writer_(writer), feed_(feed) {}

  /// So many callers ask until so many commands have been answered. Commands are made before.
  void ask(std::size_t callers, std::size_t commands);

  [[nodiscard]] const std::vector<double>& micros() const { return micros_; }  ///< of each answer
  [[nodiscard]] const Spent& spent() const { return spent_; }
  [[nodiscard]] std::size_t syncs() const { return syncs_; }
  [[nodiscard]] double per_second() const {
    return static_cast<double>(micros_.size()) / spent_.wall.count();
  }

 private:
  void ask_next();

  ledger::Writer& writer_;
  PairFeed& feed_;
  std::vector<book::Command> commands_;  // not yet asked, last first
  std::vector<double> micros_;
  Spent spent_;
  std::size_t syncs_ = 0;
};

}  // namespace anxin::bench
