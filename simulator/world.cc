#include "simulator/world.h"

#include <algorithm>
#include <array>
#include <string>

#include "simulator/normal_table.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

constexpr std::int32_t kWorksMin = 4;
constexpr std::int32_t kWorksMax = 60;
constexpr double kTimeCostExponent = 0.3;        // Bromilow's law
constexpr Fen kContractMin = 10'000'000;         // 100 000 yuan
constexpr Fen kContractMax = 2'000'000'000'000;  // 20 thousand million yuan

/// Parties of which the n-th is met 1/n as often as the first.
class Ranks {
 public:
  explicit Ranks(std::uint32_t count) {
    double sum = 0;
    for (std::uint32_t n = 1; n <= count; ++n) sums_.push_back(sum += 1.0 / n);
  }
  [[nodiscard]] std::uint32_t choose(std::uint32_t word) const {
    const double at = (word + 0.5) * 0x1p-32 * sums_.back();
    const auto found = std::upper_bound(sums_.begin(), sums_.end() - 1, at);
    return static_cast<std::uint32_t>(found - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

/// What is asked for every party or month, worked out once from exact fractions.
struct Shares {
  explicit Shares(const Parameters& values)
      : labour_min(values.fixed(Parameter::labour_share_min)),
        labour_max(values.fixed(Parameter::labour_share_max)),
        festival(values.fixed(Parameter::festival_month)),
        after_festival(values.fixed(Parameter::month_after_festival)) {
    for (std::size_t i = 0; i < owner_kinds.size(); ++i) {
      const auto place = static_cast<std::size_t>(Parameter::government_share) +
                         static_cast<std::size_t>(kOwnerKindWords.at(i).value);
      owner_kinds.at(i) = values.fixed(static_cast<Parameter>(place));
    }
  }
  std::array<std::int64_t, kOwnerKindWords.size()> owner_kinds{};
  std::int64_t labour_min;
  std::int64_t labour_max;
  std::int64_t festival;
  std::int64_t after_festival;
};

class WorldMaker {
 public:
  WorldMaker(const Baseline& baseline, const RunPlan& run)
      : baseline_(baseline),
        run_(run),
        owners_(baseline.size.owners),
        contractors_(baseline.size.contractors),
        shares_(baseline.values) {}
  World make();

 private:
  [[nodiscard]] Words draw_for(StableId id, Purpose purpose) const {
    return draw({run_.seed, id, 0, moment_of(0, purpose)});
  }
  [[nodiscard]] OwnerKind kind_of_owner(StableId id) const;
  [[nodiscard]] Project make_project(std::uint32_t number) const;
  [[nodiscard]] Fen draw_contract(std::uint32_t word) const;
  [[nodiscard]] std::int32_t draw_months(Fen contract, std::uint32_t word) const;
  [[nodiscard]] std::vector<std::int64_t> progress_of(const Project& project) const;
  [[nodiscard]] std::int64_t season_weight(std::int32_t month) const;
  void link(World& world) const;
  [[nodiscard]] std::uint32_t district_of(StableId party) const;
  [[nodiscard]] std::uint32_t partner_of(std::uint32_t contractor, StableId id) const;

  const Baseline& baseline_;
  const RunPlan& run_;
  Ranks owners_;
  Ranks contractors_;
  Shares shares_;
};

World WorldMaker::make() {
  World world;
  for (std::uint32_t i = 0; i < baseline_.size.districts; ++i) {
    world.districts.push_back({stable_id("district/" + std::to_string(i + 1))});
  }
  for (std::uint32_t i = 0; i < baseline_.size.owners; ++i) {
    const auto id = stable_id("owner/" + std::to_string(i + 1));
    world.owners.push_back({id, kind_of_owner(id), 0, district_of(id)});
  }
  for (std::uint32_t i = 0; i < baseline_.size.contractors; ++i) {
    const auto id = stable_id("contractor/" + std::to_string(i + 1));
    world.contractors.push_back({id, 0, 0, 0, 0, district_of(id), partner_of(i, id)});
  }
  for (std::uint32_t i = 0; i < baseline_.size.projects; ++i) {
    world.projects.push_back(make_project(i + 1));
  }
  link(world);
  return world;
}

std::uint32_t WorldMaker::district_of(StableId party) const {
  const auto word = draw_for(party, Purpose::party_links)[0];
  return static_cast<std::uint32_t>(times(baseline_.size.districts, word));
}

// Any other contractor, with equal chances; a contractor alone is its own.
std::uint32_t WorldMaker::partner_of(std::uint32_t contractor, StableId id) const {
  const auto others = baseline_.size.contractors - 1;
  const auto ahead = times(others, draw_for(id, Purpose::party_links)[1]) + (others > 0 ? 1 : 0);
  return (contractor + static_cast<std::uint32_t>(ahead)) % baseline_.size.contractors;
}

OwnerKind WorldMaker::kind_of_owner(StableId id) const {
  auto word = std::int64_t{draw_for(id, Purpose::owner_kind)[0]};
  for (std::size_t i = 0; i < shares_.owner_kinds.size(); ++i) {
    word -= shares_.owner_kinds.at(i);
    if (word < 0) return kOwnerKindWords.at(i).value;
  }
  return OwnerKind::private_owner;
}

Project WorldMaker::make_project(std::uint32_t number) const {
  Project project;
  project.id = stable_id("project/" + std::to_string(number));
  project.number = number;
  const auto links = draw_for(project.id, Purpose::project_links);
  project.owner = owners_.choose(links[0]);
  project.contractor = contractors_.choose(links[1]);
  const auto works = draw_for(project.id, Purpose::project_works);
  project.contract = draw_contract(works[0]);
  project.months = draw_months(project.contract, works[1]);
  // As many run at the beginning as at any other time.
  const auto window = static_cast<Fen>(run_.months + project.months);
  project.start = static_cast<std::int32_t>(times(window, works[2])) - project.months;
  const auto range = shares_.labour_max - shares_.labour_min;
  project.labour = times(project.contract, shares_.labour_min + times(range, works[3]));
  project.progress = progress_of(project);
  return project;
}

// Lognormal. The factor counts 2^-20, so that a thousandfold median still fits.
Fen WorldMaker::draw_contract(std::uint32_t word) const {
  constexpr double kFactorOne = 0x1p20;
  const double deviation = baseline_.values.real(Parameter::size_deviation);
  const auto factor = nearest(exponential(deviation * normal_real(word)) * kFactorOne);
  const auto median = baseline_.values.money(Parameter::size_median).minor();
  const auto contract = static_cast<Fen>((Wide{median} * factor) >> 20);
  return std::clamp(contract, kContractMin, kContractMax);
}

std::int32_t WorldMaker::draw_months(Fen contract, std::uint32_t word) const {
  const auto& values = baseline_.values;
  const double relative = static_cast<double>(contract) /
                          static_cast<double>(values.money(Parameter::size_median).minor());
  const double noise = exponential(values.real(Parameter::duration_deviation) * normal_real(word));
  const double months =
      values.real(Parameter::duration_base) * power(relative, kTimeCostExponent) * noise;
  return std::clamp(static_cast<std::int32_t>(nearest(months)), kWorksMin, kWorksMax);
}

// F(x) = 3x² − 2x³, a month's step weighed by its season; what is left falls in the last month.
std::vector<std::int64_t> WorldMaker::progress_of(const Project& project) const {
  const auto length = std::int64_t{project.months};
  const auto curve = [length](std::int64_t k) {
    return static_cast<std::int64_t>((Wide{kFixedOne} * (3 * k * k * length - 2 * k * k * k)) /
                                     (length * length * length));
  };
  std::vector<std::int64_t> progress;
  std::int64_t done = 0;
  for (std::int32_t k = 0; k < project.months; ++k) {
    const auto step = curve(k + 1) - curve(k);
    done = std::min(kFixedOne, done + times(step, season_weight(project.start + k)));
    progress.push_back(done);
  }
  progress.back() = kFixedOne;
  return progress;
}

// The other ten months make up for the two quiet ones.
std::int64_t WorldMaker::season_weight(std::int32_t month) const {
  switch (season_of(baseline_, run_.start + std::chrono::months(month))) {
    case SeasonMonth::festival:
      return shares_.festival;
    case SeasonMonth::after_festival:
      return shares_.after_festival;
    case SeasonMonth::other:
      return (12 * kFixedOne - shares_.festival - shares_.after_festival) / 10;
  }
  return kFixedOne;
}

void WorldMaker::link(World& world) const {
  std::stable_sort(world.projects.begin(), world.projects.end(),
                   [](const Project& a, const Project& b) { return a.contractor < b.contractor; });
  for (std::uint32_t i = 0; i < world.projects.size(); ++i) {
    const auto& project = world.projects[i];
    auto& contractor = world.contractors[project.contractor];
    if (contractor.end_project == 0) contractor.first_project = i;
    contractor.end_project = i + 1;
    contractor.contracts += project.contract;
    contractor.yearly += project.contract * 12 / (run_.months + project.months);
    world.owners[project.owner].let += project.contract;
  }
  for (auto& project : world.projects) project.district = world.owners[project.owner].district;
}

}  // namespace

World make_world(const Baseline& baseline, const RunPlan& run) {
  return WorldMaker(baseline, run).make();
}

RunPlan plan_of_world(const RunPlan& run, std::int64_t number) {
  auto plan = run;
  if (number == 0) return plan;
  const auto id = stable_id("world/" + std::to_string(number + 1));
  const auto words = draw({run.seed, id, 0, moment_of(0, Purpose::world_seed)});
  plan.seed = std::uint64_t{words[0]} << 32U | words[1];
  return plan;
}

World cut_links(const World& world) {
  World cut;
  cut.districts = world.districts;
  for (std::uint32_t i = 0; i < world.projects.size(); ++i) {
    auto project = world.projects[i];
    auto owner = world.owners[project.owner];
    auto contractor = world.contractors[project.contractor];
    const auto name = std::to_string(project.number);
    owner.id = stable_id("owner-of/" + name);
    owner.let = project.contract;
    contractor.id = stable_id("contractor-of/" + name);
    contractor.first_project = contractor.partner = i;
    contractor.end_project = i + 1;
    contractor.yearly = pro_rata(contractor.yearly, project.contract, contractor.contracts);
    contractor.contracts = project.contract;
    project.owner = project.contractor = i;
    cut.owners.push_back(owner);
    cut.contractors.push_back(contractor);
    cut.projects.push_back(std::move(project));
  }
  return cut;
}

SeasonMonth season_of(const Baseline& baseline, Month month) {
  for (const auto& day : baseline.festivals) {
    if (month_of(day) == month) return SeasonMonth::festival;
    if (month_of(day) + std::chrono::months(1) == month) return SeasonMonth::after_festival;
  }
  return SeasonMonth::other;
}

}  // namespace anxin::simulator
