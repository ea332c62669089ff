#include "ledger/base/seal.h"

#include <sodium.h>

#include "ledger/base/invariant.h"

namespace anxin {
namespace {

constexpr char kAlgorithm = 1;  // XChaCha20-Poly1305-IETF
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

}  // namespace

SecretKey SecretKey::generate(Entropy& entropy) { return SecretKey(entropy.bytes(kBytes)); }

SecretKey SecretKey::from_bytes(std::string_view bytes) {
  LEDGER_INVARIANT(bytes.size() == kBytes);
  return SecretKey(std::string(bytes));
}

SecretKey::~SecretKey() { sodium_memzero(raw_.data(), raw_.size()); }

std::string seal(const SecretKey& key, std::string_view plain, std::string_view place,
                 Entropy& entropy) {
  const std::string nonce = entropy.bytes(kNonce);
  std::string cipher(plain.size() + kTag, '\0');
  unsigned long long length = 0;
  LEDGER_INVARIANT(crypto_aead_xchacha20poly1305_ietf_encrypt(
                       raw(cipher), &length, raw(plain), plain.size(), raw(place), place.size(),
                       nullptr, raw(nonce), raw(key.view())) == 0);
  return std::string(1, kAlgorithm) + nonce + cipher;
}

Result<std::string> unseal(const SecretKey& key, std::string_view sealed, std::string_view place) {
  if (sealed.size() < 1 + kNonce + kTag || sealed.front() != kAlgorithm) return fail(kSealBroken);
  const auto nonce = sealed.substr(1, kNonce);
  const auto cipher = sealed.substr(1 + kNonce);
  std::string plain(cipher.size() - kTag, '\0');
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), &length, nullptr, raw(cipher),
                                                 cipher.size(), raw(place), place.size(),
                                                 raw(nonce), raw(key.view())) != 0) {
    return fail(kSealBroken);
  }
  return plain;
}

std::string blind_index(const SecretKey& master, std::string_view plain, std::string_view purpose) {
  // The purpose is hashed into a key of its own first, so that equal card and phone numbers differ.
  std::string purpose_key(crypto_generichash_KEYBYTES, '\0');
  crypto_generichash(raw(purpose_key), purpose_key.size(), raw(purpose), purpose.size(),
                     raw(master.view()), master.view().size());
  std::string index(32, '\0');
  crypto_generichash(raw(index), index.size(), raw(plain), plain.size(), raw(purpose_key),
                     purpose_key.size());
  return index;
}

}  // namespace anxin
