// A baseline from a book: what is counted, what stays as shipped, and a text that reads back.
#include "simulator/snapshot.h"

#include <gtest/gtest.h>

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

BookContract contract_of(std::int64_t yuan) {
  BookContract contract;
  contract.owner = "O1";
  contract.contractor = "C" + std::to_string(yuan);
  contract.amount = Money::from_minor(yuan * 100);
  contract.labour_share = Rate(1, 4);
  contract.months = 12;
  return contract;
}

BookFacts facts_of(std::vector<BookContract> contracts) {
  BookFacts facts;
  facts.region = *payments::RegionCode::parse("360000");
  facts.on = *parse_date("2026-11-30");
  facts.contracts = std::move(contracts);
  return facts;
}

Baseline snapshot_of(std::vector<BookContract> contracts) {
  auto taken = snapshot_baseline(county_baseline(), facts_of(std::move(contracts)));
  EXPECT_TRUE(taken.has_value());
  return std::move(*taken);
}

const ParameterNote& note_of(const Baseline& baseline, Parameter parameter) {
  return baseline.notes.at(static_cast<std::size_t>(parameter));
}

TEST(Snapshot, CountsContractsAndWhoIsInThem) {
  const auto taken = snapshot_of({contract_of(1'000), contract_of(2'000), contract_of(9'000)});
  EXPECT_EQ(taken.size.projects, 3U);
  EXPECT_EQ(taken.size.owners, 1U);
  EXPECT_EQ(taken.size.contractors, 3U);
  EXPECT_EQ(taken.values[Parameter::size_median], 200'000);
  EXPECT_EQ(taken.values[Parameter::duration_base], 12);
  EXPECT_EQ(taken.values[Parameter::labour_share_min], Rate(1, 4));
}

// ln 1 and ln e^2 lie 1 from their mean: the deviation is √2.
TEST(Snapshot, DeviationIsThatOfTheLogarithms) {
  const auto taken = snapshot_of({contract_of(1'000'000), contract_of(7'389'056)});
  EXPECT_EQ(taken.values[Parameter::size_deviation], Rate(14'142, 10'000));
}

TEST(Snapshot, SharesAreThoseOfTheContracts) {
  auto funded = contract_of(1'000);
  funded.has_account = true;
  funded.deposit_letters = Money::from_minor(5);
  auto cash = contract_of(2'000);
  cash.deposit_cash = Money::from_minor(5);
  const auto taken = snapshot_of({funded, cash, contract_of(3'000)});
  EXPECT_EQ(taken.values[Parameter::account_coverage], Rate(333'333, 1'000'000));
  EXPECT_EQ(taken.values[Parameter::deposit_letter_share], Rate(1, 2));
}

TEST(Snapshot, AWageIsTheMeanOfTheLastPayrolls) {
  auto paid = contract_of(1'000);
  paid.gross = Money::from_minor(1'000'001);
  paid.lines = 2;
  EXPECT_EQ(snapshot_of({paid, contract_of(2'000)}).values[Parameter::monthly_wage], 500'000);
}

TEST(Snapshot, SaysWhatIsCountedAndLeavesTheRestAsShipped) {
  const auto shipped = county_baseline();
  const auto taken = snapshot_of({contract_of(1'000), contract_of(2'000)});
  const auto& counted = note_of(taken, Parameter::account_coverage);
  EXPECT_EQ(counted.source, "book, on 2026-11-30");
  EXPECT_EQ(counted.evidence, Evidence::statistic);
  EXPECT_LE(counted.low, taken.values[Parameter::account_coverage]);
  for (const auto left : {Parameter::monthly_wage, Parameter::deposit_letter_share,
                          Parameter::late_scale, Parameter::fund_size}) {
    EXPECT_EQ(taken.values[left], shipped.values[left]);
    EXPECT_EQ(note_of(taken, left).source, note_of(shipped, left).source);
  }
}

TEST(Snapshot, OfOneContractKnowsNoDistribution) {
  const auto shipped = county_baseline();
  const auto taken = snapshot_of({contract_of(1'000)});
  EXPECT_EQ(taken.values[Parameter::size_median], shipped.values[Parameter::size_median]);
}

// The works of a contract may be agreed for 240 months, those of a baseline for 120.
TEST(Snapshot, OfVeryLongWorksCanBeReadBack) {
  auto tunnel = contract_of(1'000);
  tunnel.months = 240;
  const auto taken = snapshot_of({tunnel, tunnel});
  EXPECT_EQ(taken.values[Parameter::duration_base], 120);
  EXPECT_TRUE(parse_baseline(baseline_text(taken)).findings.empty());
}

// Contracts that were loaded today: no payroll, no account, no deposit, nothing that differs.
TEST(Snapshot, OfABookOfOneDayIsPlayed) {
  for (const std::size_t contracts : {1U, 2U, 5U}) {
    const auto taken = snapshot_of(std::vector(contracts, contract_of(5'000'000)));
    const auto read = parse_baseline(baseline_text(taken));
    ASSERT_TRUE(read.findings.empty()) << contracts;
    CountyRun county;
    county.paths(2).months(6);
    county.baseline = read.value;
    const auto from_file = county.run();
    county.baseline = taken;
    EXPECT_EQ(county.run().fingerprints, from_file.fingerprints) << contracts;
  }
}

TEST(Snapshot, OfAnEmptyBookIsRefused) {
  const auto taken = snapshot_baseline(county_baseline(), facts_of({}));
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().reason, kSnapshotEmpty);
}

TEST(Snapshot, TextReadsBackAsTheSameBaseline) {
  for (const auto& baseline :
       {county_baseline(), snapshot_of({contract_of(1'000), contract_of(7'000)})}) {
    const auto read = parse_baseline(baseline_text(baseline));
    ASSERT_TRUE(read.findings.empty());
    EXPECT_EQ(read.value.values, baseline.values);
    EXPECT_EQ(read.value.name, baseline.name);
    EXPECT_EQ(read.value.festivals, baseline.festivals);
    for (const auto& shape : kParameters) {
      EXPECT_EQ(note_of(read.value, shape.parameter).low, note_of(baseline, shape.parameter).low);
      EXPECT_EQ(note_of(read.value, shape.parameter).source,
                note_of(baseline, shape.parameter).source);
    }
  }
}

}  // namespace
}  // namespace anxin::simulator
