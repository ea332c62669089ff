// SHA-256, the digest of the chain and of files.
//
// Threads: a Hasher belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace anxin {

/// Written before every stored digest, so that another algorithm (SM3) can follow one day.
inline constexpr std::uint8_t kDigestSha256 = 1;

struct Digest {
  std::array<char, 32> bytes{};
  [[nodiscard]] std::string_view view() const { return {bytes.data(), bytes.size()}; }
  [[nodiscard]] std::string hex() const;
  auto operator<=>(const Digest&) const = default;  // NOLINT(modernize-use-nullptr)
  /// Nothing for what is not 64 hexadecimal digits.
  static std::optional<Digest> from_hex(std::string_view hex);
  /// Requires: 32 bytes.
  static Digest from_bytes(std::string_view raw);
};

/// Reusable SHA-256 state with the algorithm fetched once.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  Hasher& add(std::string_view bytes);
  /// The digest of all bytes added since the last finish.
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Digest sha256(std::string_view bytes);

}  // namespace anxin
