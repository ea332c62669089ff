// Takes master data and rosters into the books (anxin load).
#pragma once

#include <string>
#include <vector>

#include "payments/domain/finding.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// A file to load, already read.
struct NamedFile {
  std::string name;
  std::string bytes;
};

/// What a set of files holds and what is wrong with it.
struct LoadPlan {
  MasterData master;
  struct Roster {
    std::string contract;
    std::vector<RosterEntry> entries;
  };
  std::vector<Roster> rosters;
  /// Findings of one file.
  struct FileFindings {
    std::string file;
    Findings findings;
  };
  std::vector<FileFindings> findings;
  [[nodiscard]] bool refused() const;
};

class MasterDataService {
 public:
  explicit MasterDataService(PaymentsBook& book) : book_(book) {}

  /// Reads *.toml as master data and roster-<contract>.csv as rosters; other files are left alone.
  [[nodiscard]] LoadPlan plan(const std::vector<NamedFile>& files) const;

  /// Stores everything of the plan that the book does not hold yet and opens the contracts'
  /// accounts, in one entry. Records that exist and are the same are left as they are. The first
  /// load of a book may come from anybody; later ones from a regulator, rosters also from the
  /// contractor. Staff, contracts, accounts and persons are only ever added.
  /// Answers: counts per kind.
  /// Refuses: payments.data-refused, access.*, payments.change-needs-approval,
  ///          payments.second-wage-account, payments.bank-profile-unknown,
  ///          payments.contract-unknown, payments.employer-not-in-contract.
  Result<ledger::Receipt> load(const Caller& caller, const LoadPlan& plan);

 private:
  [[nodiscard]] MasterData on_record() const;
  [[nodiscard]] Result<void> check_permission(const ledger::Reader& reader, const Caller& caller,
                                              const LoadPlan& plan) const;
  PaymentsBook& book_;
};

}  // namespace anxin::payments
