#include "payments/domain/arrears.h"

#include <array>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<PaperState>> kPaperWords{
    "proposed", "approved", "withdrawn"};
constexpr std::array<std::string_view, 4> kArrearsWords{"decision", "mediation", "judgment",
                                                        "admission"};
constexpr std::array<std::string_view, 3> kReductionWords{"decision", "worker-confirmed",
                                                          "mistake"};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_word(const PaperState& state) { return kPaperWords.at(state.index()); }

std::string_view to_word(ArrearsKind kind) {
  return kArrearsWords.at(static_cast<std::size_t>(kind));
}
std::optional<ArrearsKind> find_arrears_kind(std::string_view word) {
  return find_in<ArrearsKind>(kArrearsWords, word);
}

std::string_view to_word(ReductionKind kind) {
  return kReductionWords.at(static_cast<std::size_t>(kind));
}
std::optional<ReductionKind> find_reduction_kind(std::string_view word) {
  return find_in<ReductionKind>(kReductionWords, word);
}

}  // namespace anxin::payments
