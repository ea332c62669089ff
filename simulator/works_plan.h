// The works of a world as the engine goes through them: month by month, and when each begins.
//
// Role: compiled once a run from a world; every path reads it.
// Units: fen; months count from the run's first.
// Threads: immutable.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulator/world.h"

namespace anxin::simulator {

/// What a month of a project's works is planned to cost in labour, and to be billed.
struct PlannedMonth {
  Fen labour = 0;
  Fen bill = 0;
};

/// What the engine asks of a project every month, two in a line of the cache; the rest stays in the
/// world.
struct PlannedProject {
  Fen labour = 0;
  std::int32_t start = 0;
  std::int32_t months = 0;
  std::uint32_t owner = 0;
  std::uint32_t contractor = 0;
  std::uint32_t district = 0;
  std::uint32_t first_month = 0;  ///< among the planned months of all projects

  [[nodiscard]] bool works_in(std::int32_t month) const {
    return month >= start && month < start + months;
  }
};

/// The same of a contractor.
struct PlannedContractor {
  Fen yearly = 0;
  std::uint32_t partner = 0;
  std::uint32_t district = 0;
};

class WorksPlan {
 public:
  /// For a run of so many months. All months of a project add up to its labour and its contract.
  WorksPlan(const World& world, std::int64_t months);

  [[nodiscard]] const PlannedProject& project(std::size_t place) const { return projects_[place]; }
  /// Month by month from the beginning of its works.
  [[nodiscard]] std::span<const PlannedMonth> of(std::size_t project) const {
    const auto& plan = projects_[project];
    return {&months_[plan.first_month], static_cast<std::size_t>(plan.months)};
  }
  [[nodiscard]] StableId id(std::size_t project) const { return ids_[project]; }
  [[nodiscard]] const std::vector<PlannedContractor>& contractors() const { return contractors_; }
  /// The projects whose works begin in that month of the run, rising.
  [[nodiscard]] const std::vector<std::uint32_t>& beginning_in(std::int32_t month) const {
    return beginning_.at(static_cast<std::size_t>(month));
  }
  /// Those that have begun before the run and still go on, rising.
  [[nodiscard]] const std::vector<std::uint32_t>& running() const { return running_; }

 private:
  void add(const Project& project);

  std::vector<PlannedProject> projects_;
  std::vector<PlannedMonth> months_;  // of one project after the other
  std::vector<StableId> ids_;
  std::vector<PlannedContractor> contractors_;
  std::vector<std::vector<std::uint32_t>> beginning_;
  std::vector<std::uint32_t> running_;
};

}  // namespace anxin::simulator
