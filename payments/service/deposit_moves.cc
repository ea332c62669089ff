#include "payments/service/deposit_moves.h"

#include "payments/service/deposit_reasons.h"
#include "payments/service/payroll_parts.h"

namespace anxin::payments {

Result<OwedLine> owed_line(const ledger::Reader& reader, const std::string& contract,
                           const std::string& id) {
  auto line = find(reader, kLines, id);
  if (!line || line->value.contract != contract) return fail(kNoticeLineUnknown, {{"line", id}});
  const auto month = find(reader, kBatches, line->value.batch)->value.month;
  return OwedLine{std::move(*line), month};
}

LineMoves moves_of(const Contract& contract, const DepositNotice& notice, const OwedLine& owed) {
  const auto& id = contract.id;
  const auto& line = owed.line.value;
  const auto wage = wage_of(line, owed.month);
  if (!notice.letter.empty()) {
    const auto moves = posting::letter_pays(wage, notice.letter);
    return {moves[0], moves[1], posting::claim_arises({id, notice.payer, contract.contractor})};
  }
  const auto moves = posting::deposit_pays(wage);
  if (line.employer == contract.contractor) return {moves[0], moves[1], std::nullopt};
  return {moves[0], moves[1], posting::claim_arises({id, contract.contractor, line.employer})};
}

}  // namespace anxin::payments
