#include "api/cli/payroll_views.h"

#include <map>
#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "api/views/attendance.h"
#include "api/views/batch.h"
#include "api/views/sheet.h"
#include "ledger/base/amount.h"

namespace anxin::cli {
namespace {

using payments::MatchedSheet;
using payments::PayrollLine;

void print_reading(Context& context, const bank::WageTable& table) {
  Table columns({{context.say("cli.col.column")},
                 {context.say("cli.col.caption")},
                 {context.say("cli.col.read-as")},
                 {context.say("cli.col.why")}});
  for (const auto& line : views::column_lines(table)) {
    columns.add({line.place, line.caption, line.field.empty() ? "–" : line.field,
                 context.say(views::why_key(line))});
  }
  if (!columns.empty()) columns.print(context.out());
}

std::string state_text(const Context& context, const PayrollLine& line) {
  auto text = context.say("line." + std::string(payments::to_word(line.state)));
  if (const auto* failed = std::get_if<payments::line_state::Failed>(&line.state)) {
    text += " " + failed->reason;
  } else if (const auto* out = std::get_if<payments::line_state::FailedMoneyOut>(&line.state)) {
    text += " " + out->reason;
  } else if (const auto* back = std::get_if<payments::line_state::Returned>(&line.state)) {
    text += " " + back->reason;
  } else if (const auto* replaced = std::get_if<payments::line_state::Replaced>(&line.state)) {
    text += " → " + replaced->by;
  } else if (const auto* by = std::get_if<payments::line_state::Discharged>(&line.state)) {
    text += " " + by->by;
  } else if (const auto* less = std::get_if<payments::line_state::Reduced>(&line.state)) {
    text += " " + less->by;
  }
  return text;
}

struct StateCount {
  std::size_t lines = 0;
  Money net;
};

std::map<std::string, StateCount> count_states(const payments::BatchView& view) {
  std::map<std::string, StateCount> states;
  for (const auto& line : view.lines) {
    auto& state = states[std::string(payments::to_word(line.state))];
    ++state.lines;
    state.net += line.net;
  }
  return states;
}

void print_attention(Context& context, const payments::BatchView& view) {
  Table table({{context.say("cli.col.line")},
               {context.say("cli.col.worker")},
               {context.say("cli.col.team")},
               {context.say("cli.col.net"), Align::right},
               {context.say("cli.col.state")}});
  for (const auto& line : view.lines) {
    const bool quiet = std::holds_alternative<payments::line_state::Paid>(line.state) ||
                       std::holds_alternative<payments::line_state::InFlight>(line.state) ||
                       std::holds_alternative<payments::line_state::Accrued>(line.state) ||
                       std::holds_alternative<payments::line_state::Drafted>(line.state);
    const bool shown = !quiet || !line.parked_for.empty() || !line.replaces.empty();
    if (!shown) continue;
    std::string why;
    for (const auto& code : line.parked_for) why += " [" + code + "]";
    table.add({line.id, line.worker, line.team, to_grouped_string(line.net),
               state_text(context, line) + why});
  }
  if (!table.empty()) table.print(context.out());
}

}  // namespace

void print_sheet(Context& context, const MatchedSheet& sheet, Reveal reveal) {
  if (context.options().json) {
    return context.print(views::sheet_view(context.voice(), sheet, reveal));
  }
  const auto& table = sheet.table;
  if (!table.columns.empty()) {
    context.out() << context.say("cli.sheet.read", {{"encoding", table.encoding},
                                                    {"row", std::to_string(table.header_row)}})
                  << '\n';
    print_reading(context, table);
  }
  print_findings(context, sheet.findings);
  context.out() << context.say(table.accepted() ? "cli.sheet.accepted" : "cli.sheet.refused",
                               {{"rows", std::to_string(table.rows.size())},
                                {"total", to_string(table.total)},
                                {"refused", std::to_string(table.refused_rows)},
                                {"parked", std::to_string(views::count_parked(sheet))}})
                << '\n';
}

void print_attendance(Context& context, const bank::AttendanceGrid& grid) {
  if (context.options().json) {
    return context.print(views::attendance_view(context.voice(), grid));
  }
  context.out() << context.say("cli.attendance.read", {{"row", std::to_string(grid.header_row)},
                                                       {"first", std::to_string(grid.first_day)},
                                                       {"last", std::to_string(grid.last_day)}})
                << '\n';
  Table workers({{context.say("cli.col.row"), Align::right},
                 {context.say("cli.col.name")},
                 {context.say("cli.col.team")},
                 {context.say("cli.col.work-days"), Align::right}});
  for (const auto& row : grid.rows) {
    workers.add({std::to_string(row.row), row.name, row.team.empty() ? row.trade : row.team,
                 views::days_text(row.days)});
  }
  if (!workers.empty()) workers.print(context.out());
  print_findings(context, grid.findings);
  context.out() << context.say("cli.attendance.total", {{"rows", std::to_string(grid.rows.size())},
                                                        {"days", views::days_text(grid.days)}})
                << '\n';
}

void print_batch(Context& context, const payments::BatchView& view) {
  if (context.options().json) return context.print(views::batch_view(view));
  const auto& batch = view.batch;
  context.out() << context.say("cli.batch.head",
                               {{"batch", batch.id},
                                {"month", to_string(batch.month)},
                                {"state", std::string(payments::to_word(batch.state))},
                                {"due_on", to_string(batch.due_on)}})
                << '\n';
  Table table({{context.say("cli.col.state")},
               {context.say("cli.col.lines"), Align::right},
               {context.say("cli.col.net"), Align::right}});
  for (const auto& [state, count] : count_states(view)) {
    table.add(
        {context.say("line." + state), std::to_string(count.lines), to_grouped_string(count.net)});
  }
  table.print(context.out());
  print_attention(context, view);
}

void print_batches(Context& context, const std::vector<payments::PayrollBatch>& batches) {
  if (context.options().json) return context.print(views::batches_view(batches));
  Table table({{context.say("cli.col.batch")},
               {context.say("cli.col.month")},
               {context.say("cli.col.lines"), Align::right},
               {context.say("cli.col.gross"), Align::right},
               {context.say("cli.col.net"), Align::right},
               {context.say("cli.col.state")}});
  for (const auto& batch : batches) {
    table.add({batch.id, to_string(batch.month), std::to_string(batch.lines),
               to_grouped_string(batch.gross), to_grouped_string(batch.net),
               context.say("state." + std::string(payments::to_word(batch.state)))});
  }
  table.print(context.out());
}

}  // namespace anxin::cli
