// Proof that a command is in a book.
#pragma once

#include "ledger/base/digest.h"
#include "ledger/base/result.h"
#include "ledger/book/entry.h"

namespace anxin::ledger {

struct Receipt {
  book::EntryNumber entry = 0;
  Digest digest;          ///< of that entry: compare it with any later copy of the book
  bool replayed = false;  ///< the key was seen before: nothing was booked now
  Fields answer;          ///< what a service answered the first time
};

}  // namespace anxin::ledger
