// The bare server: cpp-httplib alone, answering the same words to everybody.
//
// Role: the reference of H1.
#pragma once

#include <cstdint>
#include <memory>

namespace anxin::bench {

class HelloServer {
 public:
  /// Listens on loopback with so many threads: as many connections are served at once.
  explicit HelloServer(std::size_t threads);
  ~HelloServer();
  HelloServer(const HelloServer&) = delete;
  HelloServer& operator=(const HelloServer&) = delete;
  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace anxin::bench
