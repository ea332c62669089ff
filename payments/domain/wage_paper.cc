#include "payments/domain/wage_paper.h"

#include <array>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 2> kHowWords{"cash", "notary"};
constexpr std::array<std::string_view, 3> kChannelWords{"hotline", "platform", "in-person"};
constexpr std::array<std::string_view, 2> kPayeeWords{"heir", "guardian"};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_word(PaidHow how) { return kHowWords.at(static_cast<std::size_t>(how)); }

std::string_view to_word(Channel channel) {
  return kChannelWords.at(static_cast<std::size_t>(channel));
}
std::optional<Channel> find_channel(std::string_view word) {
  return find_in<Channel>(kChannelWords, word);
}

std::string_view to_word(PayeeKind kind) { return kPayeeWords.at(static_cast<std::size_t>(kind)); }
std::optional<PayeeKind> find_payee_kind(std::string_view word) {
  return find_in<PayeeKind>(kPayeeWords, word);
}

}  // namespace anxin::payments
