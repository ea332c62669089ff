// Commands as lines of `ledger apply`, so that a failing list can be read, and run by hand.
#pragma once

#include <cstdio>
#include <string>
#include <variant>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"
#include "ledger/book/command.h"
#include "tests/support/bulk.h"

namespace anxin::tests {

/// With the decimals that were written.
inline std::string shown(const Decimal& amount) {
  auto text = (amount.negative ? "-" : "") + std::to_string(amount.whole);
  if (amount.decimals == 0) return text;
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), "%04d", amount.ten_thousandths);
  return text + "." + std::string(fraction.data()).substr(0, amount.decimals);
}

class CommandLine {
 public:
  static std::string of(const book::Command& command, Instant now) {
    CommandLine line;
    std::visit([&](const auto& step) { line.step(step); }, command.steps.front());
    if (!command.key.empty()) line.text("key", command.key);
    if (!command.note.empty()) line.text("note", command.note);
    line.text("at", to_string(now));
    return "{" + line.fields_ + "}";
  }

 private:
  void step(const book::OpenAccount& one) {
    text("op", "open");
    text("account", one.account.text());
    text("normal", to_word(one.normal));
    text("currency", one.currency.code());
    if (one.min) text("min", shown(*one.min));
    if (one.max) text("max", shown(*one.max));
    if (one.opened_on) text("opened_on", to_string(*one.opened_on));
  }
  void step(const book::Post& one) {
    text("op", "post");
    postings(one.postings);
    date(one.effective_on);
  }
  void step(const book::BulkPost& one) { step(as_post(one)); }
  void step(const book::HoldOrder& one) {
    text("op", "hold");
    postings(one.postings);
    if (one.expires_at) text("expires_at", to_string(*one.expires_at));
  }
  void step(const book::Settle& one) {
    text("op", "settle");
    entry("hold", one.hold);
    if (one.lines) {
      std::string all;
      for (const auto& line : *one.lines) {
        CommandLine object;
        object.field("line", std::to_string(line.line));
        if (line.amount) object.text("amount", shown(*line.amount));
        all += (all.empty() ? "{" : ",{") + object.fields_ + "}";
      }
      field("lines", "[" + all + "]");
    }
    date(one.effective_on);
  }
  void step(const book::Void& one) {
    text("op", "void");
    entry("hold", one.hold);
    if (!one.lines) return;
    std::string all;
    for (const auto line : *one.lines) all += (all.empty() ? "" : ",") + std::to_string(line);
    field("lines", "[" + all + "]");
  }
  void step(const book::Reverse& one) {
    text("op", "reverse");
    entry("entry", one.entry);
    text("reason", one.reason);
    date(one.effective_on);
  }
  void step(const book::Freeze& one) {
    text("op", to_word(one.action));
    text("account", one.account.text());
    text("side", to_word(one.side));
  }
  void step(const book::CloseAccount& one) {
    text("op", "close");
    text("account", one.account.text());
  }
  void step(const book::SetLimits& one) {
    text("op", "limits");
    text("account", one.account.text());
    bound("min", one.min);
    bound("max", one.max);
  }
  void step(const book::ClosePeriod& one) {
    text("op", "close_period");
    text("through", to_string(one.through));
  }

  void postings(const std::vector<book::PostingOrder>& orders) {
    std::string all;
    for (const auto& order : orders) {
      CommandLine object;
      object.text("debit", order.debit.text());
      object.text("credit", order.credit.text());
      object.text("amount", shown(order.amount));
      if (order.condition) {
        CommandLine condition;
        condition.text("account", order.condition->account.text());
        condition.text(to_word(order.condition->relation), shown(order.condition->amount));
        object.field("if", "{" + condition.fields_ + "}");
      }
      all += (all.empty() ? "{" : ",{") + object.fields_ + "}";
    }
    field("postings", "[" + all + "]");
  }
  void entry(std::string_view word, const book::EntryName& name) {
    if (const auto* key = std::get_if<std::string>(&name)) return text(word, *key);
    field(word, std::to_string(std::get<book::EntryNumber>(name)));
  }
  void bound(std::string_view word, const book::BoundChange& change) {
    if (!change.given) return;
    if (change.bound) return text(word, shown(*change.bound));
    field(word, "null");
  }
  void date(const std::optional<Date>& on) {
    if (on) text("effective_on", to_string(*on));
  }
  void text(std::string_view word, std::string_view value) {
    field(word, "\"" + std::string(value) + "\"");
  }
  void field(std::string_view word, const std::string& value) {
    if (!fields_.empty()) fields_ += ",";
    fields_ += "\"" + std::string(word) + "\":" + value;
  }

  std::string fields_;
};

}  // namespace anxin::tests
