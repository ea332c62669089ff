#include "payments/domain/arrears.h"

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<PaperState>> kPaperWords{
    "proposed", "approved", "withdrawn"};
constexpr std::array<std::string_view, 4> kArrearsWords{"decision", "mediation", "judgment",
                                                        "admission"};
constexpr std::array<std::string_view, 3> kReductionWords{"decision", "worker-confirmed",
                                                          "mistake"};

}  // namespace

std::string_view to_word(const PaperState& state) { return kPaperWords.at(state.index()); }

std::string_view to_word(ArrearsKind kind) { return word_in(kArrearsWords, kind); }
std::optional<ArrearsKind> find_arrears_kind(std::string_view word) {
  return find_in<ArrearsKind>(kArrearsWords, word);
}

std::string_view to_word(ReductionKind kind) { return word_in(kReductionWords, kind); }
std::optional<ReductionKind> find_reduction_kind(std::string_view word) {
  return find_in<ReductionKind>(kReductionWords, word);
}

}  // namespace anxin::payments
