// Instruction: cover, the hold, and the bank's files.
#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/outgoing_file.h"
#include "payments/domain/chart.h"
#include "payments/service/file_layout.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/payroll_service.h"
#include "payments/service/wage_paper_service.h"

namespace anxin::payments {
namespace {

std::string remittance(Month month) {
  return fmt::format("{}年{}月工资", static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}

// The message that a file stands for, put together from the records.
Result<Initiation> initiation_of(const PaymentsBook& book, const ledger::Reader& reader,
                                 const InstructionFile& file,
                                 const std::vector<PayrollLine>& lines) {
  const auto account =
      LEDGER_TRY(book.wage_account_named(reader, file.contract, file.wage_account));
  const auto batch = find(reader, kBatches, file.batch);
  if (!batch) return fail(kBatchUnknown, {{"batch", file.batch}});
  Initiation initiation;
  initiation.message_id = initiation.payment_info_id = file.id;
  initiation.created = file.created;
  initiation.initiator = account.account.name;
  initiation.execution = file.execution;
  initiation.debtor = {account.account.name, account.account.number, account.account.bank_code};
  for (const auto& line : lines) {
    const auto sealed = find(reader, kPersons, line.worker);
    if (!sealed) return fail(kSealBroken);
    const auto person = LEDGER_TRY(book.vault().open_person(sealed->value));
    const auto to = LEDGER_TRY(open_account(book.vault(), sealed->value, line));
    const auto payee = LEDGER_TRY(payee_of(book.vault(), reader, line));
    initiation.transfers.push_back({line.id,
                                    line.net,
                                    {payee ? payee->name : person.name, to.card, to.bank_code},
                                    payee ? "" : person.id_no,
                                    remittance(batch->value.month)});
  }
  return initiation;
}

Result<OutgoingProfile> outgoing_named(const PaymentsBook& book, const std::string& id) {
  const auto* found = find_outgoing(book.data().outgoing, id);
  if (found == nullptr) return fail(kOutgoingUnknown, {{"profile", id}});
  return *found;
}

// Under which key the hold is found again, and in which layout the files go.
struct InstructBy {
  std::string hold_key;
  std::string outgoing;  ///< empty: that of the account's bank
};

class Instruction {
 public:
  Instruction(const PaymentsBook& book, const ledger::Reader& reader, LoadedBatch loaded,
              InstructBy by)
      : book_(book),
        reader_(reader),
        loaded_(std::move(loaded)),
        by_(std::move(by)),
        batch_(loaded_.batch.value) {
    for (const auto& line : loaded_.lines) stored_[line.value.id] = &line;
  }

  Result<CommandDraft> run(const ShortfallChoice& choice, const std::string& approver) {
    account_ = LEDGER_TRY(book_.wage_account(reader_, batch_.contract));
    const auto& layout = by_.outgoing.empty() ? account_->profile.outgoing : by_.outgoing;
    outgoing_ = LEDGER_TRY(outgoing_named(book_, layout));
    std::vector<const PayrollLine*> lines;
    for (const auto& line : loaded_.lines) {
      if (std::holds_alternative<line_state::Accrued>(line.value.state)) {
        lines.push_back(&line.value);
      }
    }
    if (lines.empty()) return fail(kNothingToInstruct, {{"batch", batch_.id}});
    const auto plan = LEDGER_TRY(plan_cover(lines, usable(), choice));
    if (plan.now.empty()) {
      batch_.state = batch_state::AwaitingFunds{approver, plan.shortfall};
    } else {
      LEDGER_CHECK(make_files(plan.now));
      require_cover(plan.now);
      batch_.state = batch_state::Instructed{approver};
    }
    draft_.update(kBatches, loaded_.batch, batch_);
    answer(plan);
    return std::move(draft_);
  }

 private:
  // What may be spent: on the account, not held, and not somebody else's.
  Money usable() const {
    const auto bank = reader_.account(account_->ledger_name);
    const auto suspense = reader_.account(chart::suspense_in(batch_.contract));
    if (!bank || !suspense) return {};
    return to_money(Total(bank->available() - to_total(suspense->balance())));
  }

  // Another instruction may have been decided on the same money: the ledger looks again.
  void require_cover(const std::vector<Payable>& payables) {
    Money needed = reader_.account(chart::suspense_in(batch_.contract))->balance();
    for (const auto& payable : payables) needed += payable.amount;
    draft_.hold_needs(account_->ledger_name, needed);
  }

  Result<void> make_files(const std::vector<Payable>& payables) {
    const std::size_t limit = std::min(account_->profile.lines_max, outgoing_.lines_max);
    for (std::size_t first = 0; first < payables.size(); first += limit) {
      const auto last = std::min(first + limit, payables.size());
      LEDGER_CHECK(make_file({payables.begin() + static_cast<std::ptrdiff_t>(first),
                              payables.begin() + static_cast<std::ptrdiff_t>(last)}));
    }
    return {};
  }

  Result<void> make_file(const std::vector<Payable>& payables) {
    InstructionFile file;
    file.id = file_id(batch_.id, ++batch_.files);
    file.batch = batch_.id;
    file.contract = batch_.contract;
    file.wage_account = account_->account.id;
    file.hold_key = by_.hold_key;
    file.created = book_.now();
    file.execution = LEDGER_TRY(next_working_day());
    std::vector<PayrollLine> paid;
    for (const auto& payable : payables) paid.push_back(LEDGER_TRY(hold(payable, file)));
    const auto initiation = LEDGER_TRY(initiation_of(book_, reader_, file, paid));
    LEDGER_CHECK(bank::check_outgoing(outgoing_, initiation));
    draft_.create(kFiles, file.id, file);
    if (outgoing_.id != kDefaultOutgoing) draft_.create(kFileLayouts, file.id, {outgoing_.id});
    files_.push_back(file.id);
    return {};
  }

  Result<Date> next_working_day() const {
    const Date today = book_.today();
    if (LEDGER_TRY(book_.data().calendar.is_working_day(today))) return today;
    return book_.data().calendar.add_working_days(today, 1);
  }

  Result<PayrollLine> hold(const Payable& payable, InstructionFile& file) {
    auto line = *payable.line;
    if (payable.amount < line.net) {
      LEDGER_CHECK(split_off(book_, {reader_, batch_, draft_}, line, payable.amount));
    }
    line.state = line_state::InFlight{file.id, held_++};
    const auto wage = wage_of(line, batch_.month);
    draft_.hold({posting::wage_paid(wage, account_->ledger_name)}, line.net);
    draft_.update(kLines, *stored_.at(line.id), line);
    file.lines.push_back(line.id);
    file.sum += line.net;
    return line;
  }

  void answer(const CoverPlan& plan) {
    Money sum;
    for (const auto& payable : plan.now) sum += payable.amount;
    draft_.answer("batch", batch_.id);
    draft_.answer("files", join(files_, ","));
    draft_.answer("lines", count_text(plan.now.size()));
    draft_.answer("sum", to_string(sum));
    draft_.answer("shortfall", to_string(plan.shortfall));
    draft_.answer("state", std::string(to_word(batch_.state)));
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  LoadedBatch loaded_;
  InstructBy by_;
  PayrollBatch batch_;
  OutgoingProfile outgoing_;
  std::optional<PaymentsBook::Account> account_;
  CommandDraft draft_;
  std::map<std::string, const Versioned<PayrollLine>*> stored_;
  std::uint32_t held_ = 0;
  std::vector<std::string> files_;
};

// The layout that a file was instructed in.
Result<OutgoingProfile> layout_of(const PaymentsBook& book, const ledger::Reader& reader,
                                  const std::string& file) {
  const auto layout = find(reader, kFileLayouts, file);
  return outgoing_named(book, layout ? layout->value.outgoing : std::string(kDefaultOutgoing));
}

bool may_be_instructed(const BatchState& state) {
  return std::holds_alternative<batch_state::Approved>(state) ||
         std::holds_alternative<batch_state::AwaitingFunds>(state) ||
         std::holds_alternative<batch_state::Instructed>(state);
}

struct ChoiceText {
  std::string operator()(const shortfall::NotChosen&) const { return "none"; }
  std::string operator()(const shortfall::Wait&) const { return "wait"; }
  std::string operator()(const shortfall::Teams& teams) const {
    return "teams=" + join(teams.names, ",");
  }
  std::string operator()(const shortfall::EqualShares&) const { return "equal-shares"; }
};

}  // namespace

Result<ledger::Receipt> PayrollService::instruct(const Caller& caller,
                                                 const InstructRequest& request) {
  Fields content{{"/op", "payroll.instruct"},
                 {"/actor", caller.actor},
                 {"/batch", request.batch},
                 {"/on_shortfall", std::visit(ChoiceText{}, request.choice)}};
  if (!request.profile.empty()) content.push_back({"/profile", request.profile});
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(load_batch(reader, request.batch));
        const auto contract = LEDGER_TRY(book_.contract(reader, loaded.batch.value.contract));
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::approver}));
        if (!may_be_instructed(loaded.batch.value.state)) return wrong_state(loaded.batch.value);
        // Two persons have decided arrears before the contractor pays them, be it who admitted
        // them.
        const bool own = staff.person == loaded.batch.value.maker;
        if (own && loaded.batch.value.kind != BatchKind::decision) return fail(kSamePerson);
        return Instruction(book_, reader, std::move(loaded), {caller.key, request.profile})
            .run(request.choice, staff.person);
      });
}

Result<void> PayrollService::may_reveal(const Caller& caller, const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  LEDGER_TRY(
      book_.require(reader, caller, contract.value, {Role::clerk, Role::approver, Role::bank}));
  return {};
}

Result<std::string> PayrollService::file_bytes(const Caller& caller, const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto file = find(reader, kFiles, id);
  if (!file) return fail(kFileUnknown, {{"file", id}});
  LEDGER_CHECK(may_reveal(caller, file->value.contract));
  std::vector<PayrollLine> lines;
  for (const auto& line_key : file->value.lines) {
    auto line = find(reader, kLines, line_key);
    if (!line) return fail(kFileUnknown, {{"file", id}});
    lines.push_back(std::move(line->value));
  }
  const auto profile = LEDGER_TRY(layout_of(book_, reader, id));
  const auto initiation = LEDGER_TRY(initiation_of(book_, reader, file->value, lines));
  return bank::write_outgoing(profile, initiation);
}

Result<OutgoingProfile> PayrollService::file_profile(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  if (!find(reader, kFiles, id)) return fail(kFileUnknown, {{"file", id}});
  return layout_of(book_, reader, id);
}

Result<BatchView> PayrollService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  auto loaded = LEDGER_TRY(load_batch(reader, id));
  BatchView view{std::move(loaded.batch.value), {}, {}};
  for (auto& line : loaded.lines) view.lines.push_back(std::move(line.value));
  for (auto& file : find_all(reader, kFiles, id + "-")) view.files.push_back(std::move(file.value));
  return view;
}

Result<std::vector<PayrollBatch>> PayrollService::list(const std::string& contract) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto found = LEDGER_TRY(book_.contract(reader, contract));
  std::vector<PayrollBatch> batches;
  for (auto& batch : find_of_contract(reader, kBatches, found.value.id)) {
    batches.push_back(std::move(batch.value));
  }
  return batches;
}

}  // namespace anxin::payments
