// Sealing of personal data: one data key per person, wrapped by a master key outside the book.
//
// Role: payments seals every identity number, card, phone and name before it becomes a record;
//       erasing a person means deleting that person's wrapped key.
// Shape: sealed = algorithm u8 | nonce 24 | ciphertext | tag 16 (XChaCha20-Poly1305, RFC draft
//        irtf-cfrg-xchacha), associated data = the name of the record and field.
// Source: law 10; reliability.md, personal data. Algorithm ids leave room for SM4.
#pragma once

#include <string>
#include <string_view>

#include "ledger/base/entropy.h"
#include "ledger/base/result.h"

namespace anxin {

/// The sealed bytes do not open with this key in this place.
inline constexpr Reason kSealBroken{"seal.broken"};

/// 256 bits that never leave memory in the clear. Wiped when it ends.
class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;
  static SecretKey generate(Entropy& entropy);
  /// Requires: 32 bytes.
  static SecretKey from_bytes(std::string_view raw);
  ~SecretKey();
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  [[nodiscard]] std::string_view view() const { return raw_; }

 private:
  explicit SecretKey(std::string raw) : raw_(std::move(raw)) {}
  std::string raw_;
};

/// Seals `plain` so that it opens only with `key` and only in `place`.
[[nodiscard]] std::string seal(const SecretKey& key, std::string_view plain, std::string_view place,
                               Entropy& entropy);

/// Refuses: seal.broken.
[[nodiscard]] Result<std::string> unseal(const SecretKey& key, std::string_view sealed,
                                         std::string_view place);

/// A keyed hash for equality search on sealed fields: the same plain text gives the same 32 bytes.
[[nodiscard]] std::string blind_index(const SecretKey& master, std::string_view plain,
                                      std::string_view purpose);

}  // namespace anxin
