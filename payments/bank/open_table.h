// From the bytes of a file to a table whose captions have been found.
//
// Role: the first steps that wage tables, rosters and repair tables share.
#pragma once

#include <string>
#include <string_view>

#include "payments/bank/csv.h"
#include "payments/bank/header_row.h"

namespace anxin::bank {

struct OpenTable {
  std::string encoding;
  CsvTable cells;
  HeaderRow header;
};

/// Refuses: what decode_text and read_csv refuse, payroll.header-missing.
[[nodiscard]] Result<OpenTable> open_table(std::string_view bytes,
                                           const payments::CaptionAliases& aliases);

/// The encoding alone, for a file that could be decoded but not opened; empty where not even that.
[[nodiscard]] std::string encoding_of(std::string_view bytes);

}  // namespace anxin::bank
