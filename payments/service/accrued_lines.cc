#include "payments/service/accrued_lines.h"

namespace anxin::payments {

std::vector<AccruedLine> accrued_lines(const ledger::Reader& reader, const std::string& contract) {
  std::map<std::string, PayrollBatch> batches;
  for (auto& batch : find_of_contract(reader, kBatches, contract)) {
    if (accrues(batch.value.kind)) batches.emplace(batch.key, std::move(batch.value));
  }
  std::map<std::string, PayrollLine> lines;
  for (auto& line : find_of_contract(reader, kLines, contract)) {
    lines.emplace(line.key, std::move(line.value));
  }
  std::vector<AccruedLine> accrued;
  for (const auto& [id, line] : lines) {
    const auto batch = batches.find(line.batch);
    const bool drafted = std::holds_alternative<line_state::Drafted>(line.state);
    if (batch == batches.end() || drafted) continue;
    const auto* last = &line;
    while (const auto* replaced = std::get_if<line_state::Replaced>(&last->state)) {
      last = &lines.at(replaced->by);
    }
    accrued.push_back({line, batch->second.month, batch->second.due_on, *last});
  }
  return accrued;
}

std::vector<Reduction> reductions_of_repairs(const ledger::Reader& reader,
                                             const std::string& contract) {
  std::vector<Reduction> found;
  for (auto& [id, version, paper] : find_of_contract(reader, kReductions, contract)) {
    if (!std::holds_alternative<paper_state::Approved>(paper.state)) continue;
    const auto line = find(reader, kLines, paper.line);
    const auto batch = line ? find(reader, kBatches, line->value.batch) : std::nullopt;
    if (batch && !accrues(batch->value.kind)) found.push_back(std::move(paper));
  }
  return found;
}

std::optional<Date> paid_on(const LineState& state) {
  if (const auto* paid = std::get_if<line_state::Paid>(&state)) return paid->on;
  if (const auto* by = std::get_if<line_state::Discharged>(&state)) return by->on;
  return std::nullopt;
}

}  // namespace anxin::payments
