// Which captions name which field in wage tables, rosters and bank templates.
//
// Role: data (payments/rules/data/captions.toml) for the table reader in payments/bank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace anxin::payments {

/// The columns that the program understands. The words are the ones `--json` prints.
enum class Column : std::uint8_t {
  seq,
  name,
  id_no,
  account,
  bank,
  bank_no,
  trade,
  team,
  employer,
  days,
  day_rate,
  gross,
  advance,
  tax,
  deduction,
  net,
  phone,
  memo,
  cross_bank,
  sign,
  worker,
  contract_signed,
  entry,
  exit,
  line,
  month,
  owed,
  overtime,
  allowance,  ///< for heat, cold, night, poison: what no minimum wage is made of
};
inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::allowance) + 1;

[[nodiscard]] std::string_view to_word(Column column);
/// Nothing for an unknown word.
[[nodiscard]] const Column* find_column(std::string_view word);

/// Captions of each column as met in real files, most telling first.
struct CaptionAliases {
  std::map<Column, std::vector<std::string>> captions;
};

}  // namespace anxin::payments
