#include "api/cli/payroll_views.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "api/cli/table.h"
#include "api/cli/views.h"
#include "ledger/base/amount.h"
#include "payments/domain/identifiers.h"

namespace anxin::cli {
namespace {

using payments::MatchedSheet;
using payments::PayrollLine;
using payments::Severity;

Json row_view(const bank::WageRow& row, Reveal reveal) {
  const bool whole = reveal == Reveal::whole;
  Json json = Json::object();
  json.set("row", row.row).set("name", row.name);
  json.set("id_no", whole ? row.id_no : payments::mask_id(row.id_no));
  json.set("account", whole ? row.account : payments::mask_card(row.account));
  if (!row.team.empty()) json.set("team", row.team);
  json.set("gross", text_or_null(row.gross));
  json.set("net", to_string(row.net));
  json.set("severity", to_word(row.severity));
  return json;
}

// Rows that a finding parks, the sheet's own and those that the roster adds.
std::size_t count_parked(const MatchedSheet& sheet) {
  std::map<std::uint32_t, bool> parked;
  for (const auto& finding : sheet.findings) {
    if (finding.severity == Severity::park && finding.row > 0) parked[finding.row] = true;
  }
  return static_cast<std::size_t>(
      std::count_if(sheet.table.rows.begin(), sheet.table.rows.end(),
                    [&](const bank::WageRow& row) { return parked.contains(row.row); }));
}

// A caption may be a person's number where a table has no captions.
std::string caption_shown(const std::string& caption) {
  constexpr std::size_t kDigitsMax = 7;
  constexpr std::size_t kBytesMax = 90;
  std::size_t run = 0;
  for (const char c : caption) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run > kDigitsMax) return "***";
  }
  return caption.size() > kBytesMax ? "…" : caption;
}

struct ColumnLine {
  std::uint32_t index;
  std::string caption, field, why;
};

// Every column with a caption, from the left: what it was taken for and why.
std::vector<ColumnLine> column_lines(const bank::WageTable& table) {
  std::vector<ColumnLine> lines;
  for (const auto& match : table.columns) {
    lines.push_back({match.index, match.caption, std::string(to_word(match.column)),
                     std::string(bank::to_word(match.by))});
  }
  for (const auto& unread : table.unread) {
    lines.push_back({unread.index, unread.caption, "", std::string(bank::to_word(unread.why))});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const ColumnLine& a, const ColumnLine& b) { return a.index < b.index; });
  return lines;
}

std::string why_key(const ColumnLine& line) {
  return (line.field.empty() ? "column.unread." : "column.read.") + line.why;
}

// A column's letter; its key in a JSON table.
std::string place_of(const bank::WageTable& table, std::uint32_t index) {
  return index < table.keys.size() ? caption_shown(table.keys[index]) : bank::column_name(index);
}

Json reading_view(const Context& context, const bank::WageTable& table) {
  Json reading = Json::array();
  for (const auto& line : column_lines(table)) {
    Json one = Json::object();
    one.set("column", place_of(table, line.index)).set("caption", caption_shown(line.caption));
    one.set("field", line.field.empty() ? Json() : Json(line.field)).set("why", line.why);
    one.set("message", context.say(why_key(line)));
    reading.push(std::move(one));
  }
  return reading;
}

void print_reading(Context& context, const bank::WageTable& table) {
  Table columns({{context.say("cli.col.column")},
                 {context.say("cli.col.caption")},
                 {context.say("cli.col.read-as")},
                 {context.say("cli.col.why")}});
  for (const auto& line : column_lines(table)) {
    columns.add({place_of(table, line.index), caption_shown(line.caption),
                 line.field.empty() ? "–" : line.field, context.say(why_key(line))});
  }
  if (!columns.empty()) columns.print(context.out());
}

std::string days_text(std::uint32_t hundredths) { return to_string(Money::from_minor(hundredths)); }

Json attendance_view(const Context& context, const bank::AttendanceGrid& grid) {
  Json workers = Json::array();
  for (const auto& row : grid.rows) {
    Json one = Json::object();
    one.set("row", row.row).set("name", row.name);
    if (!row.id_no.empty()) one.set("id_no", payments::mask_id(row.id_no));
    if (!row.trade.empty()) one.set("trade", row.trade);
    if (!row.team.empty()) one.set("team", row.team);
    workers.push(one.set("days", days_text(row.days)));
  }
  Json json = Json::object();
  json.set("kind", "attendance").set("rows", grid.rows.size()).set("days", days_text(grid.days));
  json.set("encoding", grid.encoding).set("header_row", grid.header_row);
  json.set("first_day", grid.first_day).set("last_day", grid.last_day);
  json.set("workers", std::move(workers)).set("findings", findings_view(context, grid.findings));
  return std::move(json.set("accepted", grid.accepted()));
}

Json sheet_view(const Context& context, const MatchedSheet& sheet, Reveal reveal) {
  const auto& table = sheet.table;
  Json columns = Json::object();
  for (const auto& match : table.columns) {
    if (columns.find(to_word(match.column)) == nullptr) {
      columns.set(to_word(match.column), caption_shown(match.caption));
    }
  }
  Json lines = Json::array();
  for (const auto& row : table.rows) lines.push(row_view(row, reveal));
  Json json = Json::object();
  json.set("rows", table.rows.size()).set("total", to_string(table.total));
  json.set("encoding", table.encoding).set("header_row", table.header_row);
  json.set("columns", std::move(columns)).set("reading", reading_view(context, table));
  json.set("lines", std::move(lines));
  json.set("findings", findings_view(context, sheet.findings));
  json.set("refused", table.refused_rows).set("parked", count_parked(sheet));
  json.set("accepted", table.accepted());
  return json;
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

Json line_view(const PayrollLine& line) {
  Json parked = Json::array();
  for (const auto& code : line.parked_for) parked.push(code);
  Json json = Json::object();
  json.set("id", line.id).set("row", line.row).set("worker", line.worker);
  json.set("employer", line.employer).set("team", line.team);
  json.set("gross", to_string(line.gross)).set("deductions", to_string(deductions(line)));
  json.set("net", to_string(line.net)).set("state", payments::to_word(line.state));
  if (!line.parked_for.empty()) json.set("parked_for", std::move(parked));
  if (!line.replaces.empty()) json.set("replaces", line.replaces);
  return json;
}

Json batch_view(const payments::PayrollBatch& batch) {
  Json json = Json::object();
  json.set("batch", batch.id).set("contract", batch.contract).set("month", to_string(batch.month));
  json.set("kind", payments::to_word(batch.kind));
  json.set("state", payments::to_word(batch.state)).set("lines", batch.lines);
  json.set("gross", to_string(batch.gross)).set("deductions", to_string(batch.deductions));
  json.set("net", to_string(batch.net)).set("due_on", to_string(batch.due_on));
  json.set("content", batch.content);
  return json;
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
  if (context.options().json) return context.print(sheet_view(context, sheet, reveal));
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
                                {"parked", std::to_string(count_parked(sheet))}})
                << '\n';
}

void print_attendance(Context& context, const bank::AttendanceGrid& grid) {
  if (context.options().json) return context.print(attendance_view(context, grid));
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
                 days_text(row.days)});
  }
  if (!workers.empty()) workers.print(context.out());
  print_findings(context, grid.findings);
  context.out() << context.say("cli.attendance.total", {{"rows", std::to_string(grid.rows.size())},
                                                        {"days", days_text(grid.days)}})
                << '\n';
}

void print_batch(Context& context, const payments::BatchView& view) {
  const auto& batch = view.batch;
  if (context.options().json) {
    Json lines = Json::array();
    for (const auto& line : view.lines) lines.push(line_view(line));
    Json files = Json::array();
    for (const auto& file : view.files) {
      Json one = Json::object();
      one.set("file", file.id).set("lines", file.lines.size()).set("sum", to_string(file.sum));
      files.push(std::move(one));
    }
    return context.print(
        batch_view(batch).set("items", std::move(lines)).set("files", std::move(files)));
  }
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
  if (context.options().json) {
    Json all = Json::array();
    for (const auto& batch : batches) all.push(batch_view(batch));
    return context.print(Json::object().set("batches", std::move(all)));
  }
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
