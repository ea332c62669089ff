// Postings as bytes: names once, then fixed records that point at them.
//
// Role: POST /v1/ledger/postings, the quickest way in for programs that book in bulk.
// Shape (little-endian; docs/formats/bulk-postings.md):
//   body    = "AXB1" names:u32 records:u32 effective_on:i32 name* record*
//   name    = size:u8 text            (an account's name, 1 to 96 bytes)
//   record  = debit:u32 credit:u32 amount:i64
//   debit and credit are places in the names, from 0; amounts are minor units; effective_on is in
//   days since 1970-01-01, or -2^31 for the recorded day.
#pragma once

#include <string_view>

#include "ledger/base/result.h"
#include "ledger/book/command.h"

namespace anxin::routes {

/// The whole body as one step.
/// Refuses: ledger.malformed (what does not have the shape; the field says where),
///          ledger.too-large (more postings, or names, than one command may have).
[[nodiscard]] Result<book::BulkPost> read_bulk_postings(std::string_view body);

}  // namespace anxin::routes
