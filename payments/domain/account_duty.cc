#include "payments/domain/account_duty.h"

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<ProposalState>> kProposalWords{
    "proposed", "agreed", "refused"};
constexpr std::array<std::string_view, std::variant_size_v<NonFundingState>> kNonFundingWords{
    "noticed", "reported"};
constexpr std::array<std::string_view, 2> kBarWords{"case", "arbitration"};
constexpr std::array<std::string_view, std::variant_size_v<ClosingState>> kClosingWords{
    "applied", "confirmed", "refused", "closed"};

}  // namespace

std::string_view to_word(const ProposalState& state) { return kProposalWords.at(state.index()); }
std::string_view to_word(const NonFundingState& state) {
  return kNonFundingWords.at(state.index());
}
std::string_view to_word(BarKind kind) { return word_in(kBarWords, kind); }
std::string_view to_word(const ClosingState& state) { return kClosingWords.at(state.index()); }

bool is_agreed(const ProposalState& state) {
  return std::holds_alternative<proposal_state::Agreed>(state);
}

bool is_open(const ProposalState& state) {
  return std::holds_alternative<proposal_state::Proposed>(state);
}

bool is_open(const ClosingState& state) {
  return std::holds_alternative<closing_state::Applied>(state) ||
         std::holds_alternative<closing_state::Confirmed>(state);
}

std::optional<BarKind> find_bar_kind(std::string_view word) {
  return find_in<BarKind>(kBarWords, word);
}

std::optional<Date> ended_on(const AccountUse& use, const std::string& account) {
  if (use.account == account) return use.closed_on;
  for (const auto& former : use.former) {
    if (former.account == account) return former.until;
  }
  return std::nullopt;
}

}  // namespace anxin::payments
