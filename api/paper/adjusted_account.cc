#include "api/paper/adjusted_account.h"

#include <algorithm>

#include "payments/service/records.h"

namespace anxin::paper {
namespace {

std::string name_of_party(const ledger::Reader& reader, const std::string& party) {
  const auto found = payments::find(reader, payments::kParties, party);
  return found ? found->value.name : party;
}

}  // namespace

std::vector<std::string> accounts_of(const std::vector<payments::ReconcileReport>& reports) {
  std::vector<std::string> accounts;
  for (const auto& report : reports) accounts.push_back(report.wage_account);
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  return accounts;
}

std::optional<payments::ReconcileReport> last_report(std::vector<payments::ReconcileReport> reports,
                                                     const std::string& account) {
  std::erase_if(reports, [&](const auto& report) {
    return !account.empty() && report.wage_account != account;
  });
  if (reports.empty()) return std::nullopt;
  return std::move(reports.back());
}

Result<AdjustedAccount> adjusted_account(const payments::PaymentsBook& book,
                                         const payments::ReconcileReport& report) {
  const auto reader = LEDGER_TRY(book.read());
  const auto contract = LEDGER_TRY(book.contract(reader, report.contract));
  const auto found =
      LEDGER_TRY(book.wage_account_named(reader, report.contract, report.wage_account));
  const auto& account = found.account;
  return AdjustedAccount{name_of_party(reader, contract.value.contractor), account.name,
                         account.number, name_of_party(reader, account.bank)};
}

}  // namespace anxin::paper
