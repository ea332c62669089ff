// The world of a run: owners, contractors and projects, and which belongs to which.
//
// Role: made from a baseline and a seed; paths play in the same world, or shared out over several.
// Units: fen; months count from the run's first, below zero before it; shares count 2^-32.
// Shape: projects in the order of their contractors, those of one contractor side by side.
// Threads: immutable.
// Source: simulator.md E3 to E5. A larger world of the same seed begins with the same parties and
//         projects: each is drawn by its own name.
#pragma once

#include <cstdint>
#include <vector>

#include "simulator/draws.h"
#include "simulator/fixed.h"
#include "simulator/scenario.h"

namespace anxin::simulator {

struct Owner {
  StableId id = 0;  ///< of "owner/N"
  OwnerKind kind = OwnerKind::government;
  Fen let = 0;  ///< all contracts
  std::uint32_t district = 0;
};

struct Contractor {
  StableId id = 0;  ///< of "contractor/N"
  std::uint32_t first_project = 0;
  std::uint32_t end_project = 0;
  Fen contracts = 0;  ///< of all its projects
  Fen yearly = 0;     ///< what they bring in twelve months, on average over run and works
  std::uint32_t district = 0;
  std::uint32_t partner = 0;  ///< to which it owes for works of a trade; itself: to none
};

struct Project {
  StableId id = 0;  ///< of "project/N"
  std::uint32_t number = 0;
  std::uint32_t owner = 0;
  std::uint32_t contractor = 0;
  std::uint32_t district = 0;  ///< its owner's
  std::int32_t start = 0;
  std::int32_t months = 0;  ///< of works, at least one
  Fen contract = 0;
  Fen labour = 0;                      ///< of the contract
  std::vector<std::int64_t> progress;  ///< done at the end of each month of works; the last is all

  [[nodiscard]] bool works_in(std::int32_t month) const {
    return month >= start && month < start + months;
  }
};

struct District {
  StableId id = 0;  ///< of "district/N"
};

struct World {
  std::vector<District> districts;
  std::vector<Owner> owners;
  std::vector<Contractor> contractors;
  std::vector<Project> projects;
};

[[nodiscard]] World make_world(const Baseline& baseline, const RunPlan& run);

/// The plan whose world is that one of the plan's worlds; the first is drawn with its own seed.
/// A plan with more worlds begins with the same ones. Paths are drawn with the plan's own seed
/// wherever they are played.
[[nodiscard]] RunPlan plan_of_world(const RunPlan& run, std::int64_t number);

/// The same projects, each with an owner and a contractor of its own and no partner: what happens
/// to one can reach no other.
[[nodiscard]] World cut_links(const World& world);

/// Which part of a normal month's work is done in that month.
enum class SeasonMonth : std::uint8_t { festival, after_festival, other };
[[nodiscard]] SeasonMonth season_of(const Baseline& baseline, Month month);

}  // namespace anxin::simulator
