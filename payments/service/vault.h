// Opens and seals personal data with the master key that lives outside the book (law 10).
#pragma once

#include <string>

#include "ledger/base/seal.h"
#include "payments/domain/roster.h"

namespace anxin::payments {

class Vault {
 public:
  /// The entropy must outlive the vault.
  Vault(const SecretKey& master, Entropy& entropy);

  /// Under a new data key.
  [[nodiscard]] SealedPerson seal_person(const Person& person) const;
  /// The person's fields with some replaced, under the same data key.
  /// Refuses: seal.broken.
  [[nodiscard]] Result<SealedPerson> reseal(const SealedPerson& sealed, const Person& person) const;
  /// Refuses: seal.broken (wrong master key, damaged or erased person).
  [[nodiscard]] Result<Person> open_person(const SealedPerson& sealed) const;

  /// A further text under the person's data key, bound to `place`.
  [[nodiscard]] Result<std::string> seal_for(const SealedPerson& person, std::string_view plain,
                                             std::string_view place) const;
  [[nodiscard]] Result<std::string> open_for(const SealedPerson& person, std::string_view sealed,
                                             std::string_view place) const;

  /// A text that belongs to no registered person (a stranger on a bank statement).
  [[nodiscard]] std::string seal_text(std::string_view plain, std::string_view place) const;
  [[nodiscard]] Result<std::string> open_text(std::string_view sealed,
                                              std::string_view place) const;

  // Keyed hashes for equality search, as hex.
  [[nodiscard]] std::string id_index(std::string_view id_no) const;
  [[nodiscard]] std::string card_index(std::string_view card) const;
  [[nodiscard]] std::string access_key_index(std::string_view secret) const;
  [[nodiscard]] std::string webhook_index(std::string_view text) const;
  /// Tells whether a book was sealed with this master key.
  [[nodiscard]] const std::string& key_check() const { return key_check_; }

 private:
  [[nodiscard]] Result<SecretKey> data_key(const SealedPerson& person) const;
  [[nodiscard]] SealedPerson seal_fields(const SecretKey& key, const Person& person) const;

  SecretKey master_;
  Entropy& entropy_;
  std::string key_check_;
};

}  // namespace anxin::payments
