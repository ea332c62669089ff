// The table of posting rules: event, debit, credit, as the functions of posting.h give them.
//
// Role: for people (`anxin account rules`, docs/postings.md) and for the test that proves the
//       identities for every rule. The rows are made by calling the functions with example ids, so
//       that the table cannot say anything that the program does not do.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "payments/domain/posting.h"

namespace anxin::payments {

enum class PostingHow : std::uint8_t {
  posted,
  held,  ///< held first; posted when the bank says paid, released when it says failed
};

struct PostingRule {
  std::string_view event;  ///< "wage-accrued": names its sentence in the catalogue
  PostingHow how = PostingHow::posted;
  Moves moves;  ///< with example ids
};

/// All of them, in the order of posting.h.
[[nodiscard]] std::vector<PostingRule> posting_table();

}  // namespace anxin::payments
