// Matching of one statement entry with what the books instructed and received.
#include <gtest/gtest.h>

#include "payments/domain/matching.h"
#include "tests/support/book_builder.h"

namespace anxin::payments {
namespace {

using tests::yuan;

InstructionFile file_with(const std::string& sum, std::vector<FileOutcome> outcomes) {
  InstructionFile file;
  file.id = "F1";
  file.lines = {"L1", "L2", "L3"};
  file.sum = yuan(sum);
  file.outcomes = std::move(outcomes);
  return file;
}

FileOutcome outcome(std::uint32_t paid_lines, const std::string& paid, std::uint32_t failed_lines,
                    const std::string& failed) {
  return {tests::day("2026-11-12"), paid_lines, yuan(paid), failed_lines, yuan(failed)};
}

class Matching : public testing::Test {
 protected:
  Matching() {
    facts.files["F1"] = {file_with("300.00", {outcome(2, "200.00", 1, "100.00")}), {}, {}};
    line("L1", "100.00", line_state::Paid{"F1", tests::day("2026-11-12")});
    line("L3", "100.00", line_state::FailedMoneyOut{"F1", 2, "AC01"});
    facts.receipts["FD"] = {"C", "a", "FD", FundingSource::owner, yuan("500.00"), {}, ""};
    for (const auto& [id, one] : lines) facts.lines[id] = &one;
  }
  void line(const std::string& id, const std::string& net, LineState state) {
    lines[id].id = id;
    lines[id].net = yuan(net);
    lines[id].state = std::move(state);
    facts.lines[id] = &lines[id];
  }
  static BankEntry entry(Direction direction, const std::string& amount) {
    BankEntry made;
    made.id = "S/1";
    made.direction = direction;
    made.amount = yuan(amount);
    return made;
  }
  std::string matched(const BankEntry& one) const {
    return std::string(to_word(explain(one, facts)));
  }
  static BankEntry naming(BankEntry one, const std::string& reference) {
    one.end_to_end_ids.push_back(reference);
    return one;
  }
  static BankEntry of_file(BankEntry one, const std::string& file) {
    one.file = file;
    return one;
  }

  std::map<std::string, PayrollLine> lines;
  MatchFacts facts;
};

TEST_F(Matching, AReceiptIsProvedByItsReferenceAndAmount) {
  EXPECT_EQ(matched(naming(entry(Direction::credit, "500.00"), "FD")), "reference");
  EXPECT_EQ(matched(naming(entry(Direction::credit, "499.99"), "FD")), "suspense");
  EXPECT_EQ(matched(naming(entry(Direction::credit, "500.01"), "FD")), "suspense");
  EXPECT_EQ(matched(naming(entry(Direction::debit, "500.00"), "FD")), "suspense");
  EXPECT_EQ(matched(entry(Direction::credit, "500.00")), "suspense");
}

// A line may be in flight with the deposit's bank: no answer here will ever explain its debit.
TEST_F(Matching, ADebitWaitsOnlyForTheAnswerToAFileOfThisAccount) {
  line("L2", "100.00", line_state::InFlight{"F1", 1});
  EXPECT_EQ(matched(naming(entry(Direction::debit, "100.00"), "L2")), "open");
  EXPECT_EQ(matched(naming(entry(Direction::credit, "100.00"), "L2")), "open");
  line("L2", "100.00", line_state::InFlight{"C-N01", 1});
  EXPECT_EQ(matched(naming(entry(Direction::debit, "100.00"), "L2")), "suspense");
  EXPECT_EQ(matched(naming(entry(Direction::credit, "100.00"), "L2")), "suspense");
}

TEST_F(Matching, ANetBanksDebitIsWhatWasPaid) {
  EXPECT_EQ(matched(of_file(entry(Direction::debit, "200.00"), "F1")), "batch");
  EXPECT_EQ(matched(of_file(entry(Direction::debit, "300.00"), "F1")), "suspense");
  EXPECT_EQ(matched(of_file(entry(Direction::debit, "200.01"), "F1")), "suspense");
}

TEST_F(Matching, AGrossBanksDebitIsTheWholeFile) {
  facts.debit_mode = DebitMode::gross;
  EXPECT_EQ(matched(of_file(entry(Direction::debit, "300.00"), "F1")), "batch");
  EXPECT_EQ(matched(of_file(entry(Direction::debit, "200.00"), "F1")), "suspense");
}

TEST_F(Matching, ADebitOfAFileThatWasDebitedAlreadyIsSuspense) {
  facts.files["F1"].debited = yuan("200.00");
  EXPECT_EQ(matched(of_file(entry(Direction::debit, "200.00"), "F1")), "suspense");
}

TEST_F(Matching, ADebitOfAFileWithoutAllAnswersWaits) {
  facts.files["F1"].file.outcomes = {outcome(2, "200.00", 0, "0.00")};
  const auto match = explain(of_file(entry(Direction::debit, "200.00"), "F1"), facts);
  ASSERT_TRUE(std::holds_alternative<match::Open>(match));
  EXPECT_EQ(std::get<match::Open>(match).why, "bank.answer-missing");
  EXPECT_FALSE(is_matched(match));
}

TEST_F(Matching, AFailedPaymentThatComesBackIsMatchedByItsLine) {
  facts.debit_mode = DebitMode::gross;
  const auto match = explain(naming(entry(Direction::credit, "100.00"), "L3"), facts);
  ASSERT_TRUE(std::holds_alternative<match::ByReference>(match));
  EXPECT_EQ(std::get<match::ByReference>(match).file, "F1");
}

TEST_F(Matching, APaidPaymentThatComesBackIsAReturn) {
  EXPECT_EQ(matched(naming(entry(Direction::credit, "100.00"), "L1")), "return");
  EXPECT_EQ(matched(naming(entry(Direction::credit, "99.99"), "L1")), "suspense");
}

TEST_F(Matching, ALineInFlightIsNeverGuessed) {
  line("L2", "100.00", line_state::InFlight{"F1", 1});
  EXPECT_NE(matched(naming(entry(Direction::credit, "100.00"), "L2")), "return");
  EXPECT_NE(matched(naming(entry(Direction::credit, "100.00"), "L2")), "reference");
}

TEST_F(Matching, AGrossBankMayGiveAllFailuresBackInOneSum) {
  facts.debit_mode = DebitMode::gross;
  EXPECT_EQ(matched(of_file(entry(Direction::credit, "100.00"), "F1")), "batch");
  facts.files["F1"].credited = yuan("100.00");
  EXPECT_EQ(matched(of_file(entry(Direction::credit, "100.00"), "F1")), "suspense");
}

TEST_F(Matching, ANetBankGivesNothingBack) {
  EXPECT_EQ(matched(of_file(entry(Direction::credit, "100.00"), "F1")), "suspense");
}

TEST_F(Matching, InterestIsKnownByTheBanksCode) {
  auto interest = entry(Direction::credit, "18.37");
  interest.transaction_code = "ACMT/MCOP/INTR";
  EXPECT_EQ(matched(interest), "interest");
  interest.direction = Direction::debit;
  EXPECT_EQ(matched(interest), "suspense");
}

TEST_F(Matching, ASingleDebitIsMatchedByItsPaidLine) {
  EXPECT_EQ(matched(naming(entry(Direction::debit, "100.00"), "L1")), "reference");
  EXPECT_EQ(matched(naming(entry(Direction::debit, "100.00"), "L3")), "suspense");
}

TEST_F(Matching, AnEntryThatNamesSeveralLinesIsNotMatchedByOneOfThem) {
  const auto both = naming(naming(entry(Direction::credit, "100.00"), "L1"), "L3");
  EXPECT_EQ(matched(both), "suspense");
}

TEST(MatchWords, AreTheOnesThatAreStoredAndShown) {
  EXPECT_EQ(to_word(Match(match::Open{})), "open");
  EXPECT_EQ(to_word(Match(match::ByReference{})), "reference");
  EXPECT_EQ(to_word(Match(match::ByBatch{})), "batch");
  EXPECT_EQ(to_word(Match(match::Return{})), "return");
  EXPECT_EQ(to_word(Match(match::Interest{})), "interest");
  EXPECT_EQ(to_word(Match(match::Suspense{})), "suspense");
}

TEST(MatchWords, OpenAndSuspenseAreNotMatched) {
  EXPECT_FALSE(is_matched(match::Open{}));
  EXPECT_FALSE(is_matched(match::Suspense{}));
  EXPECT_TRUE(is_matched(match::ByReference{}));
  EXPECT_TRUE(is_matched(match::ByBatch{}));
  EXPECT_TRUE(is_matched(match::Return{}));
  EXPECT_TRUE(is_matched(match::Interest{}));
}

}  // namespace
}  // namespace anxin::payments
