#include "payments/domain/deposit.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 3> kMoneyWords{"stored", "interest", "interest-out"};
constexpr std::array<std::string_view, 4> kOutcomeWords{"waiting", "paid", "failed", "returned"};
constexpr std::array<std::string_view, std::variant_size_v<NoticeState>> kNoticeWords{
    "proposed", "with-bank", "executed", "withdrawn"};
constexpr std::array<std::string_view, std::variant_size_v<AssessmentState>> kAssessmentWords{
    "proposed", "approved", "withdrawn"};
constexpr std::array<std::string_view, 3> kGuaranteeWords{"bank-letter", "company-letter",
                                                          "insurance"};
constexpr std::array<std::string_view, std::variant_size_v<LetterState>> kLetterWords{
    "active", "lapsed", "replaced", "given-back"};
constexpr std::array<std::string_view, std::variant_size_v<RefundState>> kRefundWords{
    "applied", "passed", "confirmed", "refused"};

// An assessment as texts, in the order in which changes are told.
std::vector<std::pair<std::string_view, std::string>> texts_of(const DepositTerms& terms) {
  const auto said = [](bool fact) -> std::string { return fact ? "yes" : "no"; };
  const auto& facts = terms.facts;
  return {{"bank", terms.bank},
          {"required", to_string(terms.required)},
          {"exempt", said(terms.exempt)},
          {"unconfirmed", said(terms.unconfirmed)},
          {"rules", join(terms.rules, ", ")},
          {"counted-from", to_string(terms.counted_from)},
          {"store-by", to_string(terms.store_by.date)},
          {"calendar-confirmed", said(terms.store_by.calendar_confirmed)},
          {"category", facts.category},
          {"months", std::to_string(facts.duration_months)},
          {"projects", std::to_string(facts.live_projects)},
          {"clean-years", std::to_string(facts.clean_years)},
          {"arrears", said(facts.arrears_within_two_years)},
          {"blacklisted", said(facts.blacklisted)},
          {"duties-kept", said(facts.duties_kept)}};
}

void lower(OpenPayment& payment, Money& amount) {
  const auto part = std::min(payment.amount, amount);
  payment.amount -= part;
  amount -= part;
}

void drop_empty(OpenPayments& open) {
  std::erase_if(open, [](const OpenPayment& one) { return one.amount.is_zero(); });
}

}  // namespace

std::vector<TermChange> changes(const DepositTerms& from, const DepositTerms& to) {
  std::vector<TermChange> found;
  auto before = texts_of(from);
  auto after = texts_of(to);
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i].second == after[i].second) continue;
    found.push_back({after[i].first, std::move(before[i].second), std::move(after[i].second)});
  }
  return found;
}

bool lowers(const DepositTerms& from, const DepositTerms& to) {
  return to.required < from.required || (to.exempt && !from.exempt);
}

Money sum_of(const OpenPayments& open) {
  Money sum;
  for (const auto& one : open) sum += one.amount;
  return sum;
}

void add_payment(OpenPayments& open, const OpenPayment& payment) {
  const auto later = [](const OpenPayment& a, const OpenPayment& b) {
    return a.by.date < b.by.date;
  };
  open.insert(std::upper_bound(open.begin(), open.end(), payment, later), payment);
}

void put_back(OpenPayments& open, Money amount) {
  for (auto& one : open) lower(one, amount);
  drop_empty(open);
}

void take_back(OpenPayments& open, Date paid_on, Money amount) {
  for (auto& one : open) {
    if (one.on == paid_on) lower(one, amount);
  }
  put_back(open, amount);
}

OpenPayments still_open(OpenPayments open, Money missing) {
  const auto sum = sum_of(open);
  if (sum > missing) put_back(open, sum - missing);
  return open;
}

Money missing_of(const Deposit& deposit, Money cover) {
  const auto& terms = deposit.terms;
  if (terms.exempt || deposit.released_on || cover >= terms.required) return {};
  return terms.required - cover;
}

std::string_view to_word(DepositMoney kind) { return word_in(kMoneyWords, kind); }
std::string_view to_word(NoticeOutcome outcome) { return word_in(kOutcomeWords, outcome); }
std::string_view to_word(const NoticeState& state) { return kNoticeWords.at(state.index()); }
std::string_view to_word(const AssessmentState& state) {
  return kAssessmentWords.at(state.index());
}
std::string_view to_word(GuaranteeKind kind) { return word_in(kGuaranteeWords, kind); }
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

std::string_view standing(const GuaranteeLetter& letter, Date day) {
  const bool active = std::holds_alternative<letter_state::Active>(letter.state);
  if (!active || runs_on(letter, day)) return to_word(letter.state);
  return day < letter.valid_from ? "not-begun" : "over";
}

std::optional<GuaranteeKind> find_guarantee_kind(std::string_view word) {
  return find_in<GuaranteeKind>(kGuaranteeWords, word);
}

std::string paper_id(std::string_view contract, char kind, std::uint32_t number) {
  return fmt::format("{}-{}{:02}", contract, kind, number);
}

char kind_of_paper(std::string_view id) {
  const auto dash = id.rfind('-');
  if (dash == std::string_view::npos || dash + 1 == id.size()) return 0;
  return id[dash + 1];
}

}  // namespace anxin::payments
