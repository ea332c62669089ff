#include "payments/service/waiting_work.h"

#include <array>
#include <optional>

#include "payments/service/records.h"

namespace anxin::payments {
namespace {

// The step that the whole batch waits for; nothing while a bank has it, or once it is over. What a
// document establishes is approved with its paper (arrears.h), not as a payroll.
std::optional<WaitingFor> next_step(const PayrollBatch& batch) {
  const bool by_paper = batch.kind == BatchKind::decision;
  if (std::holds_alternative<batch_state::Checked>(batch.state)) return WaitingFor::confirm;
  if (std::holds_alternative<batch_state::Confirmed>(batch.state) && !by_paper) {
    return WaitingFor::approve;
  }
  if (std::holds_alternative<batch_state::Approved>(batch.state)) return WaitingFor::instruct;
  if (std::holds_alternative<batch_state::AwaitingFunds>(batch.state)) return WaitingFor::funds;
  return std::nullopt;
}

// Its wages are owed: it was approved, and not taken back.
bool has_accrued(const PayrollBatch& batch) {
  return !std::holds_alternative<batch_state::Checked>(batch.state) &&
         !std::holds_alternative<batch_state::Confirmed>(batch.state) &&
         !std::holds_alternative<batch_state::Withdrawn>(batch.state);
}

WaitingWork repairs_of(const ledger::Reader& reader, const PayrollBatch& batch) {
  WaitingWork work{batch.id, batch.month, WaitingFor::repair, 0, {}, batch.due_on};
  if (!has_accrued(batch)) return work;
  for (const auto& line : find_all(reader, kLines, batch.id + "-")) {
    if (!is_repairable(line.value.state)) continue;
    ++work.lines;
    work.net += line.value.net;
  }
  return work;
}

}  // namespace

std::string_view to_word(WaitingFor step) {
  constexpr std::array<std::string_view, 5> kWords{"confirm", "approve", "instruct", "funds",
                                                   "repair"};
  return kWords.at(static_cast<std::size_t>(step));
}

std::vector<WaitingWork> waiting_work(const ledger::Reader& reader, const std::string& contract) {
  std::vector<WaitingWork> all;
  for (const auto& batch : papers_of(reader, kBatches, contract)) {
    if (const auto step = next_step(batch)) {
      all.push_back({batch.id, batch.month, *step, batch.lines, batch.net, batch.due_on});
    }
    const auto repairs = repairs_of(reader, batch);
    if (repairs.lines > 0) all.push_back(repairs);
  }
  return all;
}

}  // namespace anxin::payments
