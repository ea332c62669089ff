// What is drawn, for whom and when: the counter of the generator.
//
// Role: every chance of the simulator. A draw is a pure function of (seed; entity, path, month,
//       purpose): the order of work, the threads and the other entities cannot change it, and two
//       policies that are compared meet the same chances.
// Shape: an entity is a stable id, the head of the SHA-256 of its natural key, such as "owner/17".
// Threads: any.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace anxin::simulator {

using StableId = std::uint64_t;
/// The first eight bytes of the SHA-256 of the key, big-endian.
[[nodiscard]] StableId stable_id(std::string_view natural_key);

/// What a draw decides. The numbers are part of every result: they never change meaning.
enum class Purpose : std::uint16_t {
  w1_systemic = 1,
  w1_projects = 3,           ///< of two months; words 0 and 2: late, lost; 1 and 3: labour
  owner_kind = 10,           ///< word 0
  project_links = 11,        ///< words 0 owner, 1 contractor
  project_works = 12,        ///< words 0 size, 1 duration, 2 start, 3 labour share
  systemic = 20,             ///< word 0 normal factor; a gamma factor: as many as its shape
  owner_default = 21,        ///< word 0
  contractor_default = 22,   ///< word 0
  project_ways = 23,         ///< words 0 pays in full, 1 wage account, 2 form of deposit, 3 direct
  project_month = 24,        ///< words 0 labour, 1 delay of the bill, 2 account funded, 3 detection
  fund_recovery = 25,        ///< words 0 whether, 1 when
  owner_recovery = 26,       ///< all four words
  owner_recovery_time = 28,  ///< word 0
  court = 27,                ///< word 0: when
  district_factor = 29,      ///< word 0
  case_work = 30,            ///< word 0: how long a team works on it
  absconding = 31,           ///< word 0
  project_watch = 32,        ///< word 0 under early warning
  party_links = 33,          ///< words 0 district, 1 partner
  world_seed = 34,           ///< words 0 and 1: the seed of another world
};

/// The last word of the counter. Requires: month < 2^16.
[[nodiscard]] constexpr std::uint32_t moment_of(std::uint32_t month, Purpose purpose) {
  return month << 16U | static_cast<std::uint32_t>(purpose);
}

struct DrawKey {
  std::uint64_t seed = 0;
  StableId entity = 0;
  std::uint32_t path = 0;
  std::uint32_t moment = 0;  ///< moment_of
};

/// The four words of one draw, each with 32 random bits.
using Words = std::array<std::uint32_t, 4>;
[[nodiscard]] Words draw(const DrawKey& key);

}  // namespace anxin::simulator
