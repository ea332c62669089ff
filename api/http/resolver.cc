// Asks the system for addresses without waiting for it longer than one may.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>

#include "api/http/post.h"

namespace anxin::http {
namespace {

// Questions that the system has not answered yet. Beyond, no more are asked.
constexpr int kQuestionsMax = 64;
constexpr std::chrono::milliseconds kSlice{100};  // until the end of the service is seen

struct Question {
  explicit Question(std::string asked) : host(std::move(asked)) {}
  const std::string host;
  std::mutex mutex;  // guards the two below
  std::condition_variable answered;
  bool done = false;
  std::vector<NetworkAddress> addresses;
};

/// One of the questions that are open.
class Counted {
 public:
  explicit Counted(std::shared_ptr<std::atomic<int>> open) : open_(std::move(open)) { ++*open_; }
  ~Counted() { --*open_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::shared_ptr<std::atomic<int>> open_;
};

std::optional<NetworkAddress> address_in(const addrinfo& info) {
  if (info.ai_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(info.ai_addr);
    std::array<char, INET_ADDRSTRLEN> text{};
    if (::inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size()) == nullptr) return {};
    return parse_address(text.data());
  }
  if (info.ai_family != AF_INET6) return std::nullopt;
  NetworkAddress address;
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(info.ai_addr);
  std::memcpy(address.bytes.data(), &v6->sin6_addr, address.bytes.size());
  return address;
}

std::vector<NetworkAddress> ask_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* first = nullptr;
  std::vector<NetworkAddress> addresses;
  if (::getaddrinfo(host.c_str(), nullptr, &hints, &first) != 0) return addresses;
  for (const auto* at = first; at != nullptr; at = at->ai_next) {
    if (const auto address = address_in(*at)) addresses.push_back(*address);
  }
  ::freeaddrinfo(first);
  return addresses;
}

class SystemResolver final : public Resolver {
 public:
  explicit SystemResolver(const std::atomic<bool>& ending) : ending_(ending) {}

  std::vector<NetworkAddress> resolve(const std::string& host, Moment until) override {
    if (const auto address = parse_address(host)) return {*address};
    const auto question = std::make_shared<Question>(host);
    if (!ask(question)) return {};
    std::unique_lock lock(question->mutex);
    while (!question->done && !ending_ && moment_now() < until) {
      question->answered.wait_for(lock, kSlice);
    }
    return question->addresses;
  }

 private:
  // It cannot be called off: where it takes longer than we wait, it ends by itself.
  bool ask(const std::shared_ptr<Question>& question) {
    auto counted = std::make_shared<Counted>(open_);
    if (*open_ > kQuestionsMax) return false;
    try {
      std::thread([question, counted = std::move(counted)] {
        auto addresses = ask_system(question->host);
        const std::lock_guard lock(question->mutex);
        question->addresses = std::move(addresses);
        question->done = true;
        question->answered.notify_all();
      }).detach();
    } catch (const std::system_error&) {
      return false;  // no thread is to be had
    }
    return true;
  }

  const std::atomic<bool>& ending_;
  std::shared_ptr<std::atomic<int>> open_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace

std::unique_ptr<Resolver> make_resolver(const std::atomic<bool>& ending) {
  return std::make_unique<SystemResolver>(ending);
}

}  // namespace anxin::http
