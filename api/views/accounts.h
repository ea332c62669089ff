// Accounts with what has been posted to them.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "ledger/book/account.h"

namespace anxin::views {

using json::Json;

/// An account with the sums posted to it, by now or by a past moment.
struct PostedAccount {
  book::Account account;
  book::SideSums posted;
};
/// What was posted, on the account's normal side. Unit: minor units of its currency.
[[nodiscard]] Money balance_of(const PostedAccount& one);

/// Of a past moment only what was posted is known: no holds, no bounds.
enum class AsOf { now, past };

/// {"account":…,"normal":…,"currency":…,"debits_posted":…,"credits_posted":…,"balance":…} and, of
/// now, {…,"debits_pending":…,"credits_pending":…,"available":…,"min":…,"max":…,"opened_on":…}
[[nodiscard]] Json account_view(const PostedAccount& one, AsOf as_of);
/// {"accounts":[…]}
[[nodiscard]] Json accounts_view(const std::vector<PostedAccount>& all, AsOf as_of);

}  // namespace anxin::views
