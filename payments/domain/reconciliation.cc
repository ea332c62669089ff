#include "payments/domain/reconciliation.h"

#include <algorithm>
#include <array>

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 2> kChangeWords{"confirmed", "unmatched"};
constexpr std::array<std::string_view, 2> kSideWords{"bank", "contractor"};
constexpr std::array<std::string_view, 7> kDayWords{
    "missing", "quarantined", "provisional", "imported", "reconciled", "signed", "no-movement"};

}  // namespace

std::string_view to_word(MatchChangeKind kind) { return word_in(kChangeWords, kind); }
std::string_view to_word(SigningSide side) { return word_in(kSideWords, side); }
std::string_view to_word(DayState state) { return word_in(kDayWords, state); }

std::string_view to_word(const QuarantineState& state) {
  constexpr std::array<std::string_view, std::variant_size_v<QuarantineState>> kWords{
      "waiting", "proposed", "released", "replaced", "rejected"};
  return kWords[state.index()];
}

bool is_signed(const ReconcileDay& day) {
  const auto has = [&](SigningSide side) {
    return std::any_of(day.signatures.begin(), day.signatures.end(),
                       [&](const DaySignature& one) { return one.side == side; });
  };
  return has(SigningSide::bank) && has(SigningSide::contractor);
}

bool waits(const QuarantineState& state) {
  return std::holds_alternative<quarantine_state::Waiting>(state) ||
         std::holds_alternative<quarantine_state::Proposed>(state);
}

}  // namespace anxin::payments
