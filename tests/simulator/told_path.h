// One path of a county, played with somebody listening.
#pragma once

#include "simulator/kernel_choice.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {

struct Told {
  PathResult result;
  PathEvents events;
};

/// A county with all that its paths are played from.
class ToldPath {
 public:
  explicit ToldPath(CountyRun county)
      : run(std::move(county)),
        world(make_world(run.baseline, run.scenario.run)),
        policies(compile_policies(run.baseline, run.scenario)),
        compiled(
            compile_rules({shipped_rules(), shipped_calendar()}, run.baseline, run.scenario, world)
                .value()) {}

  [[nodiscard]] PathResult play(std::uint32_t path, PathEvents* events) const {
    const WorksPlan works(world, run.scenario.run.months);
    RunInput input{run.scenario,        world,         works, policies, compiled, shipped_rules(),
                   run.baseline.region, best_kernels()};
    input.events = events;
    return PathPlayer(input).play(path);
  }
  [[nodiscard]] Told told(std::uint32_t path) const {
    Told told;
    told.result = play(path, &told.events);
    return told;
  }

  CountyRun run;
  World world;
  std::vector<MonthPolicy> policies;
  CompiledRules compiled;
};

}  // namespace anxin::simulator
