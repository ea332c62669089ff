#include "api/routes/worker_door.h"

#include <fmt/format.h>

#include "ledger/base/bytes.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

constexpr std::uint64_t kCodes = 10'000'000'000;  // ten digits
constexpr std::size_t kTokenBytes = 32;

}  // namespace

std::optional<std::string> WorkerDoor::make_code(const std::string& worker) {
  const std::lock_guard lock(mutex_);
  forget_ended();
  if (codes_.size() >= kCodesMax) return std::nullopt;
  std::erase_if(codes_, [&](const auto& one) { return one.second.worker == worker; });
  const auto bytes = entropy_.bytes(sizeof(std::uint64_t));
  const auto code = fmt::format("{:010}", ByteReader(bytes).u64() % kCodes);
  codes_[code] = {worker, clock_.elapsed() + kCodeLife, 0};
  return code;
}

std::optional<std::string> WorkerDoor::try_code(const std::string& code) {
  const std::lock_guard lock(mutex_);
  const auto found = codes_.find(code);
  if (found == codes_.end() || found->second.until <= clock_.elapsed()) return std::nullopt;
  auto worker = found->second.worker;
  if (++found->second.tries >= kCodeTries) codes_.erase(found);
  return worker;
}

std::string WorkerDoor::open_view(const std::string& code, const std::string& worker) {
  const std::lock_guard lock(mutex_);
  codes_.erase(code);
  const auto token = std::string(kViewPrefix) + to_hex(entropy_.bytes(kTokenBytes));
  views_[token] = {worker, clock_.elapsed() + kViewLife};
  return token;
}

std::optional<std::string> WorkerDoor::worker_of(std::string_view token) const {
  const std::lock_guard lock(mutex_);
  const auto found = views_.find(token);
  if (found == views_.end() || found->second.until <= clock_.elapsed()) return std::nullopt;
  return found->second.worker;
}

void WorkerDoor::forget_ended() {
  const auto now = clock_.elapsed();
  std::erase_if(codes_, [&](const auto& one) { return one.second.until <= now; });
  std::erase_if(views_, [&](const auto& one) { return one.second.until <= now; });
}

}  // namespace anxin::routes
