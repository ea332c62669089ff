// What the rules of a place say about a sheet, and what only the books or the whole sheet can show.
#include "payments/service/sheet_checks.h"

#include <gtest/gtest.h>

#include "payments/bank/table_reasons.h"
#include "payments/rules/check_rules.h"
#include "payments/rules/duty_rules.h"
#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using tests::CountyBook;

constexpr Month kAugust = std::chrono::year(2026) / std::chrono::August;
constexpr Month kSeptember = std::chrono::year(2026) / std::chrono::September;
const std::string kCheckedHeader = "姓名,身份证号,工种,应发工资,实发工资,银行卡号,联系电话\n";

// Born on 28 September 2003; on the roster of QH01.
std::string song(const std::string& amount, const std::string& trade = "钢筋工") {
  return "宋其定,999999200309289434," + trade + "," + amount + "," + amount +
         ",6236991056433566236,\n";
}

/// The county with its rules changed before the first load.
class CheckedBook : public CountyBook {
 public:
  explicit CheckedBook(const std::function<void(PayrollCheck&)>& change = {}) {
    auto rules = data.rules.rules();
    for (auto& rule : rules) {
      if (auto* check = std::get_if<PayrollCheck>(&rule); check != nullptr && change) {
        change(*check);
      }
    }
    data.rules = RuleSet(std::move(rules));
    through("load");
  }

  void submit(Month month, const std::string& rows) {
    PayrollService service(*book);
    (void)service.submit(by("li.clerk"), {"QH01", month, kCheckedHeader + rows, "补录", true})
        .value();
  }
  [[nodiscard]] MatchedSheet sheet(const std::string& rows, Month month = kOctober) const {
    return PayrollService(*book).check("QH01", month, kCheckedHeader + rows, {}).value();
  }
  /// "code severity details …" of the findings with that code.
  [[nodiscard]] std::vector<std::string> found(Reason code, const std::string& rows,
                                               Month month = kOctober) const {
    std::vector<std::string> all;
    for (const auto& one : sheet(rows, month).findings) {
      if (one.code != code) continue;
      std::string text(to_word(one.severity));
      for (const auto& [name, value] : one.details) text += " " + name + "=" + value;
      all.push_back(text);
    }
    return all;
  }
};

using Texts = std::vector<std::string>;

/// The county with a month's minimum wage of its own: 2 000 yuan, 80 % of it for 17.4 days.
class MinimumBook : public CheckedBook {
 public:
  MinimumBook() {
    auto rules = data.rules.rules();
    MinimumWage minimum;
    minimum.head.id = "test.minimum-wage";
    minimum.head.region = RegionCode::parse("360799").value();
    minimum.head.valid_from = day("2026-01-01");
    minimum.value = yuan("2000.00");
    rules.emplace_back(minimum);
    data.rules = RuleSet(std::move(rules));
  }
  /// What is found of one row: days worked, overtime, gross.
  [[nodiscard]] Texts of(Reason code, const std::string& days, const std::string& overtime,
                         const std::string& gross) const {
    const auto bytes =
        "姓名,身份证号,银行卡号,出勤天数,加班工资,应发工资\n"
        "宋其定,999999200309289434,6236991056433566236," +
        days + "," + overtime + "," + gross + "\n";
    Texts all;
    const auto sheet = PayrollService(*book).check("QH01", kOctober, bytes, {}).value();
    for (const auto& one : sheet.findings) {
      if (one.code != code) continue;
      std::string text(to_word(one.severity));
      for (const auto& [name, value] : one.details) text += " " + name + "=" + value;
      all.push_back(text);
    }
    return all;
  }
};

TEST(SheetChecks, LessThanTheMinimumWageForTheDaysIsExplained) {
  const MinimumBook book;
  EXPECT_EQ(book.of(kBelowMinimum, "17.4", "", "1599.99"),
            Texts{"explain days=17.4 paid=1599.99 least=1600.00"});
  EXPECT_EQ(book.of(kBelowMinimum, "17.4", "", "1600.00"), Texts{});
  EXPECT_EQ(book.of(kBelowMinimum, "17.4", "", "1600.01"), Texts{});
}

// 26.5 days: 2 436.78 yuan and a part of a fen.
TEST(SheetChecks, APartOfAFenBelowTheMinimumWageIsBelowIt) {
  const MinimumBook book;
  EXPECT_EQ(book.of(kBelowMinimum, "26.5", "", "2436.78"),
            Texts{"explain days=26.5 paid=2436.78 least=2436.79"});
  EXPECT_EQ(book.of(kBelowMinimum, "26.5", "", "2436.79"), Texts{});
}

TEST(SheetChecks, OvertimeIsNoPartOfAMinimumWage) {
  const MinimumBook book;
  EXPECT_EQ(book.of(kBelowMinimum, "17.4", "300.00", "1899.99"),
            Texts{"explain days=17.4 paid=1599.99 least=1600.00"});
  EXPECT_EQ(book.of(kBelowMinimum, "17.4", "300.00", "1900.00"), Texts{});
}

TEST(SheetChecks, AMinimumWageThatIsNotOnRecordIsNotGuessed) {
  const CheckedBook book;
  const auto bytes =
      "姓名,身份证号,银行卡号,出勤天数,应发工资\n宋其定,999999200309289434,6236991056433566236,26,"
      "1.00\n";
  const auto sheet = PayrollService(*book.book).check("QH01", kOctober, bytes, {}).value();
  for (const auto& one : sheet.findings) EXPECT_NE(one.code, kBelowMinimum);
}

TEST(SheetChecks, AWorkerWithoutADayIsExplainedWhereTheTableCountsDays) {
  const MinimumBook book;
  EXPECT_EQ(book.of(kNoAttendance, "0", "", "3000.00"), Texts{"explain"});
  EXPECT_EQ(book.of(kNoAttendance, "", "", "3000.00"), Texts{"explain"});
  EXPECT_EQ(book.of(kNoAttendance, "0.1", "", "3000.00"), Texts{});
  EXPECT_EQ(book.of(kNoAttendance, "二十", "", "3000.00"), Texts{});
  EXPECT_EQ(book.found(kNoAttendance, song("3000.00")), Texts{});
}

TEST(SheetChecks, AWageFarFromTheMeanOfTwoMonthsIsExplained) {
  CheckedBook book;
  book.submit(kAugust, song("5000.00"));
  book.submit(kSeptember, song("7000.00"));
  const Texts far{"explain mean=6000.00"};
  EXPECT_EQ(book.found(kFarFromMean, song("17999.99")), Texts{});
  EXPECT_EQ(book.found(kFarFromMean, song("18000.00")), Texts{});
  EXPECT_EQ(book.found(kFarFromMean, song("18000.01")), far);
  EXPECT_EQ(book.found(kFarFromMean, song("1999.99")), far);
  EXPECT_EQ(book.found(kFarFromMean, song("2000.00")), Texts{});
  EXPECT_EQ(book.found(kFarFromMean, song("2000.01")), Texts{});
}

TEST(SheetChecks, OneEarlierMonthIsNoMean) {
  CheckedBook book;
  book.submit(kSeptember, song("6000.00"));
  EXPECT_EQ(book.found(kFarFromMean, song("49999.00")), Texts{});
}

TEST(SheetChecks, LaterMonthsTellNothingOfAnEarlierOne) {
  CheckedBook book;
  book.submit(kSeptember, song("6000.00"));
  book.submit(kOctober, song("6000.00"));
  EXPECT_EQ(book.found(kFarFromMean, song("49999.00"), kAugust), Texts{});
}

TEST(SheetChecks, TheSumOfTheYearHasItsLimit) {
  CheckedBook book([](PayrollCheck& rule) {
    if (rule.check == SheetCheck::year_large) rule.amount = yuan("15000.00");
  });
  book.submit(kAugust, song("6000.00"));
  book.submit(kSeptember, song("6000.00"));
  EXPECT_EQ(book.found(kYearLarge, song("2999.99")), Texts{});
  EXPECT_EQ(book.found(kYearLarge, song("3000.00")), Texts{});
  EXPECT_EQ(book.found(kYearLarge, song("3000.01")), Texts{"explain sum=15000.01 limit=15000.00"});
}

TEST(SheetChecks, ASecondSheetOfTheMonthCountsForTheYearAndIsNoMonthOfTheMean) {
  CheckedBook book([](PayrollCheck& rule) {
    if (rule.check == SheetCheck::year_large) rule.amount = yuan("15000.00");
  });
  book.submit(kSeptember, song("6000.00"));
  book.submit(kOctober, song("6000.00"));
  EXPECT_EQ(book.found(kYearLarge, song("3000.00")), Texts{});
  EXPECT_EQ(book.found(kYearLarge, song("3000.01")), Texts{"explain sum=15000.01 limit=15000.00"});
  EXPECT_EQ(book.found(kFarFromMean, song("49999.00")), Texts{});
}

TEST(SheetChecks, AgeIsThatOfTheLastDayOfTheMonth) {
  const auto below = [](std::int32_t age) {
    return [age](PayrollCheck& rule) {
      if (rule.check == SheetCheck::under_age) rule.count = age;
    };
  };
  CheckedBook at_22(below(22));
  EXPECT_EQ(at_22.found(kUnderAge, song("6000.00"), kAugust), Texts{});
  CheckedBook at_23(below(23));
  EXPECT_EQ(at_23.found(kUnderAge, song("6000.00"), kAugust), Texts{"explain age=22"});
  EXPECT_EQ(at_23.found(kUnderAge, song("6000.00"), kSeptember), Texts{});
  CheckedBook at_24(below(24));
  EXPECT_EQ(at_24.found(kUnderAge, song("6000.00"), kSeptember), Texts{"explain age=23"});
}

TEST(SheetChecks, ThreePersonsWithOneTelephoneAreASign) {
  const CheckedBook book;
  const auto stranger = [](const std::string& name, const std::string& card) {
    return name + ",,普工,3000.00,3000.00," + card + ",19900000000\n";
  };
  const auto two =
      stranger("甄一", "6236991059618979455") + stranger("甄二", "6236991056063591751");
  EXPECT_EQ(book.found(kPhoneShared, two), Texts{});
  EXPECT_EQ(book.found(kPhoneShared, two + stranger("甄三", "6236991054859987184")),
            Texts(3, "explain persons=3"));
}

TEST(SheetChecks, SupervisorsAreNotPaidFromAWageAccountWithoutAReason) {
  const CheckedBook book;
  EXPECT_EQ(book.found(kSupervisor, song("6000.00", "项目管理人员")), Texts{"explain"});
  EXPECT_EQ(book.found(kSupervisor, song("6000.00", "钢筋工")), Texts{});
}

TEST(SheetChecks, WhatParksIsThePlacesToSay) {
  const CheckedBook strict([](PayrollCheck& rule) {
    if (rule.check == SheetCheck::supervisor) rule.answer = CheckAnswer::park;
  });
  const auto parked = strict.sheet(song("6000.00", "管理人员"));
  EXPECT_EQ(parked.rows.front().parked_for, Texts{"payroll.supervisor"});
  const CheckedBook mild([](PayrollCheck& rule) {
    if (rule.check == SheetCheck::not_registered) rule.answer = CheckAnswer::explain;
  });

  EXPECT_EQ(mild.found(kNotRegistered, "甄一,,普工,3000.00,3000.00,6236991059618979455,\n"),
            Texts{"explain"});
}

TEST(SheetChecks, ACheckWithoutARuleIsNotMade) {
  const CheckedBook book([](PayrollCheck& rule) { rule.head.valid_to = day("2026-10-30"); });
  EXPECT_EQ(book.found(kSupervisor, song("6000.00", "管理人员")), Texts{});
  EXPECT_EQ(book.found(kSupervisor, song("6000.00", "管理人员"), kSeptember), Texts{"explain"});
}

TEST(SheetChecks, EachSpeaksOfAFindingThatThereIsAndHasANationalRule) {
  std::set<std::string> codes;
  for (const auto& code : bank::kWageTableReasons) codes.emplace(code.word());
  for (const auto& code : kSheetMatchReasons) codes.emplace(code.word());
  for (const auto& code : kSheetCheckReasons) codes.emplace(code.word());
  const auto rules = tests::shipped_data().rules;
  for (const auto& [check, word] : kSheetCheckWords) {
    EXPECT_TRUE(codes.contains("payroll." + std::string(word))) << word;
    EXPECT_TRUE(rules.in_force<PayrollCheck>(check, RegionCode(), day("2026-10-31"))) << word;
  }
}

TEST(PayrollCheckRule, HasTheMeasureThatItsCheckGoesBy) {
  const auto fault = [](SheetCheck check, const char* amount, const char* factor, int count) {
    PayrollCheck rule;
    rule.check = check;
    if (*amount != '\0') rule.amount = yuan(amount);
    if (*factor != '\0') rule.factor = parse_rate(factor).value();
    if (count != 0) rule.count = count;
    const auto found = rule.fault();
    return found ? std::string(found->key) : std::string("sound");
  };
  EXPECT_EQ(fault(SheetCheck::no_contract, "", "", 0), "sound");
  EXPECT_EQ(fault(SheetCheck::account_missing, "", "", 0), "answer");
  EXPECT_EQ(fault(SheetCheck::account_invalid, "", "", 0), "answer");
  EXPECT_EQ(fault(SheetCheck::no_contract, "1.00", "", 0), "amount");
  EXPECT_EQ(fault(SheetCheck::year_large, "", "", 0), "amount");
  EXPECT_EQ(fault(SheetCheck::year_large, "1.00", "2", 0), "factor");
  EXPECT_EQ(fault(SheetCheck::far_from_mean, "", "", 0), "factor");
  EXPECT_EQ(fault(SheetCheck::far_from_mean, "", "1", 0), "factor");
  EXPECT_EQ(fault(SheetCheck::far_from_mean, "", "1.01", 0), "sound");
  EXPECT_EQ(fault(SheetCheck::below_minimum, "", "", 0), "factor");
  EXPECT_EQ(fault(SheetCheck::below_minimum, "", "0", 0), "factor");
  EXPECT_EQ(fault(SheetCheck::below_minimum, "", "4/87", 0), "sound");
  EXPECT_EQ(fault(SheetCheck::below_minimum, "", "1", 0), "sound");
  EXPECT_EQ(fault(SheetCheck::below_minimum, "", "1.01", 0), "factor");
  EXPECT_EQ(fault(SheetCheck::no_attendance, "", "", 0), "sound");
  EXPECT_EQ(fault(SheetCheck::under_age, "", "", 0), "count");
  EXPECT_EQ(fault(SheetCheck::phone_shared, "", "", 1), "count");
  EXPECT_EQ(fault(SheetCheck::phone_shared, "", "", 2), "sound");
}

}  // namespace
}  // namespace anxin::payments
