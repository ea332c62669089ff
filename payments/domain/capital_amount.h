// Amounts in capital characters (大写金额), as papers about money carry them.
//
// Role: pure; vouchers, slips and sheets for signature.
// Source: 支付结算办法 annex 1 (正确填写票据和结算凭证的基本规定), art. 1 to 4: 整 after 元 where
// there is
//         no fraction, none after 角 and 分; one 零 for zeros in between.
#pragma once

#include <string>

#include "ledger/base/money.h"

namespace anxin::payments {

/// "人民币壹拾万零壹拾元整". Below zero: "人民币负壹元整". Units: fen.
[[nodiscard]] std::string to_capital_amount(Money amount);

}  // namespace anxin::payments
