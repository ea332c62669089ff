#include "payments/service/access_key_service.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/bytes.h"
#include "ledger/base/entropy.h"
#include "ledger/base/text.h"
#include "payments/service/deposit_service.h"
#include "payments/service/records.h"
#include "payments/service/role_ties.h"

namespace anxin::payments {
namespace {

Result<void> may_hand_out(const PaymentsBook& book, const ledger::Reader& reader,
                          const Caller& caller) {
  if (caller.actor.empty()) return {};  // whoever holds the master key holds all of it
  LEDGER_TRY(book.require_role(reader, caller, Role::admin));
  return {};
}

Result<Staff> login_of(const ledger::Reader& reader, const AccessKeyRequest& request) {
  if (!request.actor.empty()) {
    const auto staff = find(reader, kStaff, request.actor);
    if (!staff) return fail(kKeyActorUnknown, {{"actor", request.actor}});
    return staff->value;
  }
  std::vector<Staff> found;
  for (auto& one : find_all(reader, kStaff)) {
    const bool fits = one.value.person == request.person && one.value.role == request.role;
    if (fits) found.push_back(std::move(one.value));
  }
  if (found.size() == 1) return found.front();
  return fail(kKeyLoginUnknown,
              {{"person", request.person}, {"role", std::string(to_word(request.role))}});
}

bool is_project(const ledger::Reader& reader, const std::string& id) {
  return find(reader, kProjects, id) || find(reader, kContracts, id);
}

bool is_region_code(std::string_view code) { return code.size() == 6 && all_digits(code); }

Result<void> check_scope(const ledger::Reader& reader, const AccessKeyRequest& request) {
  if (request.projects.size() + request.regions.size() > kScopeMax) {
    return fail(kKeyScopeUnknown, {{"scope", "> " + std::to_string(kScopeMax)}});
  }
  for (const auto& project : request.projects) {
    if (!is_project(reader, project)) return fail(kKeyScopeUnknown, {{"scope", project}});
  }
  for (const auto& region : request.regions) {
    if (!is_region_code(region)) return fail(kKeyScopeUnknown, {{"scope", region}});
  }
  return {};
}

Result<Staff> check_request(const PaymentsBook& book, const ledger::Reader& reader,
                            const AccessKeyRequest& request) {
  auto staff = LEDGER_TRY(login_of(reader, request));
  if (staff.role == Role::supervisor && request.projects.empty()) {
    return fail(kKeyScopeMissing, {{"actor", staff.actor}});
  }
  LEDGER_CHECK(check_scope(reader, request));
  const bool over = request.expires_on && *request.expires_on < book.today();
  if (over) return fail(kKeyExpiry, {{"on", to_string(*request.expires_on)}});
  return staff;
}

Fields content_of(const Caller& caller, const AccessKeyRequest& request) {
  return {{"/op", "access-key-create"},
          {"/actor", caller.actor},
          {"/login", request.actor},
          {"/person", request.person},
          {"/role", std::string(to_word(request.role))},
          {"/projects", join(request.projects, ",")},
          {"/regions", join(request.regions, ",")},
          {"/expires_on", request.expires_on ? to_string(*request.expires_on) : ""}};
}

// "360700" is a prefecture: all codes that begin with 3607.
std::string_view without_zeros(std::string_view code) {
  while (code.size() > 2 && code.ends_with("00")) code.remove_suffix(2);
  return code;
}

bool reaches(const std::vector<std::string>& regions, std::string_view region) {
  return regions.empty() || std::any_of(regions.begin(), regions.end(), [&](const auto& code) {
           return region.starts_with(without_zeros(code));
         });
}

bool names(const std::vector<std::string>& projects, const Contract& contract) {
  return std::any_of(projects.begin(), projects.end(), [&](const auto& one) {
    return one == contract.id || one == contract.project;
  });
}

bool is_its_bank(const ledger::Reader& reader, const Contract& contract, const std::string& bank) {
  for (const auto& account : find_all(reader, kWageAccounts, contract.id + "/")) {
    if (account.value.bank == bank) return true;
  }
  const auto deposit = find(reader, kDeposits, contract.id);
  return deposit && deposit->value.terms.bank == bank;
}

bool may_look(const ledger::Reader& reader, const Staff& staff, const Contract& contract) {
  const auto tie = ties_of(staff.role).looks;
  const bool its = tie == Tie::bank && is_its_bank(reader, contract, staff.party);
  return is_tied(tie, staff.party, contract, its ? AccountBank::its : AccountBank::other);
}

Result<AccessGrant> grant_under(const PaymentsBook& book, const ledger::Reader& reader,
                                const std::string& hash) {
  const auto key = find(reader, kAccessKeys, hash);
  if (!key || key->value.revoked_at) return fail(kKeyRefused);
  if (key->value.expires_on && *key->value.expires_on < book.today()) return fail(kKeyRefused);
  const auto staff = find(reader, kStaff, key->value.actor);
  if (!staff) return fail(kKeyRefused);
  return AccessGrant{key->value, staff->value};
}

}  // namespace

Result<MadeKey> AccessKeyService::create(const Caller& caller, const AccessKeyRequest& request) {
  const auto secret = std::string(kSecretPrefix) + to_hex(entropy_.bytes(kSecretBytes));
  const auto decide = [&](const ledger::Reader& reader) -> Result<CommandDraft> {
    LEDGER_CHECK(may_hand_out(book_, reader, caller));
    const auto staff = LEDGER_TRY(check_request(book_, reader, request));
    const auto count = find_all(reader, kAccessKeys).size();
    const AccessKey key{fmt::format("K{:04}", count + 1),
                        staff.actor,
                        request.projects,
                        request.regions,
                        book_.now(),
                        caller.actor,
                        request.expires_on,
                        std::nullopt};
    CommandDraft draft;
    const auto hash = book_.vault().access_key_index(secret);
    draft.create(kAccessKeys, hash, key);
    draft.create(kAccessKeyIds, key.id, AccessKeyId{hash});
    draft.answer("key_id", key.id);
    draft.answer("actor", staff.actor);
    draft.answer("role", std::string(to_word(staff.role)));
    return draft;
  };
  auto receipt = LEDGER_TRY(book_.perform(caller, content_of(caller, request), decide));
  const bool told = receipt.replayed || receipt.entry == 0;
  return MadeKey{std::move(receipt), told ? "" : secret};
}

Result<ledger::Receipt> AccessKeyService::revoke(const Caller& caller, const std::string& key_id) {
  const auto decide = [&](const ledger::Reader& reader) -> Result<CommandDraft> {
    LEDGER_CHECK(may_hand_out(book_, reader, caller));
    const auto id = find(reader, kAccessKeyIds, key_id);
    if (!id) return fail(kKeyUnknown, {{"key", key_id}});
    const auto stored = find(reader, kAccessKeys, id->value.hash);
    if (!stored) return fail(kKeyUnknown, {{"key", key_id}});
    auto key = stored->value;
    if (!key.revoked_at) key.revoked_at = book_.now();
    CommandDraft draft;
    draft.update(kAccessKeys, *stored, key);
    draft.answer("key_id", key.id);
    draft.answer("actor", key.actor);
    return draft;
  };
  const Fields content{{"/op", "access-key-revoke"}, {"/actor", caller.actor}, {"/key", key_id}};
  return book_.perform(caller, content, decide);
}

Result<std::vector<AccessKey>> AccessKeyService::list() const {
  const auto reader = LEDGER_TRY(book_.read());
  std::vector<AccessKey> keys;
  for (auto& one : find_all(reader, kAccessKeys)) keys.push_back(std::move(one.value));
  std::sort(keys.begin(), keys.end(),
            [](const AccessKey& a, const AccessKey& b) { return a.id < b.id; });
  return keys;
}

Result<AccessGrant> grant_of(const PaymentsBook& book, const ledger::Reader& reader,
                             std::string_view secret) {
  if (!secret.starts_with(kSecretPrefix)) return fail(kKeyRefused);
  return grant_under(book, reader, book.vault().access_key_index(secret));
}

Result<AccessGrant> grant_of_id(const PaymentsBook& book, const ledger::Reader& reader,
                                const std::string& id) {
  const auto stored = find(reader, kAccessKeyIds, id);
  if (!stored) return fail(kKeyRefused);
  return grant_under(book, reader, stored->value.hash);
}

bool in_scope(const ledger::Reader& reader, const AccessKey& key, const Contract& contract) {
  if (!key.projects.empty() && !names(key.projects, contract)) return false;
  if (key.regions.empty()) return true;
  const auto project = find(reader, kProjects, contract.project);
  return project && reaches(key.regions, project->value.region);
}

bool sees(const ledger::Reader& reader, const AccessGrant& grant, const Contract& contract) {
  return may_look(reader, grant.staff, contract) && in_scope(reader, grant.key, contract);
}

bool sees_region(const AccessGrant& grant, std::string_view region) {
  const auto role = grant.staff.role;
  const bool looks_at_regions = role == Role::regulator || role == Role::auditor ||
                                role == Role::viewer || role == Role::policy;
  return looks_at_regions && grant.key.projects.empty() && reaches(grant.key.regions, region);
}

}  // namespace anxin::payments
