// Pieces that the steps of a case share. Internal to recourse_*.cc.
#pragma once

#include "payments/service/recourse_service.h"

namespace anxin::payments {

/// Refuses: recourse.case-unknown.
[[nodiscard]] Result<Versioned<DischargeCase>> load_case(const ledger::Reader& reader,
                                                         const std::string& id);
/// Trimmed, not empty, not too long. Refuses: recourse.document.
[[nodiscard]] Result<std::string> document_of(const std::string& text, std::string_view what);

/// The case with its plan for what its lines owe now. Refuses: what plan_discharge refuses.
[[nodiscard]] Result<CaseView> view_of(const PaymentsBook& book, const ledger::Reader& reader,
                                       const Contract& contract, DischargeCase value);

/// What each executed step has paid to workers, what came back taken off: the lines of its paper
/// that the bank has paid; of the wage account's payments what a transfer covers, oldest line
/// first, then what settled with the step's creditor, or with none. `lines`: all of the case.
[[nodiscard]] std::vector<Money> paid_by_steps(const ledger::Reader& reader,
                                               const DischargeCase& value,
                                               const std::vector<PayrollLine>& lines);

/// The lines that belong to a case, those that were split off too, in the order of their ids.
[[nodiscard]] std::vector<Versioned<CaseLine>> lines_of_case(const ledger::Reader& reader,
                                                             const std::string& case_id);

/// The case that names the line, or one that it replaces; empty for none.
[[nodiscard]] std::string case_of(const ledger::Reader& reader, const PayrollLine& line);

/// A line that somebody else may pay: owed, overdue, with no bank.
[[nodiscard]] bool is_in_arrears(const PayrollLine& line, const PayrollBatch& batch, Date today);

}  // namespace anxin::payments
