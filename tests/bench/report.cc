#include "tests/bench/report.h"

#include <fmt/format.h>

namespace anxin::bench {
namespace {

std::string heading() {
  return fmt::format(
      "{:<4} {:>9} {:>7} | {:>9} {:>17} {:>6} | {:>9} {:>17} {:>6} | {:>7} {:>9} | {:>4}\n", "",
      "postings", "commits", "writer/s", "lowest-highest", "CPU ns", "replay/s", "lowest-highest",
      "CPU ns", "ratio", "goal", "B/p");
}

std::string range(const Speeds& speeds) {
  return fmt::format("{:.0f}-{:.0f}", speeds.lowest, speeds.highest);
}

std::string goal(const Row& row) {
  const bool met = row.ratio_percent() >= row.title.goal_percent;
  return fmt::format("{} % {}", row.title.goal_percent, met ? "met" : "no");
}

std::string table_row(const Row& row) {
  return fmt::format(
      "{:<4} {:>9} {:>7} | {:>9.0f} {:>17} {:>6.0f} | {:>9.0f} {:>17} {:>6.0f} | {:>5.1f} % {:>9} "
      "| {:>4}\n",
      row.title.id, row.postings, row.commits, row.writer.median, range(row.writer), row.writer_cpu,
      row.replay.median, range(row.replay), row.replay_cpu, row.ratio_percent(), goal(row),
      row.bytes_per_posting());
}

std::string json_speeds(std::string_view name, const Speeds& speeds, double cpu) {
  return fmt::format(R"("{0}postings_per_second":{1:.0f},"{0}lowest":{2:.0f},)"
                     R"("{0}highest":{3:.0f},"{0}cpu_nanoseconds":{4:.0f})",
                     name, speeds.median, speeds.lowest, speeds.highest, cpu);
}

// Ids and descriptions are our own plain words: nothing in them needs escaping.
std::string json_row(const Row& row) {
  return fmt::format(
      R"({{"id":"{}","work":"{}","accounts":{},"postings":{},{},{},"ratio_percent":{:.1f},)"
      R"("goal_percent":{},"bytes_per_posting":{},"commits":{}}})",
      row.title.id, row.title.work, row.accounts, row.postings,
      json_speeds("", row.writer, row.writer_cpu),
      json_speeds("replay_", row.replay, row.replay_cpu), row.ratio_percent(),
      row.title.goal_percent, row.bytes_per_posting(), row.commits);
}

}  // namespace

std::string to_table(const std::vector<Row>& rows, std::size_t runs) {
  auto text = fmt::format(
      "Postings per second, median of {} runs, writer and bare LMDB (the replay) in turn\n\n",
      runs);
  text += heading();
  for (const auto& row : rows) text += table_row(row);
  text += "\n";
  for (const auto& row : rows) text += fmt::format("{:<4} {}\n", row.title.id, row.title.work);
  return text +
         "\nEvery commit is durable. CPU ns: processor time per posting, median.\n"
         "B/p: growth of the writer's file per posting.\n";
}

std::string to_json(const std::vector<Row>& rows, std::size_t runs) {
  std::vector<std::string> all;
  for (const auto& row : rows) all.push_back(json_row(row));
  return fmt::format("{{\"rows\":[{}],\"runs\":{}}}\n", fmt::join(all, ","), runs);
}

}  // namespace anxin::bench
