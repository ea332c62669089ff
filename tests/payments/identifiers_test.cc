#include "payments/domain/identifiers.h"

#include <gtest/gtest.h>

#include <string>

namespace anxin::payments {
namespace {

std::string fact(const IdentifierCheck& check, std::string_view name) {
  for (const auto& field : check.facts) {
    if (field.name == name) return field.value;
  }
  return "";
}

struct IdCase {
  std::string name;
  std::string id;
  std::optional<Reason> problem;
};

class ResidentId : public testing::TestWithParam<IdCase> {};

TEST_P(ResidentId, IsJudgedByTheFirstRuleItBreaks) {
  EXPECT_EQ(check_resident_id(GetParam().id).problem, GetParam().problem);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ResidentId,
    testing::Values(IdCase{"Published", "11010519491231002X", std::nullopt},
                    IdCase{"PublishedToo", "34052419800101001X", std::nullopt},
                    IdCase{"Computed", "440524188001010014", kIdBirthDate},
                    IdCase{"LowerCaseX", "11010519491231002x", std::nullopt},
                    IdCase{"SeventeenDigits", "11010519491231002", kIdLength},
                    IdCase{"NineteenCharacters", "11010519491231002X0", kIdLength},
                    IdCase{"Empty", "", kIdLength},
                    IdCase{"LetterInside", "1101051949123100AX", kIdCharacter},
                    IdCase{"OtherLetterAtTheEnd", "11010519491231002A", kIdCharacter},
                    IdCase{"SpaceInside", "110105194912310 2X", kIdCharacter},
                    IdCase{"LengthBeforeCharacter", "11A", kIdLength},
                    IdCase{"NoSuchDay", "11010519490231002X", kIdBirthDate},
                    IdCase{"DayZero", "11010519491200002X", kIdBirthDate},
                    IdCase{"DateBeforeCheckDigit", "110105194913310020", kIdBirthDate},
                    IdCase{"LastDigitOff", "110105194912310020", kIdCheckDigit},
                    IdCase{"DigitsSwapped", "11010519491231020X", kIdCheckDigit}),
    [](const auto& test) { return test.param.name; });

TEST(ResidentIdFacts, TellAreaBirthDateAndSex) {
  const auto woman = check_resident_id("11010519491231002X");
  EXPECT_EQ(fact(woman, "area"), "110105");
  EXPECT_EQ(fact(woman, "area_known"), "true");
  EXPECT_EQ(fact(woman, "birth_date"), "1949-12-31");
  EXPECT_EQ(fact(woman, "sex"), "female");
  EXPECT_EQ(fact(check_resident_id("34052419800101001X"), "sex"), "male");
}

TEST(ResidentIdFacts, LeaveAnUnknownAreaValid) {
  std::string id = "99999919850312001";
  id += resident_id_check_digit(id);
  EXPECT_TRUE(check_resident_id(id).valid());
  EXPECT_EQ(fact(check_resident_id(id), "area_known"), "false");
}

TEST(Uscc, AcceptsPublishedCodes) {
  for (const auto* code : {"91350100M000100Y43", "91110000101623741K", "911101066976941872"}) {
    EXPECT_TRUE(check_uscc(code).valid()) << code;
  }
}

TEST(Uscc, RefusesByTheFirstRuleBroken) {
  EXPECT_EQ(check_uscc("91350100M000100Y4").problem, kIdLength);
  EXPECT_EQ(check_uscc("91350100I000100Y43").problem, kIdCharacter);
  EXPECT_EQ(check_uscc("9135010AM000100Y43").problem, kIdCharacter);
  EXPECT_EQ(check_uscc("91350100M000100Y44").problem, kIdCheckDigit);
  EXPECT_EQ(check_uscc("91350211M0000XUF46").problem, kIdCheckDigit);  // a real early code
}

TEST(Card, TakesSixteenToNineteenDigits) {
  const auto with_check = [](std::string digits) { return digits + luhn_check_digit(digits); };
  EXPECT_EQ(check_card(with_check("62258814142074")).problem, kIdLength);       // 15
  EXPECT_TRUE(check_card(with_check("622588141420743")).valid());               // 16
  EXPECT_TRUE(check_card(with_check("6217999900000000")).valid());              // 17
  EXPECT_TRUE(check_card(with_check("62179999000000001")).valid());             // 18
  EXPECT_TRUE(check_card(with_check("621799990000000012")).valid());            // 19
  EXPECT_EQ(check_card(with_check("6217999900000000123")).problem, kIdLength);  // 20
}

TEST(Card, HasTheLuhnDigitOfTheStandard) {
  EXPECT_EQ(luhn_check_digit("622588141420743"), '0');
  EXPECT_TRUE(check_card("6225881414207430").valid());
  EXPECT_EQ(check_card("6225881414207431").problem, kIdCheckDigit);
  EXPECT_EQ(check_card("622588141420743O").problem, kIdCharacter);
}

TEST(Cnaps, AcceptsHeadOfficesAndNamesTheirBanks) {
  for (const auto* code :
       {"102100099996", "103100000026", "104100000004", "105100000017", "308584000013"}) {
    EXPECT_TRUE(check_cnaps(code).valid()) << code;
  }
  EXPECT_EQ(fact(check_cnaps("105100000017"), "bank"), "105");
  EXPECT_EQ(fact(check_cnaps("105100000017"), "bank_name"), "中国建设银行");
}

TEST(Cnaps, RefusesByTheFirstRuleBroken) {
  EXPECT_EQ(check_cnaps("10510000001").problem, kIdLength);
  EXPECT_EQ(check_cnaps("1051000000175").problem, kIdLength);
  EXPECT_EQ(check_cnaps("10510000001X").problem, kIdCharacter);
  EXPECT_EQ(check_cnaps("105100000018").problem, kIdCheckDigit);
}

TEST(Mask, KeepsSixAndFour) {
  EXPECT_EQ(mask_id("11010519491231002X"), "110105********002X");
  EXPECT_EQ(mask_card("6217009999999990019"), "621700*********0019");
}

TEST(Mask, KeepsLittleOfShortNumbersAndNothingOfOtherText) {
  EXPECT_EQ(mask_id("E99999999"), "E******99");
  EXPECT_EQ(mask_card("62170099990019"), "6***********19");
  EXPECT_EQ(mask_card("621700999900199"), "621700*****0199");
  EXPECT_EQ(mask_id("12"), "**");
  EXPECT_EQ(mask_id("甄"), "***");
}

}  // namespace
}  // namespace anxin::payments
