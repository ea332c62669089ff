// Requests of the county's month, as its people make them.
//
// Role: the tests of the services' refusals, keys and loading.
#pragma once

#include "tests/support/county_books.h"

namespace anxin::payments {

using tests::county_file;
using tests::day;
using tests::kOctober;
using tests::yuan;

inline const std::string kBatch1 = "QH01-202610-01";
inline const std::string kBatch2 = "QH02-202610-01";

inline SubmitRequest sheet_of(const std::string& contract) {
  return {contract, kOctober, county_file("wages-2026-10-" + contract + ".csv"), "", true};
}
inline SubmitRequest unconfirmed(const std::string& contract) {
  auto request = sheet_of(contract);
  request.confirmed = false;
  return request;
}
inline ReceiveRequest money(const std::string& contract, const std::string& amount,
                            const std::string& reference) {
  return {contract, FundingSource::contractor, yuan(amount), day("2026-11-02"), reference};
}
inline std::string repair_rows(const std::string& lines) {
  return "批次行,姓名,身份证号,工资卡号,开户行行号\n" + lines;
}

}  // namespace anxin::payments
