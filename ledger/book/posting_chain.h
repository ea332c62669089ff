// The chain of an account's postings: each points at the one before it, and once more further back.
//
// Role: history and past balances need no index of their own. From any posting of an account the
//       last one at or before a moment is found in O(log n) steps, and writing one looks at nothing
//       but the account.
// Shape: an account's postings have ordinals 1, 2, 3, …. A posting whose ordinal n ends in k zeros
// in
//        base 16 jumps to the account's latest posting before it whose ordinal ends in at least k +
//        1 zeros (0 where there is none); levels end at 16^7, above which the chain is walked
//        singly.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace anxin::book {

/// Postings are numbered 1, 2, … over the whole book; 0 means none.
using PostingNumber = std::uint64_t;

/// Where a posting of an account points.
struct ChainLinks {
  PostingNumber previous = 0;
  PostingNumber jump = 0;  ///< ≤ previous
  bool operator==(const ChainLinks&) const = default;
};

class PostingChain {
 public:
  static constexpr std::size_t kLevels = 7;  // 16^7: a quarter of a billion postings

  /// The newest posting, 0 where there is none.
  [[nodiscard]] PostingNumber last() const { return last_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// The latest posting whose ordinal ends in at least `level` + 1 zeros in base 16.
  [[nodiscard]] PostingNumber mark(std::size_t level) const { return marks_[level]; }

  /// Adds a posting and answers where it points.
  ChainLinks append(PostingNumber number) {
    const ChainLinks links{last_, marks_[zeros(++count_)]};
    last_ = number;
    // Only one posting in sixteen is a mark of any level.
    for (std::size_t level = 0; level < kLevels && ends_in_zeros(count_, level + 1); ++level) {
      marks_[level] = number;
    }
    return links;
  }

  /// As it was stored.
  static PostingChain restore(PostingNumber last, std::uint64_t count,
                              const std::array<PostingNumber, kLevels>& marks) {
    PostingChain chain;
    chain.last_ = last;
    chain.count_ = count;
    chain.marks_ = marks;
    return chain;
  }
  bool operator==(const PostingChain&) const = default;

 private:
  static bool ends_in_zeros(std::uint64_t ordinal, std::size_t digits) {
    return (ordinal & ((std::uint64_t{1} << (4 * digits)) - 1)) == 0;
  }
  // How many digits of the ordinal's end are zero, at most kLevels − 1.
  static std::size_t zeros(std::uint64_t ordinal) {
    std::size_t digits = 0;
    while (digits < kLevels - 1 && ends_in_zeros(ordinal, digits + 1)) ++digits;
    return digits;
  }

  PostingNumber last_ = 0;
  std::uint64_t count_ = 0;
  std::array<PostingNumber, kLevels> marks_{};
};

}  // namespace anxin::book
