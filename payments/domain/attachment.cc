#include "payments/domain/attachment.h"

#include <array>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 2> kAccountWords{"wage", "deposit"};
constexpr std::array<std::string_view, 2> kPurposeWords{"wages", "other"};
constexpr std::array<std::string_view, 3> kOutcomeWords{"upheld", "rejected", "excess"};
constexpr std::array<std::string_view, std::variant_size_v<AttachmentState>> kStateWords{
    "received", "nature-noticed", "objected", "decided", "executed", "lifted"};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <class Enum>
constexpr std::size_t index(Enum value) {
  return static_cast<std::size_t>(value);
}

}  // namespace

std::string_view to_word(AttachedAccount account) { return kAccountWords.at(index(account)); }
std::optional<AttachedAccount> find_attached_account(std::string_view word) {
  return find_in<AttachedAccount>(kAccountWords, word);
}

std::string_view to_word(AttachmentPurpose purpose) { return kPurposeWords.at(index(purpose)); }
std::optional<AttachmentPurpose> find_attachment_purpose(std::string_view word) {
  return find_in<AttachmentPurpose>(kPurposeWords, word);
}

std::string_view to_word(AttachmentOutcome outcome) { return kOutcomeWords.at(index(outcome)); }
std::optional<AttachmentOutcome> find_attachment_outcome(std::string_view word) {
  return find_in<AttachmentOutcome>(kOutcomeWords, word);
}

std::string_view to_word(const AttachmentState& state) { return kStateWords.at(state.index()); }

}  // namespace anxin::payments
