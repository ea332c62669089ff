#include "tests/bench/matching_row.h"

#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "ledger/base/invariant.h"
#include "payments/domain/matching.h"
#include "tests/bench/cpu_time.h"

namespace anxin::bench {
namespace {

using payments::BankEntry;
using payments::MatchFacts;
using payments::PayrollLine;

constexpr std::size_t kLines = 100'000;
constexpr std::size_t kFileLines = 2'000;
constexpr Money kNet = Money::from_minor(307'919);
constexpr double kMicros = 1'000'000;
constexpr double kThreeTenths = 300'000;  // µs

std::string file_id(std::size_t line) {
  return fmt::format("QH01-202610-01-F{}", line / kFileLines);
}

std::string line_id(std::size_t line) { return fmt::format("QH01-202610-01-{:05}", line); }

std::vector<PayrollLine> paid_lines() {
  std::vector<PayrollLine> lines(kLines);
  for (std::size_t at = 0; at < kLines; ++at) {
    lines[at].id = line_id(at);
    lines[at].net = kNet;
    lines[at].state = payments::line_state::Paid{file_id(at), *parse_date("2026-11-16")};
  }
  return lines;
}

std::vector<BankEntry> debits() {
  std::vector<BankEntry> entries(kLines);
  for (std::size_t at = 0; at < kLines; ++at) {
    entries[at].amount = kNet;
    entries[at].direction = payments::Direction::debit;
    entries[at].end_to_end_ids = {line_id(at)};
  }
  return entries;
}

MatchFacts files_of(const std::vector<PayrollLine>& lines) {
  MatchFacts facts;
  const auto sum = Money::from_minor(kNet.minor() * static_cast<std::int64_t>(kFileLines));
  for (std::size_t at = 0; at < kLines; at += kFileLines) {
    payments::InstructionFile file;
    file.id = file_id(at);
    file.sum = sum;
    for (std::size_t line = at; line < at + kFileLines; ++line)
      file.lines.push_back(lines[line].id);
    file.outcomes.push_back({*parse_date("2026-11-16"), kFileLines, sum, 0, Money()});
    facts.files.emplace(file.id, payments::FileFacts{file, Money(), Money()});
  }
  return facts;
}

std::size_t explain_all(const std::vector<BankEntry>& entries, MatchFacts facts,
                        const std::vector<PayrollLine>& lines) {
  for (const auto& line : lines) facts.lines.emplace_hint(facts.lines.end(), line.id, &line);
  std::size_t explained = 0;
  for (const auto& entry : entries) {
    const auto match = payments::explain(entry, facts);
    const auto* by_reference = std::get_if<payments::match::ByReference>(&match);
    if (by_reference == nullptr) continue;
    facts.files.at(by_reference->file).debited += entry.amount;
    facts.debited_lines.insert(by_reference->reference);
    ++explained;
  }
  return explained;
}

std::size_t join_bare(const std::vector<BankEntry>& entries,
                      const std::vector<PayrollLine>& lines) {
  std::unordered_map<std::string_view, Money> nets;
  for (const auto& line : lines) nets.emplace(line.id, line.net);
  std::size_t joined = 0;
  for (const auto& entry : entries) {
    const auto net = nets.find(entry.end_to_end_ids.front());
    if (net != nets.end() && net->second == entry.amount) ++joined;
  }
  return joined;
}

}  // namespace

Row measure_matching(std::size_t runs) {
  const auto lines = paid_lines();
  const auto entries = debits();
  const auto facts = files_of(lines);
  const auto seconds = median_cpu_seconds(
      runs, [&] { LEDGER_INVARIANT(explain_all(entries, facts, lines) == kLines); },
      [&] { LEDGER_INVARIANT(join_bare(entries, lines) == kLines); });
  return {"R1",
          fmt::format("{} statement lines against {} payments", kLines, kLines),
          {"explained", seconds.work * kMicros, "µs"},
          {},
          Goal{Bound::at_most, kThreeTenths},
          {{"bare hash join", seconds.reference * kMicros, "µs"}}};
}

}  // namespace anxin::bench
