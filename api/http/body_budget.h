// Room for large bodies while they are read and answered: of all callers together, and of each, so
// that whoever sends slowly and much keeps nobody else's out.
//
// Units: bytes, as the heads announce them.
// Threads: any.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "ledger/base/result.h"

namespace anxin::http {

/// Room that is taken: free again with the last copy.
using BodyRoom = std::shared_ptr<void>;

class BodyBudget {
 public:
  struct Most {
    std::size_t of_all;
    std::size_t of_one;  ///< caller
  };
  explicit BodyBudget(Most most) : most_(most) {}
  BodyBudget(const BodyBudget&) = delete;
  BodyBudget& operator=(const BodyBudget&) = delete;

  /// Requires: the budget outlives the room.
  /// Refuses: http.own-bodies (the caller has as much as one may), http.overloaded.
  [[nodiscard]] Result<BodyRoom> take(const std::string& caller, std::size_t bytes);
  /// Taken now.
  [[nodiscard]] std::size_t bytes() const;

 private:
  void give_back(const std::string& caller, std::size_t bytes);

  const Most most_;
  mutable std::mutex mutex_;  // guards what follows
  std::map<std::string, std::size_t> by_caller_;
  std::size_t all_ = 0;
};

}  // namespace anxin::http
