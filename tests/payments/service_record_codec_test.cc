// Domain records as bytes: what is written is read back, and nothing else is.
#include <gtest/gtest.h>

#include "ledger/base/text.h"
#include "payments/service/records.h"
#include "tests/support/book_builder.h"

namespace anxin::payments {
namespace {

using tests::day;
using tests::yuan;

PayrollLine a_line() {
  PayrollLine line;
  line.id = "Q-202610-01-0001";
  line.batch = "Q-202610-01";
  line.row = 7;
  line.worker = "W1";
  line.employer = "LW1";
  line.team = "钢筋一班";
  line.gross = yuan("100.00");
  line.tax = yuan("-0.01");
  line.net = yuan("99.99");
  line.sealed_card = std::string("\0\xff\x01", 3);
  line.parked_for = {"payroll.no-contract", ""};
  line.state = line_state::InFlight{"F1", 3};
  return line;
}

PayrollBatch a_batch() {
  PayrollBatch batch;
  batch.id = "Q-202610-01";
  batch.month = std::chrono::year(2026) / std::chrono::December;
  batch.kind = BatchKind::repair;
  batch.explained = {{3, "a"}, {9, "b"}};
  batch.due_on = day("2026-11-13");
  batch.state = batch_state::AwaitingFunds{"S1", yuan("5.00")};
  return batch;
}

BankStatement a_statement() {
  BankStatement statement;
  statement.id = "Q/a/000001";
  statement.sequence = 12;
  statement.on = day("1900-01-01");
  statement.opening = yuan("-1.00");
  statement.state = StatementState::reconciled;
  return statement;
}

BankEntry an_entry(Match match) {
  BankEntry entry;
  entry.id = "Q/a/000001/000001";
  entry.direction = Direction::debit;
  entry.end_to_end_ids = {"x", "y"};
  entry.is_return = true;
  entry.match = std::move(match);
  return entry;
}

Membership a_membership() {
  Membership member;
  member.worker = "W1";
  member.contract_signed = true;
  member.registered = false;
  member.entry = day("2026-01-01");
  member.exit = day("2026-06-30");
  return member;
}

InstructionFile a_file() {
  InstructionFile file;
  file.id = "F1";
  file.lines = {"a", "b"};
  file.created = tests::ten_o_clock();
  file.outcomes = {{day("2026-11-12"), 1, yuan("1.00"), 1, yuan("2.00")}};
  return file;
}

// Encoding what was decoded gives the same bytes; a byte less or more is no record.
template <class T>
void round_trips(const T& record) {
  const auto bytes = encode_record(record);
  const auto read = decode_record<T>(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(encode_record(*read), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_record<T>(std::string_view(bytes).substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(decode_record<T>(bytes + '\0').has_value());
  auto other_version = bytes;
  other_version.front() = static_cast<char>(kRecordFormat + 1);
  EXPECT_FALSE(decode_record<T>(other_version).has_value());
}

TEST(RecordCodec, ReadsBackEveryKindOfRecord) {
  round_trips(a_line());
  round_trips(a_batch());
  round_trips(a_statement());
  round_trips(a_membership());
  round_trips(a_file());
  round_trips(Region{"360799", "青禾县"});
  round_trips(Staff{"li", "S1", "李", "GC1", Role::auditor});
  round_trips(FundingReceipt{"Q", "a", "R", FundingSource::contractor, yuan("1.00"), {}, "m"});
  round_trips(FundingDue{"Q", std::chrono::year(2026) / std::chrono::October, yuan("1.00"), {}});
  round_trips(PersonIndex{"W1"});
  round_trips(SubmittedFile{"B"});
  round_trips(ImportedResult{"Q", "F", "d"});
}

TEST(RecordCodec, ReadsBackEveryStateOfALine) {
  using namespace line_state;
  for (const LineState& state : std::vector<LineState>{
           Drafted{}, Accrued{}, Parked{}, InFlight{"F", 1}, Paid{"F", day("2026-11-12")},
           FailedMoneyOut{"F", 2, "AC01"}, Failed{"AC01"}, Unknown{"F", 3, "XXXX"},
           Returned{"AC06", day("2026-11-13")}, Replaced{"L2"}}) {
    auto line = a_line();
    line.state = state;
    round_trips(line);
    EXPECT_EQ(decode_record<PayrollLine>(encode_record(line))->state.index(), state.index());
  }
}

TEST(RecordCodec, ReadsBackEveryMatch) {
  for (const Match& match : std::vector<Match>{
           match::Open{"why"}, match::ByReference{"r", "F"}, match::ByBatch{"F", 4},
           match::Return{"L"}, match::Interest{}, match::Suspense{}, match::Transfer{"M"}}) {
    round_trips(an_entry(match));
  }
}

TEST(RecordCodec, KeepsEveryFieldOfALine) {
  const auto line = a_line();
  const auto read = decode_record<PayrollLine>(encode_record(line)).value();
  EXPECT_EQ(read.id, line.id);
  EXPECT_EQ(read.row, 7U);
  EXPECT_EQ(read.team, "钢筋一班");
  EXPECT_EQ(to_string(read.tax), "-0.01");
  EXPECT_EQ(read.sealed_card, line.sealed_card);
  EXPECT_EQ(read.parked_for, line.parked_for);
  EXPECT_EQ(std::get<line_state::InFlight>(read.state).hold_line, 3U);
}

TEST(RecordCodec, KeepsAbsentAndPresentApart) {
  auto member = a_membership();
  EXPECT_EQ(decode_record<Membership>(encode_record(member))->exit, day("2026-06-30"));
  member.exit.reset();
  EXPECT_FALSE(decode_record<Membership>(encode_record(member))->exit.has_value());
}

TEST(RecordCodec, KeepsMonthsAtTheEndOfAYear) {
  for (unsigned month = 1; month <= 12; ++month) {
    const FundingDue due{"Q", std::chrono::year(2026) / std::chrono::month(month), {}, {}};
    EXPECT_EQ(decode_record<FundingDue>(encode_record(due))->month, due.month);
  }
}

TEST(RecordCodec, AnUnknownStateIsNoRecord) {
  const LineState state = line_state::Failed{"AC01"};
  PayrollLine line;
  line.state = state;
  auto bytes = encode_record(line);
  const auto at = bytes.size() - 4 - 4 - 1;  // u8 index | u32 length | "AC01"
  ASSERT_EQ(bytes[at], static_cast<char>(state.index()));
  bytes[at] = 10;
  EXPECT_FALSE(decode_record<PayrollLine>(bytes).has_value());
}

TEST(RecordCodec, ADamagedRecordIsDamageAndNotAnotherRecord) {
  EXPECT_THROW((void)decode_stored(kLines, {"L", 1, "no record"}), DamagedRecord);
}

// The bytes are a format: a change of the struct changes them and needs a version.
TEST(RecordCodec, WritesTheseBytes) {
  EXPECT_EQ(to_hex(encode_record(Region{"36", "甲"})),
            "000000000233360000"
            "0003e794b2");
  const FundingDue due{"Q", std::chrono::year(1970) / std::chrono::February, yuan("0.01"),
                       day("1970-01-02")};
  EXPECT_EQ(to_hex(encode_record(due)),
            "000000000151"
            "00005c59"
            "0000000000000001"
            "00000001");
}

}  // namespace
}  // namespace anxin::payments
