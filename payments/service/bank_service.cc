#include "payments/service/bank_service.h"

#include <algorithm>

#include "ledger/base/digest.h"
#include "payments/bank/bank_file.h"
#include "payments/bank/statement_pages.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/service/result_check.h"
#include "payments/service/row_match.h"

namespace anxin::payments {
namespace {

using bank::only_pages_missing;

// Of one file its own; of several one that does not depend on their order.
std::string digest_of(const std::vector<std::string>& files) {
  if (files.size() == 1) return sha256(files.front()).hex();
  std::vector<std::string> digests;
  for (const auto& bytes : files) digests.push_back(sha256(bytes).hex());
  std::sort(digests.begin(), digests.end());
  std::string all;
  for (const auto& digest : digests) all += digest;
  return sha256(all).hex();
}

// A page of a statement, with nothing against it but that others are missing.
const Statement* lone_page(const BankDocument& document) {
  const auto* parsed = std::get_if<ParsedStatements>(&document.content);
  const bool alone = parsed != nullptr && parsed->kind == ReportKind::statement &&
                     parsed->statements.size() == 1 && parsed->statements.front().page;
  if (!alone || !document.refused() || !only_pages_missing(document)) return nullptr;
  return &parsed->statements.front();
}

}  // namespace

Result<BankDocument> BankService::read(const BankFiles& files) const {
  const auto* profile = find_profile(book_.data().incoming, files.profile);
  if (profile == nullptr) return fail(kIncomingProfileUnknown, {{"profile", files.profile}});
  auto document = bank::read_bank_files(files.bytes, *profile);
  if (auto* result = std::get_if<PaymentResult>(&document.content)) {
    if (!files.instruction.empty()) result->original_payment_info_id = files.instruction;
  }
  return document;
}

Result<ledger::Receipt> BankService::import(const Caller& caller, const BankFiles& files) {
  const auto document = LEDGER_TRY(read(files));
  if (const auto* page = lone_page(document)) return import_page(caller, files, *page);
  if (document.refused()) {
    return fail(kBankFileRefused, {{"count", count_text(document.findings.size())}});
  }
  const auto digest = digest_of(files.bytes);
  if (const auto* result = std::get_if<PaymentResult>(&document.content)) {
    return import_result(caller, *result, digest);
  }
  if (const auto* statements = std::get_if<ParsedStatements>(&document.content)) {
    return import_statements(caller, *statements, digest);
  }
  if (const auto* advice = std::get_if<ReturnAdvice>(&document.content)) {
    return import_returns(caller, *advice, digest);
  }
  if (const auto* recall = std::get_if<RecallAnswers>(&document.content)) {
    return import_recall(caller, *recall, digest);
  }
  return fail(kNothingToImport);
}

Result<ledger::Receipt> BankService::import(const Caller& caller, std::string_view bytes) {
  return import(caller, BankFiles{{std::string(bytes)}, "iso20022", ""});
}

Findings BankService::check(const BankFiles& files) const {
  auto document = read(files);
  if (!document) return {};
  auto* result = std::get_if<PaymentResult>(&document->content);
  const auto reader = book_.read();
  if (result == nullptr || !reader) return std::move(document->findings);
  if (const auto file = find(*reader, kFiles, instruction_of(*result))) {
    const auto unnamed = name_lines(book_, *reader, file->value, *result);
    if (unnamed)
      document->findings.insert(document->findings.end(), unnamed->begin(), unnamed->end());
    for (auto& finding : compare(*result, file->value)) document->findings.push_back(finding);
  }
  return std::move(document->findings);
}

}  // namespace anxin::payments
