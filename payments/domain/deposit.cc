#include "payments/domain/deposit.h"

#include <fmt/format.h>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 3> kMoneyWords{"stored", "interest", "interest-out"};
constexpr std::array<std::string_view, 4> kOutcomeWords{"waiting", "paid", "failed", "returned"};
constexpr std::array<std::string_view, std::variant_size_v<NoticeState>> kNoticeWords{
    "proposed", "with-bank", "executed", "withdrawn"};
constexpr std::array<std::string_view, 3> kGuaranteeWords{"bank-letter", "company-letter",
                                                          "insurance"};
constexpr std::array<std::string_view, std::variant_size_v<LetterState>> kLetterWords{
    "active", "lapsed", "replaced", "given-back"};
constexpr std::array<std::string_view, std::variant_size_v<RefundState>> kRefundWords{
    "applied", "passed", "confirmed", "refused"};

template <class Enum>
constexpr std::size_t index(Enum value) {
  return static_cast<std::size_t>(value);
}

}  // namespace

std::string_view to_word(DepositMoney kind) { return kMoneyWords.at(index(kind)); }
std::string_view to_word(NoticeOutcome outcome) { return kOutcomeWords.at(index(outcome)); }
std::string_view to_word(const NoticeState& state) { return kNoticeWords.at(state.index()); }
std::string_view to_word(GuaranteeKind kind) { return kGuaranteeWords.at(index(kind)); }
std::string_view to_word(const LetterState& state) { return kLetterWords.at(state.index()); }
std::string_view to_word(const RefundState& state) { return kRefundWords.at(state.index()); }

bool is_open(const NoticeState& state) {
  return std::holds_alternative<notice_state::Proposed>(state) ||
         std::holds_alternative<notice_state::WithBank>(state);
}

bool is_open(const RefundState& state) {
  return std::holds_alternative<refund_state::Applied>(state) ||
         std::holds_alternative<refund_state::Passed>(state);
}

std::optional<GuaranteeKind> find_guarantee_kind(std::string_view word) {
  for (std::size_t i = 0; i < kGuaranteeWords.size(); ++i) {
    if (kGuaranteeWords.at(i) == word) return static_cast<GuaranteeKind>(i);
  }
  return std::nullopt;
}

std::string paper_id(std::string_view contract, char kind, std::uint32_t number) {
  return fmt::format("{}-{}{:02}", contract, kind, number);
}

}  // namespace anxin::payments
