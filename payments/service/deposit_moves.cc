#include "payments/service/deposit_moves.h"

#include "payments/domain/chart.h"
#include "payments/service/deposit_reasons.h"

namespace anxin::payments {
namespace {

Move claim_of(const std::string& contract, const std::string& creditor, const std::string& debtor) {
  return {chart::claim(contract, creditor, debtor),
          chart::claim_contra(contract, creditor, debtor)};
}

}  // namespace

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
  const auto payable = chart::wage_payable(id, owed.month, line.employer, line.worker);
  const auto escrow = chart::escrow(id);
  if (!notice.letter.empty()) {
    return {
        {payable, escrow},
        {chart::guarantee_contra(id, notice.letter), chart::guarantee_letter(id, notice.letter)},
        claim_of(id, notice.payer, contract.contractor)};
  }
  LineMoves moves{
      {payable, chart::deposit_bank(id)}, {chart::deposit_liability(id), escrow}, std::nullopt};
  if (line.employer != contract.contractor) {
    moves.claim = claim_of(id, contract.contractor, line.employer);
  }
  return moves;
}

}  // namespace anxin::payments
