#include "tests/bench/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace anxin::bench {
namespace {

// Three digits that say something.
std::string number(double value) {
  const int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
  const bool whole = value == static_cast<double>(static_cast<std::int64_t>(value));
  return fmt::format("{:.{}f}", value, whole ? 0 : decimals);
}

std::string with_unit(const Figure& figure) {
  const bool joined = figure.unit.empty() || figure.unit.starts_with('/');
  return number(figure.value) + (joined ? "" : " ") + figure.unit;
}

std::string with_name(const Figure& figure) { return figure.name + " " + with_unit(figure); }

std::string goal_text(const Row& row) {
  if (!row.goal) return "–";
  const std::string sign = row.goal->bound == Bound::at_least ? "≥ " : "≤ ";
  return sign + (row.reference ? number(row.goal->value)
                               : with_unit({"", row.goal->value, row.measured.unit}));
}

std::string met_text(const Row& row) {
  const auto met = row.met();
  if (!met) return "–";
  return *met ? "met" : "NO";
}

constexpr std::size_t kColumns = 7;
using Line = std::array<std::string, kColumns>;

Line table_line(const Row& row) {
  const auto ratio = row.ratio();
  return {row.id,
          row.work,
          with_name(row.measured),
          row.reference ? with_name(*row.reference) : "–",
          ratio ? fmt::format("{:.2f}", *ratio) : "–",
          goal_text(row),
          met_text(row)};
}

// As many characters as people see: a byte that goes on with a character is none.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string aligned(const std::vector<Line>& lines) {
  std::array<std::size_t, kColumns> widths{};
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width(line[i]));
  }
  std::string text;
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < kColumns; ++i) {
      text += line[i] + std::string(widths[i] - width(line[i]) + 2, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
  }
  return text;
}

std::string details_line(const Row& row) {
  std::vector<std::string> all;
  for (const auto& detail : row.details) all.push_back(with_name(detail));
  return fmt::format("{:<12} {}\n", row.id, fmt::join(all, " · "));
}

std::string setting_text(const Setting& setting) {
  const auto& machine = setting.machine;
  return fmt::format("commit {} · {}, {} cores, disk {} · load {:.2f} at the start{}\n",
                     setting.commit, machine.processor, machine.cores,
                     machine.disk.empty() ? "unknown" : machine.disk, machine.load,
                     machine.load_note.empty() ? "" : " (" + machine.load_note + ")");
}

// ---- JSON: our own plain words and a few words of the system; quotes and backslashes are dropped
// --

std::string json_text(std::string_view text) {
  std::string plain(text);
  std::erase_if(plain, [](char c) { return c == '"' || c == '\\'; });
  return "\"" + plain + "\"";
}

std::string json_figure(const Figure& figure) {
  return fmt::format(R"({{"name":{},"value":{:.3f},"unit":{}}})", json_text(figure.name),
                     figure.value, json_text(figure.unit));
}

std::string json_row(const Row& row) {
  auto text = fmt::format(R"({{"id":{},"work":{},"measured":{})", json_text(row.id),
                          json_text(row.work), json_figure(row.measured));
  if (row.reference) {
    text +=
        fmt::format(R"(,"reference":{},"ratio":{:.4f})", json_figure(*row.reference), *row.ratio());
  }
  if (row.goal) {
    text += fmt::format(R"(,"goal":{{"{}":{}}},"met":{})",
                        row.goal->bound == Bound::at_least ? "at_least" : "at_most",
                        row.goal->value, *row.met());
  }
  std::vector<std::string> details;
  for (const auto& detail : row.details) details.push_back(json_figure(detail));
  return text + fmt::format(R"(,"details":[{}]}})", fmt::join(details, ","));
}

}  // namespace

std::string to_table(const Rows& rows, const Setting& setting) {
  std::vector<Line> lines{{"", "work", "measured", "reference", "ratio", "goal", ""}};
  for (const auto& row : rows) lines.push_back(table_line(row));
  auto text = setting_text(setting) + "\n" + aligned(lines) + "\n";
  for (const auto& row : rows) {
    if (!row.details.empty()) text += details_line(row);
  }
  return text + fmt::format(
                    "\nL1 to L3: postings per second, medians of {} runs, the writer and bare LMDB "
                    "with the same puts (the replay)\nin turn. Every commit is durable; a sync is "
                    "one commit.\nW1 to R1: processor time; where there is a reference, work and "
                    "reference are done in turn.\n",
                    setting.runs);
}

std::string to_json(const Rows& rows, const Setting& setting) {
  std::vector<std::string> all;
  for (const auto& row : rows) all.push_back(json_row(row));
  const auto& machine = setting.machine;
  return fmt::format(
      R"({{"commit":{},"processor":{},"cores":{},"disk":{},"load":{:.2f},"note":{},"runs":{},)"
      R"("rows":[{}]}})"
      "\n",
      json_text(setting.commit), json_text(machine.processor), machine.cores,
      json_text(machine.disk), machine.load, json_text(machine.load_note), setting.runs,
      fmt::join(all, ","));
}

}  // namespace anxin::bench
