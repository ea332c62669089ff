// The kernels of workload W1 over lanes. Included by block_functions.h alone.
//
// Shape: a draw of a project decides two months: its words 0 and 2 the chances of the first and of
//        the second, 1 and 3 their labour.
#pragma once

#include "simulator/kernels.h"
#include "simulator/lanes.h"
#include "simulator/philox.h"
#include "simulator/short_normals.h"

namespace anxin::simulator {

// ---- draws --------------------------------------------------------------------------------------

// The moment enters the counter's last word, which meets the other three but slowly: before the
// third round only one product of four depends on it.
template <class L>
void begin_draws(const DrawBlock& block, const std::uint64_t* ids, std::size_t count,
                 DrawStarts& out) {
  const PhiloxKeys<L> keys(block.seed);
  const auto second =
      L::product(L::spread(std::uint64_t{block.path}), L::spread(kPhiloxSecond)) >> 32U;
  for (std::size_t i = 0; i < count; i += L::kWidth) {
    const auto id = L::load(ids + i);
    const auto first = L::product(id, L::spread(kPhiloxFirst));
    const auto product = L::product(second ^ (id >> 32U) ^ keys.key[0][0], L::spread(kPhiloxFirst));
    L::store(out.round1 + i, (first >> 32U) ^ keys.key[0][1]);
    L::store(out.round2 + i, (product >> 32U) ^ first ^ keys.key[1][1]);
    L::store(out.product + i, product);
  }
}

template <class L>
void draw_w1(const DrawBlock& block, const DrawStarts& starts, std::size_t count, W1Draws& out) {
  constexpr std::size_t kTogether = 2;  // as in draw_block
  const PhiloxKeys<L> keys(block.seed);
  const auto moment = L::spread(std::uint64_t{block.moment});
  const auto path = L::product(L::spread(std::uint64_t{block.path}), L::spread(kPhiloxSecond));
  const auto path_key = path ^ keys.key[1][0];
  for (std::size_t i = 0; i < count; i += kTogether * L::kWidth) {
    PhiloxCounter<L> at[kTogether];
    for (std::size_t k = 0; k < kTogether; ++k) {
      const auto place = i + k * L::kWidth;
      const auto second =
          L::product(L::load(starts.round1 + place) ^ moment, L::spread(kPhiloxSecond));
      at[k] = {{L::high(second) ^ path_key, second, L::load(starts.round2 + place),
                L::load(starts.product + place)}};
    }
    philox(at, keys, 2);
    for (std::size_t k = 0; k < kTogether; ++k) {
      const auto& word = at[k].word;
      L::store(out.chances + i + k * L::kWidth, L::pair(word[0], word[2]));
      L::store(out.normals + i + k * L::kWidth, L::pair(word[1], word[3]));
    }
  }
}

template <class L>
void normal_pairs(const ShortNormals& table, std::size_t count, Pair* pairs) {
  for (std::size_t i = 0; i < count; i += L::kWidth) {
    L::store(pairs + i, short_normals<L>(table, L::load(pairs + i)));
  }
}

// ---- months -------------------------------------------------------------------------------------

template <class L>
[[nodiscard]] typename L::Word load_money(const std::int64_t* from) {
  return L::load(reinterpret_cast<const std::uint64_t*>(from));
}
template <class L>
void store_money(std::int64_t* to, typename L::Word value) {
  L::store(reinterpret_cast<std::uint64_t*>(to), value);
}

template <class L>
struct W1Lanes {
  typename L::Word position;
  typename L::Word deposit;
  typename L::Word due;
  typename L::Word owed;  ///< the arrears of both months, below zero
};

/// A month of some projects: what is earned, what is needed (twice that where it was lost), and a
/// mask of late owners.
template <class L>
struct W1Month {
  typename L::Word labour;
  typename L::Word need;
  typename L::Word late;
};

// What is paid is counted against what is needed in one sum: cash and arrears are never both there.
template <class L>
void play_w1_month(const W1Month<L>& month, W1Lanes<L>& state) {
  constexpr std::uint64_t kBill = 1'095'216'660;  // the labour and 2 %, in parts of 2^-30
  const auto due = state.due + (L::product(month.labour, L::spread(kBill)) >> 30U);
  state.due = month.late & due;
  const auto position = state.position + (~month.late & due) - month.need;
  const auto is_short = L::negative(position);
  const auto deposit = state.deposit + (is_short & position);
  const auto is_owed = L::negative(deposit);
  const auto owed = is_owed & deposit;
  state.deposit = ~is_owed & deposit;
  state.position = L::pick(is_short, owed, position);
  state.owed += owed;
}

template <class L>
struct W1Constants {
  explicit W1Constants(const W1Months& months)
      : late_below(L::spread(months.late_below)),
        lost_below_late(L::spread(months.lost_below_late)),
        lost_below_paid(L::spread(months.lost_below_paid)) {
    for (std::size_t month = 0; month < 2; ++month) {
      const auto planned = static_cast<std::uint64_t>(months.labour[month]);
      labour[month] = L::spread(planned << 32U);
      deviation[month] = L::spread((planned << (32 - kShortBits)) / 20);
    }
  }
  /// With the normal value in the low half.
  [[nodiscard]] typename L::Word labour_of(std::size_t month, typename L::Word normal) const {
    return (labour[month] + L::signed_product(deviation[month], normal)) >> 32U;
  }
  typename L::Word late_below;
  typename L::Word lost_below_late;
  typename L::Word lost_below_paid;
  typename L::Word labour[2];
  typename L::Word deviation[2];
};

template <class L>
std::int64_t w1_two_months(const W1Months& months, const W1Draws& draws, std::size_t count,
                           W1State& state) {
  const W1Constants<L> plan(months);
  auto sum = L::spread(std::uint64_t{0});
  for (std::size_t i = 0; i < count; i += L::kWidth) {
    const auto chances = L::load(draws.chances + i);
    const auto normals = L::load(draws.normals + i);
    const auto late = L::less_halves(chances, plan.late_below);
    const auto lost =
        L::less_halves(chances, L::pick(late, plan.lost_below_late, plan.lost_below_paid));
    const auto first = plan.labour_of(0, normals);
    const auto second = plan.labour_of(1, L::high(normals));
    W1Month<L> months_of[2] = {{first, first, L::low_twice(late)},
                               {second, second, L::high_twice(late)}};
    if (L::any(lost)) {  // one time in a hundred
      months_of[0].need += L::low_twice(lost) & first;
      months_of[1].need += L::high_twice(lost) & second;
    }
    W1Lanes<L> lanes{load_money<L>(state.position + i), load_money<L>(state.deposit + i),
                     load_money<L>(state.due + i), sum};
    for (const auto& month : months_of) play_w1_month(month, lanes);
    store_money<L>(state.position + i, lanes.position);
    store_money<L>(state.deposit + i, lanes.deposit);
    store_money<L>(state.due + i, lanes.due);
    sum = lanes.owed;
  }
  return -static_cast<std::int64_t>(L::sum(sum));
}

}  // namespace anxin::simulator
