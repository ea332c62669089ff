#include "api/views/deposit_quote.h"

#include "api/views/rule_steps.h"
#include "ledger/base/amount.h"

namespace anxin::views {

Json deposit_quote_view(const Voice& voice, const payments::DepositFacts& facts, Date on,
                        const payments::DepositQuote& quote) {
  Json json = Json::object();
  json.set("amount", quote.amount).set("exempt", quote.exempt);
  json.set("unconfirmed", quote.unconfirmed);
  json.set("region", facts.region.text()).set("on", to_string(on));
  json.set("contract_amount", facts.contract_amount);
  json.set("category", to_word(facts.category)).set("rounding", "half-up");
  json.set("steps", steps_view(voice, quote.steps));
  json.set("defaults", defaults_view(quote.steps));
  return json;
}

}  // namespace anxin::views
