#include "api/cli/views.h"

#include <algorithm>
#include <ostream>

#include "api/cli/table.h"
#include "api/views/receipt.h"
#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/rules/rule_step.h"

namespace anxin::cli {
namespace {

constexpr std::size_t kRepeatsShown = 3;  // enough to see what the others are like
constexpr std::size_t kDigitsInGroup = 3;
constexpr std::size_t kDigitsBeyondBooks = 17;  // of yuan: no amount of the books has so many

bool may_repeat_for_all(const payments::Finding& finding) {
  return finding.code == payments::kSecondLine;
}

std::vector<std::string> finding_cells(const Context& context, const payments::Finding& finding) {
  const std::string code(finding.code.word());
  return {finding.row == 0 ? "" : std::to_string(finding.row), finding.cell,
          context.say("severity." + std::string(to_word(finding.severity))),
          context.say(code, finding.details) + " [" + code + "]"};
}

}  // namespace

void print_receipt(Context& context, const ledger::Receipt& receipt, std::string_view key) {
  if (context.options().json)
    return context.print(views::receipt_view(receipt, context.options().key));
  if (receipt.entry > 0) context.tell_key();
  context.out() << context.say(key, receipt.answer);
  if (receipt.replayed) context.out() << ' ' << context.say("cli.replayed");
  if (receipt.entry == 0) context.out() << ' ' << context.say("cli.dry-run");
  context.out() << '\n';
  for (const auto& field : receipt.answer) {
    if (field.name == "exception_lines") context.out() << "  ! " << field.value << '\n';
  }
}

void print_findings(Context& context, const payments::Findings& findings) {
  if (findings.empty()) return;
  Table table({{context.say("cli.col.row"), Align::right},
               {context.say("cli.col.cell")},
               {context.say("cli.col.severity")},
               {context.say("cli.col.finding")}});
  const auto repeated =
      static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), may_repeat_for_all));
  std::size_t seen = 0;
  for (const auto& finding : findings) {
    if (may_repeat_for_all(finding) && ++seen > kRepeatsShown) continue;
    table.add(finding_cells(context, finding));
  }
  if (repeated > kRepeatsShown) {
    const auto more = std::to_string(repeated - kRepeatsShown);
    table.add({"", "", context.say("severity.explain"),
               context.say("cli.findings.more", {{"count", more}}) + " [" +
                   std::string(payments::kSecondLine.word()) + "]"});
  }
  table.print(context.out());
}

Result<Month> parse_month_option(const std::string& text) {
  const auto month = parse_month(text);
  if (!month) return fail(kUsageMonth, {{"text", text}});
  return *month;
}

Result<Date> parse_date_option(const std::string& text) {
  const auto date = parse_date(text);
  if (!date) return fail(kUsageDate, {{"text", text}});
  return *date;
}

Result<Money> parse_amount_option(const std::string& text) {
  const auto amount = parse_yuan(text);
  if (amount) return *amount;
  // Written as amounts are, so it must be too large for the books.
  const auto whole = text.substr(0, text.find('.'));
  const bool too_large = whole.size() < text.size() && whole.size() >= kDigitsBeyondBooks &&
                         parse_yuan("0" + text.substr(whole.size())) && all_digits(whole);
  if (!too_large) return fail(kUsageAmount, {{"text", text}});
  return fail(kUsageAmountSize,
              {{"text", text}, {"max", to_grouped_string(payments::kRuleAmountMax)}});
}

Result<std::optional<Money>> parse_amount_if(const std::string& text) {
  if (text.empty()) return std::optional<Money>();
  return std::optional(LEDGER_TRY(parse_amount_option(text)));
}

std::string grouped(const Total& total, Currency currency) {
  auto text = to_string(total, currency);
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const auto point = std::min(text.find('.'), text.size());
  for (auto at = point; at > first + kDigitsInGroup;) text.insert(at -= kDigitsInGroup, ",");
  return text;
}

}  // namespace anxin::cli
