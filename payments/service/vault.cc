#include "payments/service/vault.h"

#include "ledger/base/text.h"

namespace anxin::payments {
namespace {

std::string place_of(const std::string& worker, std::string_view field) {
  return "person/" + worker + "/" + std::string(field);
}

}  // namespace

Vault::Vault(const SecretKey& master, Entropy& entropy)
    : master_(master),
      entropy_(entropy),
      key_check_(to_hex(blind_index(master, "anxin", "key-check"))) {}

Result<SecretKey> Vault::data_key(const SealedPerson& person) const {
  const auto raw = LEDGER_TRY(unseal(master_, person.wrapped_key, place_of(person.worker, "key")));
  if (raw.size() != SecretKey::kBytes) return fail(kSealBroken);
  return SecretKey::from_bytes(raw);
}

SealedPerson Vault::seal_fields(const SecretKey& key, const Person& person) const {
  const auto sealed = [&](const std::string& plain, std::string_view field) {
    return seal(key, plain, place_of(person.worker, field), entropy_);
  };
  SealedPerson out;
  out.worker = person.worker;
  out.name = sealed(person.name, "name");
  out.id_no = sealed(person.id_no, "id_no");
  out.phone = sealed(person.phone, "phone");
  out.card = sealed(person.card, "card");
  out.bank_code = sealed(person.bank_code, "bank_code");
  return out;
}

SealedPerson Vault::seal_person(const Person& person) const {
  const auto key = SecretKey::generate(entropy_);
  auto sealed = seal_fields(key, person);
  sealed.wrapped_key = seal(master_, key.view(), place_of(person.worker, "key"), entropy_);
  return sealed;
}

Result<SealedPerson> Vault::reseal(const SealedPerson& before, const Person& person) const {
  const auto key = LEDGER_TRY(data_key(before));
  auto sealed = seal_fields(key, person);
  sealed.wrapped_key = before.wrapped_key;
  return sealed;
}

Result<Person> Vault::open_person(const SealedPerson& sealed) const {
  const auto key = LEDGER_TRY(data_key(sealed));
  const auto opened = [&](const std::string& bytes, std::string_view field) {
    return unseal(key, bytes, place_of(sealed.worker, field));
  };
  Person person;
  person.worker = sealed.worker;
  person.name = LEDGER_TRY(opened(sealed.name, "name"));
  person.id_no = LEDGER_TRY(opened(sealed.id_no, "id_no"));
  person.phone = LEDGER_TRY(opened(sealed.phone, "phone"));
  person.card = LEDGER_TRY(opened(sealed.card, "card"));
  person.bank_code = LEDGER_TRY(opened(sealed.bank_code, "bank_code"));
  return person;
}

Result<std::string> Vault::seal_for(const SealedPerson& person, std::string_view plain,
                                    std::string_view place) const {
  const auto key = LEDGER_TRY(data_key(person));
  return seal(key, plain, place, entropy_);
}

Result<std::string> Vault::open_for(const SealedPerson& person, std::string_view sealed,
                                    std::string_view place) const {
  const auto key = LEDGER_TRY(data_key(person));
  return unseal(key, sealed, place);
}

std::string Vault::seal_text(std::string_view plain, std::string_view place) const {
  return seal(master_, plain, place, entropy_);
}

Result<std::string> Vault::open_text(std::string_view sealed, std::string_view place) const {
  return unseal(master_, sealed, place);
}

std::string Vault::id_index(std::string_view id_no) const {
  return to_hex(blind_index(master_, id_no, "id_no"));
}

std::string Vault::card_index(std::string_view card) const {
  return to_hex(blind_index(master_, card, "card"));
}

std::string Vault::access_key_index(std::string_view secret) const {
  return to_hex(blind_index(master_, secret, "access-key"));
}

std::string Vault::webhook_index(std::string_view text) const {
  return to_hex(blind_index(master_, text, "webhook"));
}

}  // namespace anxin::payments
