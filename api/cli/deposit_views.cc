#include "api/cli/deposit_views.h"

#include <algorithm>
#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/deposit_receipt.h"
#include "api/views/deposit_totals.h"
#include "api/views/deposits.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::DepositNotice;
using payments::DepositView;
using payments::to_word;

using payments::DutyDay;

std::string day_text(const Context& context, const DutyDay& day) {
  const auto date = to_string(day.date);
  return day.calendar_confirmed ? date : date + context.say("cli.deposit.calendar");
}

// The day of a duty that has not been done.
std::string due_text(const Context& context, const DutyDay& day, Date today) {
  const auto text = day_text(context, day);
  return day.date < today ? text + context.say("cli.deposit.passed") : text;
}

std::string store_by(const Context& context, const DepositView& view, Date today) {
  if (!view.deposit) return "-";
  const auto& day = view.deposit->terms.store_by;
  return view.covered() ? day_text(context, day) : due_text(context, day, today);
}

Fields head_of(const Context& context, const DepositView& view, Date today) {
  const auto* deposit = view.deposit ? &*view.deposit : nullptr;
  return {{"contract", view.contract},
          {"required", deposit != nullptr ? to_grouped_string(deposit->terms.required) : "-"},
          {"store_by", store_by(context, view, today)},
          {"rules", deposit != nullptr ? join(deposit->terms.rules, ", ") : "-"},
          {"cash", to_grouped_string(view.cash)},
          {"held", to_grouped_string(view.held)},
          {"interest", to_grouped_string(view.interest)},
          {"letters", to_grouped_string(view.letters)},
          {"state", context.say("deposit.cover." + views::cover_word(view))}};
}

void print_line(Context& context, std::string_view key, const Fields& details) {
  context.out() << context.say(key, details) << '\n';
}

void print_assessments(Context& context, const DepositView& view) {
  for (const auto& one : view.assessments) {
    print_line(context, "cli.deposit.assessment-line",
               {{"assessment", one.id},
                {"required", to_grouped_string(one.terms.required)},
                {"state", context.say("assessment." + std::string(to_word(one.state)))}});
  }
}

void print_duty(Context& context, const DepositView& view, Date today) {
  if (view.deposit && view.deposit->terms.unconfirmed) {
    print_line(context, "cli.deposit.unconfirmed", {});
  }
  for (const auto& one : view.to_replenish) {
    print_line(context, "cli.deposit.replenish",
               {{"amount", to_grouped_string(one.amount)},
                {"replenish_by", due_text(context, one.by, today)}});
  }
}

void print_movements(Context& context, const DepositView& view) {
  if (view.movements.empty()) return;
  Table table({{context.say("cli.col.date")},
               {context.say("cli.col.kind")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.reference")}});
  for (const auto& one : view.movements) {
    table.add({to_string(one.on), context.say("deposit.money." + std::string(to_word(one.kind))),
               to_grouped_string(one.amount), one.reference});
  }
  table.print(context.out());
}

std::string notice_state(const Context& context, const DepositNotice& notice, Date today) {
  const auto word = context.say("notice." + std::string(to_word(notice.state)));
  const auto* with_bank = std::get_if<payments::notice_state::WithBank>(&notice.state);
  if (with_bank == nullptr) return word;
  return word + context.say("cli.deposit.until",
                            {{"day", due_text(context, with_bank->execute_by, today)}});
}

void print_notices(Context& context, const DepositView& view, Date today) {
  for (const auto& notice : view.notices) {
    print_line(context, "cli.deposit.notice",
               {{"notice", notice.id},
                {"decision", notice.decision},
                {"order_expired_on", to_string(notice.order_expired_on)},
                {"sum", to_grouped_string(notice.sum)},
                {"state", notice_state(context, notice, today)}});
    Table table({{context.say("cli.col.line")},
                 {context.say("cli.col.amount"), Align::right},
                 {context.say("cli.col.state")}});
    for (const auto& line : notice.lines) {
      const auto word = context.say("outcome." + std::string(to_word(line.outcome)));
      table.add({line.line, to_grouped_string(line.amount),
                 line.reason.empty() ? word : word + " " + line.reason});
    }
    table.print(context.out());
  }
}

void print_letters(Context& context, const DepositView& view, Date today) {
  for (const auto& letter : view.papers) {
    print_line(context, "cli.deposit.letter-line",
               {{"letter", letter.id},
                {"number", letter.number},
                {"amount", to_grouped_string(letter.amount)},
                {"valid_to", to_string(letter.valid_to)},
                {"remind_on", to_string(letter.remind_on)},
                {"state", context.say("letter." + std::string(standing(letter, today)))}});
  }
}

std::string refund_state(const Context& context, const payments::DepositRefund& refund,
                         Date today) {
  struct Telling {
    const Context& context;
    Date today;
    std::string until(const DutyDay& day) const {
      return context.say("cli.deposit.until", {{"day", due_text(context, day, today)}});
    }
    std::string operator()(const payments::refund_state::Applied& state) const {
      return until(state.audit_by);
    }
    std::string operator()(const payments::refund_state::Passed& state) const {
      return until(state.confirm_by);
    }
    std::string operator()(const payments::refund_state::Confirmed& state) const {
      return " " + to_string(state.on);
    }
    std::string operator()(const payments::refund_state::Refused& state) const {
      return context.say("cli.deposit.refused-for", {{"why", state.why}});
    }
  };
  return context.say("refund." + std::string(to_word(refund.state))) +
         std::visit(Telling{context, today}, refund.state);
}

void print_refunds(Context& context, const DepositView& view, Date today) {
  for (const auto& refund : view.refunds) {
    print_line(context, "cli.deposit.refund-line",
               {{"refund", refund.id}, {"state", refund_state(context, refund, today)}});
  }
}

void print_totals(Context& context, const views::DepositTotals& totals) {
  const auto percent = views::coverage_percent(totals);
  context.out() << context.say("cli.deposit.totals",
                               {{"contracts", std::to_string(totals.contracts)},
                                {"stored", to_grouped_string(totals.stored)},
                                {"stored_by", std::to_string(totals.stored_by)},
                                {"paid", to_grouped_string(totals.paid)},
                                {"refunded", to_grouped_string(totals.refunded)},
                                {"refunded_to", std::to_string(totals.refunded_to)},
                                {"balance", to_grouped_string(totals.balance)},
                                {"letters", to_grouped_string(totals.letters)},
                                {"covered", std::to_string(totals.covered)},
                                {"obliged", std::to_string(totals.obliged)},
                                {"coverage", percent ? std::to_string(*percent) : "-"}})
                << '\n';
}

// ---- receipts -----------------------------------------------------------------------------------

bool says(const ledger::Receipt& receipt, std::string_view name, std::string_view value) {
  return std::any_of(receipt.answer.begin(), receipt.answer.end(), [&](const Field& field) {
    return field.name == name && field.value == value;
  });
}

void print_change(Context& context, std::string_view text) {
  const auto parts = split(text, '|');
  const auto word = [&](std::string_view value) {
    const auto key = "deposit.flag." + std::string(value);
    return value == "yes" || value == "no" ? context.say(key) : std::string(value);
  };
  print_line(context, "cli.deposit.changed",
             {{"what", context.say("deposit.fact." + std::string(parts[0]))},
              {"from", word(parts[1])},
              {"to", word(parts[2])}});
}

std::string_view assessment_key(const ledger::Receipt& receipt) {
  const bool exempt = says(receipt, "exempt", "true");
  if (says(receipt, "state", "proposed")) {
    return exempt ? "cli.deposit.exempt-proposed" : "cli.deposit.less-proposed";
  }
  return exempt ? "cli.deposit.assessed-exempt" : "cli.deposit.assessed";
}

}  // namespace

void print_deposit_receipt(Context& context, const ledger::Receipt& receipt, std::string_view key) {
  if (context.options().json)
    return context.print(views::deposit_receipt_view(receipt, context.options().key));
  print_receipt(context, receipt, key);
  if (says(receipt, "unconfirmed", "true")) print_line(context, "cli.deposit.unconfirmed", {});
  if (says(receipt, "calendar_confirmed", "false")) {
    print_line(context, "cli.deposit.calendar-unconfirmed", {});
  }
}

void print_assessment(Context& context, const ledger::Receipt& receipt) {
  print_deposit_receipt(context, receipt, assessment_key(receipt));
  if (context.options().json) return;
  for (const auto& field : receipt.answer) {
    if (field.name == "changed") print_change(context, field.value);
  }
}

void print_deposit(Context& context, const DepositView& view, Date today) {
  if (context.options().json) return context.print(views::deposit_view(view, today));
  print_line(context, "cli.deposit.show", head_of(context, view, today));
  print_duty(context, view, today);
  print_assessments(context, view);
  print_movements(context, view);
  print_notices(context, view, today);
  print_letters(context, view, today);
  print_refunds(context, view, today);
}

void print_deposits(Context& context, const std::vector<DepositView>& views, Date today) {
  if (context.options().json) return context.print(views::deposits_view(views, today));
  Table table({{context.say("cli.col.project")},
               {context.say("cli.col.required"), Align::right},
               {context.say("cli.col.cash"), Align::right},
               {context.say("cli.col.letters"), Align::right},
               {context.say("cli.col.interest"), Align::right},
               {context.say("cli.col.state")},
               {context.say("cli.col.ending")},
               {context.say("letter.over")}});
  for (const auto& view : views) {
    table.add({view.contract,
               view.deposit ? to_grouped_string(view.deposit->terms.required) : std::string("-"),
               to_grouped_string(view.cash), to_grouped_string(view.letters),
               to_grouped_string(view.interest),
               context.say("deposit.cover." + views::cover_word(view)),
               join(views::letters_ending(view, today), " "),
               join(views::letters_in(view, "over", today), " ")});
  }
  table.print(context.out());
  print_totals(context, views::totals_of(views));
}

}  // namespace anxin::cli
