#include "api/cli/simulate_verb.h"

#include <CLI/CLI.hpp>

namespace anxin::cli {
namespace {

constexpr std::size_t kThreadsMax = 256;
constexpr int kFilesMax = 1'000;

}  // namespace

SimulateVerb::SimulateVerb(const SimulateNoun& noun, const std::string& name)
    : noun_(noun), verb_(add_command(noun.app, noun.context, name, "cli.help.simulate." + name)) {}

SimulateVerb& SimulateVerb::files(const std::string& help, int least, int most) {
  verb_.add_option("files", options_->files, noun_.context.say(help))
      ->required()
      ->expected(least, most);
  return *this;
}

SimulateVerb& SimulateVerb::one_file() { return files("cli.option.scenario", 1, 1); }
SimulateVerb& SimulateVerb::two_files() { return files("cli.option.two-scenarios", 2, 2); }
SimulateVerb& SimulateVerb::many_files() { return files("cli.option.scenarios", 1, kFilesMax); }

SimulateVerb& SimulateVerb::sizes() {
  verb_.add_option("--paths", options_->paths, noun_.context.say("cli.option.path-count"))
      ->check(CLI::Range(std::int64_t{1}, simulator::kPathsMax));
  verb_.add_option("--threads", options_->threads, noun_.context.say("cli.option.threads"))
      ->check(CLI::Range(std::size_t{1}, kThreadsMax));
  return *this;
}

SimulateVerb& SimulateVerb::worlds() {
  verb_.add_option("--worlds", options_->worlds, noun_.context.say("cli.option.worlds"))
      ->check(CLI::Range(std::int64_t{1}, simulator::kWorldsMax));
  return *this;
}

SimulateVerb& SimulateVerb::seed() {
  verb_.add_option("--seed", options_->seed, noun_.context.say("cli.option.seed"));
  return *this;
}

SimulateVerb& SimulateVerb::csv() {
  verb_.add_option("--csv", options_->csv, noun_.context.say("cli.option.csv"));
  return *this;
}

SimulateVerb& SimulateVerb::cache() {
  verb_.add_option("--cache", options_->cache, noun_.context.say("cli.option.cache"));
  return *this;
}

SimulateVerb& SimulateVerb::metric() {
  verb_.add_option("--metric", options_->metric, noun_.context.say("cli.option.metric"));
  return *this;
}

SimulateVerb& SimulateVerb::metrics() {
  verb_.add_option("--metric", options_->metrics, noun_.context.say("cli.option.metric"));
  return *this;
}

SimulateVerb& SimulateVerb::place_and_day() {
  const auto& context = noun_.context;
  verb_.add_option("--region", options_->region, context.say("cli.option.region"))->required();
  verb_.add_option("--on", options_->on, context.say("cli.option.snapshot-on"))->required();
  verb_.add_option("--out", options_->out, context.say("cli.option.snapshot-out"));
  return *this;
}

SimulateVerb& SimulateVerb::out() {
  verb_.add_option("--out", options_->out, noun_.context.say("cli.option.report-file"))->required();
  return *this;
}

void SimulateVerb::runs(Work work) {
  noun_.runner.on(verb_, [options = options_, work = std::move(work)](Context& context) {
    return work(context, *options);
  });
}

}  // namespace anxin::cli
