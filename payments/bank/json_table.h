// Wage tables in JSON: an array of objects, or NDJSON with one object a line.
//
// Role: beside csv.h under open_table.h, for payroll programs that send no spreadsheet.
// Shape: keys are captions ("实发工资") or the English names of fields ("net"). Row n is the n-th
//        object of an array, or line n of NDJSON. A value is a string, a number, true, false or
//        null; numbers keep the digits that they were written with.
// Source: RFC 8259; no extension of it is read.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "ledger/base/result.h"
#include "payments/bank/cell_table.h"

namespace anxin::bank {

/// Not JSON, or not objects in an array or on lines. Detail: line.
inline constexpr Reason kJsonMalformed{"json.malformed"};
/// Nested deeper than kJsonDepthMax. Detail: line.
inline constexpr Reason kJsonTooDeep{"json.too-deep"};
/// More than kTableColumnsMax different keys. Detail: line.
inline constexpr Reason kJsonTooManyKeys{"json.too-many-keys"};
/// A value of more than kTableCellBytesMax. Detail: line.
inline constexpr Reason kJsonValueTooLong{"json.value-too-long"};

inline constexpr std::array kJsonTableReasons{kJsonMalformed, kJsonTooDeep, kJsonTooManyKeys,
                                              kJsonValueTooLong};

// What one value holds is never read when it is nested; it is only skipped.
inline constexpr int kJsonDepthMax = 32;

/// True where a text begins like the JSON of a table: [{ or {".
[[nodiscard]] bool looks_like_json(std::string_view text);

/// Reads a whole table from UTF-8.
/// Refuses, at the first place: json.malformed, json.too-deep, json.too-many-keys,
///          json.value-too-long, csv.too-many-rows.
[[nodiscard]] Result<CellTable> read_json_table(std::string_view text);

}  // namespace anxin::bank
