// Proof that a book is what its journal says: the chain, and everything stored beside it.
//
// Role: `ledger verify`, every suspicion, every auditor. Replays the journal with code of its own
//       (plain addition, not apply) and compares each table with the result.
// Shape: findings name what is wrong and where; an empty list is the proof.
// Cost:  one pass over the journal in slices, each on a snapshot of its own, so that a book may be
//        written meanwhile; memory for accounts (200 bytes each) and open holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ledger/book/books.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

// What can be wrong, in the order in which it is looked for.
inline constexpr Reason kBookUnreadable{"verify.book-unreadable"};
inline constexpr Reason kEntryMissing{"verify.entry-missing"};
inline constexpr Reason kEntryUnreadable{"verify.entry-unreadable"};
inline constexpr Reason kChainBroken{"verify.chain-broken"};
inline constexpr Reason kEntryContradicts{
    "verify.entry-contradicts"};  ///< cannot follow from before
inline constexpr Reason kPostingDiffers{"verify.posting-differs"};
inline constexpr Reason kHeadDiffers{"verify.head-differs"};
inline constexpr Reason kAccountDiffers{"verify.account-differs"};
inline constexpr Reason kDaysDiffer{"verify.days-differ"};
inline constexpr Reason kHoldDiffers{"verify.hold-differs"};
inline constexpr Reason kKeyDiffers{"verify.key-differs"};
inline constexpr Reason kRecordDiffers{"verify.record-differs"};
inline constexpr Reason kAnchorDiffers{"verify.anchor-differs"};
inline constexpr Reason kSumsDiffer{"verify.sums-differ"};
inline constexpr Reason kIdentityBroken{"verify.identity-broken"};  ///< found by payments
inline constexpr Reason kVerifyCrashed{"verify.crashed"};  ///< found by who ran verify in a child
inline constexpr std::array kVerifyReasons{
    kBookUnreadable,   kEntryMissing,   kEntryUnreadable, kChainBroken,
    kEntryContradicts, kPostingDiffers, kHeadDiffers,     kAccountDiffers,
    kDaysDiffer,       kHoldDiffers,    kKeyDiffers,      kRecordDiffers,
    kAnchorDiffers,    kSumsDiffer,     kIdentityBroken,  kVerifyCrashed};

struct VerifyFinding {
  Reason code;
  std::string place;  ///< "entry 17", "account t:cash", …
};

struct VerifyReport {
  book::Head head;  ///< as recomputed from the journal
  std::vector<VerifyFinding> findings;
  [[nodiscard]] bool ok() const { return findings.empty(); }
};

inline constexpr std::size_t kFindingsMax = 100;  // more say nothing new about a damaged book

/// Called now and then with entries done and entries in all.
using VerifyProgress = std::function<void(book::EntryNumber done, book::EntryNumber all)>;

/// Refuses: store.unavailable, store.format-older, store.format-newer.
/// `seed`: drawn for this run, so that nobody can have aimed at the weights of the sketches.
[[nodiscard]] Result<VerifyReport> verify(const store::Store& store, const VerifyProgress& progress,
                                          std::uint64_t seed = 0);

}  // namespace anxin::ledger
