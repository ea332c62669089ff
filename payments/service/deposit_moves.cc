#include "payments/service/deposit_moves.h"

#include "payments/service/deposit_reasons.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {

Result<OwedLine> owed_line(const ledger::Reader& reader, const std::string& contract,
                           const std::string& id) {
  auto line = find(reader, kLines, id);
  if (!line || line->value.contract != contract) return fail(kNoticeLineUnknown, {{"line", id}});
  const auto batch = find(reader, kBatches, line->value.batch)->value;
  return OwedLine{std::move(*line), batch.month, batch.due_on};
}

LineMoves moves_of(const Contract& contract, const DepositNotice& notice, const OwedLine& owed) {
  const auto& id = contract.id;
  const auto& line = owed.line.value;
  const auto wage = wage_of(line, owed.month);
  if (!notice.letter.empty()) {
    const auto moves = posting::letter_pays(wage, notice.letter);
    return {moves, moves, {posting::claim_arises({id, notice.payer, contract.contractor})}};
  }
  const auto moves = posting::deposit_pays(wage);
  if (line.employer == contract.contractor) return {moves, moves, {}};
  return {moves, moves, {posting::claim_arises({id, contract.contractor, line.employer})}};
}

}  // namespace anxin::payments
