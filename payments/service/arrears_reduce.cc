// Less is owed than accrued, and the approval and withdrawal of both kinds of paper.
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/accrued_lines.h"
#include "payments/service/arrears_parts.h"
#include "payments/service/arrears_service.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/whole_wage.h"

namespace anxin::payments {
namespace {

// A debt to a worker is never lowered by the contractor alone: the regulator approves.
Result<Staff> require_proposer(const PaymentsBook& book, const ledger::Reader& reader,
                               const Caller& caller, const Reduction& reduction) {
  const auto contract = LEDGER_TRY(book.contract(reader, reduction.contract));
  if (reduction.kind == ReductionKind::decision) {
    return book.require(reader, caller, contract.value, {Role::regulator});
  }
  return book.require(reader, caller, contract.value, {Role::clerk, Role::approver});
}

Result<void> check_reduced(const Reduction& reduction) {
  if (reduction.amount <= Money()) return fail_at(kAmountInvalid, "/amount");
  if (reduction.amount <= reduction.owed) return {};
  return fail(kReductionTooMuch, {{"line", reduction.line}, {"owed", to_string(reduction.owed)}});
}

// What is undone with the wage, where nothing of it would be left.
Result<Money> deductions_with(const ledger::Reader& reader, const Reduction& reduction,
                              const PayrollLine& line) {
  if (reduction.amount != reduction.owed) return Money();
  const auto wage = LEDGER_TRY(whole_wage(reader, line, reduction.remitted));
  return wage ? wage->sum() : Money();
}

void answer(CommandDraft& draft, const Reduction& reduction, Money deductions) {
  draft.answer("paper", reduction.id);
  draft.answer("line", reduction.line);
  draft.answer("amount", to_string(reduction.amount));
  draft.answer("left", to_string(reduction.owed - reduction.amount));
  draft.answer("deductions", to_string(deductions));
  draft.answer("state", std::string(to_word(reduction.state)));
}

// A paper of either kind; the draft takes it back.
template <class T>
Result<CommandDraft> withdrawn(const RecordTable<T>& table, const Versioned<T>& paper,
                               const std::string& person) {
  LEDGER_CHECK(check_proposed(paper.key, paper.value.state));
  auto changed = paper.value;
  changed.state = paper_state::Withdrawn{person};
  CommandDraft draft;
  draft.update(table, paper, changed);
  draft.answer("paper", changed.id);
  draft.answer("state", std::string(to_word(changed.state)));
  return draft;
}

// The drafted batches of a paper that is taken back go with it.
Result<CommandDraft> withdrawn_arrears(const ledger::Reader& reader,
                                       const Versioned<ArrearsPaper>& paper,
                                       const std::string& person) {
  auto draft = LEDGER_TRY(withdrawn(kArrearsPapers, paper, person));
  for (const auto& id : paper.value.batches) {
    const auto batch = LEDGER_TRY(load_batch(reader, id)).batch;
    auto changed = batch.value;
    changed.state = batch_state::Withdrawn{person};
    draft.update(kBatches, batch, changed);
    change_month(reader, changed, draft);
  }
  return draft;
}

}  // namespace

AccruedWages::AccruedWages(const ledger::Reader& reader, const std::string& contract) {
  std::map<std::string, const Versioned<PayrollBatch>*> accruing;
  const auto batches = find_of_contract(reader, kBatches, contract);
  for (const auto& batch : batches) {
    if (accrues(batch.value.kind)) accruing[batch.key] = &batch;
  }
  for (const auto& line : find_of_contract(reader, kLines, contract)) {
    const auto batch = accruing.find(line.value.batch);
    const bool drafted = std::holds_alternative<line_state::Drafted>(line.value.state);
    if (batch == accruing.end() || drafted) continue;
    sums_[{line.value.worker, batch->second->value.month}] += line.value.gross;
  }
  for (const auto& paper : reductions_of_repairs(reader, contract)) {
    sums_[{paper.worker, paper.month}] -= paper.amount;
  }
}

Money AccruedWages::of(const ArrearsItem& item) const {
  Money sum;
  for (Month month = item.first; month <= item.last; month += std::chrono::months(1)) {
    if (const auto found = sums_.find({item.worker, month}); found != sums_.end()) {
      sum += found->second;
    }
  }
  return sum;
}

Result<void> check_arrears_document(const std::string& document) {
  const auto number = trim(document);
  if (!number.empty() && number.size() <= kDocumentBytesMax) return {};
  return fail_at(kArrearsDocumentMissing, "/document", {{"max", count_text(kDocumentBytesMax)}});
}

Result<void> check_proposed(const std::string& paper, const PaperState& state) {
  if (is_proposed(state)) return {};
  return fail(kArrearsPaperState, {{"paper", paper}, {"state", std::string(to_word(state))}});
}

namespace {

struct Undone {
  RemittedIs remitted = RemittedIs::refused;
  Date on;
};

// What was withheld from the wage goes with it; `line` is brought up to date where it is the one.
Result<Money> undo_deductions(const ledger::Reader& reader, const Undone& undone, PayrollLine& line,
                              CommandDraft& draft) {
  if (!line.net.is_zero()) return Money();
  const auto wage = LEDGER_TRY(whole_wage(reader, line, undone.remitted));
  if (!wage || wage->undone.empty()) return Money();
  const auto of = wage_of(wage->accrued.value, wage->month);
  for (const auto& [kind, amount] : wage->undone) {
    draft.post(undone.on, posting::withheld_undone(of, to_word(kind)), amount);
  }
  const auto without = wage->without_deductions();
  if (wage->accrued.key != line.id) {
    draft.update(kLines, wage->accrued, without);
    return wage->sum();
  }
  line.gross -= wage->sum();
  line.tax = without.tax;
  line.other = without.other;
  return wage->sum();
}

}  // namespace

Result<CommandDraft> book_reduction(const PaymentsBook& book, const ledger::Reader& reader,
                                    const Versioned<Reduction>& reduction,
                                    const std::string& person) {
  auto approved = reduction.value;
  const auto loaded = LEDGER_TRY(line_at_hand(reader, approved.line));
  auto line = loaded.line.value;
  if (line.net != approved.owed) {
    return fail(kReductionOvertaken, {{"line", line.id}, {"owed", to_string(line.net)}});
  }
  CommandDraft draft;
  draft.post(book.today(), posting::accrual_reduced(wage_of(line, loaded.month)), approved.amount);
  line.gross -= approved.amount;
  line.net -= approved.amount;
  const auto undone =
      LEDGER_TRY(undo_deductions(reader, {approved.remitted, book.today()}, line, draft));
  if (line.net.is_zero()) line.state = line_state::Reduced{approved.id, book.today()};
  draft.update(kLines, loaded.line, line);
  restate_batches(reader, {{line.id, line}}, draft);
  approved.state = paper_state::Approved{person, book.today()};
  draft.update(kReductions, reduction, approved);
  draft.answer("paper", approved.id);
  draft.answer("sum", to_string(approved.amount));
  draft.answer("deductions", to_string(undone));
  draft.answer("state", std::string(to_word(approved.state)));
  return draft;
}

Result<ledger::Receipt> ArrearsService::reduce(const Caller& caller, const ReduceRequest& request) {
  Fields content{{"/op", "arrears.reduce"},
                 {"/actor", caller.actor},
                 {"/line", request.line},
                 {"/amount", to_string(request.amount)},
                 {"/kind", std::string(to_word(request.kind))},
                 {"/document", request.document},
                 {"/remitted", request.remitted == RemittedIs::kept ? "kept" : "refused"}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto found = LEDGER_TRY(load_line(reader, request.line));
        const auto& line = found.line.value;
        Reduction reduction;
        reduction.contract = line.contract;
        reduction.line = line.id;
        reduction.worker = line.worker;
        reduction.month = found.month;
        reduction.kind = request.kind;
        reduction.document = trim(request.document);
        reduction.owed = line.net;
        reduction.amount = request.amount;
        reduction.remitted = request.remitted;
        reduction.proposer = LEDGER_TRY(require_proposer(book_, reader, caller, reduction)).person;
        LEDGER_CHECK(check_arrears_document(request.document));
        LEDGER_TRY(line_at_hand(reader, line.id));
        LEDGER_CHECK(check_reduced(reduction));
        const auto deductions = LEDGER_TRY(deductions_with(reader, reduction, line));
        reduction.id = next_paper(reader, kReductions, line.contract, 'X');
        CommandDraft draft;
        draft.rests_on(kLines, found.line);
        draft.create(kReductions, reduction.id, reduction);
        answer(draft, reduction, deductions);
        return draft;
      });
}

Result<ledger::Receipt> ArrearsService::approve(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "arrears.approve"}, {"/actor", caller.actor}, {"/paper", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto paper = find(reader, kArrearsPapers, id);
        const auto reduction = paper ? std::nullopt : find(reader, kReductions, id);
        if (!paper && !reduction) return fail(kArrearsPaperUnknown, {{"paper", id}});
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto& proposer = paper ? paper->value.proposer : reduction->value.proposer;
        if (staff.person == proposer) return fail(kSamePerson);
        LEDGER_CHECK(check_proposed(id, paper ? paper->value.state : reduction->value.state));
        if (paper) return book_arrears(book_, reader, *paper, staff.person);
        return book_reduction(book_, reader, *reduction, staff.person);
      });
}

Result<ledger::Receipt> ArrearsService::withdraw(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "arrears.withdraw"}, {"/actor", caller.actor}, {"/paper", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto paper = find(reader, kArrearsPapers, id);
        const auto reduction = paper ? std::nullopt : find(reader, kReductions, id);
        if (!paper && !reduction) return fail(kArrearsPaperUnknown, {{"paper", id}});
        const auto& of = paper ? paper->value.contract : reduction->value.contract;
        const auto contract = LEDGER_TRY(book_.contract(reader, of));
        const bool admitted = paper && paper->value.kind == ArrearsKind::admission;
        const bool contractors =
            admitted || (reduction && reduction->value.kind != ReductionKind::decision);
        const auto staff = LEDGER_TRY(
            contractors ? book_.require(reader, caller, contract.value,
                                        {Role::clerk, Role::approver, Role::regulator})
                        : book_.require(reader, caller, contract.value, {Role::regulator}));
        if (paper) return withdrawn_arrears(reader, *paper, staff.person);
        return withdrawn(kReductions, *reduction, staff.person);
      });
}

Result<ArrearsView> ArrearsService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  if (auto paper = find(reader, kArrearsPapers, id)) return ArrearsView(std::move(paper->value));
  if (auto less = find(reader, kReductions, id)) return ArrearsView(std::move(less->value));
  return fail(kArrearsPaperUnknown, {{"paper", id}});
}

Result<std::vector<ArrearsView>> ArrearsService::list(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  std::vector<ArrearsView> views;
  for (auto& one : find_of_contract(reader, kArrearsPapers, contract.value.id)) {
    views.emplace_back(std::move(one.value));
  }
  for (auto& one : find_of_contract(reader, kReductions, contract.value.id)) {
    views.emplace_back(std::move(one.value));
  }
  return views;
}

}  // namespace anxin::payments
