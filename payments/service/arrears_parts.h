// Pieces that the steps about arrears share. Internal to arrears_*.cc.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "payments/service/arrears_service.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {

/// Wages that have accrued on a contract, per worker and month, less what was reduced.
class AccruedWages {
 public:
  AccruedWages(const ledger::Reader& reader, const std::string& contract);
  /// Σ over the months that the item is for.
  [[nodiscard]] Money of(const ArrearsItem& item) const;

 private:
  std::map<std::pair<std::string, Month>, Money> sums_;
};

/// Refuses: arrears.document-missing.
[[nodiscard]] Result<void> check_document(const std::string& document);

/// arrears.paper-state with the state that was found, unless it is proposed.
[[nodiscard]] Result<void> check_proposed(const std::string& paper, const PaperState& state);

/// Accrues what the paper establishes, in the command. Answers: paper, sum, state.
/// Refuses: arrears.accrued-since.
[[nodiscard]] Result<CommandDraft> book_arrears(const PaymentsBook& book,
                                                const ledger::Reader& reader,
                                                const Versioned<ArrearsPaper>& paper,
                                                const std::string& person);
/// Lowers the line that the reduction is about, in the command. Answers: paper, sum, deductions,
/// state.
/// Refuses: payments.line-not-at-hand, arrears.reduction-overtaken, arrears.reduction-remitted.
[[nodiscard]] Result<CommandDraft> book_reduction(const PaymentsBook& book,
                                                  const ledger::Reader& reader,
                                                  const Versioned<Reduction>& reduction,
                                                  const std::string& person);

}  // namespace anxin::payments
