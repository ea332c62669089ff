// What the fuzzers begin with: files and lines of the repository, and records made here.
#pragma once

#include <string>
#include <vector>

namespace anxin::fuzz {

/// fixtures/corpus: wage tables in every format, broken and hostile ones among them.
[[nodiscard]] std::vector<std::string> table_seeds();
/// fixtures/corpus/bank.
[[nodiscard]] std::vector<std::string> bank_seeds();
/// The lines of fixtures/corpus/ledger/apply.ndjson.
[[nodiscard]] std::vector<std::string> apply_seeds();
/// The canonical bytes of the golden journal.
[[nodiscard]] std::vector<std::string> entry_seeds();
/// One row of each table of the store.
[[nodiscard]] std::vector<std::string> row_seeds();
/// One record of each kind that carries a state.
[[nodiscard]] std::vector<std::string> record_seeds();
/// The rules and profiles that ship, and the master data of the county.
[[nodiscard]] std::vector<std::string> data_seeds();
/// Heads of HTTP requests, ordinary and hostile ones.
[[nodiscard]] std::vector<std::string> head_seeds();
[[nodiscard]] std::vector<std::string> target_seeds();

}  // namespace anxin::fuzz
