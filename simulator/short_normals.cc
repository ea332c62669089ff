#include "simulator/short_normals.h"

#include <cmath>
#include <memory>

#include "simulator/cubic.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

// What stands at a place of the piece, from 0 to 1, in units of 2^-28.
double short_value(std::size_t index, double place) {
  constexpr std::size_t kInOctave = std::size_t{1} << kShortPieceBits;
  const auto within = (static_cast<double>(index % kInOctave) + place) / kInOctave;
  const double end = std::ldexp(1 + within, static_cast<int>(index / kInOctave) - 127);
  return std::ldexp(normal_quantile(end * 0x1p-32), kShortBits);
}

std::unique_ptr<const ShortNormals> make_short_normals() {
  auto table = std::make_unique<ShortNormals>();
  for (std::size_t i = kShortFirst; i <= kShortLast; ++i) {
    const auto cubic = cubic_near([i](double place) { return short_value(i, place); });
    for (std::size_t k = 0; k < cubic.size(); ++k) {
      const auto unit = -kShortPlaceBits * static_cast<int>(k);
      table->piece[i][k] = static_cast<float>(std::ldexp(cubic[k], unit));
    }
  }
  return table;
}

}  // namespace

const ShortNormals& short_normal_table() {
  static const auto kTable = make_short_normals();
  return *kTable;
}

}  // namespace anxin::simulator
