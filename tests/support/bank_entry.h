// One entry for each reader of what banks send, for bytes that nobody has looked at.
//
// Role: the fuzz readers (tests/fuzz/readers.cc), and the test that runs fixtures/corpus/bank
// through
//       the same functions.
#pragma once

#include <string_view>
#include <vector>

#include "ledger/base/invariant.h"
#include "payments/bank/bank_file.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/incoming_profiles.h"

namespace anxin::tests {

inline const std::vector<payments::IncomingProfile>& incoming_profiles() {
  static const auto profiles = payments::builtin_incoming_profiles();
  return profiles;
}

/// Every profile of a shape reads the bytes; nothing may crash, and a file without content is one
/// that was refused.
inline void read_by_shape(std::string_view bytes, payments::IncomingShape shape) {
  for (const auto& profile : incoming_profiles()) {
    if (profile.shape != shape) continue;
    const auto document = bank::read_bank_file(bytes, profile);
    LEDGER_INVARIANT(document.content.index() != 0 || document.refused());
  }
}

inline void read_as_iso_message(std::string_view bytes) {
  read_by_shape(bytes, payments::IncomingShape::iso);
}
inline void read_as_return_table(std::string_view bytes) {
  read_by_shape(bytes, payments::IncomingShape::returns);
}
inline void read_as_statement_table(std::string_view bytes) {
  read_by_shape(bytes, payments::IncomingShape::statement);
}

}  // namespace anxin::tests
