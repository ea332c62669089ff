// The listening socket.
//
// Threads: one.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "api/http/channel.h"
#include "api/http/transport.h"

namespace anxin::http {

struct Accepted {
  Descriptor socket;  ///< does not block, sends at once (TCP_NODELAY)
  std::string peer;   ///< its address
};

enum class NoMore : std::uint8_t { now, until_descriptors_are_free };

class Listener {
 public:
  /// Binds and listens. Refuses: http.listen-failed (details: address, HOST:PORT).
  [[nodiscard]] static Result<Listener> open(const ListenOptions& options);
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] int descriptor() const { return socket_.number(); }
  [[nodiscard]] std::variant<Accepted, NoMore> accept();
  void close() { socket_ = Descriptor(); }

 private:
  Listener(Descriptor socket, std::uint16_t port) : socket_(std::move(socket)), port_(port) {}
  Descriptor socket_;
  std::uint16_t port_;
};

}  // namespace anxin::http
