#include "payments/domain/suggestion.h"

#include <algorithm>
#include <array>

#include "payments/domain/enum_words.h"

namespace anxin::payments {
namespace {

using namespace line_state;

constexpr std::array<std::string_view, 4> kLikenessWords{"card", "name-and-digits", "name",
                                                         "digits"};
constexpr std::array<std::string_view, 4> kStandingWords{"matched", "suggested", "ambiguous",
                                                         "unmatched"};

// Spaces, and the points that stand between the parts of a name, in the forms that are typed.
constexpr std::array<std::string_view, 12> kDropped{" ",      "\t",     ".",      "\u00A0",
                                                    "\u3000", "\u00B7", "\u2022", "\u2027",
                                                    "\u22C5", "\u30FB", "\uFF65", "\uFF0E"};
constexpr std::size_t kFullWidthBytes = 3;  // U+FF01 to U+FF5E are EF BC 81 … EF BD 9E in UTF-8

// The ASCII character of a full-width form at the start; 0 where there is none.
char full_width(std::string_view utf8) {
  if (utf8.size() < kFullWidthBytes || utf8[0] != '\xEF') return 0;
  const auto third = static_cast<unsigned char>(utf8[2]);
  if (utf8[1] == '\xBC' && third >= 0x81) return static_cast<char>(third - 0x81 + '!');
  if (utf8[1] == '\xBD' && third <= 0x9E) return static_cast<char>(third - 0x80 + '`');
  return 0;
}

std::string_view dropped_at(std::string_view utf8) {
  for (const auto one : kDropped) {
    if (utf8.starts_with(one)) return one;
  }
  return {};
}

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::optional<Likeness> likeness_of(const NamedAccount& one, const NamedAccount& other) {
  const bool name = !one.name.empty() && one.name == other.name;
  const bool digits = !one.last_four.empty() && one.last_four == other.last_four;
  if (name && digits) return Likeness::name_and_digits;
  if (name) return Likeness::name;
  if (digits) return Likeness::digits;
  return std::nullopt;
}

class Reviewer {
 public:
  Reviewer(const BankEntry& entry, const MatchFacts& facts, const SuggestFacts& names)
      : entry_(entry), facts_(facts), names_(names) {}

  Review run() {
    add_of_card();
    if (found_.empty()) add_of_names();
    Review review{entry_.id, Standing::unmatched, {}};
    if (!found_.empty()) {
      const bool one = found_.size() == 1 && found_.front().likeness != Likeness::card;
      review.standing = one ? Standing::suggested : Standing::ambiguous;
    }
    review.candidates = std::move(found_);
    return review;
  }

 private:
  void add_of_card() {
    const auto one = facts_.card_entries.find(entry_.id);
    if (one == facts_.card_entries.end() || one->second.direction != Direction::debit) return;
    for (const auto* line : lines_of_card(one->second, facts_)) add(*line, Likeness::card);
  }

  void add_of_names() {
    const auto mine = names_.entries.find(entry_.id);
    if (mine == names_.entries.end()) return;
    for (const auto& [id, payee] : names_.payees) {
      const auto* line = facts_.lines.at(id);
      const auto likeness = likeness_of(mine->second, payee);
      if (likeness && may_be(entry_, *line, facts_)) add(*line, *likeness);
    }
    for (const auto& [reference, payer] : names_.payers) {
      const auto& receipt = facts_.receipts.at(reference);
      if (payer != mine->second.name || !may_be(entry_, receipt)) continue;
      if (!was_taken_back(reference)) {
        found_.push_back({reference, TargetKind::receipt, Likeness::name, ""});
      }
    }
  }

  void add(const PayrollLine& line, Likeness likeness) {
    if (was_taken_back(line.id)) return;
    found_.push_back({line.id, TargetKind::line, likeness, std::string(to_word(line.state))});
  }

  [[nodiscard]] bool was_taken_back(const std::string& id) const {
    const auto undone = names_.taken_back.find(entry_.id);
    return undone != names_.taken_back.end() && undone->second.contains(id);
  }

  const BankEntry& entry_;
  const MatchFacts& facts_;
  const SuggestFacts& names_;
  std::vector<MatchCandidate> found_;
};

}  // namespace

std::string plain_name(std::string_view utf8) {
  std::string plain;
  while (!utf8.empty()) {
    if (const auto dropped = dropped_at(utf8); !dropped.empty()) {
      utf8.remove_prefix(dropped.size());
    } else if (const char narrow = full_width(utf8); narrow != 0) {
      plain += capital(narrow);
      utf8.remove_prefix(kFullWidthBytes);
    } else {
      plain += capital(utf8.front());
      utf8.remove_prefix(1);
    }
  }
  return plain;
}

std::string last_four(std::string_view account) {
  constexpr std::size_t kDigits = 4;
  return account.size() < kDigits ? "" : std::string(account.substr(account.size() - kDigits));
}

std::string_view to_word(Likeness likeness) { return word_in(kLikenessWords, likeness); }
std::string_view to_word(Standing standing) { return word_in(kStandingWords, standing); }

bool may_be(const BankEntry& entry, const PayrollLine& line, const MatchFacts& facts) {
  if (line.net != entry.amount) return false;
  if (entry.direction == Direction::debit) return may_be_debited(line, entry.amount, facts);
  const bool went = std::holds_alternative<Paid>(line.state) ||
                    std::holds_alternative<FailedMoneyOut>(line.state);
  return went && facts.files.contains(file_of(line.state));
}

bool may_be(const BankEntry& entry, const FundingReceipt& receipt) {
  return entry.direction == Direction::credit && receipt.amount == entry.amount &&
         receipt.matched_by.empty();
}

Review review(const BankEntry& entry, const MatchFacts& facts, const SuggestFacts& names) {
  if (is_matched(entry.match)) return {entry.id, Standing::matched, {}};
  if (!std::holds_alternative<match::Suspense>(entry.match)) {
    return {entry.id, Standing::unmatched, {}};
  }
  return Reviewer(entry, facts, names).run();
}

}  // namespace anxin::payments
