// What banks send: results, statements, returns, answers to recalls.
#include "api/routes/bank_scope.h"
#include "api/routes/call.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/routes/words.h"
#include "api/views/bank_file.h"
#include "api/views/bank_profiles.h"
#include "api/views/findings.h"
#include "api/views/recalls.h"
#include "payments/bank/bank_file.h"
#include "payments/rules/incoming_profiles.h"

namespace anxin::routes {
namespace {

using payments::BankService;

// A file with faults is an answer, not a refusal; nothing of the books is looked at.
Result<http::Response> read_bank_file(Call& call) {
  const auto name = profile_given(call);
  const auto* profile = payments::find_profile(call.ground().data.incoming, name);
  if (profile == nullptr) return fail(payments::kIncomingProfileUnknown, {{"profile", name}});
  const auto document = bank::read_bank_file(call.body(), *profile);
  return json_response(views::bank_file_view(call.voice(), document));
}

Result<http::Response> import_bank_file(Call& call) {
  LEDGER_CHECK(check_file_scope(call));
  BankService service(call.book());
  const auto files = bank_files_of(call);
  const auto receipt = service.import(call.caller(), files);
  if (receipt) return call.receipt(*receipt, 201);
  if (receipt.error().reason != payments::kBankFileRefused) {
    return tl::make_unexpected(receipt.error());
  }
  return problem_with(receipt.error(), call.problem_context(), "findings",
                      views::findings_view(call.voice(), service.check(files)));
}

Result<http::Response> list_bank_profiles(Call& call) {
  return json_response(views::bank_profiles_view(call.ground().data));
}

Result<http::Response> list_recalls(Call& call) {
  auto notes = LEDGER_TRY(BankService(call.book()).recalls(call.word("project")));
  const auto line = call.given().text("line");
  std::erase_if(notes, [&](const auto& one) { return !line.empty() && one.line != line; });
  return json_response(views::recalls_view(notes));
}

}  // namespace

std::vector<Route> bank_routes() {
  using enum http::Method;
  using enum Concern;
  const Field profile{"profile", FieldKind::text, {}, "iso20022"};
  return {
      {"read-bank-file",
       post,
       "/v1/bank-files/read",
       login,
       kBookReaders,
       read_bank_file,
       Effect::reads,
       {profile},
       BodyKind::file},
      {"import-bank-file",
       post,
       "/v1/bank-files",
       login,
       kPersonReaders,
       import_bank_file,
       Effect::changes,
       {profile, {"instruction", FieldKind::text, {}, "QH01-202610-01-F1", "file"}},
       BodyKind::file},
      {"list-bank-profiles", get, "/v1/bank-profiles", login, kBookReaders, list_bank_profiles},
      {"list-recalls",
       get,
       "/v1/projects/{project}/recalls",
       contract,
       kBookReaders,
       list_recalls,
       Effect::reads,
       {{"line", FieldKind::text, {}, "", "line"}}},
  };
}

}  // namespace anxin::routes
