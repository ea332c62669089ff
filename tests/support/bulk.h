// The same postings in two forms: as people and lines write them, and as programs send them in
// bulk.
#pragma once

#include <algorithm>
#include <optional>
#include <variant>

#include "ledger/base/amount.h"
#include "ledger/book/command.h"

namespace anxin::tests {

inline book::Post as_post(const book::BulkPost& bulk) {
  book::Post post;
  post.effective_on = bulk.effective_on;
  for (const auto& [debit, credit, amount] : bulk.postings) {
    post.postings.push_back({bulk.accounts.at(debit), bulk.accounts.at(credit),
                             to_decimal(amount, bulk.currency), std::nullopt});
  }
  return post;
}

/// Nothing where bulk has no words for it: conditions, and amounts finer than a fen.
inline std::optional<book::BulkPost> as_bulk(const book::Post& post) {
  book::BulkPost bulk;
  bulk.effective_on = post.effective_on;
  const auto place_of = [&](const book::AccountName& name) {
    const auto found = std::find(bulk.accounts.begin(), bulk.accounts.end(), name);
    const auto place = static_cast<std::uint32_t>(found - bulk.accounts.begin());
    if (found == bulk.accounts.end()) bulk.accounts.push_back(name);
    return place;
  };
  for (const auto& [debit, credit, amount, condition] : post.postings) {
    if (condition || !fits_currency(amount, bulk.currency)) return std::nullopt;
    const auto money = to_money(amount, bulk.currency);
    if (!money) return std::nullopt;
    const auto from = place_of(debit);
    bulk.postings.push_back({from, place_of(credit), *money});
  }
  return bulk;
}

/// The command with its bulk postings written out.
inline book::Command written_out(book::Command command) {
  for (auto& step : command.steps) {
    if (const auto* bulk = std::get_if<book::BulkPost>(&step)) step = as_post(*bulk);
  }
  return command;
}

}  // namespace anxin::tests
