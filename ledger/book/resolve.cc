#include "ledger/book/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ledger/base/invariant.h"
#include "ledger/book/shape.h"

namespace anxin::book {
namespace {

bool is_reserved(const AccountName& name, Caller caller) {
  if (caller != Caller::bare_on_payments) return false;
  return !name.text().starts_with("t:") && !name.text().starts_with("x:");
}

// The account of this name, where the caller may name it.
std::optional<AccountNumber> find_account(Books& books, const AccountName& name,
                                          NameTable::Hash hash, const Context& context) {
  if (is_reserved(name, context.caller)) return std::nullopt;
  return books.number_of(name, hash);
}

// Why there is none.
Fault no_account(const AccountName& name, const Context& context, std::string field) {
  if (is_reserved(name, context.caller)) return {kAccountReserved, -1, std::move(field), {}};
  return {kAccountNotFound, -1, std::move(field), {{"account", name.string()}}};
}

// The hashes of names one after another, each name fetched into the cache some names ahead
// (decision 0012).
template <class NameAt>
class NamesAhead {
 public:
  NamesAhead(const NameTable& names, std::size_t count, NameAt name_at)
      : names_(names), count_(count), name_at_(std::move(name_at)) {
    while (hashed_ < kPlacesAhead) hash_one();
  }

  /// The hash of the next name.
  NameTable::Hash next() {
    hash_one();
    names_.prefetch_text(ring_[(at_ + kTextsAhead) % kRing]);
    return ring_[at_++ % kRing];
  }

 private:
  static constexpr std::size_t kPlacesAhead = 24;
  static constexpr std::size_t kTextsAhead = 12;
  static constexpr std::size_t kRing = 32;  // more than are ahead

  void hash_one() {
    NameTable::Hash hash = 0;
    if (hashed_ < count_) {
      hash = NameTable::hash(name_at_(hashed_).text());
      names_.prefetch(hash);
    }
    ring_[hashed_++ % kRing] = hash;
  }

  const NameTable& names_;
  std::size_t count_;
  NameAt name_at_;
  std::array<NameTable::Hash, kRing> ring_{};
  std::size_t hashed_ = 0;
  std::size_t at_ = 0;
};

// The names of postings: debit, credit, debit, …
struct NamesOfOrders {
  const std::vector<PostingOrder>& orders;
  const AccountName& operator()(std::size_t index) const {
    const auto& order = orders[index / 2];
    return index % 2 == 0 ? order.debit : order.credit;
  }
};

tl::unexpected<Fault> no_account_of(std::size_t index, const AccountName& name,
                                    const Context& context, std::string_view field) {
  auto fault = no_account(name, context, fmt::format("/postings/{}{}", index, field));
  fault.posting = static_cast<int>(index);
  return tl::make_unexpected(std::move(fault));
}

// Resolves the names of postings one after another.
class NameResolver {
 public:
  NameResolver(Books& books, const std::vector<PostingOrder>& orders, const Context& context)
      : books_(books),
        orders_(orders),
        context_(context),
        ahead_(books.names(), 2 * orders.size(), NamesOfOrders{orders}) {}

  Result<void> next(ResolvedPosting& posting) {
    const auto index = next_++;
    const auto& order = orders_[index];
    const auto debit = find_account(books_, order.debit, ahead_.next(), context_);
    if (!debit) return no_account_of(index, order.debit, context_, "/debit");
    const auto credit = find_account(books_, order.credit, ahead_.next(), context_);
    if (!credit) return no_account_of(index, order.credit, context_, "/credit");
    posting.debit = *debit;
    posting.credit = *credit;
    if (!order.condition) return {};
    const auto& [name, relation, amount] = *order.condition;
    const auto account = find_account(books_, name, NameTable::hash(name.text()), context_);
    if (!account) return no_account_of(index, name, context_, "/if/account");
    posting.condition = ResolvedCondition{*account, relation, {}};
    return {};
  }

 private:
  Books& books_;
  const std::vector<PostingOrder>& orders_;
  const Context& context_;
  NamesAhead<NamesOfOrders> ahead_;
  std::size_t next_ = 0;
};

constexpr AccountNumber kNoAccount = 0;

// The accounts of a bulk step, in its order; kNoAccount is refused where a posting means it.
std::vector<AccountNumber> numbers_of(Books& books, const std::vector<AccountName>& names,
                                      const Context& context) {
  const auto name_at = [&](std::size_t index) -> const AccountName& { return names[index]; };
  NamesAhead ahead(books.names(), names.size(), name_at);
  std::vector<AccountNumber> numbers;
  numbers.reserve(names.size());
  for (const auto& name : names) {
    numbers.push_back(find_account(books, name, ahead.next(), context).value_or(kNoAccount));
  }
  return numbers;
}

// The postings of a bulk step between these accounts of its.
Result<std::vector<ResolvedPosting>> between(const std::vector<AccountNumber>& numbers,
                                             const BulkPost& step, const Context& context) {
  std::vector<ResolvedPosting> postings;
  postings.reserve(step.postings.size());
  for (const auto& [debit, credit, amount] : step.postings) {
    const auto index = postings.size();
    postings.push_back({numbers[debit], numbers[credit], amount, std::nullopt});
    const auto& posting = postings.back();
    const auto& names = step.accounts;
    if (posting.debit == kNoAccount) return no_account_of(index, names[debit], context, "/debit");
    if (posting.credit == kNoAccount) {
      return no_account_of(index, names[credit], context, "/credit");
    }
  }
  return postings;
}

Result<Money> resolve_amount(const Decimal& written, Currency currency) {
  if (!fits_currency(written, currency)) return fail(kCurrencyMismatch);
  const auto amount = to_money(written, currency);
  if (!amount) return fail(kOverflow);
  return *amount;
}

PostingFacts facts_of(const AccountState& debit, const AccountState& credit) {
  return {std::max(debit.opened_on, credit.opened_on), debit.standing, credit.standing};
}

// Fills in the amounts, and answers what the next stages look at.
Result<PostingFacts> resolve_amounts(Books& books, const PostingOrder& order, std::size_t index,
                                     ResolvedPosting& posting) {
  const AccountState& debit = books.at(posting.debit);
  const AccountState& credit = books.at(posting.credit);
  const auto facts = facts_of(debit, credit);
  if (debit.currency != credit.currency) {
    return fail_at_posting(kCurrencyMismatch, index, "/credit");
  }
  if (!fits_currency(order.amount, debit.currency)) {
    return fail_at_posting(kCurrencyMismatch, index, "/amount");
  }
  posting.amount = to_money(order.amount, debit.currency).value_or(Money());
  if (!order.condition) return facts;
  const auto currency = books.at(posting.condition->account).currency;
  const auto& asked = order.condition->amount;
  if (!fits_currency(asked, currency)) return fail_at_posting(kCurrencyMismatch, index, "/if");
  const auto amount = to_money(asked, currency);
  posting.condition->beyond = !amount;
  posting.condition->amount = amount.value_or(Money());
  return facts;
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
  return facts_of(books.at(posting.debit), books.at(posting.credit));
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
  NameResolver names(books, orders, context);
  for (std::size_t i = 0; i < orders.size(); ++i) LEDGER_CHECK(names.next(postings.emplace_back()));
  facts.reserve(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (i + kAccountsAhead < orders.size()) books.prefetch(postings[i + kAccountsAhead]);
    facts.push_back(LEDGER_TRY(resolve_amounts(books, orders[i], i, postings[i])));
  }
  return resolution;
}

Result<Resolution> resolve_postings(Books& books, const BulkPost& step, const Context& context) {
  Resolution resolution;
  auto& [postings, facts] = resolution;
  postings = LEDGER_TRY(between(numbers_of(books, step.accounts, context), step, context));
  facts.reserve(postings.size());
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (i + kAccountsAhead < postings.size()) books.prefetch(postings[i + kAccountsAhead]);
    const AccountState& debit = books.at(postings[i].debit);
    const AccountState& credit = books.at(postings[i].credit);
    if (debit.currency != credit.currency) return fail_at_posting(kCurrencyMismatch, i, "/credit");
    if (debit.currency != step.currency) return fail_at_posting(kCurrencyMismatch, i, "/amount");
    facts.push_back(facts_of(debit, credit));
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
      fault.value().details = {{"account", books.name_of(number)->string()}};
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
  const auto number = find_account(books, name, NameTable::hash(name.text()), context);
  if (number) return *number;
  return tl::make_unexpected(no_account(name, context, "/account"));
}

Result<Opened> resolve_opening(Books& books, const OpenAccount& step, const Context& context) {
  LEDGER_CHECK(check_reserved(step.account, context.caller, "/account"));
  if (books.number_of(step.account)) {
    return fail_at(kAccountExists, "/account", {{"account", step.account.string()}});
  }
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
