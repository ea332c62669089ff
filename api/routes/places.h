// So many at once of what is dear, and not all of them one login's.
//
// Role: exports of the journal, which hold a thread for long; large bodies of lines, which take
//       many times their bytes while they are read.
// Threads: any.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "ledger/base/result.h"

namespace anxin::routes {

/// A place that is taken: free again with the last copy.
using Place = std::shared_ptr<void>;

class Places {
 public:
  struct Most {
    std::size_t of_all;
    std::size_t of_one;  ///< login
  };
  explicit Places(Most most) : taken_(std::make_shared<Taken>()), most_(most) {}

  /// Refuses: request.own-busy (the login has as many as one may), request.busy. Details: max.
  [[nodiscard]] Result<Place> take(const std::string& login) const;

 private:
  struct Taken {
    std::mutex mutex;  // guards the map
    std::map<std::string, std::size_t> by_login;
  };
  std::shared_ptr<Taken> taken_;  // a place may outlive the service's end
  Most most_;
};

/// Of the whole service.
struct Gates {
  // Each holds a thread as long as its reader takes, at most at the slowest rate of the transport.
  Places exports{{4, 1}};
  // Of 64 MiB of JSON, 500 000 values lie in memory at once: some 60 MB each.
  Places large_lines{{8, 4}};
  // TOML takes a hundred times its bytes: 400 MB for the largest.
  Places master_data{{2, 1}};
};

}  // namespace anxin::routes
