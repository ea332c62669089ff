// The program: wires the real clock, entropy, files and streams to the commands.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "api/cli/commands.h"
#include "ledger/store/lmdb/lmdb_store.h"
#include "payments/rules/builtin_data.h"

namespace {

// Books are kept in LMDB.
class LmdbStores final : public anxin::cli::Stores {
 public:
  anxin::Result<std::unique_ptr<anxin::store::Store>> open(
      const std::filesystem::path& folder, anxin::store::Access access) const override {
    return anxin::store::LmdbStore::open(folder, access);
  }
  anxin::Result<void> create(const std::filesystem::path& folder,
                             const anxin::store::WriteBatch& first) const override {
    return anxin::store::LmdbStore::create(folder, first);
  }
};

}  // namespace

int main(int count, char** words) {
  using namespace anxin;
  const SystemClock clock;
  SystemEntropy entropy;
  const payments::PaymentsData data{payments::builtin_captions(), payments::builtin_bank_profiles(),
                                    payments::builtin_calendar()};
  const auto environment = [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
  std::ios::sync_with_stdio(false);
  const LmdbStores stores;
  cli::World world{std::cout, std::cerr, STDIN_FILENO, clock, entropy, stores, data, environment};
  const auto exit = cli::run(world, std::vector<std::string>(words + 1, words + count));
  std::cout.flush();
  return static_cast<int>(exit);
}
