#include "tests/bench/callers.h"

#include "ledger/base/invariant.h"

namespace anxin::bench {

void Callers::ask(std::size_t callers, std::size_t commands) {
  while (commands_.size() < commands) commands_.push_back(feed_.next());
  micros_.reserve(micros_.size() + commands);
  const Stopwatch watch(spent_);
  for (std::size_t i = 0; i < callers; ++i) ask_next();
  while (writer_.pump()) ++syncs_;
}

void Callers::ask_next() {
  if (commands_.empty()) return;
  auto command = std::move(commands_.back());
  commands_.pop_back();
  const auto begin = SteadyClock::now();
  writer_.submit(std::move(command), [this, begin](const Result<ledger::Receipt>& result) {
    LEDGER_INVARIANT(result.has_value());
    micros_.push_back(micros_since(begin));
    ask_next();
  });
}

}  // namespace anxin::bench
