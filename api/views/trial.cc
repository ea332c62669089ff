#include "api/views/trial.h"

#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

Json rows_view(const TrialRows& rows, Currency currency) {
  Json list = Json::array();
  for (const auto& [name, row] : rows) {
    Json one = Json::object();
    one.set("account", name).set("accounts", row.accounts);
    one.set("debit", Json::amount(row.debit, currency))
        .set("credit", Json::amount(row.credit, currency));
    list.push(std::move(one));
  }
  return list;
}

}  // namespace

void add_to(Trial& trial, const std::string& name, const book::Account& account,
            const book::SideSums& posted) {
  const Total net = to_total(posted.debits) - to_total(posted.credits);
  auto& row = trial[std::string(account.currency.code())][name];
  ++row.accounts;
  if (net > 0) row.debit += net;
  if (net < 0) row.credit -= net;
}

std::string trial_group(const book::Account& account) {
  std::string name = account.name.string();
  if (!name.starts_with("c:")) return name;
  std::size_t end = 0;
  for (int parts = 0; parts < 3 && end != std::string::npos; ++parts) {
    end = name.find(':', end == 0 ? 0 : end + 1);
  }
  return name.substr(0, end);
}

TrialRow sum_of(const TrialRows& rows) {
  TrialRow sum;
  for (const auto& [name, row] : rows) {
    sum.debit += row.debit;
    sum.credit += row.credit;
    sum.accounts += row.accounts;
  }
  return sum;
}

Json trial_view(const Trial& trial) {
  Json currencies = Json::array();
  for (const auto& [code, rows] : trial) {
    const auto currency = *Currency::from_code(code);
    const auto sum = sum_of(rows);
    Json json = Json::object();
    json.set("currency", code).set("debit", Json::amount(sum.debit, currency));
    json.set("credit", Json::amount(sum.credit, currency));
    json.set("difference", Json::amount(Total(sum.debit - sum.credit), currency));
    currencies.push(json.set("rows", rows_view(rows, currency)));
  }
  return Json::object().set("currencies", std::move(currencies));
}

}  // namespace anxin::views
