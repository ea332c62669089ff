#include "payments/service/quarantine_service.h"

#include <algorithm>

#include "ledger/base/digest.h"
#include "payments/bank/bank_file.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/statement_taking.h"

namespace anxin::payments {
namespace {

// A file that was read, with nothing against it but its equation.
Result<ParsedStatements> read_one_statement(const PaymentsBook& book, std::string_view bytes,
                                            const std::string& named) {
  const auto* profile = find_profile(book.data().incoming, named);
  if (profile == nullptr) return fail(kIncomingProfileUnknown, {{"profile", named}});
  const auto document = bank::read_bank_file(bytes, *profile);
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

constexpr std::initializer_list<Role> kAsking{Role::clerk, Role::approver};
constexpr std::initializer_list<Role> kAnswering{Role::bank, Role::regulator};

constexpr std::initializer_list<Role> kEither{Role::clerk, Role::approver, Role::bank,
                                              Role::regulator};

// Who asks is the contractor, who answers the bank or the regulator; that it is over is for both.
std::initializer_list<Role> roles_for(const QuarantinedFile& file) {
  if (!waits(file.state)) return kEither;
  return std::holds_alternative<quarantine_state::Proposed>(file.state) ? kAnswering : kAsking;
}

// Who decides about the file, in one of these roles.
struct Deciding {
  const Caller& caller;
  std::initializer_list<Role> roles;
};
Result<Staff> decider_of(const PaymentsBook& book, const ledger::Reader& reader,
                         const QuarantinedFile& file, const Deciding& who) {
  const auto contract = LEDGER_TRY(book.contract(reader, file.contract));
  const auto account =
      LEDGER_TRY(book.wage_account_named(reader, contract.value.id, file.wage_account));
  return book.require(reader, who.caller, contract.value, {account.account.bank, who.roles});
}

Result<void> check_waits(const QuarantinedFile& file) {
  if (waits(file.state)) return {};
  return fail(kQuarantineState, {{"id", file.id}, {"state", std::string(to_word(file.state))}});
}

void answer(const std::string& id, const QuarantineState& state, CommandDraft& draft) {
  draft.answer("id", id);
  draft.answer("state", std::string(to_word(state)));
}

// The file's statement; of a page, with those that wait beside it.
Result<ParsedStatements> kept_statement(const PaymentsBook& book, const ledger::Reader& reader,
                                        const QuarantinedFile& file) {
  const auto bytes = LEDGER_TRY(bytes_of(book.vault(), file));
  if (file.page == 0) return read_one_statement(book, bytes, file.profile);
  std::vector<std::string> pages{bytes};
  for (const auto& one : pages_waiting_for(reader, file)) {
    pages.push_back(LEDGER_TRY(bytes_of(book.vault(), one.value)));
  }
  auto whole = bank::read_bank_files(pages, *find_profile(book.data().incoming, file.profile));
  if (whole.refused()) return fail(kQuarantinePage, {{"id", file.id}});
  return std::get<ParsedStatements>(std::move(whole.content));
}

Result<CommandDraft> take_in(const PaymentsBook& book, const ledger::Reader& reader,
                             const Versioned<QuarantinedFile>& file, const std::string& person) {
  const auto& proposed = std::get<quarantine_state::Proposed>(file.value.state);
  if (proposed.by == person) return fail(kSamePerson, {{"person", person}});
  const auto parsed = LEDGER_TRY(kept_statement(book, reader, file.value));
  auto draft = LEDGER_TRY(take_statements(book, reader, parsed,
                                          {file.value.digest, leniency_for(file.value), file.key}));
  const QuarantineState released = quarantine_state::Released{person, book.today()};
  end_waiting(file, released, draft);
  answer(file.key, released, draft);
  return draft;
}

}  // namespace

Result<ledger::Receipt> QuarantineService::add(const Caller& caller, std::string_view bytes,
                                               const std::string& profile) {
  const auto parsed = LEDGER_TRY(read_one_statement(book_, bytes, profile));
  const auto digest = sha256(bytes).hex();
  Fields content{{"/op", "bank.quarantine.add"}, {"/actor", caller.actor}, {"/file", digest}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto& statement = parsed.statements.front();
        const auto known = LEDGER_TRY(find_accounts(book_, reader, statement.account));
        const auto& [account, contract] = known.front();
        const auto staff = LEDGER_TRY(book_.require(
            reader, caller, contract, {account.bank, {Role::bank, Role::clerk, Role::approver}}));
        if (known.size() != 1) return fail(kQuarantineOne);
        if (is_known(reader, account, digest)) {
          return fail(kDuplicateFile, {{"file", statement.id}});
        }
        auto file = file_to_keep(book_, reader, account, statement);
        keep_bytes(book_.vault(), bytes, file);
        file.fault = LEDGER_TRY(fault_of(book_, reader, parsed, digest));
        file.profile = profile;
        file.by = staff.person;
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
        const auto staff =
            LEDGER_TRY(decider_of(book_, reader, file.value, {caller, roles_for(file.value)}));
        LEDGER_CHECK(check_waits(file.value));
        if (file.value.fault == bank::kStatementPartial.word()) {
          return fail(kQuarantinePage, {{"id", id}});
        }
        if (file.value.fault == bank::kStatementUnbalanced.word()) {
          return fail(kQuarantineBroken, {{"id", id}});
        }
        if (std::holds_alternative<quarantine_state::Proposed>(file.value.state)) {
          return take_in(book_, reader, file, staff.person);
        }
        LEDGER_CHECK(check_why(reason));
        auto proposed = file.value;
        proposed.state = quarantine_state::Proposed{staff.person, reason};
        CommandDraft draft;
        draft.update(kQuarantine, file, proposed);
        answer(id, proposed.state, draft);
        return draft;
      });
}

Result<ledger::Receipt> QuarantineService::reject(const Caller& caller, const std::string& id,
                                                  const std::string& reason) {
  Fields content{{"/op", "bank.quarantine.reject"},
                 {"/actor", caller.actor},
                 {"/id", id},
                 {"/reason", reason}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto file = LEDGER_TRY(file_named(reader, id));
        const auto staff = LEDGER_TRY(decider_of(book_, reader, file.value, {caller, kAnswering}));
        LEDGER_CHECK(check_waits(file.value));
        LEDGER_CHECK(check_why(reason));
        if (staff.person == file.value.by) return fail(kSamePerson, {{"person", staff.person}});
        const QuarantineState rejected =
            quarantine_state::Rejected{staff.person, reason, book_.today()};
        CommandDraft draft;
        end_waiting(file, rejected, draft);
        answer(id, rejected, draft);
        return draft;
      });
}

}  // namespace anxin::payments
