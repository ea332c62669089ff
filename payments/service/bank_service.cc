#include "payments/service/bank_service.h"

#include "ledger/base/digest.h"
#include "payments/bank/bank_file.h"
#include "payments/service/result_check.h"

namespace anxin::payments {

Result<ledger::Receipt> BankService::import(const Caller& caller, std::string_view bytes) {
  const auto document = bank::read_bank_file(bytes);
  if (document.refused()) {
    return fail(kBankFileRefused, {{"count", count_text(document.findings.size())}});
  }
  const auto digest = sha256(bytes).hex();
  if (const auto* result = std::get_if<PaymentResult>(&document.content)) {
    return import_result(caller, *result, digest);
  }
  if (const auto* statements = std::get_if<ParsedStatements>(&document.content)) {
    return import_statements(caller, *statements, digest);
  }
  return fail(kNothingToImport);
}

Findings BankService::check(std::string_view bytes) const {
  auto document = bank::read_bank_file(bytes);
  const auto* result = std::get_if<PaymentResult>(&document.content);
  const auto reader = book_.read();
  if (result == nullptr || !reader) return std::move(document.findings);
  if (const auto file = find(*reader, kFiles, instruction_of(*result))) {
    for (auto& finding : compare(*result, file->value)) document.findings.push_back(finding);
  }
  return std::move(document.findings);
}

}  // namespace anxin::payments
