#include "tests/bench/hello_server.h"

#include <httplib.h>

#include <limits>
#include <thread>

#include "ledger/base/invariant.h"

namespace anxin::bench {
namespace {

constexpr time_t kPatience =
    600;  // seconds: its connections wait while the other side has its turn

}  // namespace

struct HelloServer::Parts {
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

HelloServer::HelloServer(std::size_t threads) : parts_(std::make_unique<Parts>()) {
  auto& server = parts_->server;
  server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(std::numeric_limits<std::size_t>::max());
  server.set_keep_alive_timeout(kPatience);
  server.Get("/hello", [](const httplib::Request& /*request*/, httplib::Response& response) {
    response.set_content("Hello, world!", "text/plain");
  });
  parts_->port = server.bind_to_any_port("127.0.0.1");
  LEDGER_INVARIANT(parts_->port > 0);
  parts_->thread = std::thread([&server] { server.listen_after_bind(); });
}

HelloServer::~HelloServer() {
  parts_->server.stop();
  parts_->thread.join();
}

std::uint16_t HelloServer::port() const { return static_cast<std::uint16_t>(parts_->port); }

}  // namespace anxin::bench
