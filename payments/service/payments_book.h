// A book with what payments needs around it: the writer, the vault, the data, and who acts.
//
// Role: base of every service. perform() is the one way in which a service changes the books:
//       look the key up, decide on one snapshot, submit, decide again when a record has changed.
// Threads: one; a service with many callers makes one for each request.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "ledger/base/calendar.h"
#include "ledger/service/writer.h"
#include "payments/domain/bank_profile.h"
#include "payments/domain/captions.h"
#include "payments/domain/incoming_profile.h"
#include "payments/domain/outgoing_profile.h"
#include "payments/rules/rule_set.h"
#include "payments/service/command_draft.h"
#include "payments/service/reasons.h"
#include "payments/service/vault.h"
#include "payments/service/wage_account_reasons.h"

namespace anxin::payments {

inline constexpr int kDecisionsMax = 3;  // then somebody else is faster: try again later

enum class Mode { commit, dry_run };

/// Who asks, under which idempotency key, and whether it is meant.
struct Caller {
  std::string actor;
  std::string key;
  Mode mode = Mode::commit;
};

/// Data that ships with the program.
struct PaymentsData {
  CaptionAliases captions;
  std::vector<BankProfile> profiles;
  WorkCalendar calendar;
  RuleSet rules;
  std::vector<OutgoingProfile> outgoing;
  std::vector<IncomingProfile> incoming;
};

class PaymentsBook {
 public:
  /// For changing the books. Everything must outlive the book.
  PaymentsBook(ledger::Writer& writer, const Vault& vault, const PaymentsData& data)
      : PaymentsBook(writer, writer.store(), writer.clock(), vault, data) {}
  /// The same, whoever owns the writer.
  PaymentsBook(ledger::LedgerPort& ledger, const store::Store& store, const Clock& clock,
               const Vault& vault, const PaymentsData& data)
      : ledger_(&ledger), store_(store), clock_(clock), vault_(vault), data_(data) {}
  /// For reading alone, beside whoever writes.
  PaymentsBook(const store::Store& store, const Clock& clock, const Vault& vault,
               const PaymentsData& data)
      : ledger_(nullptr), store_(store), clock_(clock), vault_(vault), data_(data) {}

  /// Refuses: store.unavailable, store.damaged, access.wrong-master-key.
  [[nodiscard]] Result<ledger::Reader> read() const;
  /// The same for records and entries alone: never waits for a commit under way.
  [[nodiscard]] Result<ledger::Reader> read_records() const;

  using Decide = std::function<Result<CommandDraft>(const ledger::Reader&)>;
  /// Carries out a decision once per key. With dry_run it decides and changes nothing.
  /// Requires: the book was opened for changing.
  /// Refuses: ledger.key-reused, what `decide` and the ledger refuse.
  Result<ledger::Receipt> perform(const Caller& caller, Fields content, const Decide& decide);

  /// The contract with this id, or the only contract of a project with this id.
  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<Versioned<Contract>> contract(const ledger::Reader& reader,
                                                     const std::string& id) const;
  /// The person behind a login. Refuses: access.actor-missing, access.actor-unknown, and as read().
  [[nodiscard]] Result<Staff> known(const std::string& actor) const;
  /// The person behind the actor, when the role fits and the party belongs to the contract.
  /// Refuses: access.actor-missing, access.actor-unknown, access.not-permitted.
  [[nodiscard]] Result<Staff> require(const ledger::Reader& reader, const Caller& caller,
                                      const Contract& contract,
                                      std::initializer_list<Role> roles) const;
  /// The same, where the bank that may act is not the wage account's: a deposit's, a letter's.
  struct Acting {
    std::string bank;  ///< party
    std::initializer_list<Role> roles;
  };
  [[nodiscard]] Result<Staff> require(const ledger::Reader& reader, const Caller& caller,
                                      const Contract& contract, const Acting& acting) const;
  /// The person behind the actor, whatever contract it is about.
  /// Refuses: access.actor-missing, access.actor-unknown, access.not-permitted.
  [[nodiscard]] Result<Staff> require_role(const ledger::Reader& reader, const Caller& caller,
                                           Role role) const;
  /// A wage account and how its bank books.
  struct Account {
    WageAccount account;
    BankProfile profile;
    book::AccountName ledger_name;
  };
  /// The contract's account that is in use: where money comes in and wages go out.
  /// Refuses: payments.wage-account-unknown, wage-account.closed, payments.bank-profile-unknown.
  [[nodiscard]] Result<Account> wage_account(const ledger::Reader& reader,
                                             const std::string& contract) const;
  /// The same, or the last one where it is closed: for looking back.
  /// Refuses: payments.wage-account-unknown, payments.bank-profile-unknown.
  [[nodiscard]] Result<Account> last_wage_account(const ledger::Reader& reader,
                                                  const std::string& contract) const;
  /// One of the contract's accounts by its id, whatever became of it.
  /// Refuses: payments.wage-account-unknown, payments.bank-profile-unknown.
  [[nodiscard]] Result<Account> wage_account_named(const ledger::Reader& reader,
                                                   const std::string& contract,
                                                   const std::string& account) const;

  [[nodiscard]] const Vault& vault() const { return vault_; }
  [[nodiscard]] const PaymentsData& data() const { return data_; }
  [[nodiscard]] Instant now() const { return clock_.now(); }
  [[nodiscard]] Date today() const { return shanghai_date(now()); }

 private:
  [[nodiscard]] Result<ledger::Reader> checked(Result<ledger::Reader> opened) const;
  [[nodiscard]] Result<Account> with_profile(const WageAccount& account) const;

  ledger::LedgerPort* ledger_;
  const store::Store& store_;
  const Clock& clock_;
  const Vault& vault_;
  const PaymentsData& data_;
};

/// Refuses: wage-account.closed.
[[nodiscard]] Result<void> check_account_open(const ledger::Reader& reader,
                                              const std::string& contract);

/// Σ of something over many things, for answers.
[[nodiscard]] std::string count_text(std::size_t count);

}  // namespace anxin::payments
