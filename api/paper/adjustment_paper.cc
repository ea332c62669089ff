#include "api/paper/adjustment_paper.h"

#include "ledger/base/amount.h"

namespace anxin::paper {
namespace {

using payments::InTransit;
using payments::ReconcileReport;

std::vector<std::string> item_row(const Speaker& say, const InTransit& item) {
  const bool adds = item.amount > Money();
  return {say(adds ? "paper.plus" : "paper.minus"), say("transit." + item.what), item.id,
          to_grouped_string(adds ? item.amount : -item.amount)};
}

// What is added to the book's balance first, then what is taken off.
void add_items(const Speaker& say, const ReconcileReport& report, Table& table) {
  for (const auto& item : report.in_transit) {
    if (item.amount > Money()) table.rows.push_back(item_row(say, item));
  }
  for (const auto& item : report.in_transit) {
    if (item.amount < Money()) table.rows.push_back(item_row(say, item));
  }
}

Money sum_of_items(const ReconcileReport& report) {
  Money sum;
  for (const auto& item : report.in_transit) sum += item.amount;
  return sum;
}

Table adjustment_table(const Speaker& say, const ReconcileReport& report) {
  Table table;
  table.columns = {{say("paper.sign"), Align::centre, 8},
                   {say("paper.item"), Align::left, 26},
                   {say("paper.reference"), Align::left, 40},
                   {say("paper.amount"), Align::right, 26}};
  table.rows.push_back({"", say("cli.adjust.book"), "", to_grouped_string(report.book)});
  add_items(say, report, table);
  table.totals.push_back(
      {"", say("cli.adjust.adjusted"), "", to_grouped_string(report.book + sum_of_items(report))});
  table.totals.push_back({"", say("cli.adjust.bank"), "", to_grouped_string(report.closing)});
  const Money difference = report.closing - report.book - sum_of_items(report);
  table.totals.push_back({"", say("paper.difference"), "", to_grouped_string(difference)});
  return table;
}

}  // namespace

Paper adjustment_paper(const Speaker& say, const AdjustedAccount& account,
                       const ReconcileReport& report) {
  Paper paper;
  paper.title = say("paper.adjustment");
  paper.subtitle = to_string(report.on);
  paper.facts = {{say("paper.contractor"), account.contractor},
                 {say("paper.bank"), account.bank},
                 {say("paper.account"), account.name + "　" + account.number},
                 {say("paper.statement"), report.bank_statement}};
  paper.tables = {adjustment_table(say, report)};
  paper.notes = {say(report.balances() ? "cli.adjust.equal" : "cli.adjust.differs")};
  if (report.in_transit.empty()) paper.notes.push_back(say("paper.nothing-in-transit"));
  paper.signatures = {say("paper.sign-made"), say("paper.sign-checked"), say("paper.sign-date")};
  paper.footer = report.contract + "　" + to_string(report.on);
  return paper;
}

}  // namespace anxin::paper
