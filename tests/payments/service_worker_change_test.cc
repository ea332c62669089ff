// A worker's card, name and telephone are changed by two persons, and a new card waits.
#include "payments/service/worker_change_service.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "payments/domain/identifiers.h"
#include "payments/service/sheet_checks.h"
#include "tests/support/county_requests.h"
#include "tests/support/refusals.h"

namespace anxin::payments {
namespace {

using tests::CountyBook;
using tests::field;
using tests::reason;

const std::string kSongsId = "999999200309289434";  // 宋其定, on the roster of QH01
const std::string kSongsCard = "6236991056433566236";
const std::string kOthersId = "999999198507150012";

std::string new_card(const std::string& digits = "62369910564335662") {
  return digits + luhn_check_digit(digits);
}

class ChangingBook : public CountyBook {
 public:
  /// Monday, 2 November.
  ChangingBook() {
    through("load");
    now("2026-11-02 09:00");
  }
  [[nodiscard]] WorkerChangeService workers() const { return WorkerChangeService(*book); }
  [[nodiscard]] std::string song() const {
    return find(reader(), kPersonById, vault.id_index(kSongsId))->value.worker;
  }
  Result<Receipt> ask(const std::function<void(WorkerChangeRequest&)>& with,
                      const std::string& actor = "li.clerk") {
    WorkerChangeRequest request;
    request.contract = "QH01";
    request.worker = song();
    request.document = "换卡申请-1";
    with(request);
    return workers().propose(by(actor), request);
  }
  Result<Receipt> ask_card(const std::string& card = new_card()) {
    return ask([&](WorkerChangeRequest& one) { one.card = card; });
  }
  void change_card() {
    (void)ask_card().value();
    (void)workers().approve(by("zhang.manager"), "QH01-V01").value();
  }
  /// "park until=2026-11-05" of the sheet that pays the worker to the card.
  [[nodiscard]] std::string found(Reason code, const std::string& card) const {
    const std::string rows = "姓名,身份证号,应发工资,实发工资,银行卡号\n宋其定," + kSongsId +
                             ",6000.00,6000.00," + card + "\n";
    const auto sheet = PayrollService(*book).check("QH01", tests::kOctober, rows, {}).value();
    for (const auto& one : sheet.findings) {
      if (one.code != code) continue;
      std::string text(to_word(one.severity));
      for (const auto& [name, value] : one.details) text += " " + name + "=" + value;
      return text;
    }
    return "";
  }
};

TEST(WorkerChange, WhatTheRosterSaysOfACardStandsAtItsCell) {
  ChangingBook book;
  const std::string row = "宋其定," + kSongsId + ",6000.00,6000.00," + new_card() + "\n";
  const auto sheet =
      PayrollService(*book.book)
          .check("QH01", tests::kOctober, "姓名,身份证号,应发工资,实发工资,银行卡号\n" + row, {})
          .value();
  const auto found = std::find_if(sheet.findings.begin(), sheet.findings.end(),
                                  [](const auto& one) { return one.code == kCardNotRegistered; });
  ASSERT_NE(found, sheet.findings.end());
  EXPECT_EQ(found->cell, "E2");
}

TEST(WorkerChange, PutsANewCardOnTheRosterByTwoPersons) {
  ChangingBook book;
  const auto asked = book.ask_card().value();
  EXPECT_EQ(field(asked, "change") + " " + field(asked, "what"), "QH01-V01 card");
  EXPECT_EQ(book.found(kCardNotRegistered, new_card()), "park");
  EXPECT_EQ(reason(book.workers().approve(book.by("li.clerk"), "QH01-V01")), "access.same-person");
  EXPECT_EQ(reason(book.workers().approve(book.by("wu.manager"), "QH01-V01")),
            "access.not-permitted");
  const auto done = book.workers().approve(book.by("zhang.manager"), "QH01-V01").value();
  EXPECT_EQ(field(done, "state") + " " + field(done, "usable_from"), "approved 2026-11-05");
  EXPECT_EQ(book.found(kCardNotRegistered, new_card()), "");
  EXPECT_EQ(book.found(kCardNotRegistered, kSongsCard), "park");
  EXPECT_EQ(reason(book.workers().approve(book.by("zhang.manager"), "QH01-V01")),
            "worker.change-state");
}

TEST(WorkerChange, ANewCardWaitsThreeWorkingDays) {
  ChangingBook book;
  book.change_card();
  const std::string waits = "park until=2026-11-05";
  EXPECT_EQ(book.found(kCardWaiting, new_card()), waits);
  EXPECT_EQ(book.found(kCardWaiting, ""), waits);  // the sheet leaves the card to the roster
  book.now("2026-11-04 23:59");
  EXPECT_EQ(book.found(kCardWaiting, new_card()), waits);
  book.now("2026-11-05 00:00");
  EXPECT_EQ(book.found(kCardWaiting, new_card()), "");
}

TEST(WorkerChange, OfANameOrATelephoneDoesNotWait) {
  ChangingBook book;
  (void)book
      .ask([](WorkerChangeRequest& one) {
        one.name = "宋其鼎";
        one.phone = "19900000001";
      })
      .value();
  const auto done = book.workers().approve(book.by("zhang.manager"), "QH01-V01").value();
  EXPECT_EQ(field(done, "what") + "|" + field(done, "usable_from"), "name, phone|");
  const auto person =
      book.vault.open_person(find(book.reader(), kPersons, book.song())->value).value();
  EXPECT_EQ(person.name + person.phone + person.card, "宋其鼎19900000001" + kSongsCard);
  EXPECT_EQ(book.found(kCardWaiting, kSongsCard), "");
}

TEST(WorkerChange, SaysWhatCannotBeRight) {
  ChangingBook book;
  const auto asked = [&](const std::function<void(WorkerChangeRequest&)>& with) {
    const auto done = book.ask(with);
    return reason(done) + (done ? "" : " " + done.error().details.front().value);
  };
  using Request = WorkerChangeRequest;
  EXPECT_EQ(asked([](Request&) {}), "worker.change-invalid nothing");
  EXPECT_EQ(asked([](Request& one) { one.name = " "; }), "worker.change-invalid name");
  EXPECT_EQ(asked([](Request& one) { one.card = "6236991056433566237"; }),
            "worker.change-invalid card");
  EXPECT_EQ(asked([](Request& one) { one.bank_no = "123"; }), "worker.change-invalid bank-no");
  EXPECT_EQ(asked([](Request& one) {
              one.phone = "1";
              one.document = " ";
            }),
            "worker.change-invalid document");
  EXPECT_EQ(asked([](Request& one) { one.worker = "W-NOBODY"; }), "worker.unknown W-NOBODY");
  EXPECT_EQ(reason(book.ask([](Request& one) { one.phone = "1"; }, "bank.ccb")),
            "access.not-permitted");
  EXPECT_EQ(reason(book.ask([](Request& one) { one.contract = "QH99"; })),
            "payments.contract-unknown");
}

TEST(WorkerChange, NeverGivesAnotherWorkersCard) {
  ChangingBook book;
  std::string taken;
  for (const auto& one : find_all(book.reader(), kPersons)) {
    const auto person = book.vault.open_person(one.value).value();
    if (person.worker != book.song() && !person.card.empty()) taken = person.card;
  }
  EXPECT_EQ(reason(book.ask_card(taken)), "worker.card-taken");
  EXPECT_EQ(reason(book.ask_card(kSongsCard)), "ok");  // a card of the worker's own
}

TEST(WorkerChange, IsTakenBackByItsProposerAlone) {
  ChangingBook book;
  (void)book.ask_card().value();
  EXPECT_EQ(reason(book.workers().withdraw(book.by("zhang.manager"), "QH01-V01")),
            "worker.change-not-own");
  EXPECT_EQ(reason(book.workers().withdraw(book.by("li.clerk"), "QH01-V01")), "ok");
  EXPECT_EQ(reason(book.workers().approve(book.by("zhang.manager"), "QH01-V01")),
            "worker.change-state");
  EXPECT_EQ(reason(book.workers().approve(book.by("zhang.manager"), "QH01-V02")),
            "worker.change-unknown");
  EXPECT_EQ(std::string(to_word(book.workers().list("QH01").value().front().change.state)),
            "withdrawn");
}

TEST(WorkerChange, LeavesNoPersonalDataInRecordsAndAnswers) {
  ChangingBook book;
  book.change_card();
  const auto stored = encode_record(find(book.reader(), kWorkerChanges, "QH01-V01")->value);
  EXPECT_EQ(stored.find(new_card()), std::string::npos);
  const auto change = find(book.reader(), kCardChanges, book.song())->value;
  EXPECT_EQ(encode_record(change).find(new_card()), std::string::npos);
}

TEST(Repair, ToACardInItsWaitingTimeIsRefusedUntilThen) {
  CountyBook book;
  book.through("reconcile-1b");
  book.now("2026-11-16 08:00");
  const auto text = tests::county_file("repair-QH01.csv");
  const auto line = find(book.reader(), kLines, text.substr(text.find("QH01-"), 19))->value;
  const auto digits = std::string("62369910564335662");
  const auto card = digits + luhn_check_digit(digits);
  WorkerChangeService workers(*book.book);
  (void)workers.propose(book.by("li.clerk"), {"QH01", line.worker, "", card, "", "", "换卡申请-2"})
      .value();
  (void)workers.approve(book.by("zhang.manager"), "QH01-V01").value();
  const auto person =
      book.vault.open_person(find(book.reader(), kPersons, line.worker)->value).value();
  const std::string repair =
      "原批次行,姓名,银行卡号\n" + line.id + "," + person.name + "," + card + "\n";
  EXPECT_EQ(reason(book.repair(book.by("li.clerk"), {"QH01", tests::kOctober, repair})),
            "payments.repair-card-waits");
  book.now("2026-11-19 08:00");
  EXPECT_EQ(reason(book.repair(book.by("li.clerk"), {"QH01", tests::kOctober, repair})), "ok");
}

}  // namespace
}  // namespace anxin::payments
