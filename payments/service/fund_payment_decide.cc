// Approval by two persons, and what takes a payment from a fund back before it.
#include "ledger/base/amount.h"
#include "payments/domain/chart.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/fund_payment_parts.h"

namespace anxin::payments {
namespace {

using namespace fund_payment_state;

// Holds every line; what the scheme does not allow of a line becomes a line of its own.
class Holding {
 public:
  Holding(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
          Versioned<FundPayment> stored)
      : book_(book),
        reader_(reader),
        contract_(contract),
        stored_(std::move(stored)),
        payment_(stored_.value) {}

  Result<CommandDraft> run(const std::string& key, WithBank state) {
    LEDGER_CHECK(check_cover());
    for (std::uint32_t place = 0; place < payment_.lines.size(); ++place) {
      LEDGER_CHECK(hold(place));
    }
    draft_.hold_needs(chart::fund_bank(payment_.fund), payment_.sum);
    for (const auto& [id, batch] : batches_) draft_.update(kBatches, stored_batches_.at(id), batch);
    payment_.hold_key = key;
    payment_.state = std::move(state);
    draft_.update(kFundPayments, stored_, payment_);
    draft_.answer("payment", payment_.id);
    draft_.answer("state", std::string(to_word(payment_.state)));
    draft_.answer("sum", to_string(payment_.sum));
    return std::move(draft_);
  }

 private:
  Result<void> check_cover() const {
    const auto held = available_of(reader_, chart::fund_bank(payment_.fund));
    if (payment_.sum <= held) return {};
    return fail(kFundMoreThanHeld, {{"held", to_string(held)}});
  }

  Result<void> hold(std::uint32_t place) {
    const auto& noticed = payment_.lines[place];
    const auto owed = LEDGER_TRY(owed_line(reader_, contract_.id, noticed.line));
    auto line = owed.line.value;
    const bool free =
        std::holds_alternative<line_state::Accrued>(line.state) || is_repairable(line.state);
    if (!free) {
      return fail(kFundLineNotPayable,
                  {{"line", line.id}, {"state", std::string(to_word(line.state))}});
    }
    // The scheme's share was worked out of another wage.
    if (line.net != payment_.nets[place]) {
      return fail(kFundLineNotPayable, {{"line", line.id}, {"state", to_string(line.net)}});
    }
    if (noticed.amount < line.net) {
      const SplitFrom from{reader_, batch_of(line), draft_};
      LEDGER_CHECK(split_off(book_, from, line, noticed.amount));
    }
    const auto moves = moves_of(payment_, owed);
    for (const auto& move : moves.held) {
      draft_.ensure_open(reader_, move.debit, contract_.signed_on);
      draft_.ensure_open(reader_, move.credit, contract_.signed_on);
    }
    draft_.hold(moves.held, noticed.amount);
    line.state =
        line_state::InFlight{payment_.id, place * static_cast<std::uint32_t>(moves.held.size())};
    draft_.update(kLines, owed.line, line);
    return {};
  }

  PayrollBatch& batch_of(const PayrollLine& line) {
    if (!batches_.contains(line.batch)) {
      auto stored = *find(reader_, kBatches, line.batch);
      batches_.emplace(line.batch, stored.value);
      stored_batches_.emplace(line.batch, std::move(stored));
    }
    return batches_.at(line.batch);
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  Versioned<FundPayment> stored_;
  FundPayment payment_;
  std::map<std::string, Versioned<PayrollBatch>> stored_batches_;
  std::map<std::string, PayrollBatch> batches_;  // with the lines that splitting adds
  CommandDraft draft_;
};

CommandDraft first_approval(const Versioned<FundPayment>& stored, const std::string& person) {
  auto payment = stored.value;
  payment.state = Approved{person};
  CommandDraft draft;
  draft.update(kFundPayments, stored, payment);
  draft.answer("payment", payment.id);
  draft.answer("state", std::string(to_word(payment.state)));
  draft.answer("sum", to_string(payment.sum));
  return draft;
}

}  // namespace

Result<Versioned<FundPayment>> load_payment(const ledger::Reader& reader, const std::string& id) {
  auto payment = find(reader, kFundPayments, id);
  if (!payment) return fail(kFundPaymentUnknown, {{"payment", id}});
  return std::move(*payment);
}

tl::unexpected<Fault> wrong_state(const FundPayment& payment) {
  return fail(kFundPaymentState,
              {{"payment", payment.id}, {"state", std::string(to_word(payment.state))}});
}

LineMoves moves_of(const FundPayment& payment, const OwedLine& owed) {
  const auto& line = owed.line.value;
  const auto moves = posting::fund_advances(wage_of(line, owed.month), payment.fund, line.employer);
  return {moves, moves, {}};
}

Result<ledger::Receipt> FundPaymentService::approve(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "fund.advance-approve"}, {"/actor", caller.actor}, {"/payment", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        auto stored = LEDGER_TRY(load_payment(reader, id));
        const auto& payment = stored.value;
        const auto* first = std::get_if<Approved>(&payment.state);
        if (first == nullptr && !std::holds_alternative<Proposed>(payment.state)) {
          return wrong_state(payment);
        }
        const bool before = first != nullptr && first->by == staff.person;
        if (before || payment.proposer == staff.person) return fail(kSamePerson);
        if (first == nullptr) return first_approval(stored, staff.person);
        const auto contract = LEDGER_TRY(book_.contract(reader, payment.contract));
        const WithBank state{first->by, staff.person, book_.today()};
        return Holding(book_, reader, contract.value, std::move(stored)).run(caller.key, state);
      });
}

Result<ledger::Receipt> FundPaymentService::withdraw(const Caller& caller, const std::string& id) {
  Fields content{{"/op", "fund.advance-withdraw"}, {"/actor", caller.actor}, {"/payment", id}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto staff = LEDGER_TRY(book_.require_role(reader, caller, Role::regulator));
        const auto stored = LEDGER_TRY(load_payment(reader, id));
        auto payment = stored.value;
        const bool open = std::holds_alternative<Proposed>(payment.state) ||
                          std::holds_alternative<Approved>(payment.state);
        if (!open) return wrong_state(payment);
        payment.state = Withdrawn{staff.person};
        CommandDraft draft;
        draft.update(kFundPayments, stored, payment);
        draft.answer("payment", payment.id);
        draft.answer("state", std::string(to_word(payment.state)));
        return draft;
      });
}

}  // namespace anxin::payments
