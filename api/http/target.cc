#include "api/http/target.h"

#include <algorithm>
#include <optional>

#include "ledger/base/text.h"

namespace anxin::http {
namespace {

constexpr std::uint16_t kHttpsPort = 443;
constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kOtherHttpsPort = 8'443;
constexpr std::uint64_t kServicePortsEnd = 1'024;  // below it mail, files, remote shells listen
constexpr std::uint64_t kPortEnd = 65'536;
constexpr std::size_t kHostBytesMax = 253;  // RFC 1035

tl::unexpected<Fault> malformed_target() {
  return fail(kTargetMalformed, {{"max", std::to_string(kTargetBytesMax)}});
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c <= '~' && c != '"' && c != '<' && c != '>' && c != '\\' && c != '`';
  });
}

bool is_host_name(std::string_view host) {
  const bool shaped = !host.empty() && host.size() <= kHostBytesMax && host.front() != '.' &&
                      host.front() != '-' && host.find("..") == std::string_view::npos;
  return shaped && std::all_of(host.begin(), host.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

// "127.1", "0x7f000001", "2130706433": other programs read an address where we see a name.
bool could_be_address(std::string_view host) {
  const auto last = split(host, '.').back();
  return last.empty() || (last.front() >= '0' && last.front() <= '9');
}

bool means_this_machine(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");
}

struct HostAndPort {
  std::string host;
  std::string_view port;
  bool given = false;  // the port
};

std::optional<HostAndPort> split_authority(std::string_view authority) {
  const bool bracketed = authority.starts_with('[');
  const auto end = bracketed ? authority.find(']') : authority.find(':');
  if (bracketed && end == std::string_view::npos) return std::nullopt;
  HostAndPort parts;
  parts.host = bracketed ? authority.substr(1, end - 1) : authority.substr(0, end);
  const auto rest = bracketed                       ? authority.substr(end + 1)
                    : end == std::string_view::npos ? std::string_view()
                                                    : authority.substr(end);
  std::transform(parts.host.begin(), parts.host.end(), parts.host.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto address = parse_address(parts.host);
  const bool is_v6 = parts.host.find(':') != std::string::npos;
  if (bracketed != is_v6 || (is_v6 && !address)) return std::nullopt;
  const bool named = is_host_name(parts.host) && !could_be_address(parts.host);
  if (!address && !named) return std::nullopt;
  if (rest.empty()) return parts;
  if (rest.front() != ':') return std::nullopt;
  parts.port = rest.substr(1);
  parts.given = true;
  return parts;
}

Result<std::uint16_t> port_of(const HostAndPort& parts, Scheme scheme) {
  if (!parts.given) return scheme == Scheme::https ? kHttpsPort : kHttpPort;
  const auto port = parse_number(parts.port);
  if (!port || *port == 0 || *port >= kPortEnd) return malformed_target();
  const bool usual = *port == kHttpsPort || *port == kOtherHttpsPort ||
                     (scheme == Scheme::http && *port == kHttpPort);
  if (usual || *port >= kServicePortsEnd) return static_cast<std::uint16_t>(*port);
  return fail(kTargetPort, {{"port", std::to_string(*port)}});
}

Result<void> check_host(const Target& target, const std::vector<Network>& networks) {
  if (target.scheme == Scheme::http && networks.empty()) return fail(kTargetPlain);
  const auto address = parse_address(target.host);
  const bool inside = address ? !may_reach(target.scheme, *address, networks)
                              : means_this_machine(target.host) && networks.empty();
  if (inside) return fail(kTargetInside, {{"host", target.host}});
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view url, const std::vector<Network>& networks) {
  if (url.size() > kTargetBytesMax || !is_visible(url)) return malformed_target();
  Target target;
  target.scheme = url.starts_with("http://") ? Scheme::http : Scheme::https;
  const std::string_view begin = target.scheme == Scheme::http ? "http://" : "https://";
  if (!url.starts_with(begin)) return malformed_target();
  url.remove_prefix(begin.size());
  const bool has_part = url.find('#') != std::string_view::npos;
  const auto end = url.find_first_of("/?");
  const auto parts = split_authority(url.substr(0, end));
  if (has_part || !parts) return malformed_target();
  target.host = parts->host;
  target.port = LEDGER_TRY(port_of(*parts, target.scheme));
  target.authority = url.substr(0, end);
  target.path = end == std::string_view::npos ? "" : url.substr(end);
  if (!target.path.starts_with('/')) target.path.insert(0, 1, '/');
  LEDGER_CHECK(check_host(target, networks));
  return target;
}

bool may_reach(Scheme scheme, const NetworkAddress& address, const std::vector<Network>& networks) {
  const bool allowed = std::any_of(networks.begin(), networks.end(), [&](const Network& network) {
    return network.contains(address);
  });
  return allowed || (scheme == Scheme::https && is_public(address));
}

}  // namespace anxin::http
