// Pieces of output that several commands share.
#pragma once

#include <optional>
#include <string>

#include "api/cli/context.h"
#include "ledger/base/currency.h"
#include "ledger/base/money.h"
#include "ledger/service/writer.h"
#include "payments/domain/finding.h"
#include "payments/service/payroll_service.h"

namespace anxin::cli {

/// Prints the answer: JSON, or the sentence `key` filled with the answer's fields.
void print_receipt(Context& context, const ledger::Receipt& receipt, std::string_view key);

/// A table of findings; nothing when there are none. A table handed in again has a second line in
/// the month for everybody: of those findings the first few are shown and the rest counted.
void print_findings(Context& context, const payments::Findings& findings);

/// "2026-10". Refuses: usage.month.
[[nodiscard]] Result<Month> parse_month_option(const std::string& text);
/// Refuses: usage.date.
[[nodiscard]] Result<Date> parse_date_option(const std::string& text);
/// Refuses: usage.amount, usage.amount-size.
[[nodiscard]] Result<Money> parse_amount_option(const std::string& text);
/// Nothing where the option is left out. Refuses: usage.amount, usage.amount-size.
[[nodiscard]] Result<std::optional<Money>> parse_amount_if(const std::string& text);

/// "1,234.56": a sum written like the amounts beside it in a table.
[[nodiscard]] std::string grouped(const Total& total, Currency currency = Currency::cny());

}  // namespace anxin::cli
