#include "payments/domain/remittance.h"

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 3> kWords{"tax", "social", "other"};

}  // namespace

std::string_view to_word(WithheldKind kind) { return word_in(kWords, kind); }

std::optional<WithheldKind> find_withheld_kind(std::string_view word) {
  return find_in<WithheldKind>(kWords, word);
}

}  // namespace anxin::payments
