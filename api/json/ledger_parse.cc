#include <fmt/format.h>

#include <set>

#include "api/json/ledger_json.h"
#include "api/json/plain_post.h"
#include "ledger/base/text.h"
#include "ledger/book/reasons.h"

// Grammar of a line, by "op" (fields in documented order; ? = may be left out, ?null = or null):
//   open    account normal currency min?null max?null opened_on? key?
//   post    key effective_on? postings note?
//   hold    key expires_at? postings note?
//   settle  key hold lines? effective_on?
//   void    key hold lines?
//   reverse key entry reason effective_on?  close   key account
//   freeze, unfreeze key account side       limits  key account min?null max?null
//   close_period key through
//   balance account as_of? effective?       history account limit? before?
//   entry   entry | key                     hold_state hold
//   and "at" on every line of a simulated clock.

namespace anxin::json {
namespace {

static_assert(kJsonItemsMax == book::kPostingsMax, "every entry of one post can be written");

using book::AccountName;

// Reads the members of one object, remembers the first fault and which members were asked for.
class Fieldwise {
 public:
  Fieldwise(const Json& object, std::string at) : object_(object), at_(std::move(at)) {}

  const Json* get(std::string_view name) {
    asked_.insert(std::string(name));
    return object_.find(name);
  }
  [[nodiscard]] bool has(std::string_view name) { return get(name) != nullptr; }

  std::string text(std::string_view name) {
    const auto* value = get(name);
    const auto* found = value != nullptr ? value->text() : nullptr;
    if (found == nullptr) malformed(name);
    return found != nullptr ? *found : std::string();
  }
  AccountName account(std::string_view name) {
    const auto parsed = AccountName::parse(text(name));
    if (!parsed) malformed(name);
    return parsed.value_or(AccountName::of("x:none"));
  }
  Decimal amount(std::string_view name) {
    const auto parsed = parse_decimal(text(name));
    if (!parsed) malformed(name);
    return parsed.value_or(Decimal{});
  }
  std::optional<Decimal> bound(std::string_view name) {
    const auto* value = get(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    return amount(name);
  }
  std::optional<Date> date_if(std::string_view name) {
    if (!has(name)) return std::nullopt;
    const auto parsed = parse_date(text(name));
    if (!parsed) malformed(name);
    return parsed;
  }
  std::optional<Instant> instant_if(std::string_view name) {
    if (!has(name)) return std::nullopt;
    const auto parsed = parse_instant(text(name));
    if (!parsed) malformed(name);
    return parsed;
  }
  /// A whole number ≥ 0.
  std::uint64_t index(std::string_view name, std::uint64_t max) {
    const auto* value = get(name);
    const auto* found = value != nullptr ? value->integer() : nullptr;
    if (found == nullptr || *found < 0 || static_cast<std::uint64_t>(*found) > max) {
      malformed(name);
      return 0;
    }
    return static_cast<std::uint64_t>(*found);
  }
  /// A key (text) or an entry number.
  book::EntryName entry_name(std::string_view name) {
    const auto* value = get(name);
    if (value != nullptr && value->text() != nullptr) return *value->text();
    return book::EntryNumber{index(name, INT64_MAX)};
  }
  const Json::Array& items(std::string_view name) {
    static const Json::Array kNone;
    const auto* value = get(name);
    const auto* found = value != nullptr ? value->items() : nullptr;
    if (found == nullptr) malformed(name);
    return found != nullptr ? *found : kNone;
  }

  void malformed(std::string_view name) { malformed_at(pointer(name)); }
  void malformed_at(std::string pointer) {
    if (fault_.empty()) fault_ = std::move(pointer);
  }
  [[nodiscard]] std::string pointer(std::string_view name) const {
    return at_ + "/" + std::string(name);
  }
  /// The first fault, an unknown field included; empty when there is none.
  [[nodiscard]] std::string finish() {
    if (fault_.empty() && object_.members() == nullptr) return at_.empty() ? "/" : at_;
    if (fault_.empty()) {
      for (const auto& [name, value] : *object_.members()) {
        if (!asked_.contains(name)) return pointer(name);
      }
    }
    return fault_;
  }

 private:
  const Json& object_;
  std::string at_;
  std::set<std::string, std::less<>> asked_;
  std::string fault_;
};

std::optional<book::Condition> read_condition(const Json& value, Fieldwise& parent,
                                              const std::string& at) {
  Fieldwise fields(value, at);
  book::Condition condition{fields.account("account"), book::Relation::at_least, {}};
  int relations = 0;
  for (const auto relation :
       {book::Relation::at_least, book::Relation::at_most, book::Relation::exactly}) {
    if (!fields.has(to_word(relation))) continue;
    ++relations;
    condition.relation = relation;
    condition.amount = fields.amount(to_word(relation));
  }
  auto fault = fields.finish();
  if (fault.empty() && relations != 1) fault = at;
  if (!fault.empty()) parent.malformed_at(fault);
  return condition;
}

std::vector<book::PostingOrder> read_postings(Fieldwise& fields) {
  std::vector<book::PostingOrder> postings;
  const auto& items = fields.items("postings");
  postings.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto at = fmt::format("/postings/{}", i);
    Fieldwise one(items[i], at);
    book::PostingOrder order{one.account("debit"), one.account("credit"), one.amount("amount"), {}};
    if (const auto* condition = one.get("if")) {
      order.condition = read_condition(*condition, one, at + "/if");
    }
    if (const auto fault = one.finish(); !fault.empty()) fields.malformed_at(fault);
    postings.push_back(std::move(order));
  }
  return postings;
}

std::string note_if(Fieldwise& fields) { return fields.has("note") ? fields.text("note") : ""; }

void read_open(Fieldwise& fields, book::Command& command) {
  book::OpenAccount open{fields.account("account"), book::Side::debit, Currency::cny(), {}, {}, {}};
  const auto normal = fields.text("normal");
  if (normal == "credit") {
    open.normal = book::Side::credit;
  } else if (normal != "debit") {
    fields.malformed("normal");
  }
  const auto currency = Currency::from_code(fields.text("currency"));
  if (!currency) fields.malformed("currency");
  open.currency = currency.value_or(Currency::cny());
  open.min = fields.bound("min");
  open.max = fields.bound("max");
  open.opened_on = fields.date_if("opened_on");
  command.steps.emplace_back(std::move(open));
}

void read_post(Fieldwise& fields, book::Command& command) {
  book::Post post;
  post.effective_on = fields.date_if("effective_on");
  post.postings = read_postings(fields);
  command.note = note_if(fields);
  command.steps.emplace_back(std::move(post));
}

void read_hold(Fieldwise& fields, book::Command& command) {
  book::HoldOrder hold;
  hold.expires_at = fields.instant_if("expires_at");
  hold.postings = read_postings(fields);
  command.note = note_if(fields);
  command.steps.emplace_back(std::move(hold));
}

void read_settle(Fieldwise& fields, book::Command& command) {
  book::Settle settle{fields.entry_name("hold"), std::nullopt, std::nullopt};
  if (fields.has("lines")) {
    settle.lines.emplace();
    const auto& items = fields.items("lines");
    for (std::size_t i = 0; i < items.size(); ++i) {
      Fieldwise one(items[i], fmt::format("/lines/{}", i));
      book::SettleLine line{static_cast<std::uint32_t>(one.index("line", UINT32_MAX)), {}};
      if (one.has("amount")) line.amount = one.amount("amount");
      if (const auto fault = one.finish(); !fault.empty()) fields.malformed_at(fault);
      settle.lines->push_back(line);
    }
  }
  settle.effective_on = fields.date_if("effective_on");
  command.steps.emplace_back(std::move(settle));
}

void read_void(Fieldwise& fields, book::Command& command) {
  book::Void order{fields.entry_name("hold"), std::nullopt};
  if (fields.has("lines")) {
    order.lines.emplace();
    const auto& items = fields.items("lines");
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto* number = items[i].integer();
      const bool valid = number != nullptr && *number >= 0 && *number <= UINT32_MAX;
      if (!valid) fields.malformed_at(fmt::format("/lines/{}", i));
      order.lines->push_back(valid ? static_cast<std::uint32_t>(*number) : 0);
    }
  }
  command.steps.emplace_back(std::move(order));
}

void read_reverse(Fieldwise& fields, book::Command& command) {
  const auto entry = fields.entry_name("entry");
  auto reason = fields.text("reason");
  command.steps.emplace_back(
      book::Reverse{entry, std::move(reason), fields.date_if("effective_on")});
}

void read_freeze(Fieldwise& fields, book::Command& command, book::FreezeAction action) {
  book::Freeze freeze{action, fields.account("account"), book::Side::debit};
  const auto side = fields.text("side");
  if (side == "credit") {
    freeze.side = book::Side::credit;
  } else if (side != "debit") {
    fields.malformed("side");
  }
  command.steps.emplace_back(std::move(freeze));
}

void read_freeze(Fieldwise& fields, book::Command& command) {
  read_freeze(fields, command, book::FreezeAction::freeze);
}

void read_unfreeze(Fieldwise& fields, book::Command& command) {
  read_freeze(fields, command, book::FreezeAction::unfreeze);
}

void read_close(Fieldwise& fields, book::Command& command) {
  command.steps.emplace_back(book::CloseAccount{fields.account("account")});
}

void read_limits(Fieldwise& fields, book::Command& command) {
  book::SetLimits limits{fields.account("account"), {}, {}};
  limits.min = {fields.has("min"), fields.bound("min")};
  limits.max = {fields.has("max"), fields.bound("max")};
  command.steps.emplace_back(std::move(limits));
}

void read_close_period(Fieldwise& fields, book::Command& command) {
  const auto through = fields.date_if("through");
  if (!through) fields.malformed("through");
  command.steps.emplace_back(book::ClosePeriod{through.value_or(Date{})});
}

AskBalance read_balance(Fieldwise& fields) {
  AskBalance ask{fields.account("account").string(), fields.instant_if("as_of"),
                 fields.date_if("effective")};
  if (ask.as_of && ask.effective) fields.malformed("effective");
  return ask;
}

// "before" is an entry number, or "entry.posting" as `next` gives it within a long entry.
void read_before(Fieldwise& fields, ledger::HistoryFrom& from) {
  const auto* value = fields.get("before");
  if (value == nullptr) return;
  if (value->text() == nullptr) {
    from.before = fields.index("before", INT64_MAX);
    return;
  }
  const auto parts = split(*value->text(), '.');
  const auto entry = parse_number(parts.front());
  const auto posting = parts.size() == 2 ? parse_number(parts.back()) : std::nullopt;
  if (!entry || (parts.size() > 1 && !posting) || parts.size() > 2) fields.malformed("before");
  from.before = entry;
  from.before_posting = posting;
}

AskHistory read_history(Fieldwise& fields) {
  AskHistory ask;
  ask.account = fields.account("account").text();
  if (fields.has("limit")) {
    ask.limit = fields.index("limit", kHistoryLimitMax);
    if (ask.limit == 0) fields.malformed("limit");
  }
  read_before(fields, ask.from);
  return ask;
}

AskEntry read_entry(Fieldwise& fields) {
  if (fields.has("key")) return {fields.text("key")};
  return {fields.entry_name("entry")};
}

using ReadCommand = void (*)(Fieldwise&, book::Command&);
ReadCommand command_reader(std::string_view op) {
  if (op == "open") return read_open;
  if (op == "post") return read_post;
  if (op == "hold") return read_hold;
  if (op == "settle") return read_settle;
  if (op == "void") return read_void;
  if (op == "reverse") return read_reverse;
  if (op == "freeze") return read_freeze;
  if (op == "unfreeze") return read_unfreeze;
  if (op == "close") return read_close;
  if (op == "limits") return read_limits;
  if (op == "close_period") return read_close_period;
  return nullptr;
}

std::optional<Question> read_question(std::string_view op, Fieldwise& fields) {
  if (op == "balance") return read_balance(fields);
  if (op == "history") return read_history(fields);
  if (op == "entry") return read_entry(fields);
  if (op == "hold_state") return AskHold{fields.entry_name("hold")};
  return std::nullopt;
}

}  // namespace

Result<ApplyLine> parse_apply_line(std::string_view line) {
  if (auto plain = parse_plain_post(line)) return ApplyLine{std::move(*plain), std::nullopt};
  const auto value = read(line);
  if (!value && value.error().reason == kJsonTooMuch) {
    return fail_at(book::kTooLarge, value.error().field);
  }
  if (!value || value->members() == nullptr) return fail_at(book::kMalformed, "");
  Fieldwise fields(*value, "");
  const auto op = fields.text("op");
  ApplyLine parsed;
  parsed.at = fields.instant_if("at");
  if (const auto read = command_reader(op)) {
    book::Command command;
    if (op != "open" || fields.has("key")) {
      command.key = fields.text("key");
      if (command.key.empty()) fields.malformed("key");
    }
    read(fields, command);
    parsed.request = std::move(command);
  } else if (auto question = read_question(op, fields)) {
    parsed.request = std::move(*question);
  } else {
    fields.malformed("op");
  }
  if (const auto fault = fields.finish(); !fault.empty()) return fail_at(book::kMalformed, fault);
  return parsed;
}

}  // namespace anxin::json
