// The words of many entities in one month, a block at a time, in the order of their places.
//
// Role: how the engine draws for owners, contractors and projects.
// Threads: one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulator/draws.h"
#include "simulator/kernels.h"

namespace anxin::simulator {

class IdDraws {
 public:
  template <class Entities>
  IdDraws(const Kernels& kernels, const Entities& entities) : kernels_(&kernels) {
    for (const auto& entity : entities) ids_.push_back(entity.id);
    fill_lanes();
  }
  /// For entities that change from month to month.
  explicit IdDraws(const Kernels& kernels) : kernels_(&kernels) {}
  /// Other entities from now on.
  void begin(const DrawBlock& block, const std::vector<StableId>& ids) {
    ids_.assign(ids.begin(), ids.end());
    fill_lanes();
    begin(block);
  }
  void begin(const DrawBlock& block) {
    block_ = block;
    first_ = ids_.size();  // nothing is drawn yet
  }
  /// A word of the entity at that place.
  [[nodiscard]] std::uint64_t word(std::size_t which, std::size_t place) {
    return words_.word[which][place_in_block(place)];
  }
  [[nodiscard]] Words words(std::size_t place) {
    const auto at = place_in_block(place);
    Words all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = static_cast<std::uint32_t>(words_.word[i][at]);
    }
    return all;
  }

 private:
  // Draws the block if it is not at hand.
  std::size_t place_in_block(std::size_t place) {
    const auto first = place / kBlock * kBlock;
    if (first != first_) {
      kernels_->draw(block_, &ids_[first], std::min(kBlock, ids_.size() - first), words_);
      first_ = first;
    }
    return place - first;
  }
  void fill_lanes() { ids_.resize((ids_.size() + kLanesMax - 1) / kLanesMax * kLanesMax); }

  const Kernels* kernels_;
  std::vector<std::uint64_t> ids_;  // followed by zeros to whole lanes
  DrawBlock block_;
  std::size_t first_ = 0;
  WordColumns words_{};
};

}  // namespace anxin::simulator
