// The county's book with a second regulator, and tables of arrears.
//
// Role: the tests of arrears, reductions and of what is paid outside the wage account.
#pragma once

#include "payments/domain/identifiers.h"
#include "payments/service/arrears_service.h"
#include "tests/support/county_requests.h"

namespace anxin::tests {

inline std::string invented_id(int serial) {
  const std::string digits = "99999919850312" + std::to_string(100 + serial);
  return digits + payments::resident_id_check_digit(digits);
}
inline std::string invented_card(int serial) {
  const std::string digits = "621799990000" + std::to_string(100 + serial);
  return digits + payments::luhn_check_digit(digits);
}

/// A row of an arrears table: name, id, card, month, amount, employer.
inline std::string arrears_row(const std::string& who, const std::string& month,
                               const std::string& amount, const std::string& employer = "") {
  return who + "," + month + "," + amount + "," + employer + "\n";
}
inline std::string stranger(int serial) {
  return "甄一," + invented_id(serial) + "," + invented_card(serial);
}
/// On the roster of QH02, with the card that the roster has.
inline const std::string kMember = "肖友祥,999999197002249425,";

inline std::string arrears_table(const std::string& rows) {
  return "姓名,身份证号,工资卡号,工资月份,拖欠金额,用工单位\n" + rows;
}

class ArrearsBook : public CountyBook {
 public:
  /// After the named step of the county's month.
  explicit ArrearsBook(const std::string& step) {
    through(step);
    (void)load(by("zhao.regulator"), {{"staff.toml", kRegulators}}).value();
  }
  payments::ArrearsService arrears() { return payments::ArrearsService(*book); }

  static payments::EstablishRequest request(const std::string& rows) {
    payments::EstablishRequest made;
    made.contract = "QH02";
    made.bytes = arrears_table(rows);
    made.kind = payments::ArrearsKind::decision;
    made.document = "青人社监理〔2026〕12号";
    made.on = day("2026-11-01");
    return made;
  }
  Result<Receipt> establish(const payments::EstablishRequest& made,
                            const std::string& actor = "zhao.regulator") {
    return arrears().establish(by(actor), made);
  }
  Result<Receipt> decide(const std::string& paper, const std::string& actor = "qian.regulator") {
    return arrears().approve(by(actor), paper);
  }
  /// Proposed by one regulator and approved by another.
  void owe(const std::string& rows) {
    const auto proposed = establish(request(rows)).value();
    (void)decide(field(proposed, "paper")).value();
  }
  Result<Receipt> reduce(const std::string& line, const std::string& amount,
                         payments::ReductionKind kind = payments::ReductionKind::decision,
                         const std::string& actor = "zhao.regulator") {
    return arrears().reduce(by(actor), {line, yuan(amount), kind, "青人社核〔2026〕3号"});
  }
  /// The codes that the table's check against the book finds, with their rows.
  std::vector<std::string> findings(const payments::EstablishRequest& made) {
    std::vector<std::string> found;
    const auto checked = arrears().check(made).value();
    for (const auto& finding : checked.findings) {
      found.push_back(std::to_string(finding.row) + " " + std::string(finding.code.word()));
    }
    return found;
  }
};

}  // namespace anxin::tests
