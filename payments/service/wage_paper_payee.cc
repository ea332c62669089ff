// An heir or a guardian is paid in the worker's place; and the approval of both kinds of paper.
#include <algorithm>
#include <array>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/table_reasons.h"
#include "payments/domain/identifiers.h"
#include "payments/service/arrears_parts.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/sheet_match.h"
#include "payments/service/wage_paper_parts.h"

namespace anxin::payments {
namespace {

// The papers say who is paid, and to which account: only what was wrong with those is put right.
bool concerns_account(const std::string& code) {
  static constexpr std::array kCodes{bank::kAccountMissing, bank::kAccountInvalid,
                                     bank::kAccountShared, bank::kDigitsDoubtful,
                                     kCardNotRegistered};
  return std::any_of(kCodes.begin(), kCodes.end(),
                     [&](const Reason& known) { return known.word() == code; });
}

std::string place(const PayeePaper& paper, std::string_view field) {
  return "payee/" + paper.id + "/" + std::string(field);
}

Result<SealedPerson> sealed_person(const ledger::Reader& reader, const std::string& worker) {
  const auto sealed = find(reader, kPersons, worker);
  if (!sealed) return fail(kSealBroken);
  return sealed->value;
}

Result<void> seal_payee(const Vault& vault, const SealedPerson& person, const Payee& payee,
                        PayeePaper& paper) {
  paper.sealed_name = LEDGER_TRY(vault.seal_for(person, payee.name, place(paper, "name")));
  paper.sealed_account = LEDGER_TRY(vault.seal_for(person, payee.account, place(paper, "account")));
  paper.sealed_bank_no = LEDGER_TRY(vault.seal_for(person, payee.bank_no, place(paper, "bank_no")));
  return {};
}

Result<Payee> open_payee(const Vault& vault, const SealedPerson& person, const PayeePaper& paper) {
  Payee payee;
  payee.name = LEDGER_TRY(vault.open_for(person, paper.sealed_name, place(paper, "name")));
  payee.account = LEDGER_TRY(vault.open_for(person, paper.sealed_account, place(paper, "account")));
  payee.bank_no = LEDGER_TRY(vault.open_for(person, paper.sealed_bank_no, place(paper, "bank_no")));
  return payee;
}

Result<void> check_payee(const Payee& payee) {
  const auto invalid = [](const char* what) { return fail(kPayeeInvalid, {{"what", what}}); };
  if (trim(payee.name).empty()) return invalid("name");
  if (!check_card(payee.account).valid()) return invalid("account");
  if (!payee.bank_no.empty() && !check_cnaps(payee.bank_no).valid()) return invalid("bank_no");
  return {};
}

// An heir has an account of the heir's own: another worker's would pay that worker twice over, and
// the dead worker's is not the heir's. A guardian may have the wage paid to the ward's.
Result<void> check_card_free(const PaymentsBook& book, const ledger::Reader& reader,
                             const PayeePaper& paper, const Payee& payee) {
  const auto owner = find(reader, kPersonByCard, book.vault().card_index(payee.account));
  const bool is_workers = owner && owner->value.worker == paper.worker;
  const bool is_free = !owner || (is_workers && paper.kind != PayeeKind::heir);
  if (is_free) return {};
  return fail(kRepairCardTaken, {{"line", paper.line}});
}

class PayeeBooking {
 public:
  PayeeBooking(const PaymentsBook& book, const ledger::Reader& reader,
               const Versioned<PayeePaper>& paper)
      : book_(book), reader_(reader), stored_(paper), paper_(paper.value) {}

  Result<CommandDraft> run(const std::string& person) {
    const auto found = LEDGER_TRY(line_at_hand(reader_, paper_.line));
    const auto sealed = LEDGER_TRY(sealed_person(reader_, paper_.worker));
    const auto payee = LEDGER_TRY(open_payee(book_.vault(), sealed, paper_));
    LEDGER_CHECK(check_card_free(book_, reader_, paper_, payee));
    auto line = found.line.value;
    const bool in_place = std::holds_alternative<line_state::Accrued>(line.state);
    if (!in_place) line = replacement(found, person);
    std::erase_if(line.parked_for, concerns_account);
    line.state = state_once_owed(line);
    LEDGER_CHECK(seal_account(book_.vault(), sealed, {payee.account, payee.bank_no}, line));
    if (in_place) {
      draft_.update(kLines, found.line, line);
    } else {
      draft_.create(kLines, line.id, line);
    }
    name_payee(line);
    paper_.pays = line.id;
    paper_.state = paper_state::Approved{person, book_.today()};
    draft_.update(kPayeePapers, stored_, paper_);
    draft_.answer("paper", paper_.id);
    draft_.answer("pays", paper_.pays);
    draft_.answer("parked_for", join(line.parked_for, ", "));
    draft_.answer("state", std::string(to_word(paper_.state)));
    return std::move(draft_);
  }

 private:
  // A line of a repair batch of its own, approved: two persons have just decided it.
  PayrollLine replacement(const LineOfMonth& found, const std::string& person) {
    const auto& old = found.line.value;
    auto batch = new_batch(reader_, old.contract, found.month, BatchKind::repair);
    batch.maker = paper_.proposer;
    batch.content = sha256(paper_.id).hex();
    batch.due_on = find(reader_, kBatches, old.batch)->value.due_on;
    batch.state = batch_state::Approved{person};
    batch.lines = 1;
    batch.gross = batch.net = old.net;
    draft_.create(kBatches, batch.id, batch);
    auto line = old;
    line.id = line_id(batch.id, batch.lines);
    line.batch = batch.id;
    line.row = 0;
    line.gross = line.net;
    line.advance = line.tax = line.other = Money();
    line.replaces = old.id;
    auto replaced = old;
    replaced.state = line_state::Replaced{line.id};
    draft_.update(kLines, found.line, replaced);
    restate_batches(reader_, {{old.id, replaced}}, draft_);
    return line;
  }

  void name_payee(const PayrollLine& line) {
    const auto before = find(reader_, kPayeesOfLines, line.id);
    if (before) {
      draft_.update(kPayeesOfLines, *before, {paper_.id});
    } else {
      draft_.create(kPayeesOfLines, line.id, {paper_.id});
    }
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Versioned<PayeePaper>& stored_;
  PayeePaper paper_;
  CommandDraft draft_;
};

Fields content_of(const PaymentsBook& book, const Caller& caller, const PayeeRequest& request) {
  // Told apart by a keyed hash: no personal datum belongs into the journal.
  const auto& payee = request.payee;
  const auto whom = book.vault().card_index(payee.name + "/" + payee.account + "/" + payee.bank_no);
  return {{"/op", "payroll.payee"}, {"/actor", caller.actor},
          {"/line", request.line},  {"/kind", std::string(to_word(request.kind))},
          {"/payee", whom},         {"/document", request.document}};
}

}  // namespace

Result<CommandDraft> book_payee(const PaymentsBook& book, const ledger::Reader& reader,
                                const Versioned<PayeePaper>& paper, const std::string& person) {
  return PayeeBooking(book, reader, paper).run(person);
}

Result<std::optional<Payee>> payee_of(const Vault& vault, const ledger::Reader& reader,
                                      const PayrollLine& line) {
  const auto named = find(reader, kPayeesOfLines, line.id);
  const auto paper = named ? find(reader, kPayeePapers, named->value.paper) : std::nullopt;
  if (!paper) return std::optional<Payee>();
  const auto sealed = LEDGER_TRY(sealed_person(reader, line.worker));
  return std::optional(LEDGER_TRY(open_payee(vault, sealed, paper->value)));
}

Result<ledger::Receipt> WagePaperService::propose_payee(const Caller& caller,
                                                        const PayeeRequest& request) {
  return book_.perform(
      caller, content_of(book_, caller, request),
      [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto found = LEDGER_TRY(load_line(reader, request.line));
        const auto& line = found.line.value;
        const auto contract = LEDGER_TRY(book_.contract(reader, line.contract));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        if (!check_arrears_document(request.document)) {
          return fail(kWagePaperIncomplete,
                      {{"what", "document"}, {"max", count_text(kDocumentBytesMax)}});
        }
        LEDGER_CHECK(check_payee(request.payee));
        LEDGER_TRY(line_at_hand(reader, line.id));
        PayeePaper paper;
        paper.id = next_paper(reader, kPayeePapers, line.contract, 'H');
        paper.contract = line.contract;
        paper.line = line.id;
        paper.worker = line.worker;
        paper.kind = request.kind;
        paper.document = trim(request.document);
        paper.proposer = staff.person;
        LEDGER_CHECK(check_card_free(book_, reader, paper, request.payee));
        const auto sealed = LEDGER_TRY(sealed_person(reader, line.worker));
        LEDGER_CHECK(seal_payee(book_.vault(), sealed, request.payee, paper));
        CommandDraft draft;
        draft.create(kPayeePapers, paper.id, paper);
        draft.answer("paper", paper.id);
        draft.answer("line", paper.line);
        draft.answer("state", std::string(to_word(paper.state)));
        return draft;
      });
}

namespace {

// A paper of either kind.
struct AnyPaper {
  std::optional<Versioned<PaidOutside>> outside;
  std::optional<Versioned<PayeePaper>> payee;

  [[nodiscard]] const std::string& contract() const {
    return outside ? outside->value.contract : payee->value.contract;
  }
  [[nodiscard]] const std::string& proposer() const {
    return outside ? outside->value.proposer : payee->value.proposer;
  }
  [[nodiscard]] const PaperState& state() const {
    return outside ? outside->value.state : payee->value.state;
  }
};

Result<AnyPaper> load_paper(const ledger::Reader& reader, const std::string& id) {
  AnyPaper paper{find(reader, kPaidOutside, id), std::nullopt};
  if (!paper.outside) paper.payee = find(reader, kPayeePapers, id);
  if (!paper.outside && !paper.payee) return fail(kWagePaperUnknown, {{"paper", id}});
  return paper;
}

Result<void> check_proposed(const AnyPaper& paper, const std::string& id) {
  if (is_proposed(paper.state())) return {};
  return fail(kWagePaperState, {{"paper", id}, {"state", std::string(to_word(paper.state()))}});
}

template <class T>
void take_back(const RecordTable<T>& table, const Versioned<T>& paper, const std::string& person,
               CommandDraft& draft) {
  auto changed = paper.value;
  changed.state = paper_state::Withdrawn{person};
  draft.update(table, paper, changed);
  draft.answer("paper", changed.id);
  draft.answer("state", std::string(to_word(changed.state)));
}

}  // namespace

Result<ledger::Receipt> WagePaperService::withdraw(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "payroll.withdraw-paper"}, {"/actor", caller.actor}, {"/paper", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto paper = LEDGER_TRY(load_paper(reader, id));
        const auto contract = LEDGER_TRY(book_.contract(reader, paper.contract()));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        if (staff.person != paper.proposer()) return fail(kWagePaperNotOwn, {{"paper", id}});
        LEDGER_CHECK(check_proposed(paper, id));
        CommandDraft draft;
        if (paper.outside) {
          take_back(kPaidOutside, *paper.outside, staff.person, draft);
        } else {
          take_back(kPayeePapers, *paper.payee, staff.person, draft);
        }
        return draft;
      });
}

Result<ledger::Receipt> WagePaperService::approve(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "payroll.accept"}, {"/actor", caller.actor}, {"/paper", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto paper = LEDGER_TRY(load_paper(reader, id));
        const auto contract = LEDGER_TRY(book_.contract(reader, paper.contract()));
        // What the contractor says it has paid is not for the contractor to accept.
        const auto role = paper.outside ? Role::regulator : Role::approver;
        const auto staff = LEDGER_TRY(book_.require(reader, caller, contract.value, {role}));
        if (staff.person == paper.proposer()) return fail(kSamePerson);
        LEDGER_CHECK(check_proposed(paper, id));
        if (paper.outside) return book_paid_outside(book_, reader, *paper.outside, staff.person);
        return book_payee(book_, reader, *paper.payee, staff.person);
      });
}

}  // namespace anxin::payments
