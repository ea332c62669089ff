#include "api/http/body_budget.h"

#include "api/http/transport.h"

namespace anxin::http {

BodyRoom::~BodyRoom() {
  if (budget_ != nullptr) budget_->give_back(caller_, amount_);
}

Result<BodyRoom> BodyBudget::take(std::string caller, std::size_t amount) {
  BodyRoom room(std::move(caller), amount);
  if (amount == 0) return room;
  const std::lock_guard lock(mutex_);
  const auto found = by_caller_.find(room.caller_);
  const auto own = found == by_caller_.end() ? 0 : found->second;
  if (own + amount > most_.of_one) return fail(kOwnBodies);
  if (all_ + amount > most_.of_all) return fail(kOverloaded);
  by_caller_[room.caller_] += amount;  // alone may throw: before anything is counted
  all_ += amount;
  room.budget_ = this;
  return room;
}

std::size_t BodyBudget::taken() const {
  const std::lock_guard lock(mutex_);
  return all_;
}

void BodyBudget::give_back(const std::string& caller, std::size_t amount) {
  const std::lock_guard lock(mutex_);
  all_ -= amount;
  const auto own = by_caller_.find(caller);
  own->second -= amount;
  if (own->second == 0) by_caller_.erase(own);
}

}  // namespace anxin::http
