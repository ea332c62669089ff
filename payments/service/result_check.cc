#include "payments/service/result_check.h"

#include <algorithm>
#include <set>

#include "ledger/base/amount.h"
#include "payments/domain/identifiers.h"
#include "payments/service/bank_service.h"

namespace anxin::payments {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_id_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

// Where an end-to-end id belongs a bank may write anybody's number. Ids like ours have letters and
// hyphens; identity numbers, cards and phones have not both.
std::string shown(const std::string& id) {
  const bool like_ours = id.find('-') != std::string::npos &&
                         std::any_of(id.begin(), id.end(), is_letter) &&
                         std::all_of(id.begin(), id.end(), is_id_character);
  return like_ours ? id : mask_card(id);
}

Finding refusal(std::uint32_t row, std::string field, Reason code, Fields details) {
  return {row, "", std::move(field), Severity::refuse, code, std::move(details)};
}

void compare_totals(const OriginalTotals& stated, const InstructionFile& file, Findings& findings) {
  if (stated.transactions && *stated.transactions != file.lines.size()) {
    findings.push_back(refusal(stated.row, "OrgnlNbOfTxs", kOriginalCountDiffers,
                               {{"file", file.id},
                                {"stated", std::to_string(*stated.transactions)},
                                {"sent", std::to_string(file.lines.size())}}));
  }
  if (stated.control_sum && *stated.control_sum != file.sum) {
    findings.push_back(refusal(stated.row, "OrgnlCtrlSum", kOriginalSumDiffers,
                               {{"file", file.id},
                                {"stated", to_string(*stated.control_sum)},
                                {"sent", to_string(file.sum)}}));
  }
}

}  // namespace

const std::string& instruction_of(const PaymentResult& result) {
  return result.original_payment_info_id.empty() ? result.original_message_id
                                                 : result.original_payment_info_id;
}

Findings compare(const PaymentResult& result, const InstructionFile& file) {
  Findings findings;
  for (const auto& stated : result.originals) compare_totals(stated, file, findings);
  const std::set<std::string> sent(file.lines.begin(), file.lines.end());
  for (const auto& status : result.statuses) {
    if (!names_a_line(status) || sent.contains(status.end_to_end_id)) continue;
    findings.push_back(refusal(status.row, "OrgnlEndToEndId", kLineNotInFile,
                               {{"line", shown(status.end_to_end_id)}, {"file", file.id}}));
  }
  return findings;
}

bool names_a_line(const PaymentStatus& status) {
  return !status.end_to_end_id.empty() && status.end_to_end_id != "NOTPROVIDED";
}

}  // namespace anxin::payments
