#include "api/views/sheet.h"

#include <algorithm>
#include <map>

#include "api/views/findings.h"
#include "api/views/values.h"
#include "payments/domain/identifiers.h"

namespace anxin::views {
namespace {

using payments::MatchedSheet;
using payments::Severity;

Json row_view(const bank::WageRow& row, Reveal reveal) {
  const bool whole = reveal == Reveal::whole;
  Json json = Json::object();
  json.set("row", row.row).set("name", row.name);
  json.set("id_no", whole ? row.id_no : payments::mask_id(row.id_no));
  json.set("account", whole ? row.account : payments::mask_card(row.account));
  if (!row.team.empty()) json.set("team", row.team);
  json.set("gross", text_or_null(row.gross));
  json.set("net", row.net);
  json.set("severity", to_word(row.severity));
  return json;
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

std::string place_of(const bank::WageTable& table, std::uint32_t index) {
  return index < table.keys.size() ? caption_shown(table.keys[index]) : bank::column_name(index);
}

// The captions that were read, by field; of two for one field the first.
Json columns_view(const bank::WageTable& table) {
  Json columns = Json::object();
  for (const auto& match : table.columns) {
    if (columns.find(to_word(match.column)) == nullptr) {
      columns.set(to_word(match.column), caption_shown(match.caption));
    }
  }
  return columns;
}

Json reading_view(const Voice& voice, const bank::WageTable& table) {
  Json reading = Json::array();
  for (const auto& line : column_lines(table)) {
    Json one = Json::object();
    one.set("column", line.place).set("caption", line.caption);
    one.set("field", given_or_null(line.field)).set("why", line.why);
    one.set("message", voice.say(why_key(line)));
    reading.push(std::move(one));
  }
  return reading;
}

}  // namespace

Json sheet_view(const Voice& voice, const MatchedSheet& sheet, Reveal reveal) {
  const auto& table = sheet.table;
  Json lines = Json::array();
  for (const auto& row : table.rows) lines.push(row_view(row, reveal));
  Json json = Json::object();
  json.set("rows", table.rows.size()).set("total", Json::amount(table.total));
  json.set("encoding", table.encoding).set("header_row", table.header_row);
  json.set("columns", columns_view(table)).set("reading", reading_view(voice, table));
  json.set("lines", std::move(lines));
  json.set("findings", findings_view(voice, sheet.findings));
  json.set("refused", table.refused_rows).set("parked", count_parked(sheet));
  json.set("accepted", table.accepted());
  return json;
}

std::size_t count_parked(const MatchedSheet& sheet) {
  std::map<std::uint32_t, bool> parked;
  for (const auto& finding : sheet.findings) {
    if (finding.severity == Severity::park && finding.row > 0) parked[finding.row] = true;
  }
  return static_cast<std::size_t>(
      std::count_if(sheet.table.rows.begin(), sheet.table.rows.end(),
                    [&](const bank::WageRow& row) { return parked.contains(row.row); }));
}

std::vector<ColumnLine> column_lines(const bank::WageTable& table) {
  std::vector<ColumnLine> lines;
  for (const auto& match : table.columns) {
    lines.push_back({match.index, place_of(table, match.index), caption_shown(match.caption),
                     std::string(to_word(match.column)), std::string(bank::to_word(match.by))});
  }
  for (const auto& unread : table.unread) {
    lines.push_back({unread.index, place_of(table, unread.index), caption_shown(unread.caption), "",
                     std::string(bank::to_word(unread.why))});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const ColumnLine& a, const ColumnLine& b) { return a.index < b.index; });
  return lines;
}

std::string why_key(const ColumnLine& line) {
  return (line.field.empty() ? "column.unread." : "column.read.") + line.why;
}

}  // namespace anxin::views
