// The report of a simulation: what was played, as a page that a policy office can print and defend.
//
// Role: `anxin simulate report` plays the runs and hands them over. The same runs give the same
//       bytes: no day of today, no threads, no name of a file.
// Source: simulator.md section 4; decision 0026 (static pictures).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/paper/speaker.h"
#include "payments/rules/rule_head.h"
#include "simulator/report_runs.h"

namespace anxin::report {

struct PlayedScenario {
  simulator::Scenario scenario;
  simulator::Baseline baseline;
  simulator::RunReport run;        ///< with its months kept
  payments::Findings beyond = {};  ///< beyond the law, beyond what is likely, without effect
};

struct PlayedLine {
  std::vector<Rate> values;
  std::vector<simulator::RunReport> runs;  ///< one a value
};

struct PlayedGrid {
  std::vector<Rate> rows;                  ///< sizes of the fund
  std::vector<Rate> columns;               ///< coverage of wage accounts
  std::vector<simulator::RunReport> runs;  ///< row by row
};

struct PlayedTornado {
  std::int64_t paths = 0;
  std::vector<simulator::Swing> swings;  ///< of arrears, all month ends added up; largest first
};

struct PlayedStress {
  PlayedLine shifts;           ///< rising
  std::optional<Rate> breaks;  ///< the mildest shift that empties the fund in half of the paths
};

struct RuleNote {
  std::string id;
  std::string from, to;  ///< days; no end: empty
  std::string source;
};

/// The region's own base rate of deposits on the run's first day.
struct PresentRate {
  Rate low, high;  ///< of the table's rows; nothing but equal ones: one rate
  payments::Grade grade = payments::Grade::unconfirmed;
  std::string source;
};

struct SimulationFacts {
  std::vector<PlayedScenario> scenarios;  ///< the first is what the others are compared with
  PlayedTornado tornado;
  PlayedLine deposits;  ///< base rates
  PlayedGrid grid;
  PlayedStress stress;
  std::vector<RuleNote> rules;  ///< that the runs have asked
  PresentRate present_rate;
  std::string version;  ///< of the program
  std::string compiler;
};

/// Both languages in one page; the first speaker's is shown until the reader chooses.
/// Requires: at least one scenario; all on the same draws and over the same months.
[[nodiscard]] std::string simulation_page(const SimulationFacts& facts, const paper::Speaker& first,
                                          const paper::Speaker& second);

}  // namespace anxin::report
