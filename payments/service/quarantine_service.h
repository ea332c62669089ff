// Statements that cannot be imported as they are: kept where everybody sees that they wait.
//
// Role: `bank quarantine`. An import refuses such a file and changes nothing; adding it here is a
//       step of its own. A corrected file of the same day ends the waiting by itself.
// Source: payments.md, "Reconciliation": a broken equation waits for a corrected file, gaps and
//         look-alikes may be released by two persons; decision 0020.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "payments/service/reconcile_records.h"

namespace anxin::payments {

class QuarantineService {
 public:
  explicit QuarantineService(PaymentsBook& book) : book_(book) {}

  /// Keeps a file with one statement that the import refuses for its balances, or because it looks
  /// like one that is in the books. Its bytes are sealed: they name persons.
  /// Answers: id, contract, day, fault.
  /// A page of a statement needs no such step: the import keeps it.
  /// Refuses: payments.incoming-profile-unknown, payments.bank-file-refused,
  ///          payments.nothing-to-import, payments.only-statements-booked,
  ///          quarantine.one-statement,
  ///          payments.wage-account-unknown, access.*, payments.duplicate-file (the same bytes),
  ///          quarantine.not-needed, and what else the import says of the file.
  Result<ledger::Receipt> add(const Caller& caller, std::string_view bytes,
                              const std::string& profile = "iso20022");

  /// The contract's files, in the order in which they came, what became of each included.
  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<std::vector<QuarantinedFile>> list(const std::string& contract) const;

  /// The contractor asks for the release, with a reason; then the bank or the regulator, another
  /// person, takes the statement into the books as it is.
  /// Answers: id, state; behind the second step also what an import answers.
  /// Refuses: quarantine.unknown, access.*, quarantine.state, quarantine.page, quarantine.broken,
  ///          reconcile.reason-missing, access.same-person, and as BankService::import for anything
  ///          but what is looked away from.
  Result<ledger::Receipt> release(const Caller& caller, const std::string& id,
                                  const std::string& reason);

  /// The file is no statement of the account's (the same day downloaded again): a person of the
  /// bank or the regulator, another than who added it, ends its waiting without taking it. Answers:
  /// id, state. Refuses: quarantine.unknown, access.*, quarantine.state, reconcile.reason-missing,
  ///          access.same-person.
  Result<ledger::Receipt> reject(const Caller& caller, const std::string& id,
                                 const std::string& reason);

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
