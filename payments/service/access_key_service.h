// Keys for the network: made, shown once, revoked, and asked whom they speak for.
//
// Role: `key create / revoke / list` and the HTTP service's door.
// Source: interfaces.md, "Roles"; reliability.md (a keyed hash, since 256 random bits need no slow
//         one).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/access_key.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// Under the keyed hash of the secret.
inline constexpr RecordTable<AccessKey> kAccessKeys{"access-key"};
/// Under its id: two keys made at once must not get one.
struct AccessKeyId {
  std::string hash;
};
inline constexpr RecordTable<AccessKeyId> kAccessKeyIds{"access-key-id"};

inline constexpr std::string_view kSecretPrefix = "axk_";  // a leaked key can be searched for
inline constexpr std::size_t kSecretBytes = 32;
inline constexpr std::size_t kScopeMax = 200;  // more projects than that are a region

/// No login of this name. Details: actor.
inline constexpr Reason kKeyActorUnknown{"access.login-missing"};
/// No login of this person with this role, or several. Details: person, role.
inline constexpr Reason kKeyLoginUnknown{"access.login-unknown"};
/// The scope names a project, contract or region that is not there, or too many. Details: scope.
inline constexpr Reason kKeyScopeUnknown{"access.scope-unknown"};
/// A supervisor's key names its projects. Details: actor.
inline constexpr Reason kKeyScopeMissing{"access.scope-missing"};
inline constexpr Reason kKeyExpiry{"access.key-expiry"};    ///< lies before today
inline constexpr Reason kKeyUnknown{"access.key-unknown"};  ///< details: key
inline constexpr Reason kKeyRefused{"access.key-refused"};  ///< none, unknown, expired or revoked
inline constexpr std::array kAccessKeyReasons{kKeyActorUnknown, kKeyLoginUnknown, kKeyScopeUnknown,
                                              kKeyScopeMissing, kKeyExpiry,       kKeyUnknown,
                                              kKeyRefused};

struct AccessKeyRequest {
  std::string actor;        ///< the login; or, where it is empty,
  std::string person;       ///< … the only login of this person
  Role role = Role::clerk;  ///< … with this role
  std::vector<std::string> projects;
  std::vector<std::string> regions;
  std::optional<Date> expires_on;
};

/// Whom a key speaks for, and about what.
struct AccessGrant {
  AccessKey key;
  Staff staff;
};

/// A key just made, with the secret that nobody is told again.
struct MadeKey {
  ledger::Receipt receipt;
  std::string secret;  ///< empty for a replay
};

class AccessKeyService {
 public:
  AccessKeyService(PaymentsBook& book, Entropy& entropy) : book_(book), entropy_(entropy) {}

  /// The operator of the machine (no actor) or an admin makes a key.
  /// Answers: key_id, actor, role.
  /// Refuses: access.actor-unknown, access.not-permitted, access.login-missing,
  ///          access.login-unknown, access.scope-missing, access.scope-unknown, access.key-expiry.
  Result<MadeKey> create(const Caller& caller, const AccessKeyRequest& request);
  /// Answers: key_id, actor.
  /// Refuses: access.actor-unknown, access.not-permitted, access.key-unknown.
  Result<ledger::Receipt> revoke(const Caller& caller, const std::string& key_id);
  /// In the order in which they were made, revoked ones too.
  [[nodiscard]] Result<std::vector<AccessKey>> list() const;

 private:
  PaymentsBook& book_;
  Entropy& entropy_;
};

/// Refuses: access.key-refused.
[[nodiscard]] Result<AccessGrant> grant_of(const PaymentsBook& book, const ledger::Reader& reader,
                                           std::string_view secret);

/// The same of a key by its id. Refuses: access.key-refused.
[[nodiscard]] Result<AccessGrant> grant_of_id(const PaymentsBook& book,
                                              const ledger::Reader& reader, const std::string& id);

/// A key that reaches as far as its login.
[[nodiscard]] inline bool is_whole(const AccessKey& key) {
  return key.projects.empty() && key.regions.empty();
}
/// The contract lies in the key's scope, whosever business it is.
[[nodiscard]] bool in_scope(const ledger::Reader& reader, const AccessKey& key,
                            const Contract& contract);
/// Whether the contract is the business of whoever asks: the role's own contracts, as far as the
/// key's scope reaches.
[[nodiscard]] bool sees(const ledger::Reader& reader, const AccessGrant& grant,
                        const Contract& contract);
/// The same of a region's sums. A scope of projects opens no region.
[[nodiscard]] bool sees_region(const AccessGrant& grant, std::string_view region);

}  // namespace anxin::payments
