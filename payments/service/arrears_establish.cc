// Arrears that a document establishes: the table's check against the books, the proposal, and what
// its approval books.
#include <algorithm>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/arrears_parts.h"
#include "payments/service/arrears_service.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/sheet_match.h"

namespace anxin::payments {
namespace {

std::string span_text(const ArrearsItem& item) {
  if (item.first == item.last) return to_string(item.first);
  return to_string(item.first) + "~" + to_string(item.last);
}

// What the book has to say to each row of a table.
class RowChecks {
 public:
  RowChecks(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
            const EstablishRequest& request)
      : contract_(contract),
        request_(request),
        this_month_(month_of(book.today())),
        accrued_(reader, contract.id),
        papers_(find_all(reader, kArrearsPapers)) {}

  void check(std::uint32_t row, const ArrearsItem& item, Findings& findings) {
    if (item.last > this_month_) report(row, findings, kArrearsMonthFuture, "month");
    if (item.first < month_of(contract_.signed_on)) {
      report(row, findings, kArrearsMonthEarly, "month",
             {{"signed_on", to_string(contract_.signed_on)}});
    }
    check_repeated(row, item, findings);
    check_document_used(row, item, findings);
    if (request_.amount_is == AmountIs::in_addition) return;
    const Money accrued = accrued_.of(item);
    if (accrued.is_zero()) return;
    report(row, findings, kArrearsAccrued, "owed",
           {{"accrued", to_string(accrued)}, {"decided", to_string(item.amount)}});
  }

 private:
  void check_repeated(std::uint32_t row, const ArrearsItem& item, Findings& findings) {
    auto& earlier = rows_of_[item.worker];
    for (const auto& [first, other] : earlier) {
      if (!overlap(item, other)) continue;
      report(row, findings, kArrearsRowRepeated, "month", {{"first", std::to_string(first)}});
      break;
    }
    earlier.emplace_back(row, item);
  }

  // On any contract: one document speaks once about one worker's month.
  void check_document_used(std::uint32_t row, const ArrearsItem& item, Findings& findings) {
    for (const auto& paper : papers_) {
      const bool stands = !std::holds_alternative<paper_state::Withdrawn>(paper.value.state);
      if (!stands || paper.value.document != trim(request_.document)) continue;
      const auto& items = paper.value.items;
      const bool same = std::any_of(items.begin(), items.end(), [&](const ArrearsItem& other) {
        return other.worker == item.worker && overlap(item, other);
      });
      if (same) report(row, findings, kArrearsDocumentUsed, "month", {{"paper", paper.key}});
    }
  }

  static void report(std::uint32_t row, Findings& findings, Reason code, std::string field,
                     Fields details = {}) {
    findings.push_back({row, "", std::move(field), Severity::refuse, code, std::move(details)});
  }

  const Contract& contract_;
  const EstablishRequest& request_;
  Month this_month_;
  AccruedWages accrued_;
  std::vector<Versioned<ArrearsPaper>> papers_;
  std::map<std::string, std::vector<std::pair<std::uint32_t, ArrearsItem>>> rows_of_;
};

struct MatchedArrears {
  MatchedSheet sheet;
  std::vector<bank::ArrearsRow> rows;  ///< one per row of the sheet
  std::vector<ArrearsItem> items;      ///< the same, without their lines
  [[nodiscard]] bool accepted() const { return worst(sheet.findings) != Severity::refuse; }
};

Result<MatchedArrears> match_table(const PaymentsBook& book, const ledger::Reader& reader,
                                   const Contract& contract, const EstablishRequest& request) {
  auto table = bank::read_arrears_table(request.bytes, book.data().captions);
  bank::WageTable wages;
  wages.findings = std::move(table.findings);
  wages.total = table.total;
  for (const auto& row : table.rows) {
    wages.rows.push_back(row.wage);
    if (!request.employer.empty()) wages.rows.back().employer = request.employer;
  }
  MatchedArrears matched;
  matched.sheet = LEDGER_TRY(match_named(book, reader, contract, std::move(wages)));
  RowChecks checks(book, reader, contract, request);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& worker = matched.sheet.rows[i].worker;
    const auto& read = table.rows[i];
    ArrearsItem item{"", worker, read.first, read.last, read.wage.net};
    checks.check(read.wage.row, item, matched.sheet.findings);
    matched.items.push_back(std::move(item));
  }
  std::stable_sort(matched.sheet.findings.begin(), matched.sheet.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.row < b.row; });
  matched.rows = std::move(table.rows);
  return matched;
}

// The paper, and a batch of drafted lines for each wage month that it speaks of.
class Establishment {
 public:
  Establishment(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
                const EstablishRequest& request)
      : book_(book),
        reader_(reader),
        contract_(contract),
        request_(request),
        persons_(book.vault(), reader) {}

  Result<CommandDraft> run(const MatchedArrears& matched, const std::string& proposer) {
    paper_.id = next_paper(reader_, kArrearsPapers, contract_.id, 'A');
    paper_.contract = contract_.id;
    paper_.kind = request_.kind;
    paper_.document = trim(request_.document);
    paper_.on = request_.on;
    paper_.content = sha256(request_.bytes).hex();
    paper_.proposer = proposer;
    paper_.in_addition = request_.amount_is == AmountIs::in_addition;
    for (std::size_t i = 0; i < matched.items.size(); ++i) {
      LEDGER_CHECK(add(matched.sheet.rows[i], matched.items[i]));
    }
    for (const auto& [month, batch] : batches_) {
      draft_.create(kBatches, batch.id, batch);
      change_month(reader_, batch, draft_);
      paper_.batches.push_back(batch.id);
    }
    draft_.create(kArrearsPapers, paper_.id, paper_);
    answer(matched.sheet.parked());
    return std::move(draft_);
  }

 private:
  Result<void> add(const MatchedRow& matched, ArrearsItem item) {
    auto& batch = *LEDGER_TRY(batch_of(item.last));
    PayrollLine line;
    line.id = line_id(batch.id, ++batch.lines);
    line.batch = batch.id;
    line.contract = contract_.id;
    line.row = matched.row->row;
    line.worker = matched.worker;
    line.employer = matched.employer;
    line.team = matched.team;
    line.gross = line.net = item.amount;
    line.parked_for = matched.parked_for;
    const auto sealed = persons_.keep(
        matched.person, provisional_member(contract_.id, matched, item.first), draft_);
    const auto& written = matched.row->account;
    const PayAccount account{
        written.empty() ? matched.person.card : written,
        matched.row->bank_no.empty() ? matched.person.bank_code : matched.row->bank_no};
    LEDGER_CHECK(seal_account(book_.vault(), sealed, account, line));
    draft_.create(kLines, line.id, line);
    batch.gross += item.amount;
    batch.net += item.amount;
    paper_.sum += item.amount;
    item.line = line.id;
    paper_.items.push_back(std::move(item));
    return {};
  }

  Result<PayrollBatch*> batch_of(Month month) {
    if (const auto known = batches_.find(month); known != batches_.end()) return &known->second;
    auto batch = new_batch(reader_, contract_.id, month, BatchKind::decision);
    batch.maker = paper_.proposer;
    batch.content = paper_.content;
    batch.due_on = LEDGER_TRY(due_date(book_, contract_, month));
    // The document stands for the workers' confirmation.
    batch.state = batch_state::Confirmed{paper_.proposer, ""};
    return &batches_.emplace(month, std::move(batch)).first->second;
  }

  void answer(std::size_t parked) {
    draft_.answer("paper", paper_.id);
    draft_.answer("batches", join(paper_.batches, ","));
    draft_.answer("lines", count_text(paper_.items.size()));
    draft_.answer("parked", count_text(parked));
    draft_.answer("sum", to_string(paper_.sum));
    draft_.answer("state", std::string(to_word(paper_.state)));
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  const EstablishRequest& request_;
  MetPersons persons_;
  ArrearsPaper paper_;
  std::map<Month, PayrollBatch> batches_;
  CommandDraft draft_;
};

Role proposer_of(ArrearsKind kind) {
  return kind == ArrearsKind::admission ? Role::approver : Role::regulator;
}

// Between proposal and approval a payroll may have accrued the same wages.
Result<void> check_still_unaccrued(const ledger::Reader& reader, const ArrearsPaper& paper) {
  if (paper.in_addition) return {};
  const AccruedWages accrued(reader, paper.contract);
  for (const auto& item : paper.items) {
    const Money sum = accrued.of(item);
    if (sum.is_zero()) continue;
    return fail(kArrearsAccruedSince, {{"worker", item.worker},
                                       {"month", span_text(item)},
                                       {"accrued", to_string(sum)},
                                       {"decided", to_string(item.amount)}});
  }
  return {};
}

}  // namespace

Result<CommandDraft> book_arrears(const PaymentsBook& book, const ledger::Reader& reader,
                                  const Versioned<ArrearsPaper>& paper, const std::string& person) {
  LEDGER_CHECK(check_still_unaccrued(reader, paper.value));
  const auto contract = LEDGER_TRY(book.contract(reader, paper.value.contract));
  CommandDraft draft;
  for (const auto& id : paper.value.batches) {
    auto loaded = LEDGER_TRY(load_batch(reader, id));
    auto batch = loaded.batch.value;
    const Accrual accrual{contract.value, batch.month,
                          std::min(last_day(batch.month), book.today())};
    for (const auto& line : loaded.lines) {
      auto changed = line.value;
      changed.state = state_once_owed(changed);
      accrue(reader, accrual, changed, draft);
      draft.update(kLines, line, changed);
    }
    batch.state = batch_state::Approved{person};
    draft.update(kBatches, loaded.batch, batch);
    change_month(reader, batch, draft);
  }
  auto approved = paper.value;
  approved.state = paper_state::Approved{person, book.today()};
  draft.update(kArrearsPapers, paper, approved);
  draft.answer("paper", approved.id);
  draft.answer("sum", to_string(approved.sum));
  draft.answer("state", std::string(to_word(approved.state)));
  return draft;
}

Result<CheckedArrears> ArrearsService::check(const EstablishRequest& request) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
  auto matched = LEDGER_TRY(match_table(book_, reader, contract.value, request));
  CheckedArrears checked;
  for (const auto& row : matched.sheet.rows) {
    checked.workers.push_back(row.worker);
    checked.employers.push_back(row.employer);
  }
  checked.table.rows = std::move(matched.rows);
  checked.table.total = matched.sheet.table.total;
  checked.findings = std::move(matched.sheet.findings);
  return checked;
}

Result<ledger::Receipt> ArrearsService::establish(const Caller& caller,
                                                  const EstablishRequest& request) {
  const bool in_addition = request.amount_is == AmountIs::in_addition;
  Fields content{{"/op", "arrears.establish"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/file", sha256(request.bytes).hex()},
                 {"/kind", std::string(to_word(request.kind))},
                 {"/document", request.document},
                 {"/on", to_string(request.on)},
                 {"/employer", request.employer},
                 {"/in_addition", in_addition ? "yes" : "no"}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, contract.value, {proposer_of(request.kind)}));
        LEDGER_CHECK(check_arrears_document(request.document));
        if (request.on > book_.today()) {
          return fail(kArrearsDate, {{"on", to_string(request.on)}});
        }
        const auto matched = LEDGER_TRY(match_table(book_, reader, contract.value, request));
        if (!matched.accepted()) {
          return fail(kArrearsRefused, {{"count", count_text(matched.sheet.findings.size())}});
        }
        return Establishment(book_, reader, contract.value, request).run(matched, staff.person);
      });
}

}  // namespace anxin::payments
