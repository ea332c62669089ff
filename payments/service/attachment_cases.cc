#include <algorithm>
#include <chrono>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/domain/posting.h"
#include "payments/service/arrears_parts.h"
#include "payments/service/attachment_service.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/suspense_parts.h"

namespace anxin::payments {
namespace {

template <class... States>
bool is_in(const AttachmentState& state) {
  return (std::holds_alternative<States>(state) || ...);
}

struct AttachmentStanding {
  Money balance;
  Money wages_due;
  Money bound;  ///< what is not to be reached: wages due, and credits nobody has explained
  Money excess;
};

// A wage that was paid before its month had accrued lowers nobody else's.
Money wages_due(const ledger::Reader& reader, const std::string& contract, Date day) {
  Money due;
  for (const auto& payable : reader.accounts(chart::wage_payable_prefix(contract))) {
    due += std::max(Money(), balance_on(reader, payable, day));
  }
  return due;
}

// At the day's end, on the account that the order is against. What is in flight is owed until it
// has arrived, and is counted so. Credits that nobody has explained may be wages that came back. Of
// the deposit only its interest is freely the contractor's.
AttachmentStanding standing_on(const ledger::Reader& reader, const AttachmentCase& attachment,
                               const book::AccountName& account, Date day) {
  const auto& contract = attachment.contract;
  AttachmentStanding standing;
  standing.wages_due = wages_due(reader, contract, day);
  standing.balance = balance_on(reader, account, day);
  if (attachment.account == AttachedAccount::deposit) {
    standing.excess = balance_on(reader, chart::deposit_interest(contract), day);
    return standing;
  }
  standing.bound = standing.wages_due + balance_on(reader, chart::suspense_in(contract), day);
  standing.excess = std::max(Money(), standing.balance - standing.bound);
  return standing;
}

// A case outlives the account: what is shown or lifted later was opened on the last one.
Result<book::AccountName> attached_account(const PaymentsBook& book, const ledger::Reader& reader,
                                           const AttachmentCase& attachment) {
  const auto& contract = attachment.contract;
  if (attachment.account == AttachedAccount::deposit) return chart::deposit_bank(contract);
  return LEDGER_TRY(book.last_wage_account(reader, contract)).ledger_name;
}

Result<AttachmentStanding> standing_of(const PaymentsBook& book, const ledger::Reader& reader,
                                       const AttachmentCase& attachment, Date day) {
  const auto account = LEDGER_TRY(attached_account(book, reader, attachment));
  return standing_on(reader, attachment, account, day);
}

Result<void> check_act(const AttachmentCase& attachment, const AttachmentAct& act, Date today) {
  if (!check_arrears_document(act.document)) {
    return fail(kAttachmentIncomplete, {{"max", count_text(kDocumentBytesMax)}});
  }
  const bool early = !attachment.steps.empty() && act.on < attachment.steps.back().on;
  if (act.on > today || early) return fail(kAttachmentDate, {{"on", to_string(act.on)}});
  return {};
}

tl::unexpected<Fault> wrong_state(const AttachmentCase& attachment) {
  return fail(kAttachmentState,
              {{"case", attachment.id}, {"state", std::string(to_word(attachment.state))}});
}

// From which states a step leads to another. A court's own steps are recorded whenever they come.
bool may_become(const AttachmentState& from, const AttachmentState& to) {
  using namespace attachment_state;
  if (is_in<Lifted>(from)) return false;
  if (is_in<NatureNoticed>(to)) return is_in<Received, Objected>(from);
  if (is_in<Objected>(to)) return is_in<Received, NatureNoticed>(from);
  return true;
}

// Taking explains a debit of the wage account, or discharges wages with it: the contractor whose
// debt it pays does not say so itself.
bool is_taking_of_wages(const AttachmentCase& attachment) {
  return attachment.account == AttachedAccount::wage &&
         is_in<attachment_state::Executed>(attachment.state);
}

std::initializer_list<Role> roles_for(const AttachmentCase& attachment) {
  using namespace attachment_state;
  static constexpr std::initializer_list<Role> kBank{Role::bank};
  static constexpr std::initializer_list<Role> kObjectors{Role::regulator, Role::approver};
  static constexpr std::initializer_list<Role> kTakers{Role::bank, Role::regulator};
  static constexpr std::initializer_list<Role> kAll{Role::bank, Role::regulator, Role::clerk,
                                                    Role::approver};
  if (is_taking_of_wages(attachment)) return kTakers;
  if (is_in<NatureNoticed>(attachment.state)) return kBank;
  return is_in<Objected>(attachment.state) ? kObjectors : kAll;
}

Result<Staff> require_for(const PaymentsBook& book, const ledger::Reader& reader,
                          const Caller& caller, const AttachmentCase& attachment) {
  const auto contract = LEDGER_TRY(book.contract(reader, attachment.contract));
  const auto roles = roles_for(attachment);
  if (attachment.account == AttachedAccount::wage) {
    return book.require(reader, caller, contract.value, roles);
  }
  const auto deposit = find(reader, kDeposits, contract.value.id);
  const std::string bank = deposit ? deposit->value.terms.bank : "";
  return book.require(reader, caller, contract.value, PaymentsBook::Acting{bank, roles});
}

void answer(CommandDraft& draft, const AttachmentCase& attachment,
            const AttachmentStanding& standing) {
  draft.answer("case", attachment.id);
  draft.answer("amount", to_string(attachment.amount));
  draft.answer("balance", to_string(standing.balance));
  draft.answer("wages_due", to_string(standing.wages_due));
  draft.answer("excess", to_string(standing.excess));
  draft.answer("executed", to_string(attachment.executed));
  draft.answer("state", std::string(to_word(attachment.state)));
}

Fields content_of(std::string op, const Caller& caller, const AttachmentAct& act) {
  return {{"/op", std::move(op)},
          {"/actor", caller.actor},
          {"/case", act.id},
          {"/document", act.document},
          {"/on", to_string(act.on)}};
}

struct LoadedCase {
  Versioned<AttachmentCase> stored;
  AttachmentCase attachment;    ///< in the state to come, with the step
  AttachmentStanding standing;  ///< today
};

// What every step does: who may, its document and day, and whether it fits.
class Stepper {
 public:
  Stepper(const PaymentsBook& book, const ledger::Reader& reader) : book_(book), reader_(reader) {}

  Result<LoadedCase> run(const Caller& caller, const AttachmentAct& act,
                         const AttachmentState& state) {
    const auto stored = find(reader_, kAttachments, act.id);
    if (!stored) return fail(kAttachmentUnknown, {{"attachment", act.id}});
    LoadedCase loaded{*stored, stored->value, {}};
    loaded.attachment.state = state;
    const auto staff = LEDGER_TRY(require_for(book_, reader_, caller, loaded.attachment));
    const bool is_opener = staff.person == stored->value.steps.front().by;
    if (is_taking_of_wages(loaded.attachment) && is_opener) return fail(kSamePerson);
    LEDGER_CHECK(check_act(stored->value, act, book_.today()));
    if (!may_become(stored->value.state, state)) return wrong_state(stored->value);
    loaded.standing = LEDGER_TRY(standing_of(book_, reader_, stored->value, book_.today()));
    const auto then = LEDGER_TRY(standing_of(book_, reader_, stored->value, act.on));
    loaded.attachment.steps.push_back(
        {state, std::string(trim(act.document)), staff.person, act.on, {}, then.excess});
    return loaded;
  }

 private:
  const PaymentsBook& book_;
  const ledger::Reader& reader_;
};

// The debit that a statement brought and nobody could explain: not before the order, and of several
// the one nearest to the day that the court names.
std::optional<Versioned<BankEntry>> unexplained_debit(const ledger::Reader& reader,
                                                      const AttachmentCase& attachment,
                                                      const AttachmentExecution& execution) {
  const Date ordered_on = attachment.steps.front().on;
  const auto distance = [&](const Versioned<BankEntry>& entry) {
    return std::chrono::abs(entry.value.booked - execution.act.on);
  };
  std::optional<Versioned<BankEntry>> nearest;
  for (auto& entry : find_all(reader, kBankEntries, attachment.contract + "/")) {
    const bool fits = entry.value.direction == Direction::debit &&
                      entry.value.amount == execution.amount && entry.value.booked >= ordered_on &&
                      std::holds_alternative<match::Suspense>(entry.value.match);
    if (fits && (!nearest || distance(entry) < distance(*nearest))) nearest = std::move(entry);
  }
  return nearest;
}

// A case of the same order against the same account, which the first serves as well; nothing where
// that was lifted.
Result<void> check_not_opened(const ledger::Reader& reader, const AttachmentCase& attachment,
                              const std::string& document) {
  for (const auto& one : find_of_contract(reader, kAttachments, attachment.contract)) {
    const auto& other = one.value;
    const bool same = other.account == attachment.account && other.court == attachment.court &&
                      other.steps.front().document == document;
    if (same && !is_in<attachment_state::Lifted>(other.state)) {
      return fail(kAttachmentExists, {{"document", document}, {"case", other.id}});
    }
  }
  return {};
}

// What the money taken from the wage account has become.
class Taking {
 public:
  Taking(const PaymentsBook& book, const ledger::Reader& reader, CommandDraft& draft)
      : book_(book), reader_(reader), draft_(draft) {}

  Result<void> run(AttachmentCase& attachment, const AttachmentExecution& execution) {
    const auto entry = unexplained_debit(reader_, attachment, execution);
    if (!entry) {
      return fail(kAttachmentNotOnStatement, {{"amount", to_string(execution.amount)}});
    }
    auto explained = entry->value;
    explained.match = match::ByReference{attachment.id, ""};
    draft_.update(kBankEntries, *entry, explained);
    taken_on_ = entry->value.booked;
    attachment.steps.back().excess = excess_before(attachment, entry->value);
    const bool for_wages =
        attachment.purpose == AttachmentPurpose::wages || !execution.lines.empty();
    if (for_wages) return pay_lines(attachment, execution);
    const auto contract = LEDGER_TRY(book_.contract(reader_, attachment.contract));
    const auto owed = posting::restitution_owed(attachment.contract, contract.value.contractor);
    draft_.ensure_open(reader_, owed.debit, contract.value.signed_on);
    draft_.post(taken_on_, owed, execution.amount);
    return {};
  }

 private:
  // What was due on the day of the taking counts, whenever it is recorded. The debit has lowered
  // that day's balance.
  [[nodiscard]] Money excess_before(const AttachmentCase& attachment,
                                    const BankEntry& debit) const {
    const auto statement = find(reader_, kStatements, debit.statement);
    const auto account = chart::wage_bank(attachment.contract, statement->value.wage_account);
    const auto then = standing_on(reader_, attachment, account, debit.booked);
    return std::max(Money(), then.balance + debit.amount - then.bound);
  }

  Result<void> pay_lines(const AttachmentCase& attachment, const AttachmentExecution& execution) {
    const auto owed = LEDGER_TRY(discharge_by_debit(
        reader_, {attachment.contract, attachment.id, taken_on_}, execution.lines, draft_));
    const bool fits = owed == execution.amount && attachment.purpose == AttachmentPurpose::wages;
    if (!fits) {
      return fail(kAttachmentLines,
                  {{"owed", to_string(owed)}, {"amount", to_string(execution.amount)}});
    }
    return {};
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  CommandDraft& draft_;
  Date taken_on_;  // the day on which the bank booked the debit
};

void note_execution(AttachmentCase& attachment, Money amount) {
  auto& taken = attachment.steps.back();
  taken.amount = amount;
  attachment.executed += amount;
  if (attachment.purpose == AttachmentPurpose::wages) return;
  attachment.beyond += std::max(Money(), amount - taken.excess);
}

}  // namespace

std::string open_attachment(const ledger::Reader& reader, const std::string& contract) {
  using namespace attachment_state;
  for (const auto& one : find_of_contract(reader, kAttachments, contract)) {
    const auto& found = one.value;
    const bool is_over = is_in<Lifted, Executed>(found.state);
    if (found.account == AttachedAccount::wage && !is_over) return found.id;
  }
  return "";
}

Money taken_beyond(const ledger::Reader& reader, const std::string& contract) {
  Money sum;
  for (const auto& one : find_of_contract(reader, kAttachments, contract)) {
    sum += one.value.beyond;
  }
  return sum;
}

Result<ledger::Receipt> AttachmentService::open(const Caller& caller,
                                                const AttachmentOrder& order) {
  Fields content{{"/op", "attachment.open"},
                 {"/actor", caller.actor},
                 {"/contract", order.contract},
                 {"/account", std::string(to_word(order.account))},
                 {"/court", order.court},
                 {"/document", order.document},
                 {"/amount", to_string(order.amount)},
                 {"/purpose", std::string(to_word(order.purpose))},
                 {"/on", to_string(order.on)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, order.contract));
        AttachmentCase attachment;
        attachment.contract = contract.value.id;
        attachment.account = order.account;
        attachment.court = trim(order.court);
        attachment.amount = order.amount;
        attachment.purpose = order.purpose;
        const auto staff = LEDGER_TRY(require_for(book_, reader, caller, attachment));
        if (!check_arrears_document(order.court)) {
          return fail(kAttachmentIncomplete, {{"max", count_text(kDocumentBytesMax)}});
        }
        LEDGER_CHECK(check_act(attachment, {"", order.document, order.on}, book_.today()));
        if (order.amount <= Money()) return fail_at(kAmountInvalid, "/amount");
        const std::string document(trim(order.document));
        LEDGER_CHECK(check_not_opened(reader, attachment, document));
        attachment.id = next_paper(reader, kAttachments, contract.value.id, 'Q');
        const auto standing = LEDGER_TRY(standing_of(book_, reader, attachment, book_.today()));
        const auto then = LEDGER_TRY(standing_of(book_, reader, attachment, order.on));
        attachment.steps.push_back(
            {attachment.state, document, staff.person, order.on, {}, then.excess});
        CommandDraft draft;
        draft.create(kAttachments, attachment.id, attachment);
        answer(draft, attachment, standing);
        return draft;
      });
}

Result<ledger::Receipt> AttachmentService::step(const Caller& caller, const AttachmentAct& act,
                                                const AttachmentState& state) {
  auto content = content_of("attachment." + std::string(to_word(state)), caller, act);
  if (const auto* decided = std::get_if<attachment_state::Decided>(&state)) {
    content.push_back({"/outcome", std::string(to_word(decided->outcome))});
  }
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto loaded = LEDGER_TRY(Stepper(book_, reader).run(caller, act, state));
        CommandDraft draft;
        draft.update(kAttachments, loaded.stored, loaded.attachment);
        answer(draft, loaded.attachment, loaded.standing);
        return draft;
      });
}

Result<ledger::Receipt> AttachmentService::notice_nature(const Caller& caller,
                                                         const AttachmentAct& act) {
  return step(caller, act, attachment_state::NatureNoticed{});
}

Result<ledger::Receipt> AttachmentService::object(const Caller& caller, const AttachmentAct& act) {
  return step(caller, act, attachment_state::Objected{});
}

Result<ledger::Receipt> AttachmentService::decide(const Caller& caller, const AttachmentAct& act,
                                                  AttachmentOutcome outcome) {
  return step(caller, act, attachment_state::Decided{outcome});
}

Result<ledger::Receipt> AttachmentService::lift(const Caller& caller, const AttachmentAct& act) {
  return step(caller, act, attachment_state::Lifted{});
}

Result<ledger::Receipt> AttachmentService::execute(const Caller& caller,
                                                   const AttachmentExecution& execution) {
  auto content = content_of("attachment.execute", caller, execution.act);
  content.push_back({"/amount", to_string(execution.amount)});
  content.push_back({"/lines", join(execution.lines, ",")});
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        auto loaded = LEDGER_TRY(
            Stepper(book_, reader).run(caller, execution.act, attachment_state::Executed{}));
        if (execution.amount <= Money()) return fail_at(kAmountInvalid, "/amount");
        auto& attachment = loaded.attachment;
        CommandDraft draft;
        if (attachment.account == AttachedAccount::wage) {
          LEDGER_CHECK(Taking(book_, reader, draft).run(attachment, execution));
        }
        note_execution(attachment, execution.amount);
        draft.update(kAttachments, loaded.stored, attachment);
        answer(draft, attachment, loaded.standing);
        draft.answer("excess_then", to_string(attachment.steps.back().excess));
        draft.answer("beyond", to_string(attachment.beyond));
        return draft;
      });
}

Result<AttachmentView> AttachmentService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  auto found = find(reader, kAttachments, id);
  if (!found) return fail(kAttachmentUnknown, {{"attachment", id}});
  const auto standing = LEDGER_TRY(standing_of(book_, reader, found->value, book_.today()));
  return AttachmentView{std::move(found->value), standing.balance, standing.wages_due,
                        standing.excess};
}

Result<std::vector<AttachmentView>> AttachmentService::list(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  std::vector<AttachmentView> views;
  for (auto& one : find_of_contract(reader, kAttachments, contract.value.id)) {
    const auto standing = LEDGER_TRY(standing_of(book_, reader, one.value, book_.today()));
    views.push_back({std::move(one.value), standing.balance, standing.wages_due, standing.excess});
  }
  return views;
}

}  // namespace anxin::payments
