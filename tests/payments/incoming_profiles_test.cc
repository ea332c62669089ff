// Profiles of files that banks send: what ships, and what an operator's file may say.
#include "payments/rules/incoming_profiles.h"

#include <gtest/gtest.h>

#include "payments/rules/builtin_data.h"

namespace anxin::payments {
namespace {

constexpr std::string_view kHead =
    "[[profile]]\nid = \"x\"\nname = \"x\"\nsource = \"x\"\nshape = \"return\"\n";
constexpr std::string_view kColumns = "[profile.columns]\naccount = [\"a\"]\namount = [\"b\"]\n";

Loaded<std::vector<IncomingProfile>> parsed(std::string_view more) {
  return parse_incoming_profiles(std::string(kHead) + std::string(more));
}

TEST(IncomingProfiles, ThatShipHaveNoFault) {
  const auto profiles = builtin_incoming_profiles();
  EXPECT_GE(profiles.size(), 12U);
  ASSERT_NE(find_profile(profiles, "iso20022"), nullptr);
  EXPECT_EQ(find_profile(profiles, "none"), nullptr);
  for (const auto& profile : profiles) EXPECT_FALSE(profile.source.empty()) << profile.id;
}

TEST(IncomingProfiles, OnlyOneThatShipsTakesAbsenceForSuccess) {
  for (const auto& profile : builtin_incoming_profiles()) {
    EXPECT_EQ(profile.absence == Absence::success, profile.id == "return-failures-rest-paid");
  }
}

TEST(IncomingProfiles, TakeEveryWordOnce) {
  EXPECT_FALSE(parsed(kColumns).refused());
  EXPECT_TRUE(parsed("absence = \"perhaps\"\n" + std::string(kColumns)).refused());
  EXPECT_TRUE(parsed("unit = \"jiao\"\n" + std::string(kColumns)).refused());
  EXPECT_FALSE(parsed("unit = \"fen\"\ntotals = \"required\"\n" + std::string(kColumns)).refused());
  EXPECT_TRUE(parsed(std::string(kColumns) + std::string(kHead) + std::string(kColumns)).refused());
}

TEST(IncomingProfiles, NeedTheColumnsThatTellAPayment) {
  EXPECT_TRUE(parsed("").refused());
  EXPECT_TRUE(parsed("[profile.columns]\namount = [\"b\"]\n").refused());
  EXPECT_TRUE(parsed("[profile.columns]\naccount = [\"a\"]\n").refused());
  EXPECT_TRUE(
      parsed("[profile.columns]\naccount = [\"a\"]\namount = [\"b\"]\nx = [\"c\"]\n").refused());
}

}  // namespace
}  // namespace anxin::payments
