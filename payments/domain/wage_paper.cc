#include "payments/domain/wage_paper.h"

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 2> kHowWords{"cash", "notary"};
constexpr std::array<std::string_view, 3> kChannelWords{"hotline", "platform", "in-person"};
constexpr std::array<std::string_view, 2> kPayeeWords{"heir", "guardian"};

}  // namespace

std::string_view to_word(PaidHow how) { return word_in(kHowWords, how); }

std::string_view to_word(Channel channel) { return word_in(kChannelWords, channel); }
std::optional<Channel> find_channel(std::string_view word) {
  return find_in<Channel>(kChannelWords, word);
}

std::string_view to_word(PayeeKind kind) { return word_in(kPayeeWords, kind); }
std::optional<PayeeKind> find_payee_kind(std::string_view word) {
  return find_in<PayeeKind>(kPayeeWords, word);
}

}  // namespace anxin::payments
