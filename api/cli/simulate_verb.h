// How the verbs below simulate are put together.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/cli/commands.h"
#include "api/cli/simulate_load.h"

namespace anxin::cli {

/// Where verbs are added.
struct SimulateNoun {
  CLI::App& app;
  Context& context;
  Runner& runner;
};

/// `simulate name`, whose help is cli.help.simulate.<name>; each call adds what it takes, the last
/// says what it does.
class SimulateVerb {
 public:
  using Work = std::function<Result<Exit>(Context&, const SimulateOptions&)>;

  SimulateVerb(const SimulateNoun& noun, const std::string& name);
  SimulateVerb& one_file();
  SimulateVerb& two_files();
  SimulateVerb& many_files();
  SimulateVerb& sizes();  ///< --paths, --threads
  SimulateVerb& worlds();
  SimulateVerb& seed();
  SimulateVerb& csv();
  SimulateVerb& cache();
  SimulateVerb& metric();
  SimulateVerb& metrics();        ///< as often as wanted
  SimulateVerb& place_and_day();  ///< --region, --on, --out
  SimulateVerb& out();            ///< where a report is written; must be given
  void runs(Work work);

 private:
  SimulateVerb& files(const std::string& help, int least, int most);

  const SimulateNoun& noun_;
  CLI::App& verb_;
  std::shared_ptr<SimulateOptions> options_ = std::make_shared<SimulateOptions>();
};

}  // namespace anxin::cli
