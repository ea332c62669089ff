// Every reason with which the program can refuse, from all rooms.
//
// Role: the tests that ask something of each of them: a sentence, a status.
#pragma once

#include <array>
#include <set>
#include <string>

#include "api/cli/backup.h"
#include "api/cli/context.h"
#include "api/http/target.h"
#include "api/http/transport.h"
#include "api/json/json.h"
#include "api/routes/operations.h"
#include "api/routes/reasons.h"
#include "ledger/base/calendar.h"
#include "ledger/base/seal.h"
#include "ledger/book/reasons.h"
#include "ledger/service/verify.h"
#include "ledger/store/store.h"
#include "payments/bank/attendance_grid.h"
#include "payments/bank/bank_reasons.h"
#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/file_kind.h"
#include "payments/bank/header_row.h"
#include "payments/bank/json_table.h"
#include "payments/bank/outgoing_file.h"
#include "payments/bank/pain001.h"
#include "payments/bank/repair_table.h"
#include "payments/bank/table_reasons.h"
#include "payments/bank/workbook.h"
#include "payments/bank/xlsx.h"
#include "payments/bank/zip_parts.h"
#include "payments/domain/deposit.h"
#include "payments/domain/identifiers.h"
#include "payments/domain/posting_table.h"
#include "payments/rules/deposit_quote.h"
#include "payments/rules/discharge_plan.h"
#include "payments/rules/fund_decision.h"
#include "payments/rules/rule_file.h"
#include "payments/rules/tax_withholding.h"
#include "payments/rules/toml_document.h"
#include "payments/service/access_key_service.h"
#include "payments/service/arrears_service.h"
#include "payments/service/attachment_service.h"
#include "payments/service/bank_service.h"
#include "payments/service/deposit_clearing.h"
#include "payments/service/deposit_reasons.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/file_layout.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/master_data_service.h"
#include "payments/service/monthly_report.h"
#include "payments/service/payroll_papers.h"
#include "payments/service/price_service.h"
#include "payments/service/reasons.h"
#include "payments/service/reconcile_days.h"
#include "payments/service/recourse_service.h"
#include "payments/service/sheet_checks.h"
#include "payments/service/sheet_match.h"
#include "payments/service/suspense_service.h"
#include "payments/service/wage_account_reasons.h"
#include "payments/service/wage_paper_service.h"
#include "payments/service/webhook_service.h"
#include "payments/service/withholding_service.h"
#include "payments/service/worker_change_service.h"
#include "simulator/run.h"
#include "simulator/scenario_diff.h"

namespace anxin::tests {

template <class... Arrays>
std::set<std::string> words_of(const Arrays&... arrays) {
  std::set<std::string> words;
  const auto add = [&](const auto& array) {
    for (const auto& reason : array) words.insert(std::string(reason.word()));
  };
  (add(arrays), ...);
  return words;
}

/// The words of all of them.
inline std::set<std::string> every_reason() {
  auto words = words_of(
      book::kReasons, store::kReasons, ledger::kVerifyReasons, payments::kServiceReasons,
      payments::kSheetMatchReasons, payments::kResultReasons, payments::kDataReasons,
      payments::kDepositServiceReasons, payments::kRuleFileReasons, payments::kDepositReasons,
      payments::kTaxReasons, payments::kFundReasons, payments::kFundServiceReasons,
      payments::kFundPaymentReasons, payments::kRecourseReasons, payments::kPriceReasons,
      payments::kWageAccountReasons, payments::kClosingBars, payments::kFundBars,
      payments::kDischargeReasons, cli::kCliReasons, cli::kBackupReasons);
  words.merge(words_of(
      bank::kWageTableReasons, bank::kRosterReasons, bank::kDecodeReasons, bank::kCsvReasons,
      bank::kBankFileReasons, bank::kInitiationReasons, bank::kRepairReasons,
      bank::kArrearsTableReasons, payments::kArrearsReasons, payments::kWithholdingReasons,
      payments::kWagePaperReasons, payments::kWorkerChangeReasons, payments::kAttachmentReasons,
      payments::kSheetCheckReasons, payments::kSuspenseReasons, payments::kReconcileReasons,
      bank::kOutgoingReasons, payments::kFileLayoutReasons, payments::kPayrollPaperReasons,
      simulator::kSimulateFileReasons, payments::kAccessKeyReasons, routes::kRequestReasons,
      routes::kOperationReasons, http::kTransportReasons, http::kTargetReasons,
      payments::kWebhookReasons, json::kJsonReasons));
  words.merge(words_of(payments::kMasterDataReasons, bank::kFileKindReasons, bank::kZipReasons,
                       bank::kXlsxReasons, bank::kJsonTableReasons, bank::kHeaderReasons,
                       bank::kAttendanceReasons));
  words.merge(
      words_of(std::array{kSealBroken, payments::kReportMonthAhead, simulator::kSimulateCancelled,
                          bank::kWorkbookUnwritable, kCalendarYearUnknown, payments::kIdLength,
                          payments::kIdCharacter, payments::kIdBirthDate, payments::kIdCheckDigit,
                          payments::kNoRuleInForce, payments::kRuleUnknown}));
  return words;
}

}  // namespace anxin::tests
