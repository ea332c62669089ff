#include "api/routes/bank_scope.h"

#include "api/routes/words.h"
#include "payments/bank/bank_file.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/service/records.h"
#include "payments/service/result_check.h"
#include "payments/service/statement_taking.h"

namespace anxin::routes {
namespace {

using payments::Contract;

// Looks through a document for contracts that the key does not see.
class ScopeCheck {
 public:
  explicit ScopeCheck(Call& call) : call_(call) {}

  Result<void> operator()(const payments::ParsedStatements& parsed) const {
    for (const auto& statement : parsed.statements) {
      const auto known = payments::find_accounts(call_.book(), call_.reader(), statement.account);
      if (!known) continue;
      for (const auto& one : *known) {
        if (!sees(one.contract)) return fail(payments::kAccountUnknown, {{"contract", "?"}});
      }
    }
    return {};
  }
  Result<void> operator()(const payments::PaymentResult& result) const {
    const auto named = call_.given().text("instruction");
    return check_file(named.empty() ? payments::instruction_of(result) : named);
  }
  Result<void> operator()(const payments::ReturnAdvice& advice) const {
    for (const auto& one : advice.returns) LEDGER_CHECK(check_line(one.end_to_end_id));
    return {};
  }
  Result<void> operator()(const payments::RecallAnswers& recall) const {
    for (const auto& one : recall.answers) {
      LEDGER_CHECK(check_line(one.end_to_end_id));
      LEDGER_CHECK(check_file(one.payment_info_id));
    }
    return {};
  }
  Result<void> operator()(const payments::InitiationSummary&) const { return {}; }
  Result<void> operator()(const std::monostate&) const { return {}; }

 private:
  [[nodiscard]] bool sees(const Contract& contract) const {
    return payments::sees(call_.reader(), call_.grant(), contract);
  }
  [[nodiscard]] bool sees_named(const std::string& id) const {
    const auto contract = payments::find(call_.reader(), payments::kContracts, id);
    return contract && sees(contract->value);
  }
  Result<void> check_file(const std::string& id) const {
    const auto file = payments::find(call_.reader(), payments::kFiles, id);
    const bool hidden = file && !sees_named(file->value.contract);
    return hidden ? fail(payments::kFileUnknown, {{"file", id}}) : Result<void>();
  }
  Result<void> check_line(const std::string& id) const {
    const auto line = payments::find(call_.reader(), payments::kLines, id);
    const bool hidden = line && !sees_named(line->value.contract);
    return hidden ? fail(payments::kLineUnknown, {{"line", id}}) : Result<void>();
  }

  Call& call_;
};

}  // namespace

payments::BankFiles bank_files_of(const Call& call) {
  return {{call.body()}, profile_given(call), call.given().text("instruction")};
}

Result<void> check_file_scope(Call& call) {
  const auto* profile = payments::find_profile(call.ground().data.incoming, profile_given(call));
  if (profile == nullptr) return {};  // the service says so
  const auto document = bank::read_bank_file(call.body(), *profile);
  return std::visit(ScopeCheck(call), document.content);
}

}  // namespace anxin::routes
