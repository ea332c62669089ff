#include "ledger/base/digest.h"

#include <openssl/evp.h>

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin {

struct Hasher::State {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  State() {
    LEDGER_INVARIANT(algorithm != nullptr && context != nullptr);
    start();
  }
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void start() { LEDGER_INVARIANT(EVP_DigestInit_ex(context, algorithm, nullptr) == 1); }
};

Hasher::Hasher() : state_(std::make_unique<State>()) {}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hasher& Hasher::add(std::string_view bytes) {
  LEDGER_INVARIANT(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
  return *this;
}

Digest Hasher::finish() {
  std::array<unsigned char, 32> raw{};
  LEDGER_INVARIANT(EVP_DigestFinal_ex(state_->context, raw.data(), nullptr) == 1);
  state_->start();
  Digest digest;
  std::transform(raw.begin(), raw.end(), digest.bytes.begin(),
                 [](unsigned char byte) { return static_cast<char>(byte); });
  return digest;
}

std::string Digest::hex() const { return to_hex(view()); }

std::optional<Digest> Digest::from_hex(std::string_view hex) {
  const auto raw = anxin::from_hex(hex);
  if (!raw || raw->size() != Digest().bytes.size()) return std::nullopt;
  return from_bytes(*raw);
}

Digest Digest::from_bytes(std::string_view raw) {
  Digest digest;
  LEDGER_INVARIANT(raw.size() == digest.bytes.size());
  std::copy(raw.begin(), raw.end(), digest.bytes.begin());
  return digest;
}

Digest sha256(std::string_view bytes) { return Hasher().add(bytes).finish(); }

}  // namespace anxin
