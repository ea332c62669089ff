#include "api/routes/worker_door.h"

#include <fmt/format.h>

#include "ledger/base/bytes.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

constexpr std::uint64_t kCodes = 10'000'000'000;  // ten digits
constexpr std::size_t kTokenBytes = 32;

}  // namespace

std::optional<std::string> WorkerDoor::make_code(const WorkerOfContract& whose) {
  const std::lock_guard lock(mutex_);
  forget_ended();
  if (codes_.size() >= kCodesMax) return std::nullopt;
  std::erase_if(codes_, [&](const auto& one) { return one.second.whose.worker == whose.worker; });
  const auto bytes = entropy_.bytes(sizeof(std::uint64_t));
  const auto code = fmt::format("{:010}", ByteReader(bytes).u64() % kCodes);
  codes_[code] = {whose, clock_.elapsed() + kCodeLife, 0};
  return code;
}

std::optional<WorkerOfContract> WorkerDoor::try_code(const std::string& code) {
  const std::lock_guard lock(mutex_);
  const auto now = clock_.elapsed();
  const auto found = codes_.find(code);
  if (found == codes_.end() || found->second.until <= now) return std::nullopt;
  auto& tries = tries_[found->second.whose.worker];
  if (tries.until <= now) tries = {0, now + std::chrono::hours(24)};
  const bool spent = found->second.tries++ >= kCodeTries || tries.count++ >= kDayTries;
  if (spent) return std::nullopt;
  return found->second.whose;
}

std::optional<std::string> WorkerDoor::open_view(const std::string& code) {
  const std::lock_guard lock(mutex_);
  const auto ended = codes_.extract(code);
  if (ended.empty()) return std::nullopt;
  const auto token = std::string(kViewPrefix) + to_hex(entropy_.bytes(kTokenBytes));
  views_[token] = {ended.mapped().whose, clock_.elapsed() + kViewLife};
  return token;
}

std::optional<WorkerOfContract> WorkerDoor::worker_of(std::string_view token) const {
  const std::lock_guard lock(mutex_);
  const auto found = views_.find(token);
  if (found == views_.end() || found->second.until <= clock_.elapsed()) return std::nullopt;
  return found->second.whose;
}

void WorkerDoor::forget_ended() {
  const auto now = clock_.elapsed();
  std::erase_if(codes_, [&](const auto& one) { return one.second.until <= now; });
  std::erase_if(views_, [&](const auto& one) { return one.second.until <= now; });
  std::erase_if(tries_, [&](const auto& one) { return one.second.until <= now; });
}

}  // namespace anxin::routes
