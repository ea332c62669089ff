// The chain of an account's postings: each points at the one before it, and once more further back.
//
// Role: history and past balances need no index of their own. From the newest posting of an account
//       the last one at or before a moment is found in O(log n) steps, and writing one looks at
//       nothing but the account.
// Shape: an account's postings have ordinals 1, 2, 3, …. One whose ordinal ends in k octal zeros is
//        a mark of the levels 1 to k, at most 8. The posting just before a mark of level k jumps to
//        the mark of level k before it, past the whole stretch; any other one that is a mark of
//        level k (0: of none) jumps to the latest mark of level k + 1.
// Source: measured in decision 0009.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace anxin::book {

/// Postings are numbered 1, 2, … over the whole book; 0 means none.
using PostingNumber = std::uint64_t;
inline constexpr PostingNumber kPostingNumberMax = (PostingNumber{1} << 48U) - 1;  // as stored

/// Where a posting of an account points.
struct ChainLinks {
  PostingNumber previous = 0;
  PostingNumber jump = 0;  ///< ≤ previous
  bool operator==(const ChainLinks&) const = default;
};

class PostingChain {
 public:
  static constexpr std::size_t kLevels =
      8;  // 8^8: 16 million postings, then walked by such stretches

  /// The newest posting, 0 where there is none.
  [[nodiscard]] PostingNumber last() const { return last_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// The latest mark of level `index` + 1.
  [[nodiscard]] PostingNumber mark(std::size_t index) const { return marks_[index]; }

  /// Of the postings that the account itself knows, the earliest not before `through`: where a
  /// search for `through` begins. The newest where none is.
  [[nodiscard]] PostingNumber entrance(PostingNumber through) const {
    auto number = last_;
    for (const auto mark : marks_) {
      if (mark >= through) number = std::min(number, mark);
    }
    return number;
  }

  /// Adds a posting and answers where it points.
  ChainLinks append(PostingNumber number) {
    const auto level = level_of(++count_);
    const auto next = level_of(count_ + 1);
    const ChainLinks links{last_, marks_[next > 0 ? next - 1 : std::min(level, kLevels - 1)]};
    last_ = number;
    for (std::size_t index = 0; index < level; ++index) marks_[index] = number;
    return links;
  }

  /// The next posting will be a mark.
  [[nodiscard]] bool before_mark() const { return level_of(count_ + 1) > 0; }
  /// Forgets the postings after `count`, of which `last` was the newest and none a mark.
  void go_back(PostingNumber last, std::uint64_t count) {
    last_ = last;
    count_ = count;
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
  // How many octal digits at the ordinal's end are zero, at most kLevels.
  static std::size_t level_of(std::uint64_t ordinal) {
    return std::min(static_cast<std::size_t>(std::countr_zero(ordinal)) / 3, kLevels);
  }

  PostingNumber last_ = 0;
  std::uint64_t count_ = 0;
  std::array<PostingNumber, kLevels> marks_{};
};

}  // namespace anxin::book
