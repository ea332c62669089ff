// Papers about suspense: proposed, approved, taken back, shown.
#include <algorithm>
#include <chrono>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/arrears_service.h"
#include "payments/service/balances.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/suspense_parts.h"

namespace anxin::payments {
namespace {

// Which contract a request is about: its entry's, its line's, or the one it names.
Result<Versioned<Contract>> contract_of(const PaymentsBook& book, const ledger::Reader& reader,
                                        const SuspenseRequest& request) {
  if (!request.entry.empty()) {
    const auto entry = find(reader, kBankEntries, request.entry);
    if (!entry) return fail(kSuspenseItemUnknown, {{"item", request.entry}});
    const auto statement = find(reader, kStatements, entry->value.statement);
    return book.contract(reader, statement->value.contract);
  }
  if (!request.lines.empty()) {
    const auto found = LEDGER_TRY(load_line(reader, request.lines.front()));
    return book.contract(reader, found.line.value.contract);
  }
  return book.contract(reader, request.contract);
}

Result<void> check_suspense_document(const std::string& document) {
  const auto text = trim(document);
  if (!text.empty() && text.size() <= kDocumentBytesMax) return {};
  return fail_at(kSuspenseDocument, "/document", {{"max", count_text(kDocumentBytesMax)}});
}

// The paper about the entry that waits for its approval.
std::string proposed_about(const std::vector<SuspensePaper>& papers, const std::string& entry) {
  for (const auto& paper : papers) {
    if (!is_proposed(paper.state)) continue;
    if (paper.entry == entry || paper.other == entry) return paper.id;
  }
  return "";
}

Result<void> check_not_proposed(const ledger::Reader& reader, const SuspensePaper& paper) {
  const auto papers = papers_of(reader, kSuspensePapers, paper.contract);
  for (const auto& entry : {paper.entry, paper.other}) {
    const auto other = entry.empty() ? std::string() : proposed_about(papers, entry);
    if (!other.empty()) return fail(kSuspenseProposed, {{"item", entry}, {"paper", other}});
  }
  return {};
}

SuspensePaper paper_of(const ledger::Reader& reader, const SuspenseRequest& request,
                       const std::string& contract) {
  SuspensePaper paper;
  paper.id = next_paper(reader, kSuspensePapers, contract, 'U');
  paper.contract = contract;
  paper.way = request.way;
  paper.entry = request.entry;
  paper.other = request.other;
  paper.reference = trim(request.reference);
  paper.lines = request.lines;
  paper.party = request.party;
  paper.source = request.source;
  paper.amount = request.amount;
  if (const auto entry = find(reader, kBankEntries, request.entry)) {
    paper.amount = entry->value.amount;
  }
  paper.document = trim(request.document);
  return paper;
}

void answer(CommandDraft& draft, const SuspensePaper& paper) {
  draft.answer("paper", paper.id);
  draft.answer("way", std::string(to_word(paper.way)));
  draft.answer("item", paper.entry.empty() ? join(paper.lines, ",") : paper.entry);
  draft.answer("amount", to_string(paper.amount));
  draft.answer("state", std::string(to_word(paper.state)));
}

struct LoadedPaper {
  Versioned<SuspensePaper> stored;
  Contract contract;
};

Result<LoadedPaper> load_paper(const PaymentsBook& book, const ledger::Reader& reader,
                               const std::string& id) {
  auto paper = find(reader, kSuspensePapers, id);
  if (!paper) return fail(kSuspensePaperUnknown, {{"paper", id}});
  auto contract = LEDGER_TRY(book.contract(reader, paper->value.contract));
  return LoadedPaper{std::move(*paper), std::move(contract.value)};
}

Result<void> check_still_proposed(const SuspensePaper& paper) {
  if (is_proposed(paper.state)) return {};
  return fail(kSuspensePaperState,
              {{"paper", paper.id}, {"state", std::string(to_word(paper.state))}});
}

Result<Staff> require_second(const PaymentsBook& book, const ledger::Reader& reader,
                             const Caller& caller, const LoadedPaper& loaded) {
  const auto staff = LEDGER_TRY(
      needs_regulator(loaded.stored.value.way)
          ? book.require(reader, caller, loaded.contract, {Role::regulator})
          : book.require(reader, caller, loaded.contract, {Role::bank, Role::regulator}));
  if (staff.person == loaded.stored.value.proposer) return fail(kSamePerson);
  // Nobody says alone that its own debt is paid.
  const auto& paper = loaded.stored.value;
  if (paper.way == SuspenseWay::restitution && staff.party == paper.party) {
    return fail(kNotPermitted);
  }
  return staff;
}

// ---- looking ------------------------------------------------------------------------------------

std::vector<SuspenseItem> items_of(const ledger::Reader& reader, const SuspenseView& view,
                                   Date today) {
  std::vector<SuspenseItem> items;
  for (auto& entry : find_all(reader, kBankEntries, view.contract + "/")) {
    if (!std::holds_alternative<match::Suspense>(entry.value.match)) continue;
    const auto age = std::chrono::sys_days(today) - std::chrono::sys_days(entry.value.booked);
    auto paper = proposed_about(view.papers, entry.key);
    items.push_back({std::move(entry.value), static_cast<int>(age.count()), std::move(paper)});
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const auto& a, const auto& b) { return a.entry.booked < b.entry.booked; });
  return items;
}

// Everything above zero on accounts "c:Q1:kind:debtor", in the order of their names.
std::vector<SuspenseDebt> debts_of(const ledger::Reader& reader, const std::string& prefix) {
  std::vector<SuspenseDebt> debts;
  for (const auto& account : reader.accounts(prefix)) {
    if (account.balance().is_zero()) continue;
    const auto rest = account.name.text().substr(prefix.size());
    debts.push_back({std::string(rest), account.balance()});
  }
  return debts;
}

std::optional<BankEntry> entry_of(const ledger::Reader& reader, const std::string& id) {
  const auto found = find(reader, kBankEntries, id);
  return found ? std::optional(found->value) : std::nullopt;
}

}  // namespace

Result<ledger::Receipt> SuspenseService::propose(const Caller& caller,
                                                 const SuspenseRequest& request) {
  Fields content{{"/op", "suspense.propose"},
                 {"/actor", caller.actor},
                 {"/way", std::string(to_word(request.way))},
                 {"/contract", request.contract},
                 {"/entry", request.entry},
                 {"/other", request.other},
                 {"/reference", request.reference},
                 {"/lines", join(request.lines, ",")},
                 {"/party", request.party},
                 {"/source", count_text(static_cast<std::size_t>(request.source))},
                 {"/amount", to_string(request.amount)},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(contract_of(book_, reader, request));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        LEDGER_CHECK(check_suspense_document(request.document));
        auto paper = paper_of(reader, request, contract.value.id);
        paper.proposer = staff.person;
        paper.proposed_on = book_.today();
        LEDGER_CHECK(check_not_proposed(reader, paper));
        CommandDraft as_if_approved;
        auto tried = paper;
        LEDGER_CHECK(book_way_out(book_, reader, tried, as_if_approved));
        CommandDraft draft;
        draft.create(kSuspensePapers, paper.id, paper);
        answer(draft, paper);
        return draft;
      });
}

Result<ledger::Receipt> SuspenseService::approve(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "suspense.approve"}, {"/actor", caller.actor}, {"/paper", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_paper(book_, reader, id));
        const auto staff = LEDGER_TRY(require_second(book_, reader, caller, loaded));
        auto paper = loaded.stored.value;
        LEDGER_CHECK(check_still_proposed(paper));
        CommandDraft draft;
        LEDGER_CHECK(book_way_out(book_, reader, paper, draft));
        paper.state = paper_state::Approved{staff.person, book_.today()};
        draft.update(kSuspensePapers, loaded.stored, paper);
        answer(draft, paper);
        return draft;
      });
}

Result<ledger::Receipt> SuspenseService::withdraw(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "suspense.withdraw"}, {"/actor", caller.actor}, {"/paper", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(load_paper(book_, reader, id));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, loaded.contract,
                                     {Role::clerk, Role::approver, Role::bank, Role::regulator}));
        auto paper = loaded.stored.value;
        LEDGER_CHECK(check_still_proposed(paper));
        paper.state = paper_state::Withdrawn{staff.person};
        CommandDraft draft;
        draft.update(kSuspensePapers, loaded.stored, paper);
        draft.answer("paper", paper.id);
        draft.answer("state", std::string(to_word(paper.state)));
        return draft;
      });
}

Result<SuspensePaperView> SuspenseService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  auto paper = find(reader, kSuspensePapers, id);
  if (!paper) return fail(kSuspensePaperUnknown, {{"paper", id}});
  SuspensePaperView view{std::move(paper->value), {}, {}};
  view.entry = entry_of(reader, view.paper.entry);
  view.other = entry_of(reader, view.paper.other);
  return view;
}

Result<SuspenseView> SuspenseService::list(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  SuspenseView view;
  view.contract = contract.value.id;
  view.papers = papers_of(reader, kSuspensePapers, view.contract);
  view.items = items_of(reader, view, book_.today());
  view.credits = balance_of(reader, chart::suspense_in(view.contract));
  view.debits = balance_of(reader, chart::suspense_out(view.contract));
  const auto prefix = chart::contract_prefix(view.contract);
  view.restitution = debts_of(reader, prefix + "restitution_due:");
  view.overpaid = debts_of(reader, prefix + "overpaid:");
  return view;
}

}  // namespace anxin::payments
