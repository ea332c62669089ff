// A result (pain.002): each line moves forward, its money is settled or released.
#include <map>

#include "ledger/base/amount.h"
#include "payments/service/bank_service.h"
#include "payments/service/open_claims.h"
#include "payments/service/payroll_service.h"
#include "payments/service/result_check.h"
#include "payments/service/row_match.h"

namespace anxin::payments {
namespace {

using namespace line_state;

// Where a line of the file stands at the bank: its place in the file's hold, when it has one. It
// may be in flight elsewhere since: with the bank that keeps the deposit.
std::optional<std::uint32_t> hold_line_of(const LineState& state, const std::string& file) {
  if (const auto* in_flight = std::get_if<InFlight>(&state); in_flight && in_flight->file == file) {
    return in_flight->hold_line;
  }
  if (const auto* unknown = std::get_if<Unknown>(&state)) return unknown->hold_line;
  return std::nullopt;
}

struct LoadedFile {
  Versioned<InstructionFile> file;
  LoadedBatch batch;
};

class ResultTaking {
 public:
  ResultTaking(const PaymentsBook& book, const ledger::Reader& reader,
               const PaymentsBook::Account& account, LoadedFile loaded)
      : book_(book),
        reader_(reader),
        account_(account),
        file_(std::move(loaded.file)),
        loaded_(std::move(loaded.batch)) {
    for (auto& line : loaded_.lines) lines_[line.value.id] = &line;
  }

  /// Requires: the result names only lines of the file (compare()).
  CommandDraft run(const PaymentResult& result) {
    outcome_.on = book_.today();
    if (result.statuses.empty()) {
      take_group(result.group_status);
    } else {
      for (const auto& status : result.statuses) take(status);
    }
    finish();
    return std::move(draft_);
  }

 private:
  // A bank that refuses the file as a whole names no lines.
  void take_group(const std::string& status) {
    if (status != "RJCT") return;
    whole_file_refused_ = true;
    for (const auto& id : file_.value.lines) {
      PaymentStatus refused;
      refused.end_to_end_id = id;
      refused.status = status;
      refused.outcome = PaymentOutcome::failed;
      take(refused);
    }
  }

  void take(const PaymentStatus& status) {
    if (!names_a_line(status)) return except(kLineUnnamed, "?");
    auto& line = *lines_.at(status.end_to_end_id);
    if (status.amount && *status.amount != line.value.net) {
      return except(kAmountDiffers, line.value.id);
    }
    const auto hold_line = hold_line_of(line.value.state, file_.value.id);
    if (!hold_line) return take_again(status, line.value);
    move(status, line, *hold_line);
  }

  // The line is decided already: the same word again is nothing, another is for a person.
  void take_again(const PaymentStatus& status, const PayrollLine& line) {
    const bool paid = std::holds_alternative<Paid>(line.state);
    const bool failed = std::holds_alternative<Failed>(line.state) ||
                        std::holds_alternative<FailedMoneyOut>(line.state);
    const bool same = (paid && status.outcome == PaymentOutcome::paid) ||
                      (failed && status.outcome == PaymentOutcome::failed);
    if (!same && status.outcome != PaymentOutcome::in_flight) except(kStatusBackwards, line.id);
  }

  void move(const PaymentStatus& status, Versioned<PayrollLine>& line, std::uint32_t hold_line) {
    switch (status.outcome) {
      case PaymentOutcome::in_flight:
        return;
      case PaymentOutcome::paid:
        draft_.settle(file_.value.hold_key, hold_line, outcome_.on);
        // Who pays in the employer's place has a claim on it from then on (Decree 724 art. 30).
        post_claim(reader_, line.value, outcome_.on, draft_);
        ++outcome_.paid_lines;
        outcome_.paid += line.value.net;
        return change(line, Paid{file_.value.id, outcome_.on});
      case PaymentOutcome::failed:
        ++outcome_.failed_lines;
        outcome_.failed += line.value.net;
        return fail_line(status, line, hold_line);
      case PaymentOutcome::unknown:
        except(kOutcomeUnclear, line.value.id);
        return change(line, Unknown{file_.value.id, hold_line, status.status});
    }
  }

  void fail_line(const PaymentStatus& status, Versioned<PayrollLine>& line,
                 std::uint32_t hold_line) {
    if (account_.profile.debit_mode == DebitMode::gross && !whole_file_refused_) {
      // The money has left with the batch: the hold stays until the statement shows it back.
      return change(line, FailedMoneyOut{file_.value.id, hold_line, status.reason});
    }
    draft_.release(file_.value.hold_key, hold_line);
    change(line, Failed{status.reason});
  }

  void change(Versioned<PayrollLine>& line, LineState state) {
    auto changed = line.value;
    changed.state = std::move(state);
    draft_.update(kLines, line, changed);
    line.value = std::move(changed);
  }

  void except(Reason reason, const std::string& line) {
    if (!exception_text_.empty()) exception_text_ += ", ";
    exception_text_ += std::string(reason.word()) + " " + line;
    ++exceptions_;
  }

  void finish() {
    if (outcome_.paid_lines + outcome_.failed_lines > 0) {
      auto file = file_.value;
      file.outcomes.push_back(outcome_);
      draft_.update(kFiles, file_, file);
      file_.value = std::move(file);
    }
    auto batch = loaded_.batch.value;
    batch.state = state_after(batch, loaded_.lines);
    if (batch.state.index() != loaded_.batch.value.state.index()) {
      draft_.update(kBatches, loaded_.batch, batch);
    }
    draft_.answer("kind", "result");
    draft_.answer("file", file_.value.id);
    draft_.answer("paid", count_text(outcome_.paid_lines));
    draft_.answer("paid_sum", to_string(outcome_.paid));
    draft_.answer("failed", count_text(outcome_.failed_lines));
    draft_.answer("failed_sum", to_string(outcome_.failed));
    draft_.answer("in_flight", count_text(undecided(file_.value)));
    draft_.answer("exceptions", count_text(exceptions_));
    if (exceptions_ > 0) draft_.answer("exception_lines", exception_text_);
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const PaymentsBook::Account& account_;
  Versioned<InstructionFile> file_;
  LoadedBatch loaded_;
  std::map<std::string, Versioned<PayrollLine>*> lines_;
  FileOutcome outcome_;
  std::size_t exceptions_ = 0;
  std::string exception_text_;
  bool whole_file_refused_ = false;  // then nothing has left the account
  CommandDraft draft_;
};

}  // namespace

Result<ledger::Receipt> BankService::import_result(const Caller& caller,
                                                   const PaymentResult& stated,
                                                   const std::string& digest) {
  // A whole file can be refused without naming its lines; any other word must name them, unless the
  // bank's profile says that it names failures alone.
  const bool silent = stated.statuses.empty() && stated.absence == Absence::says_nothing;
  if (silent && stated.group_status != "RJCT") return fail(kNothingToImport);
  Fields content{{"/op", "bank.import"}, {"/actor", caller.actor}, {"/file", digest}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto result = stated;
        const auto original = instruction_of(result);
        auto file = find(reader, kFiles, original);
        if (!file) return fail(kFileUnknown, {{"file", original}});
        const auto contract = LEDGER_TRY(book_.contract(reader, file->value.contract));
        const auto account = LEDGER_TRY(
            book_.wage_account_named(reader, contract.value.id, file->value.wage_account));
        LEDGER_TRY(
            book_.require(reader, caller, contract.value,
                          {account.account.bank, {Role::bank, Role::clerk, Role::approver}}));
        const auto key = contract.value.id + "/" + result.message_id;
        if (find(reader, kResults, key)) return fail(kDuplicateFile, {{"file", result.message_id}});
        auto against = LEDGER_TRY(name_lines(book_, reader, file->value, result));
        for (auto& one : compare(result, file->value)) against.push_back(std::move(one));
        if (!against.empty()) {
          return fail(kBankFileRefused, {{"count", count_text(against.size())}});
        }
        auto loaded = LEDGER_TRY(load_batch(reader, file->value.batch));
        LoadedFile answered{std::move(*file), std::move(loaded)};
        auto draft = ResultTaking(book_, reader, account, std::move(answered)).run(result);
        draft.create(kResults, key, {contract.value.id, original, digest});
        return draft;
      });
}

}  // namespace anxin::payments
