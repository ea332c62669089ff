#include "tests/bench/report.h"

#include <fmt/format.h>

namespace anxin::bench {
namespace {

std::string table_row(const Row& row) {
  const bool met = row.ratio_percent() >= row.title.goal_percent;
  return fmt::format(
      "{:<4} {:>9} {:>7} {:>10.0f} {:>21} {:>10.0f} {:>21} {:>6.1f} % {:>5} % {:<4} {:>5}\n",
      row.title.id, row.postings, row.commits, row.writer.median,
      fmt::format("{:.0f}-{:.0f}", row.writer.lowest, row.writer.highest), row.replay.median,
      fmt::format("{:.0f}-{:.0f}", row.replay.lowest, row.replay.highest), row.ratio_percent(),
      row.title.goal_percent, met ? "met" : "no", row.bytes_per_posting());
}

std::string json_speeds(std::string_view name, const Speeds& speeds) {
  return fmt::format(R"("{0}postings_per_second":{1:.0f},"{0}lowest":{2:.0f},"{0}highest":{3:.0f})",
                     name, speeds.median, speeds.lowest, speeds.highest);
}

// Ids and descriptions are our own plain words: nothing in them needs escaping.
std::string json_row(const Row& row) {
  return fmt::format(
      R"({{"id":"{}","work":"{}","accounts":{},"postings":{},{},{},"ratio_percent":{:.1f},)"
      R"("goal_percent":{},"bytes_per_posting":{},"commits":{}}})",
      row.title.id, row.title.work, row.accounts, row.postings, json_speeds("", row.writer),
      json_speeds("replay_", row.replay), row.ratio_percent(), row.title.goal_percent,
      row.bytes_per_posting(), row.commits);
}

}  // namespace

std::string to_table(const std::vector<Row>& rows, std::size_t runs) {
  std::string text = fmt::format(
      "Postings per second, median of {} runs (lowest-highest), writer and bare LMDB in turn\n\n"
      "{:<4} {:>9} {:>7} {:>10} {:>21} {:>10} {:>21} {:>8} {:>7} {:<4} {:>5}\n",
      runs, "", "postings", "commits", "writer/s", "", "replay/s", "", "ratio", "goal", "", "B/p");
  for (const auto& row : rows) text += table_row(row);
  text += "\n";
  for (const auto& row : rows) text += fmt::format("{:<4} {}\n", row.title.id, row.title.work);
  text +=
      "\nB/p: bytes by which the writer's file grew, per posting. commits: durable, of a run.\n";
  return text;
}

std::string to_json(const std::vector<Row>& rows, std::size_t runs) {
  std::vector<std::string> all;
  for (const auto& row : rows) all.push_back(json_row(row));
  return fmt::format("{{\"rows\":[{}],\"runs\":{}}}\n", fmt::join(all, ","), runs);
}

}  // namespace anxin::bench
