// A contract after its month with entries in suspense, and the papers about them.
//
// Role: the tests of the ways out of suspense and of what is owed back.
#pragma once

#include <string>
#include <vector>

#include "payments/service/suspense_service.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {

inline const std::string kSuspenseIn = "c:QH02:suspense_in";
inline const std::string kSuspenseOut = "c:QH02:suspense_out";
inline const std::string kSuspenseBank = "c:QH02:wage_bank:icbc";
inline const std::string kSuspenseEscrow = "c:QH02:escrow";
inline const std::string kOwedBack = "c:QH02:restitution_due:BK2";
using tests::kPaidLine;
inline const std::string kPaidLine2 = "QH02-202610-01-0002";  // 5,633.73
inline const std::string kPaperId = "QH02-U01";

inline const std::string kClerkAsRegulator = R"(
[[staff]]
actor = "chen.regulator"
person = "S003"
name = "陈小渔"
party = "HRSS"
role = "regulator"
)";

inline tests::Movement credit(const std::string& amount, const std::string& end_to_end = "") {
  return {"", "CRDT", amount, end_to_end, "", "RCDT/DMCT"};
}
inline tests::Movement debit(const std::string& amount, const std::string& end_to_end = "") {
  return {"", "DBIT", amount, end_to_end, "", "ICDT/DMCT"};
}

class SuspenseBook : public tests::ArrearsBook {
 public:
  /// After the month: everybody is paid, 532.17 is left on 17 November.
  SuspenseBook() : SuspenseBook("reconcile-2d", "532.17") {}
  SuspenseBook(const std::string& step, const std::string& left)
      : tests::ArrearsBook(step), left_(tests::yuan(left)) {
    (void)load(by("zhao.regulator"), {{"more.toml", kClerkAsRegulator}}).value();
  }

  SuspenseService papers() { return SuspenseService(*book); }

  /// The bank's statement of a day of November, reconciled the same night.
  void statement(const std::string& of, std::vector<tests::Movement> movements) {
    now("2026-11-" + of + " 23:00");
    const auto opening = left_;
    for (auto& one : movements) {
      one.reference = "B-U" + std::to_string(++references_);
      left_ += one.direction == "CRDT" ? tests::yuan(one.amount) : -tests::yuan(one.amount);
    }
    (void)import(by("bank.icbc"),
                 tests::statement_file({"ST-U" + of, "1502099909300000026", "2026-11-" + of,
                                        to_string(opening), to_string(left_), movements}))
        .value();
    (void)reconcile(by("chen.clerk"), "QH02").value();
  }
  /// The id of an entry of the last statement, counted from one.
  std::string item(int number) {
    return reports("QH02").back().statement + "/00000" + std::to_string(number);
  }

  static SuspenseRequest ask(SuspenseWay way, const std::string& entry) {
    SuspenseRequest asked;
    asked.way = way;
    asked.entry = entry;
    asked.document = "待查说明-1";
    return asked;
  }
  Result<ledger::Receipt> propose(const SuspenseRequest& asked,
                                  const std::string& actor = "chen.clerk") {
    return papers().propose(by(actor), asked);
  }
  Result<ledger::Receipt> approve(const std::string& paper = kPaperId,
                                  const std::string& actor = "qian.regulator") {
    return papers().approve(by(actor), paper);
  }
  /// Proposed and approved; "ok", or why not.
  std::string book_it(const SuspenseRequest& asked) {
    const auto proposed = propose(asked);
    if (!proposed) return tests::reason(proposed);
    EXPECT_EQ(broken(), "");
    const auto approved = approve(tests::field(*proposed, "paper"));
    EXPECT_EQ(broken(), "");
    return tests::reason(approved);
  }
  std::string match_of(const std::string& entry) {
    return std::string(to_word(find(reader(), kBankEntries, entry)->value.match));
  }
  bool adds_up() {
    const auto report = reports("QH02").back();
    return report.balances() && report.entries_add_up();
  }
  std::string transit() {
    std::string text;
    const auto report = reports("QH02").back();
    for (const auto& one : report.in_transit) {
      text += one.what + " " + one.id + " " + to_string(one.amount) + ";";
    }
    return text;
  }
  /// A fee of 300.00 that the bank took on the 18th, owed back by it.
  void fee_owed_back() {
    statement("18", {debit("300.00")});
    auto asked = ask(SuspenseWay::owed_back, item(1));
    asked.party = "BK2";
    ASSERT_EQ(book_it(asked), "ok");
  }
  /// Line 1 was paid a second time on the 18th: 7,262.25 too much.
  void paid_twice() {
    statement("18", {credit("20000.00"), debit("7262.25")});
    auto asked = ask(SuspenseWay::paid_again, item(2));
    asked.lines = {kPaidLine};
    ASSERT_EQ(book_it(asked), "ok");
  }
  std::string overpaid() { return "c:QH02:overpaid:" + line(kPaidLine).worker; }

 private:
  Money left_;
  int references_ = 0;
};

/// About a line without an entry of a statement.
inline SuspenseRequest of_line(SuspenseWay way, const std::string& line,
                               const std::string& amount) {
  auto asked = SuspenseBook::ask(way, "");
  asked.lines = {line};
  asked.amount = tests::yuan(amount);
  return asked;
}

}  // namespace anxin::payments
