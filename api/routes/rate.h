// How much one caller may ask for in a while: buckets that fill up again.
//
// Threads: any.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

namespace anxin::routes {

struct Rate {
  std::int64_t per_second = 0;  ///< 0: without a bound
  std::int64_t burst = 0;       ///< at once, after a rest
};

// Callers remembered: full buckets are forgotten; while none is, all further callers share one.
inline constexpr std::size_t kBucketsMax = 10'000;

class RateLimiter {
 public:
  explicit RateLimiter(Rate rate) : rate_(rate) {}
  /// Whether one more is within the rate at `elapsed` of a clock that never goes back.
  [[nodiscard]] bool take(const std::string& caller, std::chrono::nanoseconds elapsed);

 private:
  struct Bucket {
    std::chrono::nanoseconds full_at{0};  ///< when it would be full again
  };
  [[nodiscard]] Bucket& bucket_of(const std::string& caller, std::chrono::nanoseconds elapsed);

  Rate rate_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
  Bucket crowd_;
  std::chrono::nanoseconds swept_at_{0};
};

}  // namespace anxin::routes
