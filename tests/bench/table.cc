#include "tests/bench/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "tests/bench/bank_file_row.h"
#include "tests/bench/book_files.h"
#include "tests/bench/full_model.h"
#include "tests/bench/http_bulk_rows.h"
#include "tests/bench/http_payroll_row.h"
#include "tests/bench/http_rows.h"
#include "tests/bench/large_book.h"
#include "tests/bench/many_callers.h"
#include "tests/bench/matching_row.h"
#include "tests/bench/payroll.h"
#include "tests/bench/proof.h"
#include "tests/bench/questions.h"
#include "tests/bench/side_by_side.h"
#include "tests/bench/statement_row.h"
#include "tests/bench/uniform_pairs.h"
#include "tests/bench/w1_engines.h"
#include "tests/bench/wage_tables.h"

namespace anxin::bench {
namespace {

constexpr std::string_view kGroups = "L1a";   // what L3 and L8 look back to
constexpr std::string_view kSingles = "L1b";  // and L8
constexpr double kGroupsBytes = 200;
constexpr double kSinglesBytes = 280;

// A long run says where it is.
void say(std::string_view what) { fmt::print(stderr, "{} …\n", what); }

void append(Rows& rows, Rows more) {
  for (auto& row : more) rows.push_back(std::move(row));
}

const Row* find(const Rows& rows, std::string_view id) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [id](const auto& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

UniformPairs singles(const Options& options, std::string id, std::size_t accounts, Keys keys,
                     std::optional<double> goal) {
  auto work = fmt::format("{} accounts, one posting a command, {} keys, answers and digests",
                          accounts, keys == Keys::random ? "random" : "time-ordered");
  return UniformPairs({std::move(id), std::move(work), goal}, {accounts, 1, keys, Touch::uniform},
                      options.run_postings);
}

UniformPairs groups(const Options& options, std::string id, Touch touch,
                    std::optional<double> goal) {
  auto work = fmt::format("{} accounts, groups of {} pairs, {}", kPairAccounts, kGroupPostings,
                          touch == Touch::uniform ? "uniform" : "one account in all");
  return UniformPairs({std::move(id), std::move(work), goal},
                      {kPairAccounts, kGroupPostings, Keys::plain, touch}, options.run_postings);
}

std::vector<std::unique_ptr<Workload>> workloads(const Options& options) {
  std::vector<std::unique_ptr<Workload>> all;
  const auto add = [&](auto work) {
    all.push_back(std::make_unique<decltype(work)>(std::move(work)));
  };
  add(groups(options, std::string(kGroups), Touch::uniform, 0.60));
  add(singles(options, std::string(kSingles), kPairAccounts, Keys::time_ordered, 0.50));
  add(singles(options, "L1c", options.accounts, Keys::time_ordered, 0.50));
  add(singles(options, "L1d", kPairAccounts, Keys::random, std::nullopt));
  add(Payroll(options.accounts));
  add(groups(options, "L3", Touch::one_in_common, std::nullopt));
  return all;
}

bool is_needed(const Options& options, std::string_view id) {
  if (options.wants(id)) return true;
  if (id == kGroups) return options.wants("L3") || options.wants("L8");
  return id == kSingles && options.wants("L8");
}

// L3 is to be no slower than L1a; how it stands beside its replay is a detail.
void compare_with_groups(Row& row, const Row& groups_row) {
  row.details.push_back(*row.reference);
  row.reference = Figure{std::string(kGroups), groups_row.measured.value, "/s"};
  row.goal = Goal{Bound::at_least, 1};
}

Result<Rows> measure_workloads(const Options& options) {
  Rows rows;
  for (const auto& work : workloads(options)) {
    const auto title = work->title();
    if (!is_needed(options, title.id)) continue;
    say(title.id);
    auto row = LEDGER_TRY(side_by_side(*work, {options.folder, options.runs}));
    if (title.id == "L3") compare_with_groups(row, *find(rows, kGroups));
    rows.push_back(std::move(row));
  }
  return rows;
}

Row disk_row(const Row& of, double goal) {
  const auto bytes = std::find_if(of.details.begin(), of.details.end(), [](const auto& detail) {
    return detail.name == kBytesPerPosting;
  });
  return {"L8/" + of.id, "bytes on disk of " + of.id, *bytes, {}, Goal{Bound::at_most, goal}, {}};
}

Result<Rows> measure_large_book(const Options& options) {
  const Scratch scratch(options.folder / "large");
  say(fmt::format("building the book of {} postings", options.postings));
  const auto book = LEDGER_TRY(build_large_book(scratch / "book", options.postings));
  Rows rows;
  if (options.wants("L5")) {
    say("L5");
    rows.push_back(LEDGER_TRY(caller_row(book, options.samples)));
  }
  rows.push_back(groups_row(book));
  if (options.wants("L6")) {
    say("L6");
    append(rows, LEDGER_TRY(measure_questions(book, options.samples)));
  }
  if (options.wants("L7")) {
    say("L7");
    append(rows, measure_verify(book));
  }
  if (options.wants("L9")) {
    say("L9");
    rows.push_back(LEDGER_TRY(measure_reopen(book)));
  }
  return rows;
}

Result<Rows> measure_service(const Options& options) {
  Rows rows;
  if (options.wants("H1")) {
    say("H1");
    rows.push_back(LEDGER_TRY(measure_balances(options.folder, options.runs)));
  }
  if (options.wants("H2")) {
    say("H2");
    append(rows, LEDGER_TRY(measure_connections(options.folder, options.runs)));
  }
  if (options.wants("H3")) {
    say("H3");
    rows.push_back(LEDGER_TRY(measure_upload(options.folder, options.runs)));
  }
  if (options.wants("H4")) {
    say("H4");
    append(rows, LEDGER_TRY(measure_bulk(options.folder, options.runs)));
  }
  return rows;
}

}  // namespace

Result<Rows> measure_table(const Options& options) {
  Rows rows = LEDGER_TRY(measure_workloads(options));
  if (options.wants("L4")) {
    say("L4");
    append(rows, LEDGER_TRY(measure_callers(options.folder, options.samples)));
  }
  const bool large =
      options.wants("L5") || options.wants("L6") || options.wants("L7") || options.wants("L9");
  if (large) append(rows, LEDGER_TRY(measure_large_book(options)));
  if (options.wants("L8")) {
    Rows disk{disk_row(*find(rows, kGroups), kGroupsBytes),
              disk_row(*find(rows, kSingles), kSinglesBytes)};
    append(rows, std::move(disk));
  }
  if (options.wants("W1") || options.wants("W2")) {
    say("W1, W2");
    append(rows, measure_wage_csv(options.runs));
  }
  if (options.wants("W3")) {
    say("W3");
    rows.push_back(measure_workbook(options.runs));
  }
  if (options.wants("B1")) {
    say("B1");
    rows.push_back(measure_bank_file(options.runs));
  }
  if (options.wants("B2")) {
    say("B2");
    rows.push_back(measure_statement(options.folder, options.runs));
  }
  if (options.wants("R1")) {
    say("R1");
    rows.push_back(measure_matching(options.runs));
  }
  if (options.wants("S1")) {
    say("S1");
    append(rows, measure_w1(options.runs));
  }
  if (options.wants("S2")) {
    say("S2");
    append(rows, measure_full_model(options.runs));
  }
  append(rows, LEDGER_TRY(measure_service(options)));
  return rows;
}

}  // namespace anxin::bench
