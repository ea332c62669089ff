#include "tests/bench/machine.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "ledger/base/text.h"

namespace anxin::bench {
namespace {

namespace fs = std::filesystem;

constexpr double kQuietLoad = 0.5;

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(':');
    if (line.starts_with("model name") && colon != std::string::npos) {
      return std::string(trim(line.substr(colon + 1)));
    }
  }
  return "unknown processor";
}

std::string disk(const fs::path& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0) return "";
  const auto link =
      fs::path(fmt::format("/sys/dev/block/{}:{}", major(status.st_dev), minor(status.st_dev)));
  std::error_code none;
  auto device = fs::canonical(link, none);
  if (none) return "";
  if (!fs::exists(device / "queue", none)) device = device.parent_path();  // of a partition
  int rotating = -1;
  std::ifstream(device / "queue/rotational") >> rotating;
  if (rotating < 0) return device.filename();
  return fmt::format("{} ({})", device.filename().string(),
                     rotating == 1 ? "says it is rotating" : "solid state");
}

}  // namespace

Machine this_machine(const fs::path& folder) {
  Machine machine;
  machine.processor = processor();
  machine.cores = std::thread::hardware_concurrency();
  machine.disk = disk(folder);
  if (::getloadavg(&machine.load, 1) != 1) machine.load = 0;
  if (machine.load > kQuietLoad)
    machine.load_note = "other work shares the machine: repeat when it is quiet";
  return machine;
}

}  // namespace anxin::bench
