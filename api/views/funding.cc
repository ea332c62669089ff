#include "api/views/funding.h"

#include "api/views/values.h"
#include "ledger/base/amount.h"

namespace anxin::views {
namespace {

Json due_view(const payments::FundingDue& due) {
  Json json = Json::object();
  json.set("month", to_string(due.month)).set("amount", to_string(due.amount));
  return json.set("due_on", to_string(due.due_on));
}

Json funding_receipt_view(const payments::FundingReceipt& receipt) {
  const bool owner = receipt.source == payments::FundingSource::owner;
  Json json = Json::object();
  json.set("reference", receipt.reference).set("from", owner ? "owner" : "contractor");
  json.set("amount", to_string(receipt.amount)).set("on", to_string(receipt.on));
  json.set("account", receipt.wage_account);
  return json.set("matched_by", given_or_null(receipt.matched_by));
}

}  // namespace

Json funding_dues_view(const std::vector<payments::FundingDue>& dues) {
  return Json::object().set("dues", array_of(dues, due_view));
}

Json funding_receipts_view(const std::vector<payments::FundingReceipt>& receipts) {
  return Json::object().set("receipts", array_of(receipts, funding_receipt_view));
}

}  // namespace anxin::views
