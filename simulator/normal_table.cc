#include "simulator/normal_table.h"

#include <bit>
#include <memory>

#include "simulator/cubic.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

struct PieceAt {
  std::size_t index;
  // What a place of the piece stands for, as a normal value above zero.
  [[nodiscard]] double value(double place) const {
    const auto octave = index >> kPieceBits;
    const auto within = index & ((1U << kPieceBits) - 1);
    const auto start = std::bit_cast<double>((std::uint64_t{1023} - 33 + octave) << 52U);
    const double p = start * (1 + (static_cast<double>(within) + place) / (1U << kPieceBits));
    return -normal_quantile(p);
  }
};

NormalPiece make_piece(std::size_t index) {
  constexpr auto kScale = static_cast<double>(std::int64_t{1} << (kFactorExtraBits + 32));
  NormalPiece piece{};
  const PieceAt at{index};
  const auto factors = cubic_near([at](double place) { return at.value(place); });
  for (std::size_t k = 0; k < factors.size(); ++k) {
    piece.factor[k] = nearest(factors[k] * kScale);
  }
  // The last bits are cut off, not rounded: half of them more makes up for it.
  piece.factor[0] += std::int64_t{1} << (kFactorExtraBits - 1);
  return piece;
}

std::unique_ptr<const NormalTable> make_table() {
  auto table = std::make_unique<NormalTable>();
  for (std::size_t i = 0; i < kPieces; ++i) table->piece[i] = make_piece(i);
  return table;
}

}  // namespace

const NormalTable& normal_table() {
  static const auto kTable = make_table();
  return *kTable;
}

double normal_real(std::uint32_t word) {
  const auto place = normal_place<PortableLanes>(word);
  return static_cast<double>(normal_at<PortableLanes>(normal_table(), place)) * 0x1p-32;
}

}  // namespace anxin::simulator
