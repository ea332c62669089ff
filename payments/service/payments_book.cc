#include "payments/service/payments_book.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "payments/domain/chart.h"
#include "payments/service/role_ties.h"

namespace anxin::payments {
namespace {

bool may_act(const Staff& staff, const Contract& contract, const std::string& bank) {
  return is_tied(ties_of(staff.role).acts, staff.party, contract,
                 staff.party == bank ? AccountBank::its : AccountBank::other);
}

Result<Staff> find_actor(const ledger::Reader& reader, const std::string& actor) {
  if (actor.empty()) return fail(kActorMissing);
  const auto staff = find(reader, kStaff, actor);
  if (!staff) return fail(kActorUnknown, {{"actor", actor}});
  return staff->value;
}

// In use, or the last one; nothing while none is on record.
std::optional<WageAccount> last_account(const ledger::Reader& reader, const std::string& contract) {
  const auto accounts = find_all(reader, kWageAccounts, contract + "/");
  if (accounts.empty()) return std::nullopt;
  const auto use = find(reader, kAccountUses, contract);
  if (!use) return accounts.front().value;
  return find(reader, kWageAccounts, contract + "/" + use->value.account)->value;
}

tl::unexpected<Fault> not_permitted(const Staff& staff) {
  return fail(kNotPermitted, {{"actor", staff.actor}, {"role", std::string(to_word(staff.role))}});
}

}  // namespace

Result<void> check_account_open(const ledger::Reader& reader, const std::string& contract) {
  const auto use = find(reader, kAccountUses, contract);
  if (!use || !use->value.closed_on) return {};
  return fail(kWageAccountClosed,
              {{"contract", contract}, {"on", to_string(*use->value.closed_on)}});
}

std::string count_text(std::size_t count) { return std::to_string(count); }

Result<ledger::Reader> PaymentsBook::read() const {
  return checked(ledger_ != nullptr ? ledger_->read(now()) : ledger::Reader::open(store_, now()));
}

Result<ledger::Reader> PaymentsBook::read_records() const {
  return checked(ledger_ != nullptr ? ledger_->read_records(now())
                                    : ledger::Reader::open_for_records(store_, now()));
}

Result<ledger::Reader> PaymentsBook::checked(Result<ledger::Reader> opened) const {
  auto reader = LEDGER_TRY(std::move(opened));
  const auto check = reader.record({"vault", "key-check"});
  if (check && check->value != vault_.key_check()) return fail(kWrongMasterKey);
  return reader;
}

Result<ledger::Receipt> PaymentsBook::perform(const Caller& caller, Fields content,
                                              const Decide& decide) {
  LEDGER_INVARIANT(ledger_ != nullptr);
  for (int attempt = 1;; ++attempt) {
    book::Command command;
    {
      const auto reader = LEDGER_TRY(read());
      if (reader.entry_of_key(caller.key)) {
        // Seen before: the ledger compares the request and gives the first answer again.
        command.key = caller.key;
        command.actor = caller.actor;
        command.content = content;
      } else {
        CommandDraft draft = LEDGER_TRY(decide(reader));
        command = std::move(draft).build(caller.key, caller.actor, content);
      }
    }
    auto receipt = caller.mode == Mode::dry_run ? ledger_->judge(command)
                                                : ledger_->execute(std::move(command));
    const bool again = !receipt && receipt.error().reason == book::kRecordChanged;
    if (!again || attempt == kDecisionsMax) return receipt;
  }
}

Result<Versioned<Contract>> PaymentsBook::contract(const ledger::Reader& reader,
                                                   const std::string& id) const {
  if (auto exact = find(reader, kContracts, id)) return *exact;
  std::vector<Versioned<Contract>> of_project;
  for (auto& one : find_all(reader, kContracts)) {
    if (one.value.project == id) of_project.push_back(std::move(one));
  }
  if (of_project.size() != 1) return fail(kContractUnknown, {{"contract", id}});
  return of_project.front();
}

Result<Staff> PaymentsBook::known(const std::string& actor) const {
  const auto reader = LEDGER_TRY(read());
  return find_actor(reader, actor);
}

Result<Staff> PaymentsBook::require(const ledger::Reader& reader, const Caller& caller,
                                    const Contract& contract,
                                    std::initializer_list<Role> roles) const {
  const auto account = last_account(reader, contract.id);
  return require(reader, caller, contract, Acting{account ? account->bank : "", roles});
}

Result<Staff> PaymentsBook::require(const ledger::Reader& reader, const Caller& caller,
                                    const Contract& contract, const Acting& acting) const {
  const auto staff = LEDGER_TRY(find_actor(reader, caller.actor));
  const auto& roles = acting.roles;
  const bool role_fits = std::find(roles.begin(), roles.end(), staff.role) != roles.end();
  if (!role_fits || !may_act(staff, contract, acting.bank)) return not_permitted(staff);
  return staff;
}

Result<Staff> PaymentsBook::require_role(const ledger::Reader& reader, const Caller& caller,
                                         Role role) const {
  const auto staff = LEDGER_TRY(find_actor(reader, caller.actor));
  if (staff.role != role) return not_permitted(staff);
  return staff;
}

Result<PaymentsBook::Account> PaymentsBook::wage_account(const ledger::Reader& reader,
                                                         const std::string& contract) const {
  LEDGER_CHECK(check_account_open(reader, contract));
  return last_wage_account(reader, contract);
}

Result<PaymentsBook::Account> PaymentsBook::last_wage_account(const ledger::Reader& reader,
                                                              const std::string& contract) const {
  const auto account = last_account(reader, contract);
  if (!account) return fail(kAccountUnknown, {{"contract", contract}});
  return with_profile(*account);
}

Result<PaymentsBook::Account> PaymentsBook::wage_account_named(const ledger::Reader& reader,
                                                               const std::string& contract,
                                                               const std::string& id) const {
  const auto account = find(reader, kWageAccounts, contract + "/" + id);
  if (!account) return fail(kAccountUnknown, {{"contract", contract + "/" + id}});
  return with_profile(account->value);
}

Result<PaymentsBook::Account> PaymentsBook::with_profile(const WageAccount& account) const {
  for (const auto& profile : data_.profiles) {
    if (profile.id == account.profile) {
      return Account{account, profile, chart::wage_bank(account.contract, account.id)};
    }
  }
  return fail(kProfileUnknown, {{"profile", account.profile}});
}

}  // namespace anxin::payments
