#include "ledger/book/resolve.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/book/shape.h"

namespace anxin::book {
namespace {

bool is_reserved(const AccountName& name, Caller caller) {
  if (caller != Caller::bare_on_payments) return false;
  return !name.text().starts_with("t:") && !name.text().starts_with("x:");
}

Result<AccountNumber> find_account(Books& books, const AccountName& name, const Context& context) {
  if (is_reserved(name, context.caller)) return fail(kAccountReserved);
  const auto number = books.number_of(name);
  if (!number) return fail(kAccountNotFound, {{"account", name.text()}});
  return *number;
}

// Points a fault of find_account at its field.
template <class T>
Result<T> at_posting(Result<T> result, std::size_t index, std::string_view rest) {
  if (result) return result;
  auto fault = fail_at_posting(result.error().reason, index, rest);
  fault.value().details = result.error().details;
  return fault;
}

Result<ResolvedPosting> resolve_names(Books& books, const PostingOrder& order, std::size_t index,
                                      const Context& context) {
  ResolvedPosting posting;
  posting.debit =
      LEDGER_TRY(at_posting(find_account(books, order.debit, context), index, "/debit"));
  posting.credit =
      LEDGER_TRY(at_posting(find_account(books, order.credit, context), index, "/credit"));
  if (!order.condition) return posting;
  posting.condition.emplace();
  posting.condition->relation = order.condition->relation;
  posting.condition->account = LEDGER_TRY(
      at_posting(find_account(books, order.condition->account, context), index, "/if/account"));
  return posting;
}

Result<Money> resolve_amount(const Decimal& written, Currency currency) {
  if (!fits_currency(written, currency)) return fail(kCurrencyMismatch);
  const auto amount = to_money(written, currency);
  if (!amount) return fail(kOverflow);
  return *amount;
}

Result<void> resolve_amounts(Books& books, const PostingOrder& order, std::size_t index,
                             ResolvedPosting& posting) {
  const AccountState& debit = books.at(posting.debit);
  if (debit.currency != books.at(posting.credit).currency) {
    return fail_at_posting(kCurrencyMismatch, index, "/credit");
  }
  if (!fits_currency(order.amount, debit.currency)) {
    return fail_at_posting(kCurrencyMismatch, index, "/amount");
  }
  posting.amount = to_money(order.amount, debit.currency).value_or(Money());
  if (!order.condition) return {};
  const auto currency = books.at(posting.condition->account).currency;
  posting.condition->amount =
      LEDGER_TRY(at_posting(resolve_amount(order.condition->amount, currency), index, "/if"));
  return {};
}

bool is_closed(Books& books, Date date) {
  const auto& closed_through = books.head().closed_through;
  return closed_through && date <= *closed_through;
}

// The postings that an event made, in order.
class PostingsOf {
 public:
  explicit PostingsOf(Books& books) : books_(books) {}
  std::vector<ResolvedPosting> operator()(const Posted& event) const { return event.postings; }
  std::vector<ResolvedPosting> operator()(const Reversed& event) const { return event.postings; }
  std::vector<ResolvedPosting> operator()(const Settled& event) const {
    const Hold* hold = books_.find_hold(event.hold);
    LEDGER_INVARIANT(hold != nullptr);
    std::vector<ResolvedPosting> postings;
    for (const auto& settled : event.lines) {
      const auto& line = hold->lines[settled.line];
      postings.push_back({line.debit, line.credit, settled.amount, std::nullopt});
    }
    return postings;
  }
  template <class Other>
  std::vector<ResolvedPosting> operator()(const Other&) const {
    return {};
  }

 private:
  Books& books_;
};

}  // namespace

Result<std::optional<Money>> resolve_bound(const std::optional<Decimal>& bound, Currency currency,
                                           std::string_view field) {
  if (!bound) return std::nullopt;
  const auto amount = resolve_amount(*bound, currency);
  if (!amount) return fail_at(amount.error().reason, std::string(field));
  return *amount;
}

Result<void> check_reserved(const AccountName& name, Caller caller, std::string field) {
  if (is_reserved(name, caller)) return fail_at(kAccountReserved, std::move(field));
  return {};
}

PostingFacts facts_of(Books& books, const ResolvedPosting& posting) {
  const AccountState& debit = books.at(posting.debit);
  const AccountState& credit = books.at(posting.credit);
  return {std::max(debit.opened_on, credit.opened_on), debit.standing, credit.standing};
}

std::vector<PostingFacts> facts_of(Books& books, const std::vector<ResolvedPosting>& postings) {
  std::vector<PostingFacts> facts;
  facts.reserve(postings.size());
  for (const auto& posting : postings) facts.push_back(facts_of(books, posting));
  return facts;
}

Result<Resolution> resolve_postings(Books& books, const std::vector<PostingOrder>& orders,
                                    const Context& context) {
  Resolution resolution;
  auto& [postings, facts] = resolution;
  postings.reserve(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    postings.push_back(LEDGER_TRY(resolve_names(books, orders[i], i, context)));
  }
  facts.reserve(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    LEDGER_CHECK(resolve_amounts(books, orders[i], i, postings[i]));
    facts.push_back(facts_of(books, postings[i]));
  }
  return resolution;
}

Result<Date> resolve_effective_date(Books& books, const std::vector<PostingFacts>& facts,
                                    const std::optional<Date>& given, const Context& context) {
  const Date date = given.value_or(context.today);
  const auto details = [&] { return Fields{{"date", to_string(date)}}; };
  if (date > context.today && facts.empty()) {
    return fail_at(kEffectiveDateInvalid, "/effective_on", details());
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (date >= facts[i].earliest && date <= context.today) continue;
    return tl::make_unexpected(
        Fault{kEffectiveDateInvalid, static_cast<int>(i), "/effective_on", details()});
  }
  if (is_closed(books, date)) return fail_at(kPeriodClosed, "/effective_on", details());
  return date;
}

Result<void> check_standing(Books& books, const std::vector<ResolvedPosting>& postings,
                            const std::vector<PostingFacts>& facts) {
  for (std::size_t i = 0; i < postings.size(); ++i) {
    for (const auto side : {Side::debit, Side::credit}) {
      const bool debit = side == Side::debit;
      const auto& standing = debit ? facts[i].debit : facts[i].credit;
      if (!standing.closed && !standing.frozen(side)) continue;
      auto fault = fail_at_posting(standing.closed ? kAccountClosed : kAccountFrozen, i,
                                   debit ? "/debit" : "/credit");
      const auto number = debit ? postings[i].debit : postings[i].credit;
      fault.value().details = {{"account", books.name_of(number)->text()}};
      return fault;
    }
  }
  return {};
}

Result<Hold*> resolve_hold(Books& books, const EntryName& name, const Context& context) {
  Hold* hold = find_hold(books, name);
  if (hold == nullptr) return fail_at(kHoldNotFound, "/hold");
  if (context.caller != Caller::bare_on_payments) return hold;
  for (const auto& line : hold->lines) {
    LEDGER_CHECK(check_reserved(*books.name_of(line.debit), context.caller, "/hold"));
    LEDGER_CHECK(check_reserved(*books.name_of(line.credit), context.caller, "/hold"));
  }
  return hold;
}

Result<Mirror> resolve_reversal(Books& books, const EntryName& name, const Context& context) {
  const auto number = resolve_name(books, name);
  const auto entry = number ? books.find_entry(*number) : std::nullopt;
  if (!entry) return fail_at(kEntryNotFound, "/entry");
  Mirror mirror{*number, {}};
  for (const auto& event : entry->events) {
    const auto postings = std::visit(PostingsOf(books), event);
    mirror.postings.insert(mirror.postings.end(), postings.begin(), postings.end());
  }
  if (mirror.postings.empty()) return fail_at(kEntryNotFound, "/entry");
  std::reverse(mirror.postings.begin(), mirror.postings.end());
  for (auto& posting : mirror.postings) {
    std::swap(posting.debit, posting.credit);
    posting.condition.reset();
    if (context.caller != Caller::bare_on_payments) continue;
    LEDGER_CHECK(check_reserved(*books.name_of(posting.debit), context.caller, "/entry"));
    LEDGER_CHECK(check_reserved(*books.name_of(posting.credit), context.caller, "/entry"));
  }
  return mirror;
}

Result<AccountNumber> resolve_account(Books& books, const AccountName& name,
                                      const Context& context) {
  const auto number = find_account(books, name, context);
  if (number) return *number;
  return fail_at(number.error().reason, "/account", number.error().details);
}

Result<Opened> resolve_opening(Books& books, const OpenAccount& step, const Context& context) {
  LEDGER_CHECK(check_reserved(step.account, context.caller, "/account"));
  if (books.number_of(step.account)) return fail_at(kAccountExists, "/account");
  Opened opened{0,
                step.account,
                step.normal,
                step.currency,
                {},
                {},
                step.opened_on.has_value(),
                step.opened_on.value_or(context.today)};
  opened.min = LEDGER_TRY(resolve_bound(step.min, step.currency, "/min"));
  opened.max = LEDGER_TRY(resolve_bound(step.max, step.currency, "/max"));
  const Fields date{{"date", to_string(opened.opened_on)}};
  if (opened.opened_on > context.today) return fail_at(kEffectiveDateInvalid, "/opened_on", date);
  if (is_closed(books, opened.opened_on)) return fail_at(kPeriodClosed, "/opened_on", date);
  return opened;
}

}  // namespace anxin::book
