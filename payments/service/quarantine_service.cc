#include "payments/service/quarantine_service.h"

#include <algorithm>

#include "ledger/base/digest.h"
#include "payments/bank/bank_file.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/statement_taking.h"

namespace anxin::payments {
namespace {

std::string place_in_vault(const std::string& id) { return "quarantine/" + id; }

// A file that was read, with nothing against it but its equation.
Result<ParsedStatements> read_one_statement(std::string_view bytes) {
  const auto document = bank::read_bank_file(bytes);
  const auto* parsed = std::get_if<ParsedStatements>(&document.content);
  const bool understood =
      parsed != nullptr &&
      std::none_of(document.findings.begin(), document.findings.end(), [](const Finding& one) {
        return one.severity == Severity::refuse && one.code != bank::kStatementUnbalanced;
      });
  if (!understood && document.refused()) {
    return fail(kBankFileRefused, {{"count", count_text(document.findings.size())}});
  }
  if (!understood) return fail(kNothingToImport);
  if (parsed->kind != ReportKind::statement) {
    return fail(kOnlyStatementsBooked, {{"message", parsed->statements.front().message}});
  }
  if (parsed->statements.size() != 1) return fail(kQuarantineOne);
  return *parsed;
}

bool is_known(const ledger::Reader& reader, const WageAccount& account, const std::string& digest) {
  const auto statements = find_all(reader, kStatements, keys_of(account));
  const auto files = find_of_contract(reader, kQuarantine, account.contract);
  return std::any_of(statements.begin(), statements.end(),
                     [&](const auto& one) { return one.value.digest == digest; }) ||
         std::any_of(files.begin(), files.end(), [&](const auto& one) {
           return one.value.digest == digest && waits(one.value.state);
         });
}

// What the import has against the statement. Refuses what no release would help against.
Result<std::string> fault_of(const PaymentsBook& book, const ledger::Reader& reader,
                             const ParsedStatements& parsed, const std::string& digest) {
  if (!parsed.statements.front().balanced()) return std::string(bank::kStatementUnbalanced.word());
  const auto taken = take_statements(book, reader, parsed, {digest, Leniency::none, ""});
  if (taken) return fail(kQuarantineNotNeeded);
  const auto reason = taken.error().reason;
  const bool releasable =
      reason == kStatementGap || reason == kStatementGapAfter || reason == kDuplicateFile;
  if (!releasable) return tl::make_unexpected(taken.error());
  return std::string(reason.word());
}

Leniency leniency_for(const QuarantinedFile& file) {
  return file.fault == kDuplicateFile.word() ? Leniency::look_alike : Leniency::gap;
}

Result<Versioned<QuarantinedFile>> file_named(const ledger::Reader& reader, const std::string& id) {
  auto file = find(reader, kQuarantine, id);
  if (!file) return fail(kQuarantineUnknown, {{"id", id}});
  return std::move(*file);
}

// Who asks is the contractor, who answers the bank or the regulator.
std::initializer_list<Role> roles_for(const QuarantinedFile& file) {
  static constexpr std::initializer_list<Role> kAsking{Role::clerk, Role::approver};
  static constexpr std::initializer_list<Role> kAnswering{Role::bank, Role::regulator};
  return std::holds_alternative<quarantine_state::Proposed>(file.state) ? kAnswering : kAsking;
}

void write_state(const Versioned<QuarantinedFile>& file, QuarantineState state,
                 CommandDraft& draft) {
  auto changed = file.value;
  changed.state = std::move(state);
  draft.update(kQuarantine, file, changed);
  draft.answer("id", file.key);
  draft.answer("state", std::string(to_word(changed.state)));
}

Result<CommandDraft> take_in(const PaymentsBook& book, const ledger::Reader& reader,
                             const Versioned<QuarantinedFile>& file, const std::string& person) {
  const auto& proposed = std::get<quarantine_state::Proposed>(file.value.state);
  if (proposed.by == person) return fail(kSamePerson, {{"person", person}});
  const auto bytes =
      LEDGER_TRY(book.vault().open_text(file.value.sealed_file, place_in_vault(file.key)));
  const auto parsed = LEDGER_TRY(read_one_statement(bytes));
  auto draft = LEDGER_TRY(take_statements(book, reader, parsed,
                                          {file.value.digest, leniency_for(file.value), file.key}));
  write_state(file, quarantine_state::Released{person, book.today()}, draft);
  return draft;
}

}  // namespace

Result<ledger::Receipt> QuarantineService::add(const Caller& caller, std::string_view bytes) {
  const auto parsed = LEDGER_TRY(read_one_statement(bytes));
  const auto digest = sha256(bytes).hex();
  Fields content{{"/op", "bank.quarantine.add"}, {"/actor", caller.actor}, {"/file", digest}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto& statement = parsed.statements.front();
        const auto known = LEDGER_TRY(find_accounts(book_, reader, statement.account));
        if (known.size() != 1) return fail(kQuarantineOne);
        const auto& [account, contract] = known.front();
        const auto staff = LEDGER_TRY(book_.require(
            reader, caller, contract, {account.bank, {Role::bank, Role::clerk, Role::approver}}));
        if (is_known(reader, account, digest)) {
          return fail(kDuplicateFile, {{"file", statement.id}});
        }
        QuarantinedFile file;
        file.fault = LEDGER_TRY(fault_of(book_, reader, parsed, digest));
        file.id = next_paper(reader, kQuarantine, contract.id, 'Z');
        file.contract = contract.id;
        file.wage_account = account.id;
        file.bank_id = statement.id;
        file.digest = digest;
        file.day = closing_day(statement, book_.today());
        file.sealed_file = book_.vault().seal_text(bytes, place_in_vault(file.id));
        file.by = staff.person;
        file.since = book_.today();
        CommandDraft draft;
        draft.create(kQuarantine, file.id, file);
        draft.answer("id", file.id);
        draft.answer("contract", file.contract);
        draft.answer("day", to_string(file.day));
        draft.answer("fault", file.fault);
        return draft;
      });
}

Result<std::vector<QuarantinedFile>> QuarantineService::list(const std::string& contract) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto found = LEDGER_TRY(book_.contract(reader, contract));
  return papers_of(reader, kQuarantine, found.value.id);
}

Result<ledger::Receipt> QuarantineService::release(const Caller& caller, const std::string& id,
                                                   const std::string& reason) {
  Fields content{{"/op", "bank.quarantine.release"},
                 {"/actor", caller.actor},
                 {"/id", id},
                 {"/reason", reason}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto file = LEDGER_TRY(file_named(reader, id));
        const auto contract = LEDGER_TRY(book_.contract(reader, file.value.contract));
        const auto account = LEDGER_TRY(
            book_.wage_account_named(reader, contract.value.id, file.value.wage_account));
        const auto staff = LEDGER_TRY(book_.require(reader, caller, contract.value,
                                                    {account.account.bank, roles_for(file.value)}));
        if (file.value.fault == bank::kStatementUnbalanced.word()) {
          return fail(kQuarantineBroken, {{"id", id}});
        }
        if (!waits(file.value.state)) {
          return fail(kQuarantineState,
                      {{"id", id}, {"state", std::string(to_word(file.value.state))}});
        }
        if (std::holds_alternative<quarantine_state::Proposed>(file.value.state)) {
          return take_in(book_, reader, file, staff.person);
        }
        LEDGER_CHECK(check_why(reason));
        CommandDraft draft;
        write_state(file, quarantine_state::Proposed{staff.person, reason}, draft);
        return draft;
      });
}

}  // namespace anxin::payments
