// Takes master data and rosters into the books (anxin load).
#pragma once

#include <array>
#include <optional>
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
    std::optional<book::EntryNumber> seen = std::nullopt;  ///< what its sender saw; nothing: any
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

/// A file that is neither master data nor a roster by its name.
inline constexpr Reason kFileKindUnknown{"data.file-kind-unknown"};
/// The roster is not the one that its sender saw. Details: contract.
inline constexpr Reason kRosterChanged{"data.roster-changed"};
inline constexpr std::array kMasterDataReasons{kFileKindUnknown, kRosterChanged};

class MasterDataService {
 public:
  explicit MasterDataService(PaymentsBook& book) : book_(book) {}

  /// Reads *.toml as master data and roster-<contract>.csv as rosters; any other file is refused,
  /// so that nobody takes it for loaded.
  [[nodiscard]] LoadPlan plan(const std::vector<NamedFile>& files) const;

  /// Stores everything of the plan that the book does not hold yet and opens the contracts'
  /// accounts, in one entry. Records that exist and are the same are left as they are. The first
  /// load of a book may come from anybody; later ones from a regulator, rosters also from the
  /// contractor. Only what rosters say of a person's work on site is ever changed by loading.
  /// Answers: counts per kind.
  /// Refuses: payments.data-refused, access.*, payments.change-needs-approval,
  ///          payments.second-wage-account (two at once), payments.account-number-taken,
  ///          payments.bank-profile-unknown, payments.contract-unknown, data.roster-changed,
  ///          payments.employer-not-in-contract.
  Result<ledger::Receipt> load(const Caller& caller, const LoadPlan& plan);

 private:
  [[nodiscard]] MasterData on_record() const;
  [[nodiscard]] Result<void> check_permission(const ledger::Reader& reader, const Caller& caller,
                                              const LoadPlan& plan) const;
  PaymentsBook& book_;
};

}  // namespace anxin::payments
