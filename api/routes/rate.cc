#include "api/routes/rate.h"

#include <algorithm>

namespace anxin::routes {

bool RateLimiter::take(const std::string& caller, std::chrono::nanoseconds elapsed) {
  if (rate_.per_second == 0) return true;
  const auto each = std::chrono::nanoseconds(std::chrono::seconds(1)) / rate_.per_second;
  const std::lock_guard lock(mutex_);
  auto& bucket = bucket_of(caller, elapsed);
  const auto full_at = std::max(bucket.full_at, elapsed) + each;
  if (full_at - elapsed > each * rate_.burst) return false;
  bucket.full_at = full_at;
  return true;
}

// Looked through once a second at most: a table full of callers is long.
RateLimiter::Bucket& RateLimiter::bucket_of(const std::string& caller,
                                            std::chrono::nanoseconds elapsed) {
  const auto known = buckets_.find(caller);
  if (known != buckets_.end()) return known->second;
  const bool full = buckets_.size() >= kBucketsMax;
  if (full && elapsed - swept_at_ >= std::chrono::seconds(1)) {
    std::erase_if(buckets_, [&](const auto& one) { return one.second.full_at <= elapsed; });
    swept_at_ = elapsed;
  }
  return buckets_.size() >= kBucketsMax ? crowd_ : buckets_[caller];
}

}  // namespace anxin::routes
