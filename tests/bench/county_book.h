// A county on disk with a large site, with or without the service in front of it.
//
// Role: what H1 to H4 ask. The site QH01 has 10 000 workers; 10 000 bare accounts stand beside it.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "api/http/transport.h"
#include "api/routes/service.h"
#include "api/routes/worker_door.h"
#include "ledger/base/clock.h"
#include "ledger/base/entropy.h"
#include "ledger/service/shared_writer.h"
#include "ledger/store/lmdb/lmdb_store.h"
#include "payments/service/payments_book.h"

namespace anxin::bench {

inline constexpr std::size_t kSiteWorkers = 10'000;
inline constexpr const char* kSite = "QH01";
inline constexpr const char* kSiteClerk = "li.clerk";

/// The wages of the site's workers as a table; another `copy` is another file.
[[nodiscard]] std::string site_wages(std::size_t copy);

/// The book, its writer for many threads and what payments needs.
class CountyBook {
 public:
  /// Makes the book in an empty folder. Refuses: what the store and the services refuse.
  static Result<std::unique_ptr<CountyBook>> make(const std::filesystem::path& folder);
  /// Nobody asks any more. The writer ends.
  ~CountyBook() = default;
  CountyBook(const CountyBook&) = delete;
  CountyBook& operator=(const CountyBook&) = delete;

  [[nodiscard]] ledger::SharedWriter& writer() { return *shared_; }
  [[nodiscard]] payments::PaymentsBook payments();
  [[nodiscard]] routes::Ground ground();
  /// A new key of the site's clerk.
  [[nodiscard]] std::string make_key();

 private:
  explicit CountyBook(std::unique_ptr<store::LmdbStore> store);
  Result<void> fill();

  std::unique_ptr<store::LmdbStore> store_;
  SharedManualClock clock_;
  SystemEntropy entropy_;
  payments::Vault vault_;
  payments::PaymentsData data_;
  std::unique_ptr<ledger::Writer> writer_;
  std::unique_ptr<ledger::SharedWriter> shared_;
  routes::WorkerDoor workers_;
  std::atomic<bool> ending_{false};
};

/// The service in front of a book, on a port of loopback, with its real transport. It checks keys,
/// bounds no rates and logs into nothing.
class RunningService {
 public:
  static Result<std::unique_ptr<RunningService>> open(CountyBook& book, std::size_t threads);
  ~RunningService();
  RunningService(const RunningService&) = delete;
  RunningService& operator=(const RunningService&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& secret() const { return secret_; }

 private:
  RunningService(CountyBook& book, std::size_t threads);

  routes::Ground ground_;
  routes::Service service_;
  std::unique_ptr<http::Transport> transport_;
  std::string secret_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace anxin::bench
