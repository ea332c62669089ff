#include "api/routes/rate.h"

#include <algorithm>

namespace anxin::routes {

bool RateLimiter::take(const std::string& caller, std::chrono::nanoseconds elapsed) {
  if (rate_.per_second == 0) return true;
  const auto each = std::chrono::nanoseconds(std::chrono::seconds(1)) / rate_.per_second;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kBucketsMax) forget_full(elapsed);
  auto& bucket = buckets_[caller];
  const auto full_at = std::max(bucket.full_at, elapsed) + each;
  if (full_at - elapsed > each * rate_.burst) return false;
  bucket.full_at = full_at;
  return true;
}

void RateLimiter::forget_full(std::chrono::nanoseconds elapsed) {
  std::erase_if(buckets_, [&](const auto& one) { return one.second.full_at <= elapsed; });
}

}  // namespace anxin::routes
