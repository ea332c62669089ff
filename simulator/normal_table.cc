#include "simulator/normal_table.h"

#include <array>
#include <bit>
#include <memory>

#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

// Where Chebyshev's polynomial of degree four vanishes, on [0, 1]: the cubic through these points
// is nearly the best one.
constexpr std::array kChebyshev{0.5 - 0.46193976625564337, 0.5 - 0.19134171618254489,
                                0.5 + 0.19134171618254489, 0.5 + 0.46193976625564337};

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

// Newton's divided differences through the nodes.
std::array<double, 4> differences(const PieceAt& piece) {
  std::array<double, 4> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = piece.value(kChebyshev[i]);
  for (std::size_t level = 1; level < table.size(); ++level) {
    for (std::size_t i = table.size() - 1; i >= level; --i) {
      table[i] = (table[i] - table[i - 1]) / (kChebyshev[i] - kChebyshev[i - level]);
    }
  }
  return table;
}

// The same polynomial by powers of the place.
std::array<double, 4> powers(const std::array<double, 4>& newton) {
  std::array<double, 4> factors{newton[3], 0, 0, 0};
  for (std::size_t i = newton.size() - 1; i-- > 0;) {
    for (std::size_t k = factors.size() - 1; k > 0; --k) {
      factors[k] = factors[k - 1] - kChebyshev[i] * factors[k];
    }
    factors[0] = newton[i] - kChebyshev[i] * factors[0];
  }
  return factors;
}

NormalPiece make_piece(std::size_t index) {
  constexpr auto kScale = static_cast<double>(std::int64_t{1} << (kFactorExtraBits + 32));
  NormalPiece piece{};
  const auto factors = powers(differences({index}));
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
