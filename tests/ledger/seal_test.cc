#include "ledger/base/seal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace anxin {
namespace {

constexpr std::string_view kPlain = "110105199001011234";
constexpr std::string_view kPlace = "workers/W1/identity";

class Seal : public ::testing::Test {
 protected:
  std::string sealed(std::string_view plain = kPlain) { return seal(key, plain, kPlace, entropy); }

  SeededEntropy entropy{1};
  SecretKey key = SecretKey::generate(entropy);
  SecretKey other = SecretKey::generate(entropy);
};

TEST_F(Seal, OpensWithItsKeyInItsPlace) {
  EXPECT_EQ(unseal(key, sealed(), kPlace).value(), kPlain);
  EXPECT_EQ(unseal(key, sealed(""), kPlace).value(), "");
}

TEST_F(Seal, AWrongKeyDoesNotOpenIt) {
  EXPECT_EQ(unseal(other, sealed(), kPlace).error().reason, kSealBroken);
}

TEST_F(Seal, ItDoesNotOpenInAnotherPlace) {
  EXPECT_EQ(unseal(key, sealed(), "workers/W2/identity").error().reason, kSealBroken);
  EXPECT_EQ(unseal(key, sealed(), "").error().reason, kSealBroken);
}

TEST_F(Seal, AnyChangedByteBreaksIt) {
  const auto whole = sealed();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(unseal(key, changed, kPlace)) << "byte " << i;
  }
}

TEST_F(Seal, AnyMissingOrAddedByteBreaksIt) {
  const auto whole = sealed();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(unseal(key, std::string_view(whole).substr(0, size), kPlace)) << size << " bytes";
  }
  EXPECT_FALSE(unseal(key, whole + 'x', kPlace));
}

TEST_F(Seal, ShowsNothingOfThePlainTextAndNeverRepeats) {
  const auto first = sealed();
  EXPECT_EQ(first.find(kPlain), std::string::npos);
  EXPECT_NE(first, sealed());
  EXPECT_EQ(first.size(), 1 + 24 + kPlain.size() + 16);
}

TEST_F(Seal, TheBlindIndexIsTheSameForTheSameTextKeyAndPurpose) {
  EXPECT_EQ(blind_index(key, kPlain, "identity"), blind_index(key, kPlain, "identity"));
  EXPECT_EQ(blind_index(key, kPlain, "identity").size(), 32U);
}

TEST_F(Seal, TheBlindIndexDiffersByTextKeyAndPurpose) {
  const auto index = blind_index(key, kPlain, "card");
  EXPECT_NE(index, blind_index(key, "110105199001011235", "card"));
  EXPECT_NE(index, blind_index(other, kPlain, "card"));
  EXPECT_NE(index, blind_index(key, kPlain, "phone"));
  EXPECT_NE(blind_index(key, "bc", "a"), blind_index(key, "c", "ab"));
}

TEST_F(Seal, ASecretKeyHas32Bytes) {
  EXPECT_EQ(key.view().size(), SecretKey::kBytes);
  EXPECT_NE(key.view(), other.view());
  EXPECT_EQ(unseal(SecretKey::from_bytes(key.view()), sealed(), kPlace).value(), kPlain);
  EXPECT_DEATH((void)SecretKey::from_bytes("too short"), "invariant broken");
}

}  // namespace
}  // namespace anxin
