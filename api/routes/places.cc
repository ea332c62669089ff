#include "api/routes/places.h"

#include "api/routes/reasons.h"

namespace anxin::routes {

Result<Place> Places::take(const std::string& login) const {
  std::unique_lock lock(taken_->mutex);
  std::size_t all = 0;
  for (const auto& [one, count] : taken_->by_login) all += count;
  const auto found = taken_->by_login.find(login);
  const auto own = found == taken_->by_login.end() ? 0 : found->second;
  if (own >= most_.of_one) return fail(kOwnBusy, {{"max", std::to_string(most_.of_one)}});
  if (all >= most_.of_all) return fail(kAllBusy, {{"max", std::to_string(most_.of_all)}});
  taken_->by_login[login] = own + 1;
  lock.unlock();
  return Place(nullptr, [taken = taken_, login](void*) {
    const std::lock_guard give_back(taken->mutex);
    const auto place = taken->by_login.find(login);
    if (--place->second == 0) taken->by_login.erase(place);
  });
}

}  // namespace anxin::routes
