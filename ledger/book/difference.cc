#include "ledger/book/difference.h"

#include <fmt/format.h>

#include <algorithm>

namespace anxin::book {
namespace {

using Pointer = std::optional<std::string>;

bool same_amount(const Decimal& asked, Money was, Currency currency) {
  const auto then = to_decimal(was, currency);
  return asked.whole == then.whole && asked.ten_thousandths == then.ten_thousandths &&
         (asked.negative == then.negative || (then.whole == 0 && then.ten_thousandths == 0));
}

bool same_bound(const std::optional<Decimal>& asked, const std::optional<Money>& was,
                Currency currency) {
  if (asked.has_value() != was.has_value()) return false;
  return !asked || same_amount(*asked, *was, currency);
}

bool same_date(const std::optional<Date>& asked, bool was_given, Date was) {
  return asked.has_value() == was_given && (!asked || *asked == was);
}

class Comparer {
 public:
  explicit Comparer(Books& books) : books_(books) {}

  Pointer operator()(const OpenAccount& step, const Opened& event) const {
    return first_difference(step, event);
  }
  Pointer operator()(const Post& step, const Posted& event) const {
    if (!same_date(step.effective_on, event.effective_on_given, event.effective_on)) {
      return "/effective_on";
    }
    return postings(step.postings, event.postings);
  }
  Pointer operator()(const BulkPost& step, const Posted& event) const {
    if (!same_date(step.effective_on, event.effective_on_given, event.effective_on)) {
      return "/effective_on";
    }
    return postings(step, event.postings);
  }
  Pointer operator()(const HoldOrder& step, const Held& event) const {
    if (step.expires_at != event.expires_at) return "/expires_at";
    return postings(step.postings, event.lines);
  }
  Pointer operator()(const Settle& step, const Settled& event) const {
    if (!same_entry(step.hold, event.hold)) return "/hold";
    if (step.lines.has_value() != event.lines_given) return "/lines";
    if (step.lines) {
      if (auto pointer = lines(*step.lines, event)) return pointer;
    }
    if (!same_date(step.effective_on, event.effective_on_given, event.effective_on)) {
      return "/effective_on";
    }
    return std::nullopt;
  }
  Pointer operator()(const Void& step, const Voided& event) const {
    if (!same_entry(step.hold, event.hold)) return "/hold";
    if (step.lines.has_value() != event.lines_given) return "/lines";
    return step.lines ? lines(*step.lines, event.lines) : std::nullopt;
  }
  Pointer operator()(const Reverse& step, const Reversed& event) const {
    if (!same_entry(step.entry, event.entry)) return "/entry";
    if (step.reason != event.reason) return "/reason";
    if (!same_date(step.effective_on, event.effective_on_given, event.effective_on)) {
      return "/effective_on";
    }
    return std::nullopt;
  }
  Pointer operator()(const Freeze& step, const Frozen& event) const {
    if (step.action != event.action) return "/op";
    if (!same_account(step.account, event.account)) return "/account";
    if (step.side != event.side) return "/side";
    return std::nullopt;
  }
  Pointer operator()(const CloseAccount& step, const Closed& event) const {
    if (!same_account(step.account, event.account)) return "/account";
    return std::nullopt;
  }
  Pointer operator()(const SetLimits& step, const LimitsSet& event) const {
    if (!same_account(step.account, event.account)) return "/account";
    const auto currency = books_.at(event.account).currency;
    if (!same_change(step.min, event.min, currency)) return "/min";
    if (!same_change(step.max, event.max, currency)) return "/max";
    return std::nullopt;
  }
  Pointer operator()(const ClosePeriod& step, const PeriodClosed& event) const {
    if (step.through != event.through) return "/through";
    return std::nullopt;
  }
  template <class S, class E>
  Pointer operator()(const S&, const E&) const {
    return "/op";
  }

 private:
  bool same_entry(const EntryName& name, EntryNumber was) const {
    return resolve_name(books_, name) == was;
  }
  bool same_account(const AccountName& name, AccountNumber was) const {
    return books_.number_of(name) == was;
  }
  static bool same_change(const BoundChange& asked, const BoundSet& was, Currency currency) {
    return asked.given == was.given && same_bound(asked.bound, was.bound, currency);
  }

  Pointer postings(const std::vector<PostingOrder>& asked,
                   const std::vector<ResolvedPosting>& was) const {
    for (std::size_t i = 0; i < std::min(asked.size(), was.size()); ++i) {
      const auto at = fmt::format("/postings/{}", i);
      if (!same_account(asked[i].debit, was[i].debit)) return at + "/debit";
      if (!same_account(asked[i].credit, was[i].credit)) return at + "/credit";
      const auto currency = books_.at(was[i].debit).currency;
      if (!same_amount(asked[i].amount, was[i].amount, currency)) return at + "/amount";
      if (const auto rest = condition(asked[i].condition, was[i].condition)) {
        return at + "/if" + *rest;
      }
    }
    if (asked.size() != was.size()) {
      return fmt::format("/postings/{}", std::min(asked.size(), was.size()));
    }
    return std::nullopt;
  }

  Pointer postings(const BulkPost& asked, const std::vector<ResolvedPosting>& was) const {
    const auto count = std::min(asked.postings.size(), was.size());
    for (std::size_t i = 0; i < count; ++i) {
      const auto& line = asked.postings[i];
      const auto at = [&](std::string_view rest) { return fmt::format("/postings/{}{}", i, rest); };
      if (!same_account(asked.accounts[line.debit], was[i].debit)) return at("/debit");
      if (!same_account(asked.accounts[line.credit], was[i].credit)) return at("/credit");
      const bool same =
          line.amount == was[i].amount && asked.currency == books_.at(was[i].debit).currency;
      if (!same) return at("/amount");
      if (was[i].condition) return at("/if");
    }
    if (asked.postings.size() != was.size()) return fmt::format("/postings/{}", count);
    return std::nullopt;
  }

  // The rest of the pointer below "/if".
  Pointer condition(const std::optional<Condition>& asked,
                    const std::optional<ResolvedCondition>& was) const {
    if (asked.has_value() != was.has_value()) return "";
    if (!asked) return std::nullopt;
    const auto& account = books_.at(was->account);
    if (!same_account(asked->account, was->account)) return "/account";
    const bool same = asked->relation == was->relation &&
                      same_amount(asked->amount, was->amount, account.currency);
    return same ? Pointer() : Pointer("/" + std::string(to_word(asked->relation)));
  }

  static Pointer lines(const std::vector<std::uint32_t>& asked,
                       const std::vector<std::uint32_t>& was) {
    if (asked == was) return std::nullopt;
    const auto [mine, theirs] = std::mismatch(asked.begin(), asked.end(), was.begin(), was.end());
    return fmt::format("/lines/{}", mine - asked.begin());
  }

  Pointer lines(const std::vector<SettleLine>& asked, const Settled& was) const {
    if (asked.size() != was.lines.size()) return "/lines";
    const Hold* hold = books_.find_hold(was.hold);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto at = fmt::format("/lines/{}", i);
      const auto& line = was.lines[i];
      if (asked[i].line != line.line) return at + "/line";
      if (asked[i].amount.has_value() != line.amount_given) return at + "/amount";
      const auto& account = books_.at(hold->lines[line.line].debit);
      if (asked[i].amount && !same_amount(*asked[i].amount, line.amount, account.currency)) {
        return at + "/amount";
      }
    }
    return std::nullopt;
  }

  Books& books_;
};

Pointer content_difference(const Fields& asked, const Fields& was) {
  for (std::size_t i = 0; i < std::min(asked.size(), was.size()); ++i) {
    if (asked[i] != was[i]) return asked[i].name;
  }
  if (asked.size() == was.size()) return std::nullopt;
  return asked.size() > was.size() ? asked[was.size()].name : was[asked.size()].name;
}

}  // namespace

std::optional<std::string> first_difference(const OpenAccount& step, const Opened& event) {
  if (step.account != event.name) return "/account";
  if (step.normal != event.normal) return "/normal";
  if (step.currency != event.currency) return "/currency";
  if (!same_bound(step.min, event.min, event.currency)) return "/min";
  if (!same_bound(step.max, event.max, event.currency)) return "/max";
  if (!same_date(step.opened_on, event.opened_on_given, event.opened_on)) return "/opened_on";
  return std::nullopt;
}

std::optional<std::string> first_difference(const Command& command, const Entry& entry,
                                            Books& books) {
  if (!command.content.empty() || !entry.content.empty()) {
    return content_difference(command.content, entry.content);
  }
  if (command.actor != entry.actor) return "/actor";
  if (command.steps.size() != 1 || entry.events.size() != 1) return "/op";
  if (auto pointer = std::visit(Comparer(books), command.steps.front(), entry.events.front())) {
    return pointer;
  }
  if (command.note != entry.note) return "/note";
  return std::nullopt;
}

}  // namespace anxin::book
