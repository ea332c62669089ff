// The first half of a batch's life: check, submit, confirm.
#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/payroll_service.h"

namespace anxin::payments {
namespace {

// Turns a matched sheet into a batch, its lines, and the persons it met for the first time.
class Submission {
 public:
  Submission(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
             const SubmitRequest& request, std::string maker)
      : book_(book),
        reader_(reader),
        contract_(contract),
        request_(request),
        maker_(std::move(maker)),
        persons_(book.vault(), reader) {}

  Result<CommandDraft> run(const MatchedSheet& sheet) {
    batch_ = new_batch(reader_, contract_.id, request_.month, BatchKind::regular);
    batch_.maker = maker_;
    batch_.content = sha256(request_.bytes).hex();
    batch_.reason = request_.reason;
    LEDGER_CHECK(check_not_submitted());
    LEDGER_CHECK(check_of_this_month());
    batch_.due_on = LEDGER_TRY(due_date(book_, contract_, request_.month));
    if (request_.confirmed) batch_.state = batch_state::Confirmed{maker_, ""};
    LEDGER_CHECK(explain(sheet));
    for (const auto& row : sheet.rows) LEDGER_CHECK(add_line(row));
    draft_.create(kBatches, batch_.id, batch_);
    change_month(reader_, batch_, draft_);
    if (submitted_) {
      draft_.update(kSubmittedFiles, *submitted_, {batch_.id});
    } else {
      draft_.create(kSubmittedFiles, submitted_key(batch_), {batch_.id});
    }
    answer(sheet.parked());
    return std::move(draft_);
  }

 private:
  Result<void> check_not_submitted() {
    const auto before = find(reader_, kSubmittedFiles, submitted_key(batch_));
    const auto batch = before ? find(reader_, kBatches, before->value.batch) : std::nullopt;
    const bool stands =
        batch && !std::holds_alternative<batch_state::Withdrawn>(batch->value.state);
    submitted_ = before;
    if (stands) return fail(kAlreadySubmitted, {{"batch", before->value.batch}});
    return {};
  }

  // Last month's table once more, by mistake, would pay everybody twice.
  Result<void> check_of_this_month() {
    if (!request_.reason.empty()) return {};
    for (const auto& other : find_of_contract(reader_, kBatches, contract_.id)) {
      const auto& batch = other.value;
      const bool same = batch.content == batch_.content && batch.month != batch_.month &&
                        !std::holds_alternative<batch_state::Withdrawn>(batch.state);
      if (!same) continue;
      return fail(kFileOfOtherMonth, {{"month", to_string(batch.month)}, {"batch", other.key}});
    }
    return {};
  }

  Result<void> explain(const MatchedSheet& sheet) {
    for (const auto& finding : sheet.findings) {
      if (finding.severity != Severity::explain) continue;
      batch_.explained.push_back({finding.row, std::string(finding.code.word())});
    }
    if (!batch_.explained.empty() && request_.reason.empty()) {
      return fail(kReasonNeeded, {{"count", count_text(batch_.explained.size())}});
    }
    return {};
  }

  Result<void> add_line(const MatchedRow& matched) {
    const auto& row = *matched.row;
    PayrollLine line;
    line.id = line_id(batch_.id, ++batch_.lines);
    line.batch = batch_.id;
    line.contract = contract_.id;
    line.row = row.row;
    line.worker = matched.worker;
    line.employer = matched.employer;
    line.team = matched.team;
    line.advance = row.advance.value_or(Money());
    line.tax = row.tax.value_or(Money());
    line.other = row.other_deduction.value_or(Money());
    line.net = row.net;
    // A difference by rounding stays with the gross wage: what is paid is what was earned.
    line.gross = row.net + deductions(line);
    line.parked_for = matched.parked_for;
    const auto sealed = persons_.keep(
        matched.person, provisional_member(contract_.id, matched, request_.month), draft_);
    const std::string& card = row.account.empty() ? matched.person.card : row.account;
    LEDGER_CHECK(seal_account(book_.vault(), sealed, {card, matched.person.bank_code}, line));
    batch_.gross += line.gross;
    batch_.deductions += deductions(line);
    batch_.net += line.net;
    draft_.create(kLines, line.id, line);
    return {};
  }

  void answer(std::size_t parked) {
    draft_.answer("batch", batch_.id);
    draft_.answer("lines", count_text(batch_.lines));
    draft_.answer("parked", count_text(parked));
    draft_.answer("explained", count_text(batch_.explained.size()));
    draft_.answer("gross", to_string(batch_.gross));
    draft_.answer("net", to_string(batch_.net));
    draft_.answer("content", batch_.content);
    draft_.answer("state", std::string(to_word(batch_.state)));
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  const SubmitRequest& request_;
  std::string maker_;
  PayrollBatch batch_;
  CommandDraft draft_;
  MetPersons persons_;
  std::optional<Versioned<SubmittedFile>> submitted_;  // by a batch that was withdrawn
};

// A month that has begun, under the contract.
Result<void> check_month(const Contract& contract, Month month, Date today) {
  if (first_day(month) > today) {
    return fail(kMonthAhead, {{"month", to_string(month)}, {"today", to_string(today)}});
  }
  if (last_day(month) < contract.signed_on) {
    return fail(kMonthBeforeContract,
                {{"month", to_string(month)}, {"signed_on", to_string(contract.signed_on)}});
  }
  return {};
}

/// What a retry must repeat too. Nothing where there are none, as before there were choices.
void add_choices(Fields& content, const bank::TableChoices& choices) {
  for (std::size_t at = 0; at < choices.columns.size(); ++at) {
    const auto& choice = choices.columns[at];
    content.push_back({"/map/" + std::to_string(at), choice.field + "=" + choice.place});
  }
  if (!choices.sheet.empty()) content.push_back({"/sheet", choices.sheet});
}

}  // namespace

Result<ledger::Receipt> PayrollService::withdraw(const Caller& caller, const std::string& batch) {
  Fields content{{"/op", "payroll.withdraw"}, {"/actor", caller.actor}, {"/batch", batch}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_batch(reader, batch));
        auto changed = loaded.batch.value;
        const auto contract = LEDGER_TRY(book_.contract(reader, changed.contract));
        const auto staff = LEDGER_TRY(book_.require(
            reader, caller, contract.value, {Role::clerk, Role::approver, Role::subcontractor}));
        LEDGER_CHECK(check_not_arrears(changed));
        const bool open = std::holds_alternative<batch_state::Checked>(changed.state) ||
                          std::holds_alternative<batch_state::Confirmed>(changed.state);
        if (!open) return wrong_state(changed);
        changed.state = batch_state::Withdrawn{staff.person};
        CommandDraft draft;
        draft.update(kBatches, loaded.batch, changed);
        change_month(reader, changed, draft);
        draft.answer("batch", changed.id);
        draft.answer("state", std::string(to_word(changed.state)));
        return draft;
      });
}

Result<MatchedSheet> PayrollService::check(const std::string& contract, Month month,
                                           std::string_view bytes,
                                           const bank::TableChoices& choices) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto found = LEDGER_TRY(book_.contract(reader, contract));
  return match_sheet(book_, reader, found.value, month,
                     bank::read_wage_table(bytes, book_.data().captions, choices));
}

Result<ledger::Receipt> PayrollService::submit(const Caller& caller, const SubmitRequest& request) {
  Fields content{{"/op", "payroll.submit"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/month", to_string(request.month)},
                 {"/file", sha256(request.bytes).hex()},
                 {"/reason", request.reason},
                 {"/confirmed", request.confirmed ? "yes" : "no"}};
  add_choices(content, request.choices);
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::subcontractor}));
        LEDGER_CHECK(check_month(contract.value, request.month, book_.today()));
        const auto sheet = LEDGER_TRY(match_sheet(
            book_, reader, contract.value, request.month,
            bank::read_wage_table(request.bytes, book_.data().captions, request.choices)));
        if (!sheet.table.accepted()) {
          return fail(kSheetRefused, {{"count", count_text(sheet.findings.size())}});
        }
        return Submission(book_, reader, contract.value, request, staff.person).run(sheet);
      });
}

Result<ledger::Receipt> PayrollService::confirm(const Caller& caller, const std::string& batch) {
  Fields content{{"/op", "payroll.confirm"}, {"/actor", caller.actor}, {"/batch", batch}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_batch(reader, batch));
        const auto contract = LEDGER_TRY(book_.contract(reader, loaded.batch.value.contract));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::subcontractor}));
        if (!std::holds_alternative<batch_state::Checked>(loaded.batch.value.state)) {
          return wrong_state(loaded.batch.value);
        }
        auto changed = loaded.batch.value;
        changed.state = batch_state::Confirmed{staff.person, ""};
        CommandDraft draft;
        draft.update(kBatches, loaded.batch, changed);
        draft.answer("batch", changed.id);
        draft.answer("state", std::string(to_word(changed.state)));
        return draft;
      });
}

}  // namespace anxin::payments
