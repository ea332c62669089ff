#include "api/cli/reconcile_views.h"

#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/reconcile.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

using payments::ReconcileReport;
using payments::Tally;

// An entry that is not explained says what it may be, not only where it is booked.
std::string explained_text(const Context& context, const payments::BankEntry& entry,
                           const payments::Review& review) {
  const auto word = context.say("match." + std::string(payments::to_word(entry.match)));
  if (review.candidates.empty()) return word;
  const auto standing = context.say("standing." + std::string(payments::to_word(review.standing)));
  return word + context.say("cli.list-separator") + standing;
}

void print_entries(Context& context, const ReconcileReport& report) {
  Table table({{context.say("cli.col.bank-entry")},
               {context.say("cli.col.bank-reference")},
               {context.say("cli.col.credit"), Align::right},
               {context.say("cli.col.debit"), Align::right},
               {context.say("cli.col.explained")}});
  for (std::size_t i = 0; i < report.entries.size(); ++i) {
    const auto& entry = report.entries[i];
    const bool credit = entry.direction == payments::Direction::credit;
    const auto amount = to_grouped_string(entry.amount);
    table.add({entry.id, entry.reference, credit ? amount : "", credit ? "" : amount,
               explained_text(context, entry, views::review_of(report, i))});
  }
  if (table.empty()) {
    context.out() << "  " << context.say("cli.reconcile.no-movement") << '\n';
    return;
  }
  table.print(context.out());
}

// What became of the bank's entries, and what only we have: counts and sums.
void print_tallies(Context& context, const ReconcileReport& report) {
  Table table({{context.say("cli.reconcile.result")},
               {context.say("cli.col.count"), Align::right},
               {context.say("cli.col.amount"), Align::right}});
  const auto row = [&](const char* key, const Tally& tally) {
    table.add({context.say(key), std::to_string(tally.count), grouped(tally.sum)});
  };
  Tally bank;
  for (const auto& entry : report.entries) bank.add(entry.amount);
  row("standing.matched", report.matched);
  row("standing.suggested", report.suggested);
  row("standing.ambiguous", report.ambiguous);
  row("cli.reconcile.unmatched-bank", report.unmatched_bank);
  row("cli.reconcile.all-of-bank", bank);
  row("cli.reconcile.unmatched-ours", report.unmatched_ours);
  table.print(context.out());
}

// 银行存款余额调节表: from our balance to the bank's, item by item.
void print_adjustment(Context& context, const ReconcileReport& report) {
  Table table({{context.say("cli.adjust.item")}, {context.say("cli.col.amount"), Align::right}});
  table.add({context.say("cli.adjust.book"), to_grouped_string(report.book)});
  for (const auto& item : report.in_transit) {
    table.add(
        {context.say("transit." + item.what) + " " + item.id, to_grouped_string(item.amount)});
  }
  table.add({context.say("cli.adjust.adjusted"), grouped(report.adjusted_book())});
  table.add({context.say("cli.adjust.bank"), to_grouped_string(report.closing)});
  table.print(context.out());
  context.out() << "  "
                << context.say(report.balances() ? "cli.adjust.equal" : "cli.adjust.differs")
                << '\n';
}

// A day is called reconciled only when nothing of it is open: else what is open is named instead.
std::string state_text(const Context& context, const ReconcileReport& report) {
  std::vector<std::string> open;
  for (const char* word : {"open", "suspense"}) {
    Tally tally;
    for (const auto& entry : report.entries) {
      if (payments::to_word(entry.match) == word) tally.add(entry.amount);
    }
    if (tally.count == 0) continue;
    open.push_back(
        context.say(std::string("cli.reconcile.") + word,
                    {{"count", std::to_string(tally.count)}, {"sum", to_string(tally.sum)}}));
  }
  if (!report.balances()) {
    const Total difference = to_total(report.closing) - report.adjusted_book();
    open.push_back(context.say("cli.reconcile.differs", {{"difference", to_string(difference)}}));
  }
  if (!open.empty()) return join(open, context.say("cli.reconcile.and"));
  const bool done = report.state == payments::StatementState::reconciled;
  return context.say(done ? "statement.reconciled" : "statement.imported");
}

// "2 / 7,343.19", nothing where there is none: a table of zeros hides the one that matters.
std::string short_tally(const Tally& tally) {
  return tally.count == 0 ? "" : std::to_string(tally.count) + " / " + grouped(tally.sum);
}

std::string item_text(const Context& context, const payments::OpenItem& item) {
  const bool of_bank = item.what == "credit" || item.what == "debit";
  return context.say((of_bank ? "item." : "transit.") + item.what);
}

}  // namespace

void print_report(Context& context, const ReconcileReport& report) {
  context.out() << context.say("cli.reconcile.head", {{"statement", report.bank_statement},
                                                      {"on", to_string(report.on)},
                                                      {"state", state_text(context, report)}})
                << '\n';
  print_entries(context, report);
  context.out() << '\n';
  print_tallies(context, report);
  context.out() << '\n';
  print_adjustment(context, report);
  context.out() << '\n';
}

void print_summary(Context& context, const std::vector<ReconcileReport>& reports) {
  Table table({{context.say("cli.col.day")},
               {context.say("standing.matched"), Align::right},
               {context.say("standing.suggested"), Align::right},
               {context.say("standing.ambiguous"), Align::right},
               {context.say("cli.reconcile.unmatched-bank"), Align::right},
               {context.say("cli.reconcile.unmatched-ours"), Align::right},
               {context.say("cli.statement.closing"), Align::right},
               {context.say("cli.col.balance-check")}});
  for (const auto& one : reports) {
    table.add({to_string(one.on), short_tally(one.matched), short_tally(one.suggested),
               short_tally(one.ambiguous), short_tally(one.unmatched_bank),
               short_tally(one.unmatched_ours), to_grouped_string(one.closing),
               context.say(one.balances() ? "cli.balance-equal" : "cli.balance-differs")});
  }
  table.print(context.out());
  context.out() << '\n';
}

void print_items(Context& context, const std::vector<payments::OpenItem>& items) {
  if (items.empty()) {
    context.out() << context.say("cli.reconcile.nothing-open") << '\n';
    return;
  }
  context.out() << context.say("cli.reconcile.open-items",
                               {{"count", std::to_string(items.size())}})
                << '\n';
  Table table({{context.say("cli.col.first-seen")},
               {context.say("cli.col.age"), Align::right},
               {context.say("cli.col.what")},
               {context.say("cli.col.id")},
               {context.say("cli.col.amount"), Align::right},
               {context.say("cli.col.standing")}});
  for (const auto& item : items) {
    table.add({to_string(item.since), std::to_string(item.working_days), item_text(context, item),
               item.id, to_grouped_string(item.amount),
               context.say("standing." + std::string(payments::to_word(item.standing)))});
  }
  table.print(context.out());
  context.out() << '\n';
  Table ages({{context.say("cli.col.age-class")},
              {context.say("cli.col.count"), Align::right},
              {context.say("cli.col.amount"), Align::right}});
  for (const auto& [age, tally] : views::ages_of(items)) {
    ages.add(
        {std::string(payments::to_word(age)), std::to_string(tally.count), grouped(tally.sum)});
  }
  ages.print(context.out());
}

std::string candidates_text(const Context& context, const payments::Review& review) {
  std::vector<std::string> parts;
  for (const auto& one : review.candidates) {
    std::string text = one.id;
    if (!one.state.empty()) text += " " + context.say("line." + one.state);
    parts.push_back(context.say(
        "cli.reconcile.candidate",
        {{"what", text},
         {"why", context.say("likeness." + std::string(payments::to_word(one.likeness)))}}));
  }
  return join(parts, context.say("cli.list-separator"));
}

}  // namespace anxin::cli
