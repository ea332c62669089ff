// Instruction in the layout of a bank: which one, where it is kept, and where files are split.
#include <gtest/gtest.h>

#include "payments/service/file_layout.h"
#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using tests::county_after;
using tests::CountyBook;
using tests::field;
using tests::reason;

const std::string kWages = "QH01-202610-01";
const std::string kFile = kWages + "-F1";

Result<ledger::Receipt> instruct_as(CountyBook& book, const std::string& profile) {
  return PayrollService(*book.book)
      .instruct(book.by("zhang.manager"), {kWages, shortfall::NotChosen{}, profile});
}

std::string bytes_of(CountyBook& book, const std::string& file) {
  return PayrollService(*book.book).file_bytes(book.by("bank.ccb"), file).value();
}

PaymentsData data_with_limit(std::uint32_t bank, std::uint32_t layout) {
  auto data = tests::shipped_data();
  for (auto& profile : data.profiles) profile.lines_max = bank;
  for (auto& profile : data.outgoing) profile.lines_max = layout;
  return data;
}

std::unique_ptr<CountyBook> approved_with(PaymentsData data) {
  auto book = std::make_unique<CountyBook>(1, std::move(data));
  book->through("approve-1");
  return book;
}

TEST(OutgoingLayout, WithoutAChoiceIsThatOfTheAccountsBank) {
  const auto book = county_after("approve-1");
  ASSERT_EQ(reason(instruct_as(*book, "")), "ok");
  EXPECT_TRUE(bytes_of(*book, kFile).starts_with("<?xml"));
  EXPECT_EQ(PayrollService(*book->book).file_profile(kFile).value().id, "pain.001.001.09");
  EXPECT_FALSE(find(book->reader(), kFileLayouts, kFile).has_value());
}

TEST(OutgoingLayout, OneThatIsNamedIsKeptWithTheFile) {
  const auto book = county_after("approve-1");
  ASSERT_EQ(reason(instruct_as(*book, "ccb-9")), "ok");
  const auto bytes = bytes_of(*book, kFile);
  EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), 299);  // captions and 298 payments
  EXPECT_TRUE(bytes_of(*book, kFile) == bytes);
  EXPECT_EQ(PayrollService(*book->book).file_profile(kFile).value().extension, "csv");
  EXPECT_EQ(book->broken(), "");
}

TEST(OutgoingLayout, OneThatIsUnknownIsRefusedAndHoldsNothing) {
  const auto book = county_after("approve-1");
  EXPECT_EQ(reason(instruct_as(*book, "none")), "payments.outgoing-profile-unknown");
  EXPECT_EQ(book->batch_state(kWages), "approved");
}

TEST(OutgoingLayout, ANameThatTheEncodingCannotHoldIsRefusedAndHoldsNothing) {
  const auto book = county_after("approve-1");
  const auto refused = instruct_as(*book, "pipe");  // GBK
  ASSERT_EQ(reason(refused), "bank.outgoing-character");
  EXPECT_EQ(field(refused.error().details, "element"), "户名");
  EXPECT_TRUE(field(refused.error().details, "lines").starts_with(kWages));
  EXPECT_EQ(book->batch_state(kWages), "approved");
  EXPECT_EQ(book->broken(), "");
}

TEST(OutgoingLayout, TheSmallerLimitOfBankAndLayoutSplitsTheFiles) {
  for (const auto& [bank, layout] : {std::pair{150U, 2'000U}, std::pair{2'000U, 150U}}) {
    const auto book = approved_with(data_with_limit(bank, layout));
    const auto receipt = instruct_as(*book, "icbc-3");
    ASSERT_EQ(reason(receipt), "ok");
    EXPECT_EQ(field(*receipt, "files"), kWages + "-F1," + kWages + "-F2");
    const auto last = bytes_of(*book, kWages + "-F2");
    EXPECT_EQ(std::count(last.begin(), last.end(), '\n'), 149);  // captions and 148 payments
  }
}

TEST(OutgoingLayout, AFileIsFilledToTheLimitAndNoFurther) {
  for (const auto& [limit, files] :
       {std::pair{297U, 2U}, std::pair{298U, 1U}, std::pair{299U, 1U}}) {
    const auto book = approved_with(data_with_limit(limit, 2'000));
    ASSERT_EQ(reason(instruct_as(*book, "icbc-3")), "ok");
    EXPECT_EQ(book->batch(kWages).files.size(), files) << limit;
  }
}

TEST(OutgoingLayout, TheSameKeyWithAnotherLayoutIsRefused) {
  const auto book = county_after("approve-1");
  auto caller = book->by("zhang.manager");
  PayrollService service(*book->book);
  ASSERT_EQ(reason(service.instruct(caller, {kWages, shortfall::NotChosen{}, "icbc-3"})), "ok");
  EXPECT_EQ(reason(service.instruct(caller, {kWages, shortfall::NotChosen{}, "icbc-3"})), "ok");
  EXPECT_EQ(reason(service.instruct(caller, {kWages, shortfall::NotChosen{}, "ccb-9"})),
            "ledger.key-reused");
}

}  // namespace
}  // namespace anxin::payments
