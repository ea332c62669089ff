// The program: wires the real clock, entropy, files and streams to the commands.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "api/app/lmdb_stores.h"
#include "api/cli/commands.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"

int main(int count, char** words) {
  using namespace anxin;
  const SystemClock clock;
  SystemEntropy entropy;
  const payments::PaymentsData data{
      payments::builtin_captions(),          payments::builtin_bank_profiles(),
      payments::builtin_calendar(),          payments::builtin_rules(),
      payments::builtin_outgoing_profiles(), payments::builtin_incoming_profiles()};
  const auto environment = [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
  std::ios::sync_with_stdio(false);
  const app::LmdbStores stores;
  cli::World world{std::cout, std::cerr, STDIN_FILENO, clock, entropy, stores, data, environment};
  const auto exit = cli::run(world, std::vector<std::string>(words + 1, words + count));
  std::cout.flush();
  return static_cast<int>(exit);
}
