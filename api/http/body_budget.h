// What bodies take while they are read and answered, counted: of all callers together, and of each,
// so that whoever sends slowly and much keeps nobody else's out.
//
// Units: the owner's: bytes, as the heads announce them; or threads that wait for bodies.
// Threads: any.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "ledger/base/result.h"

namespace anxin::http {

class BodyBudget;

/// A part that is taken: given back at its end.
class BodyRoom {
 public:
  BodyRoom(BodyRoom&& other) noexcept
      : budget_(std::exchange(other.budget_, nullptr)),
        caller_(std::move(other.caller_)),
        amount_(other.amount_) {}
  BodyRoom(const BodyRoom&) = delete;
  BodyRoom& operator=(const BodyRoom&) = delete;
  BodyRoom& operator=(BodyRoom&&) = delete;
  ~BodyRoom();

 private:
  friend class BodyBudget;
  BodyRoom(std::string caller, std::size_t amount) : caller_(std::move(caller)), amount_(amount) {}

  BodyBudget* budget_ = nullptr;  // none: nothing to give back
  std::string caller_;
  std::size_t amount_;
};

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
  /// Ensures: nothing is taken where it refuses or throws.
  /// Refuses: http.own-bodies (the caller has as much as one may), http.overloaded.
  [[nodiscard]] Result<BodyRoom> take(std::string caller, std::size_t amount);
  /// Taken now.
  [[nodiscard]] std::size_t taken() const;

 private:
  friend class BodyRoom;
  void give_back(const std::string& caller, std::size_t amount);

  const Most most_;
  mutable std::mutex mutex_;  // guards what follows
  std::map<std::string, std::size_t> by_caller_;
  std::size_t all_ = 0;
};

}  // namespace anxin::http
