// Contract QH02 of the county with staff of its owner, a second account at another bank, and the
// duties of its wage account as everyday calls.
//
// Role: the arrange step of the tests of the wage account's duties. October's labour cost of QH02
// is
//       260 000.00, of which the owner pays 208 000.00 on 6 November.
#pragma once

#include "payments/service/wage_account_service.h"
#include "tests/support/county_requests.h"

namespace anxin::tests {

using payments::AccountDuty;
using payments::AccountDutyKind;
using payments::DutyState;
using payments::WageAccountService;
using payments::WageAccountView;

// The owner's staff; one of them is the contractor's clerk at the same time.
inline constexpr std::string_view kOwnersStaff =
    "[[staff]]\nactor = \"sun.owner\"\nperson = \"S020\"\nname = \"孙望岸\"\n"
    "party = \"OW2\"\nrole = \"owner\"\n"
    "[[staff]]\nactor = \"chen.owner\"\nperson = \"S003\"\nname = \"陈小渔\"\n"
    "party = \"OW2\"\nrole = \"owner\"\n"
    "[[staff]]\nactor = \"chen.regulator\"\nperson = \"S003\"\nname = \"陈小渔\"\n"
    "party = \"HRSS\"\nrole = \"regulator\"\n";
inline constexpr std::string_view kSecondAccount =
    "[[wage_account]]\nid = \"ccb2\"\ncontract = \"QH02\"\nbank = \"BK1\"\n"
    "bank_code = \"105999900012\"\nnumber = \"36050199999900000025\"\n"
    "name = \"禾川生态工程有限公司（青禾河生态修复工程农民工工资专用账户）\"\n"
    "profile = \"ccb\"\nopened_on = 2026-11-16\n";
inline constexpr std::string_view kSuccessor =
    "[[contract]]\nid = \"QH02-B\"\nproject = \"QH02\"\nowner = \"OW2\"\ncontractor = \"GC1\"\n"
    "subcontractors = [\"LW1\"]\nsigned_on = 2026-11-10\namount = \"9000000.00\"\n"
    "labour_share = \"24 %\"\nmonths = 9\nfunding_day = 5\npay_day = 15\n"
    "[[wage_account]]\nid = \"icbc-b\"\ncontract = \"QH02-B\"\nbank = \"BK2\"\n"
    "bank_code = \"102999900015\"\nnumber = \"1502099909300000034\"\nname = \"X\"\n"
    "profile = \"icbc\"\nopened_on = 2026-11-10\n";

class AccountBook : public CountyBook {
 public:
  /// The county's month through the named step, with the owner's staff on record.
  explicit AccountBook(const std::string& step) {
    through("load");
    (void)more(kOwnersStaff).value();
    if (step != "load") through(step);
  }

  [[nodiscard]] WageAccountService accounts() const { return WageAccountService(*book); }
  Result<Receipt> more(std::string_view toml) {
    return load(by("zhao.regulator"), {{"more.toml", std::string(toml)}});
  }
  [[nodiscard]] WageAccountView view(const std::string& contract = "QH02",
                                     const std::string& on = "") const {
    return accounts().show(contract, on.empty() ? std::nullopt : std::optional(day(on))).value();
  }
  /// "overdue" and the like, of the duty about this subject.
  [[nodiscard]] AccountDuty duty(const std::string& subject, const std::string& on = "") const {
    for (const auto& one : view("QH02", on).duties) {
      if (one.subject == subject) return one;
    }
    throw std::runtime_error("no duty of " + subject);
  }
  [[nodiscard]] std::string state_of(const std::string& subject, const std::string& on) const {
    return std::string(to_word(duty(subject, on).state));
  }

  Result<Receipt> file(const std::string& actor, const std::string& on,
                       const std::string& account = "icbc") {
    return accounts().file(by(actor), {"QH02", account, day(on), "青人社备〔2026〕3号"});
  }
  Result<Receipt> notice(const std::string& actor, Month month = kOctober) {
    return accounts().notice_non_funding(by(actor), "QH02", month);
  }
  Result<Receipt> report(const std::string& actor) {
    return accounts().report_non_funding(by(actor), "QH02", kOctober);
  }
  Result<Receipt> top_up(const std::string& actor, const std::string& amount,
                         const std::string& reason = "新增土方班组") {
    return accounts().propose_top_up(by(actor), {"QH02", kOctober, yuan(amount), reason});
  }
  Result<Receipt> amend(const std::string& actor, payments::LabourCostRequest request) {
    request.contract = "QH02";
    if (request.document.empty()) request.document = "补充协议-1";
    return accounts().propose_change(by(actor), request);
  }
  Result<Receipt> move(const std::string& actor, const std::string& to = "ccb2") {
    return accounts().propose_move(by(actor), {"QH02", to, "变更申请-1"});
  }
  Result<Receipt> opening(const std::string& actor, const std::string& balance,
                          const std::string& on = "2026-10-31") {
    return accounts().propose_opening(by(actor),
                                      {"QH02", "icbc", yuan(balance), day(on), "询证函-1"});
  }
  Result<Receipt> agree(const std::string& actor, const std::string& id,
                        const std::string& why_not = "") {
    return accounts().decide(by(actor), {id, why_not});
  }
  Result<Receipt> bar(const std::string& document) {
    return accounts().bar(by("zhao.regulator"),
                          {"QH02", payments::BarKind::arrears_case, document});
  }
  Result<Receipt> apply(const std::string& actor, const std::string& public_from = "2026-11-17",
                        const std::string& completed_on = "2026-11-17") {
    return accounts().apply_closing(
        by(actor), {"QH02", day(completed_on), day(public_from), "无拖欠承诺书-1"});
  }
  Result<Receipt> confirm_closing(const std::string& actor, const std::string& why_not = "") {
    return accounts().confirm_closing(by(actor), {"QH02-C01", why_not});
  }
  Result<Receipt> close(const std::string& actor) {
    return accounts().close(by(actor), "QH02-C01");
  }
  Result<Receipt> succeed(const std::string& successor = "QH02-B") {
    return accounts().succeed(by("zhao.regulator"), {"QH02", successor, "更换总包-1"});
  }
  /// The reasons that stand in the way of closing, in their order.
  [[nodiscard]] std::vector<std::string> bars(const std::string& public_from) const {
    std::vector<std::string> words;
    const auto found = accounts().bars("QH02", day(public_from)).value();
    for (const auto& bar : found) words.emplace_back(bar.code.word());
    return words;
  }
  /// Closed after the month: 532.17 went to the contractor on 18 December.
  void closed() {
    now("2026-12-18 10:00");
    (void)apply("chen.clerk").value();
    (void)confirm_closing("zhao.regulator").value();
    (void)close("bank.icbc").value();
  }
  /// The second account is on record, and the move to it is agreed.
  void moved() {
    now("2026-11-18 10:00");
    (void)more(kSecondAccount).value();
    (void)move("chen.clerk").value();
    (void)agree("zhao.regulator", "QH02-M01").value();
  }
};

inline const std::string kAfterTheMonth = "reconcile-2d";

}  // namespace anxin::tests
