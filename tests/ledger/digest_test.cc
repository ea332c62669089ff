#include "ledger/base/digest.h"

#include <gtest/gtest.h>

namespace anxin {
namespace {

// FIPS 180-4 examples and the NIST long message.
TEST(Digests, AreSha256) {
  EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc").hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')).hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digests, TheHasherJoinsWhatIsAddedAndBeginsAnewAfterFinish) {
  Hasher hasher;
  EXPECT_EQ(hasher.add("a").add("").add("bc").finish(), sha256("abc"));
  EXPECT_EQ(hasher.finish(), sha256(""));
  EXPECT_EQ(hasher.add("abc").finish(), sha256("abc"));
}

TEST(Digests, AMovedHasherGoesOn) {
  Hasher first;
  first.add("a");
  Hasher second = std::move(first);
  EXPECT_EQ(second.add("bc").finish(), sha256("abc"));
  Hasher third;
  third.add("x");
  second.add("ab");
  third = std::move(second);
  EXPECT_EQ(third.add("c").finish(), sha256("abc"));
}

TEST(Digests, AreReadFrom64HexadecimalDigitsAndNothingElse) {
  const auto digest = sha256("abc");
  EXPECT_EQ(Digest::from_hex(digest.hex()), digest);
  EXPECT_EQ(Digest::from_hex(std::string(64, 'A')), Digest::from_hex(std::string(64, 'a')));
  EXPECT_EQ(Digest::from_hex(std::string(64, 'g')), std::nullopt);
  for (const std::size_t size : {0U, 62U, 63U, 65U, 66U}) {
    EXPECT_EQ(Digest::from_hex(std::string(size, 'a')), std::nullopt) << size;
  }
}

TEST(Digests, AreMadeFrom32BytesAndNothingElse) {
  const auto digest = sha256("abc");
  EXPECT_EQ(Digest::from_bytes(digest.view()), digest);
  EXPECT_DEATH((void)Digest::from_bytes("short"), "invariant broken");
}

}  // namespace
}  // namespace anxin
