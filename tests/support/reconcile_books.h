// Contract QH02 of the county with statements that a test writes line by line, and what persons say
// of them as everyday calls.
//
// Role: the arrange step of the tests of the reconciliation. File F1 of QH02 pays 24 lines; its
//       line 9 was refused, and the bank, which debits gross, has not given the money back yet.
#pragma once

#include "payments/service/quarantine_service.h"
#include "payments/service/reconcile_days.h"
#include "payments/service/reconcile_review.h"
#include "tests/support/county_books.h"

namespace anxin::tests {

using Words = std::vector<std::string>;

inline const std::string kPaidCard = "6236991023885496759";
inline const std::string kPaidName = "肖友祥";
inline const std::string kOtherLine = "QH02-202610-01-0002";  // 5,633.73 to 李长华
inline const std::string kOtherCard = "6236991029912300260";
inline const std::string kRefusedLine = "QH02-202610-01-0009";  // 7,506.18

class StatementBook : public CountyBook {
 public:
  explicit StatementBook(const std::string& step = "result-2") {
    through(step);
    if (shanghai_date(clock.now()) <= day("2026-11-12")) now("2026-11-12 23:00");
  }

  [[nodiscard]] payments::ReviewService reviews() { return payments::ReviewService(*book); }
  [[nodiscard]] payments::ReconcileDays calendar() { return payments::ReconcileDays(*book); }
  [[nodiscard]] payments::QuarantineService quarantine() {
    return payments::QuarantineService(*book);
  }

  /// A day of QH02 that goes on from the last one, as a file.
  [[nodiscard]] std::string day_file(const std::string& date, std::vector<Movement> movements) {
    Money closing = yuan(balance_);
    for (const auto& one : movements) {
      closing += one.direction == "CRDT" ? yuan(one.amount) : -yuan(one.amount);
    }
    StatementText text{.id = "ST-" + date, .day = date, .opening = balance_, .closing = ""};
    text.closing = balance_ = to_string(closing);
    text.movements = std::move(movements);
    return statement_file(text);
  }
  void day_comes(const std::string& date, std::vector<Movement> movements) {
    (void)import(by("bank.icbc"), day_file(date, std::move(movements))).value();
  }
  void run_levels() { (void)reconcile(by("chen.clerk"), "QH02").value(); }
  /// The last day's statement of these movements, taken and reconciled.
  void explained(const std::string& date, std::vector<Movement> movements) {
    day_comes(date, std::move(movements));
    run_levels();
  }

  /// The id of an entry of the statement that came as number `statement`.
  static std::string entry_id(int statement, int entry) {
    return "QH02/icbc/00000" + std::to_string(statement) + "/00000" + std::to_string(entry);
  }
  [[nodiscard]] std::string match_of(const std::string& entry) {
    return std::string(payments::to_word(reviews().history(entry).value().entry.match));
  }
  /// "standing: target by likeness, …" of the entry.
  [[nodiscard]] std::string seen_as(const std::string& entry) const {
    for (const auto& report : reports("QH02")) {
      for (const auto& one : report.reviews) {
        if (one.entry == entry) return text_of(one);
      }
    }
    return "no entry";
  }
  Result<Receipt> confirm(const std::string& actor, const std::string& entry,
                          const std::string& target) {
    return reviews().confirm(by(actor), entry, target);
  }
  Result<Receipt> unmatch(const std::string& entry, const std::string& why = "金额看错") {
    return reviews().unmatch(by("chen.clerk"), entry, why);
  }
  Result<Receipt> sign(const std::string& actor, const std::string& on) {
    return calendar().sign(by(actor), {"QH02", day(on), ""});
  }
  /// "2026-11-06 reconciled" and so on.
  [[nodiscard]] Words day_states() {
    Words states;
    const auto days = calendar().days("QH02").value();
    for (const auto& one : days) {
      states.push_back(to_string(one.day) + " " + std::string(to_word(one.state)));
    }
    return states;
  }
  [[nodiscard]] Words alarm_words() {
    Words words;
    const auto alarms = calendar().alarms("QH02").value();
    for (const auto& one : alarms) {
      words.push_back(std::string(to_word(one.kind)) + " " + one.id);
    }
    return words;
  }
  /// Every report adds up and balances, and so do the books.
  void expect_in_balance() const {
    for (const auto& report : reports("QH02")) {
      EXPECT_TRUE(report.entries_add_up()) << report.bank_statement;
      EXPECT_TRUE(report.balances()) << report.bank_statement;
    }
    EXPECT_EQ(broken(), "");
  }

 private:
  static std::string text_of(const payments::Review& review) {
    std::string text(to_word(review.standing));
    for (const auto& one : review.candidates) {
      text += (text.find(':') == std::string::npos ? ": " : ", ") + one.id + " by " +
              std::string(to_word(one.likeness));
    }
    return text;
  }

  std::string balance_ = "208000.00";
};

/// A debit without a reference of ours: the bank names whom it paid.
inline Movement paid_to(const std::string& reference, const std::string& amount,
                        const std::string& name, const std::string& card) {
  return {reference, "DBIT", amount, "", "", "ICDT/SALA", name, card};
}
inline Movement paid_by(const std::string& reference, const std::string& amount,
                        const std::string& name, const std::string& card = "") {
  return {reference, "CRDT", amount, "", "", "RCDT/DMCT", name, card};
}

}  // namespace anxin::tests
