// The kernels, written once over lanes. Included by the kernels_*.cc files alone.
#pragma once

#include "simulator/kernels.h"
#include "simulator/lanes.h"
#include "simulator/normal_table.h"

namespace anxin::simulator {

// ---- Philox4x32-10 ------------------------------------------------------------------------------

inline constexpr std::uint64_t kPhiloxRounds = 10;

/// A word needs only its low half; what stands above it is never read.
template <class L>
struct PhiloxCounter {
  typename L::Word word[4];
};

/// The seed as it stands in each round.
template <class L>
struct PhiloxKeys {
  explicit PhiloxKeys(std::uint64_t seed) {
    for (std::uint64_t round = 0; round < kPhiloxRounds; ++round) {
      key[round][0] = L::spread((seed + round * 0x9E3779B9U) & kLowHalf);
      key[round][1] = L::spread(((seed >> 32U) + round * 0xBB67AE85U) & kLowHalf);
    }
  }
  typename L::Word key[kPhiloxRounds][2];
};

template <class L, std::size_t N>
void philox(PhiloxCounter<L> (&at)[N], const PhiloxKeys<L>& keys) {
  for (const auto& key : keys.key) {
    for (auto& counter : at) {
      auto& word = counter.word;
      const auto first = L::product(word[0], L::spread(std::uint64_t{0xD2511F53}));
      const auto second = L::product(word[2], L::spread(std::uint64_t{0xCD9E8D57}));
      word[0] = (second >> 32U) ^ word[1] ^ key[0];
      word[1] = second;
      word[2] = (first >> 32U) ^ word[3] ^ key[1];
      word[3] = first;
    }
  }
}

template <class L>
void draw_block(const DrawBlock& block, const std::uint64_t* ids, std::size_t count,
                WordColumns& out) {
  // Two at a time: one multiplies while the other waits for its product.
  constexpr std::size_t kTogether = 2;
  const PhiloxKeys<L> keys(block.seed);
  for (std::size_t i = 0; i < count; i += kTogether * L::kWidth) {
    PhiloxCounter<L> at[kTogether];
    for (std::size_t k = 0; k < kTogether; ++k) {
      const auto id = L::load(ids + i + k * L::kWidth);
      at[k] = {{id, id >> 32U, L::spread(std::uint64_t{block.path}),
                L::spread(std::uint64_t{block.moment})}};
    }
    philox(at, keys);
    for (std::size_t k = 0; k < kTogether; ++k) {
      for (std::size_t word = 0; word < 4; ++word) {
        L::store(&out.word[word][i + k * L::kWidth], at[k].word[word] & kLowHalf);
      }
    }
  }
}

// ---- normal values ------------------------------------------------------------------------------

template <class L>
void normal_block(const NormalTable& table, const std::uint64_t* words, std::size_t count,
                  std::int64_t* out) {
  std::uint64_t places[kBlock];
  for (std::size_t i = 0; i < count; i += L::kWidth) {
    L::store(places + i, normal_place<L>(L::load(words + i)));
  }
  for (std::size_t i = 0; i < count; ++i) out[i] = normal_at<L>(table, places[i]);
}

// ---- W1 -----------------------------------------------------------------------------------------

/// amount × fixed, rounded down. Requires: |amount| and |fixed| / 2 are below 2^31 units, and
/// amount is not below zero.
template <class L>
[[nodiscard]] typename L::Word fixed_share(typename L::Word amount, typename L::Word fixed) {
  return L::signed_product(amount, fixed >> 32U) + (L::product(amount, fixed) >> 32U);
}

template <class L>
[[nodiscard]] typename L::Word load_money(const std::int64_t* from) {
  return L::load(reinterpret_cast<const std::uint64_t*>(from));
}
template <class L>
void store_money(std::int64_t* to, typename L::Word value) {
  L::store(reinterpret_cast<std::uint64_t*>(to), value);
}

template <class L>
std::int64_t w1_month_block(const W1Month& month, const W1Draws& draws, std::size_t count,
                            W1State& state) {
  constexpr std::uint64_t kMargin = 85'899'346;  // the bill is the labour and 2 %
  const auto deviation = L::spread(static_cast<std::uint64_t>(month.labour_deviation));
  auto sum = L::spread(std::uint64_t{0});
  for (std::size_t i = 0; i < count; i += L::kWidth) {
    const auto labour = fixed_share<L>(deviation, load_money<L>(draws.normals + i)) +
                        static_cast<std::uint64_t>(month.labour);
    const auto late = L::less(L::load(&draws.words.word[0][i]), L::spread(month.late_below));
    const auto lost = L::less(L::load(&draws.words.word[3][i]), L::spread(month.lost_below));
    const auto bill = labour + (L::product(labour, L::spread(kMargin)) >> 32U);
    const auto due = load_money<L>(state.due + i) + bill;
    const auto paid = ~late & due;
    store_money<L>(state.due + i, due - paid);

    const auto need = load_money<L>(state.arrears + i) + labour + (lost & labour);
    const auto from_paid = min_of<L>(need, paid);
    const auto cash = load_money<L>(state.cash + i) + paid - from_paid;
    const auto from_cash = min_of<L>(need - from_paid, cash);
    store_money<L>(state.cash + i, cash - from_cash);
    const auto deposit = load_money<L>(state.deposit + i);
    const auto from_deposit = min_of<L>(need - from_paid - from_cash, deposit);
    store_money<L>(state.deposit + i, deposit - from_deposit);
    const auto arrears = need - from_paid - from_cash - from_deposit;
    store_money<L>(state.arrears + i, arrears);
    sum += arrears;
  }
  return static_cast<std::int64_t>(L::sum(sum));
}

template <class L>
[[nodiscard]] constexpr Kernels kernels_over(const char* name) {
  return {name, &draw_block<L>, &normal_block<L>, &w1_month_block<L>};
}

}  // namespace anxin::simulator
