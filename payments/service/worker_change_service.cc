#include "payments/service/worker_change_service.h"

#include <algorithm>

#include "ledger/base/text.h"
#include "payments/domain/identifiers.h"
#include "payments/domain/suggestion.h"
#include "payments/rules/check_rules.h"
#include "payments/service/arrears_parts.h"
#include "payments/service/deposit_parts.h"

namespace anxin::payments {
namespace {

std::string place_of(const WorkerChange& change, std::string_view field) {
  return "worker-change/" + change.id + "/" + std::string(field);
}

tl::unexpected<Fault> invalid(const char* what) {
  return fail(kWorkerChangeInvalid, {{"what", what}});
}

// The fields that the request changes.
std::vector<std::string> fields_of(const WorkerChangeRequest& request) {
  std::vector<std::string> what;
  if (!request.name.empty()) what.emplace_back("name");
  if (!request.card.empty()) what.emplace_back("card");
  if (!request.bank_no.empty()) what.emplace_back("bank-no");
  if (!request.phone.empty()) what.emplace_back("phone");
  return what;
}

Result<void> check_request(const WorkerChangeRequest& request) {
  if (fields_of(request).empty()) return invalid("nothing");
  if (!request.name.empty() && trim(request.name).empty()) return invalid("name");
  if (!request.card.empty() && !check_card(request.card).valid()) return invalid("card");
  if (!request.bank_no.empty() && !check_cnaps(request.bank_no).valid()) return invalid("bank-no");
  if (!check_arrears_document(request.document)) return invalid("document");
  return {};
}

Result<void> check_card_free(const PaymentsBook& book, const ledger::Reader& reader,
                             const std::string& card, const std::string& worker) {
  if (card.empty()) return {};
  const auto owner = find(reader, kPersonByCard, book.vault().card_index(card));
  if (!owner || owner->value.worker == worker) return {};
  return fail(kWorkerCardTaken, {{"worker", worker}});
}

Result<SealedPerson> member_of(const ledger::Reader& reader, const std::string& contract,
                               const std::string& worker) {
  const auto member = find(reader, kMemberships, contract + "/" + worker);
  const auto sealed = find(reader, kPersons, worker);
  if (!member || !member->value.registered || !sealed) {
    return fail(kWorkerUnknown, {{"worker", worker}});
  }
  return sealed->value;
}

Result<void> seal_request(const Vault& vault, const SealedPerson& person,
                          const WorkerChangeRequest& request, WorkerChange& change) {
  change.sealed_name =
      LEDGER_TRY(vault.seal_for(person, trim(request.name), place_of(change, "name")));
  change.sealed_card = LEDGER_TRY(vault.seal_for(person, request.card, place_of(change, "card")));
  change.sealed_bank_no =
      LEDGER_TRY(vault.seal_for(person, request.bank_no, place_of(change, "bank-no")));
  change.sealed_phone =
      LEDGER_TRY(vault.seal_for(person, request.phone, place_of(change, "phone")));
  return {};
}

// The person as the change leaves it.
Result<Person> changed_person(const Vault& vault, const SealedPerson& sealed,
                              const WorkerChange& change) {
  auto person = LEDGER_TRY(vault.open_person(sealed));
  const auto take = [&](const std::string& from, std::string_view field,
                        std::string& into) -> Result<void> {
    auto value = LEDGER_TRY(vault.open_for(sealed, from, place_of(change, field)));
    if (!value.empty()) into = std::move(value);
    return {};
  };
  LEDGER_CHECK(take(change.sealed_name, "name", person.name));
  LEDGER_CHECK(take(change.sealed_card, "card", person.card));
  LEDGER_CHECK(take(change.sealed_bank_no, "bank-no", person.bank_code));
  LEDGER_CHECK(take(change.sealed_phone, "phone", person.phone));
  return person;
}

Result<Versioned<WorkerChange>> load_change(const ledger::Reader& reader, const std::string& id) {
  auto change = find(reader, kWorkerChanges, id);
  if (!change) return fail(kWorkerChangeUnknown, {{"change", id}});
  return std::move(*change);
}

Result<void> check_proposed(const WorkerChange& change) {
  if (is_proposed(change.state)) return {};
  return fail(kWorkerChangeState,
              {{"change", change.id}, {"state", std::string(to_word(change.state))}});
}

Result<Staff> staff_for(const PaymentsBook& book, const ledger::Reader& reader,
                        const Caller& caller, const std::string& contract) {
  const auto found = LEDGER_TRY(book.contract(reader, contract));
  return book.require(reader, caller, found.value, {Role::clerk, Role::approver});
}

// The roster's card: an index of the old one stays, so that nobody else gets it.
void index_card(const CardChange& made, const ledger::Reader& reader, CommandDraft& draft) {
  if (find(reader, kPersonByCard, made.card_index)) return;
  draft.create(kPersonByCard, made.card_index, PersonIndex{made.worker});
}

Result<CommandDraft> put_on_roster(const PaymentsBook& book, const ledger::Reader& reader,
                                   const Versioned<WorkerChange>& stored,
                                   const std::string& person) {
  auto change = stored.value;
  const auto sealed = find(reader, kPersons, change.worker);
  if (!sealed) return fail(kSealBroken);
  const auto after = LEDGER_TRY(changed_person(book.vault(), sealed->value, change));
  LEDGER_CHECK(check_card_free(book, reader, after.card, change.worker));
  CommandDraft draft;
  draft.update(kPersons, *sealed, LEDGER_TRY(book.vault().reseal(sealed->value, after)));
  change.state = paper_state::Approved{person, book.today()};
  draft.update(kWorkerChanges, stored, change);
  std::string usable_from;
  if (after.card != LEDGER_TRY(book.vault().open_person(sealed->value)).card) {
    const CardChange made{after.worker, book.vault().card_index(after.card), book.today(),
                          change.contract};
    index_card(made, reader, draft);
    note_card_change(made, reader, draft);
    const auto contract = LEDGER_TRY(book.contract(reader, change.contract));
    const auto until = card_waits_until(book, reader, contract.value, made);
    usable_from = to_string(until.value_or(made.on));
  }
  draft.answer("change", change.id);
  draft.answer("worker", change.worker);
  draft.answer("what", join(change.what, ", "));
  draft.answer("state", std::string(to_word(change.state)));
  draft.answer("usable_from", usable_from);
  return draft;
}

Fields content_of(const PaymentsBook& book, const Caller& caller,
                  const WorkerChangeRequest& request) {
  // Told apart by a keyed hash: no personal datum belongs into the journal.
  const auto values = book.vault().card_index(request.name + "/" + request.card + "/" +
                                              request.bank_no + "/" + request.phone);
  return {{"/op", "worker.change"},    {"/actor", caller.actor}, {"/contract", request.contract},
          {"/worker", request.worker}, {"/values", values},      {"/document", request.document}};
}

}  // namespace

void note_card_change(const CardChange& made, const ledger::Reader& reader, CommandDraft& draft) {
  const auto before = find(reader, kCardChanges, made.worker);
  if (before) {
    draft.update(kCardChanges, *before, made);
  } else {
    draft.create(kCardChanges, made.worker, made);
  }
}

std::optional<Date> card_waits_until(const PaymentsBook& book, const ledger::Reader& reader,
                                     const Contract& contract, const CardChange& change) {
  const auto project = find(reader, kProjects, contract.project);
  const auto region = RegionCode::parse(project ? project->value.region : "");
  const auto rule = book.data().rules.in_force<PayrollCheck>(
      SheetCheck::card_waiting, region.value_or(RegionCode()), book.today());
  if (!rule) return std::nullopt;
  const int days = *(*rule)->count;
  const auto until = book.data().calendar.add_working_days(change.on, days);
  const Date usable = until ? *until : change.on + std::chrono::days(days);
  if (book.today() >= usable) return std::nullopt;
  return usable;
}

Result<ledger::Receipt> WorkerChangeService::propose(const Caller& caller,
                                                     const WorkerChangeRequest& request) {
  return book_.perform(
      caller, content_of(book_, caller, request),
      [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(staff_for(book_, reader, caller, request.contract));
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract)).value.id;
        const auto sealed = LEDGER_TRY(member_of(reader, contract, request.worker));
        LEDGER_CHECK(check_request(request));
        LEDGER_CHECK(check_card_free(book_, reader, request.card, request.worker));
        WorkerChange change;
        change.id = next_paper(reader, kWorkerChanges, contract, 'V');
        change.contract = contract;
        change.worker = request.worker;
        change.what = fields_of(request);
        change.document = trim(request.document);
        change.proposer = staff.person;
        change.proposed_on = book_.today();
        LEDGER_CHECK(seal_request(book_.vault(), sealed, request, change));
        CommandDraft draft;
        draft.create(kWorkerChanges, change.id, change);
        draft.answer("change", change.id);
        draft.answer("worker", change.worker);
        draft.answer("what", join(change.what, ", "));
        draft.answer("state", std::string(to_word(change.state)));
        return draft;
      });
}

Result<ledger::Receipt> WorkerChangeService::approve(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "worker.approve"}, {"/actor", caller.actor}, {"/change", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto change = LEDGER_TRY(load_change(reader, id));
        const auto staff = LEDGER_TRY(staff_for(book_, reader, caller, change.value.contract));
        LEDGER_CHECK(check_proposed(change.value));
        if (staff.person == change.value.proposer) {
          return fail(kSamePerson, {{"person", staff.person}});
        }
        return put_on_roster(book_, reader, change, staff.person);
      });
}

Result<ledger::Receipt> WorkerChangeService::withdraw(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "worker.withdraw"}, {"/actor", caller.actor}, {"/change", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto stored = LEDGER_TRY(load_change(reader, id));
        const auto staff = LEDGER_TRY(staff_for(book_, reader, caller, stored.value.contract));
        if (staff.person != stored.value.proposer) {
          return fail(kWorkerChangeNotOwn, {{"change", id}});
        }
        LEDGER_CHECK(check_proposed(stored.value));
        auto change = stored.value;
        change.state = paper_state::Withdrawn{staff.person};
        CommandDraft draft;
        draft.update(kWorkerChanges, stored, change);
        draft.answer("change", id);
        draft.answer("state", std::string(to_word(change.state)));
        return draft;
      });
}

Result<std::vector<WorkerChangeView>> WorkerChangeService::list(const std::string& contract) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto found = LEDGER_TRY(book_.contract(reader, contract));
  std::vector<WorkerChangeView> views;
  for (auto& change : papers_of(reader, kWorkerChanges, found.value.id)) {
    const auto sealed = find(reader, kPersons, change.worker);
    const auto after = sealed ? changed_person(book_.vault(), sealed->value, change)
                              : Result<Person>(fail(kSealBroken));
    const bool has_card =
        std::find(change.what.begin(), change.what.end(), "card") != change.what.end();
    views.push_back({std::move(change), after && has_card ? last_four(after->card) : ""});
  }
  return views;
}

}  // namespace anxin::payments
