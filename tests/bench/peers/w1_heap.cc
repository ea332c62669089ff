#include "tests/bench/peers/w1_heap.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <queue>
#include <random>
#include <vector>

namespace anxin::bench {
namespace {

constexpr int kMonths = 36;
constexpr double kContract = 8e9;

struct Event {
  int month = 0;
  std::uint32_t project = 0;
  bool operator>(const Event& other) const {
    return month != other.month ? month > other.month : project > other.project;
  }
};

struct Project {
  double cash = 0.004 * kContract;
  double deposit = 0.005 * kContract;
  double due = 0;
  double arrears = 0;
};

double curve(double x) { return 3 * x * x - 2 * x * x * x; }

double planned(int month) {
  return 0.25 * kContract *
         (curve(static_cast<double>(month + 1) / kMonths) -
          curve(static_cast<double>(month) / kMonths));
}

double take(double& from, double need) {
  const double taken = std::min(from, need);
  from -= taken;
  return taken;
}

class World {
 public:
  World(std::size_t projects, std::mt19937_64& random) : projects_(projects), random_(random) {
    for (auto& factor : factors_) factor = normal_(random_);
    for (std::size_t i = 0; i < projects; ++i) {
      events_.push({0, static_cast<std::uint32_t>(i)});
    }
  }
  double play() {
    double sum = 0;
    while (!events_.empty()) {
      const auto event = events_.top();
      events_.pop();
      sum += month(projects_[event.project], event.month);
      if (event.month + 1 < kMonths) events_.push({event.month + 1, event.project});
    }
    return sum;
  }

 private:
  double month(Project& project, int month);

  std::vector<Project> projects_;
  std::mt19937_64& random_;
  std::normal_distribution<double> normal_;
  std::uniform_real_distribution<double> uniform_;
  double factors_[kMonths] = {};
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
};

double World::month(Project& project, int month) {
  const double labour = planned(month) * (1 + 0.05 * normal_(random_));
  const bool late = 0.3 * factors_[month] + 0.9539 * normal_(random_) < -0.8416;
  project.due += 1.02 * labour;
  double paid = late ? 0 : project.due;
  project.due -= paid;
  double need = project.arrears + labour * (uniform_(random_) < 0.0005 ? 2 : 1);
  need -= take(paid, need);
  project.cash += paid;
  need -= take(project.cash, need);
  need -= take(project.deposit, need);
  project.arrears = need;
  return need;
}

}  // namespace

double run_w1_heap(std::size_t projects, std::size_t paths) {
  std::mt19937_64 random(1);
  double sum = 0;
  for (std::size_t path = 0; path < paths; ++path) sum += World(projects, random).play();
  return sum / (static_cast<double>(projects * paths) * kMonths * kContract);
}

}  // namespace anxin::bench
