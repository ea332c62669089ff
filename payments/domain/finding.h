// What a check found in a file or a record: where, how bad, which code.
//
// Role: produced by payments/bank and the rules, shown by every face with its sentence from the
//       catalogue. All findings of a file are reported in one pass.
// Shape: row and cell as a spreadsheet shows them: rows from 1, columns A, B, …; row 0 = the file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/result.h"

namespace anxin::payments {

/// In rising order of consequence (payments.md, import and check).
enum class Severity : std::uint8_t {
  note,     ///< worth knowing
  explain,  ///< needs a recorded reason, is paid
  park,     ///< accrues but is not instructed until cleared
  refuse,   ///< the file, or on request only this line, is not taken
};

[[nodiscard]] std::string_view to_word(Severity severity);

struct Finding {
  std::uint32_t row = 0;
  std::string cell;   ///< "H4", empty for a row or the file
  std::string field;  ///< "net", empty for a row or the file
  Severity severity = Severity::note;
  Reason code;
  Fields details;  ///< for the sentence; never an identity number, card or phone in the clear

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

/// The worst severity among them; note where there is none.
[[nodiscard]] Severity worst(const Findings& findings);

}  // namespace anxin::payments
