// Contracts of one contractor that share the account number of QH02, and their statements.
//
// Role: the arrange step of the tests of shared accounts (分账管理).
#pragma once

#include "tests/support/account_books.h"

namespace anxin::tests {

inline const std::string kSharedNumber = "1502099909300000026";  // of QH02

/// Another contract of QH02's contractor with an account of the same number.
inline std::string sharing_contract(const std::string& id, const std::string& account) {
  return "[[project]]\nid = \"" + id + "\"\nname = \"青禾河二期\"\nregion = \"360799\"\n" +
         "[[contract]]\nid = \"" + id + "\"\nproject = \"" + id + "\"\n" +
         "owner = \"OW1\"\ncontractor = \"GC2\"\n"
         "subcontractors = [\"LW3\"]\nsigned_on = 2026-10-20\namount = \"1000000.00\"\n"
         "labour_share = \"24 %\"\nmonths = 4\nfunding_day = 5\npay_day = 15\n"
         "[[wage_account]]\nid = \"" +
         account + "\"\ncontract = \"" + id + "\"\nbank = \"BK2\"\n" +
         "bank_code = \"102999900015\"\nnumber = \"1502099909300000026\"\nname = \"X\"\n"
         "profile = \"icbc\"\nopened_on = 2026-10-25\n";
}
inline const std::string kSharing = sharing_contract("QH03", "icbc-3");

class SharedBook : public AccountBook {
 public:
  SharedBook() : AccountBook("load") {
    (void)more(kSharing).value();
    now("2026-11-08 23:00");
  }
  /// What the owners pay on 6 November is booked for both.
  void fund_both() {
    (void)fund("QH02", "200.00", "FD-2").value();
    (void)fund("QH03", "30.00", "FD-3").value();
  }
  Result<Receipt> fund(const std::string& contract, const std::string& amount,
                       const std::string& reference, const std::string& on = "2026-11-06") {
    return receive(by("bank.icbc"),
                   {contract, payments::FundingSource::owner, yuan(amount), day(on), reference});
  }
  Result<Receipt> take(StatementText text) {
    text.account = kSharedNumber;
    return import(by("bank.icbc"), statement_file(text));
  }
  void explain(const std::string& contract) { (void)reconcile(by("chen.clerk"), contract).value(); }
  void explain() {
    explain("QH02");
    explain("QH03");
  }
  [[nodiscard]] std::string of(const std::string& contract) const {
    const std::string account = contract == "QH02" ? "icbc" : "icbc-" + contract.substr(3);
    return balance("c:" + contract + ":wage_bank:" + account);
  }
};

}  // namespace anxin::tests
