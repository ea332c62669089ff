#include "api/http/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <memory>
#include <utility>

namespace anxin::http {
namespace {

// Connections that the kernel keeps until we take them: cpp-httplib's own 5 make a burst of 64 wait
// for a second, since a lost greeting is repeated only then.
constexpr int kBacklog = 1'024;

struct FreeAddresses {
  void operator()(addrinfo* found) const { ::freeaddrinfo(found); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses addresses_of(const ListenOptions& options) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const auto port = std::to_string(options.port);
  if (::getaddrinfo(options.host.c_str(), port.c_str(), &hints, &found) != 0) return nullptr;
  return Addresses(found);
}

void switch_on(int socket, int level, int option) {
  const int yes = 1;
  ::setsockopt(socket, level, option, &yes, sizeof yes);
}

// SO_REUSEADDR alone: with SO_REUSEPORT a second service would take half of the requests unnoticed.
Descriptor listen_on(const addrinfo& address) {
  constexpr int flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
  Descriptor socket(::socket(address.ai_family, address.ai_socktype | flags, address.ai_protocol));
  if (socket.number() < 0) return socket;
  switch_on(socket.number(), SOL_SOCKET, SO_REUSEADDR);
  if (::bind(socket.number(), address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(socket.number(), kBacklog) != 0) {
    return Descriptor();
  }
  return socket;
}

std::uint16_t port_of(int socket) {
  sockaddr_storage own{};
  socklen_t size = sizeof own;
  std::array<char, NI_MAXSERV> port{};
  auto* const address = reinterpret_cast<sockaddr*>(&own);
  if (::getsockname(socket, address, &size) != 0 ||
      ::getnameinfo(address, size, nullptr, 0, port.data(), port.size(), NI_NUMERICSERV) != 0) {
    return 0;
  }
  return static_cast<std::uint16_t>(std::stoi(port.data()));
}

std::string address_text(const sockaddr_storage& peer, socklen_t size) {
  std::array<char, NI_MAXHOST> host{};
  const auto* const address = reinterpret_cast<const sockaddr*>(&peer);
  if (::getnameinfo(address, size, host.data(), host.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
    return {};
  }
  return host.data();
}

bool out_of_descriptors(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

Result<Listener> Listener::open(const ListenOptions& options) {
  const auto found = addresses_of(options);
  for (const auto* address = found.get(); address != nullptr; address = address->ai_next) {
    auto socket = listen_on(*address);
    if (socket.number() < 0) continue;
    const auto port = port_of(socket.number());
    return Listener(std::move(socket), port);
  }
  return fail(kListenFailed, {{"address", options.host + ":" + std::to_string(options.port)}});
}

// What goes wrong with one caller (it has hung up meanwhile) is no reason to stop listening.
std::variant<Accepted, NoMore> Listener::accept() {
  for (;;) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    Descriptor socket(::accept4(socket_.number(), reinterpret_cast<sockaddr*>(&peer), &size,
                                SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.number() >= 0) {
      switch_on(socket.number(), IPPROTO_TCP, TCP_NODELAY);
      return Accepted{std::move(socket), address_text(peer, size)};
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EBADF || errno == EINVAL) {
      return NoMore::now;
    }
    if (out_of_descriptors(errno)) return NoMore::until_descriptors_are_free;
  }
}

}  // namespace anxin::http
