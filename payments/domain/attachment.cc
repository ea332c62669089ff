#include "payments/domain/attachment.h"

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 2> kAccountWords{"wage", "deposit"};
constexpr std::array<std::string_view, 2> kPurposeWords{"wages", "other"};
constexpr std::array<std::string_view, 3> kOutcomeWords{"upheld", "rejected", "excess"};
constexpr std::array<std::string_view, std::variant_size_v<AttachmentState>> kStateWords{
    "received", "nature-noticed", "objected", "decided", "executed", "lifted"};

}  // namespace

std::string_view to_word(AttachedAccount account) { return word_in(kAccountWords, account); }
std::optional<AttachedAccount> find_attached_account(std::string_view word) {
  return find_in<AttachedAccount>(kAccountWords, word);
}

std::string_view to_word(AttachmentPurpose purpose) { return word_in(kPurposeWords, purpose); }
std::optional<AttachmentPurpose> find_attachment_purpose(std::string_view word) {
  return find_in<AttachmentPurpose>(kPurposeWords, word);
}

std::string_view to_word(AttachmentOutcome outcome) { return word_in(kOutcomeWords, outcome); }
std::optional<AttachmentOutcome> find_attachment_outcome(std::string_view word) {
  return find_in<AttachmentOutcome>(kOutcomeWords, word);
}

std::string_view to_word(const AttachmentState& state) { return kStateWords.at(state.index()); }

}  // namespace anxin::payments
