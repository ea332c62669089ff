#include "payments/service/whole_wage.h"

#include <algorithm>
#include <map>

#include "ledger/base/amount.h"
#include "payments/service/withholding_service.h"

namespace anxin::payments {
namespace {

// Lines of the contract by id.
using Lines = std::map<std::string, Versioned<PayrollLine>>;

Lines lines_of(const ledger::Reader& reader, const std::string& contract) {
  Lines lines;
  for (auto& line : find_of_contract(reader, kLines, contract)) {
    lines.emplace(line.key, std::move(line));
  }
  return lines;
}

// The line that accrued, or was split off it before anything replaced it.
const PayrollLine& first_of(const Lines& lines, const PayrollLine& line) {
  const auto* first = &line;
  while (!first->replaces.empty()) first = &lines.at(first->replaces).value;
  return *first;
}

bool is_same_row(const PayrollLine& a, const PayrollLine& b) {
  return a.batch == b.batch && a.row == b.row && a.worker == b.worker;
}

bool is_gone(const LineState& state) {
  return std::holds_alternative<line_state::Reduced>(state) ||
         std::holds_alternative<line_state::Replaced>(state) ||
         std::holds_alternative<line_state::Drafted>(state);
}

class Undoing {
 public:
  Undoing(const ledger::Reader& reader, RemittedIs remitted)
      : reader_(reader), remitted_(remitted) {}

  Result<void> add(WholeWage& wage, WithheldKind kind, Money withheld) const {
    if (withheld.is_zero()) return {};
    const auto& line = wage.accrued.value;
    const auto open =
        std::max(Money(), open_withheld(reader_, line.contract, {line.employer, kind, wage.month}));
    if (open < withheld && remitted_ == RemittedIs::refused) {
      return fail(kReductionRemitted, {{"kind", std::string(to_word(kind))},
                                       {"period", to_string(wage.month)},
                                       {"left", to_string(open)},
                                       {"withheld", to_string(withheld)}});
    }
    const auto undone = std::min(open, withheld);
    if (!undone.is_zero()) wage.undone.push_back({kind, undone});
    return {};
  }

 private:
  const ledger::Reader& reader_;
  RemittedIs remitted_;
};

}  // namespace

Money WholeWage::sum() const {
  Money sum;
  for (const auto& one : undone) sum += one.amount;
  return sum;
}

PayrollLine WholeWage::without_deductions() const {
  auto line = accrued.value;
  for (const auto& [kind, amount] : undone) {
    (kind == WithheldKind::tax ? line.tax : line.other) -= amount;
    line.gross -= amount;
  }
  return line;
}

Result<std::optional<WholeWage>> whole_wage(const ledger::Reader& reader, const PayrollLine& line,
                                            RemittedIs remitted) {
  const auto lines = lines_of(reader, line.contract);
  const auto& first = first_of(lines, line);
  const Versioned<PayrollLine>* accrued = nullptr;
  for (const auto& [id, other] : lines) {
    if (!is_same_row(first_of(lines, other.value), first)) continue;
    if (id != line.id && !is_gone(other.value.state)) return std::optional<WholeWage>();
    // Lines split off it come behind it.
    if (accrued == nullptr && is_same_row(other.value, first)) accrued = &other;
  }
  WholeWage wage{*accrued, find(reader, kBatches, first.batch)->value.month, {}};
  const Undoing undoing(reader, remitted);
  LEDGER_CHECK(undoing.add(wage, WithheldKind::tax, accrued->value.tax));
  LEDGER_CHECK(undoing.add(wage, WithheldKind::other, accrued->value.other));
  return std::optional(std::move(wage));
}

}  // namespace anxin::payments
