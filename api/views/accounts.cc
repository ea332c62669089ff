#include "api/views/accounts.h"

#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

Json posted_view(const PostedAccount& one) {
  const auto& account = one.account;
  const auto currency = account.currency;
  Json json = Json::object();
  json.set("account", account.name.text()).set("normal", to_word(account.normal));
  json.set("currency", currency.code());
  json.set("debits_posted", Json::amount(one.posted.debits, currency));
  json.set("credits_posted", Json::amount(one.posted.credits, currency));
  return std::move(json.set("balance", Json::amount(balance_of(one), currency)));
}

}  // namespace

Money balance_of(const PostedAccount& one) {
  const auto side = one.account.normal;
  return one.posted.of(side) - one.posted.of(book::other(side));
}

Json account_view(const PostedAccount& one, AsOf as_of) {
  Json json = posted_view(one);
  if (as_of == AsOf::past) return json;
  const auto& account = one.account;
  const auto currency = account.currency;
  json.set("debits_pending", Json::amount(account.held.debits, currency));
  json.set("credits_pending", Json::amount(account.held.credits, currency));
  json.set("available", Json::amount(account.available(), currency));
  json.set("min", account.min ? Json::amount(*account.min, currency) : Json());
  json.set("max", account.max ? Json::amount(*account.max, currency) : Json());
  return std::move(json.set("opened_on", to_string(account.opened_on)));
}

Json accounts_view(const std::vector<PostedAccount>& all, AsOf as_of) {
  Json array = Json::array();
  for (const auto& one : all) array.push(account_view(one, as_of));
  return Json::object().set("accounts", std::move(array));
}

}  // namespace anxin::views
