#include "api/http/body_budget.h"

#include "api/http/transport.h"

namespace anxin::http {

Result<BodyRoom> BodyBudget::take(const std::string& caller, std::size_t bytes) {
  if (bytes == 0) return BodyRoom();
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_caller_.find(caller);
    const auto own = found == by_caller_.end() ? 0 : found->second;
    if (own + bytes > most_.of_one) return fail(kOwnBodies);
    if (all_ + bytes > most_.of_all) return fail(kOverloaded);
    by_caller_[caller] = own + bytes;
    all_ += bytes;
  }
  return BodyRoom(nullptr, [this, caller, bytes](void*) { give_back(caller, bytes); });
}

std::size_t BodyBudget::bytes() const {
  const std::lock_guard lock(mutex_);
  return all_;
}

void BodyBudget::give_back(const std::string& caller, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  all_ -= bytes;
  const auto own = by_caller_.find(caller);
  own->second -= bytes;
  if (own->second == 0) by_caller_.erase(own);
}

}  // namespace anxin::http
