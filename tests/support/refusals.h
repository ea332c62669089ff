// A book with something to stumble over at every stage, and the tables of what refuses what.
//
// Role: shared by the refusal tests. Each row stumbles over one thing, or over two to show which of
//       them speaks, and names the word, the posting and the field it expects.
#pragma once

#include "ledger/book/apply.h"
#include "tests/support/book_builder.h"

namespace anxin::tests {

inline const std::string kHuge = "9999999999999999.99";
inline const std::string kBeyond64Bits = "9223372036854775.808";  // of a currency of three decimals

// Opened on 1 October; closed through 5 October; today is the 31st.
inline std::unique_ptr<TestBook> stumbling_book() {
  const Terms since{.opened_on = "2026-10-01"};
  BookBuilder builder;
  builder.now(at("2026-10-30T02:00:00Z"))
      .account("t:cash", debit, {.min = "0", .opened_on = "2026-10-01"})
      .account("t:capital", credit, since)
      .account("t:wages", debit, since)
      .account("t:capped", debit, {.max = "50", .opened_on = "2026-10-01"})
      .account("t:owed", credit, {.min = "0", .opened_on = "2026-10-01"})
      .account("t:room", credit, {.max = "50", .opened_on = "2026-10-01"})
      .account("t:late", debit, {.opened_on = "2026-10-20"})
      .account("t:usd", debit, {.currency = "USD", .opened_on = "2026-10-01"})
      .account("t:dinar", debit, {.currency = "KWD", .opened_on = "2026-10-01"})
      .account("t:fils", credit, {.currency = "KWD", .opened_on = "2026-10-01"})
      .account("t:full", debit, since)
      .account("t:vault", credit, since)
      .account("p:wage", debit, {.min = "0.00", .opened_on = "2026-10-01"})
      .then(post("k1", "t:cash", "t:capital", "100.00"))
      .then(post("fill", std::vector<PostingOrder>(9, transfer("t:full", "t:vault", kHuge))))
      .then(hold("h1",
                 {transfer("t:wages", "t:cash", "10.00"), transfer("t:late", "t:cash", "20.00")}))
      .then(hold("h-settled", "t:wages", "t:cash", "1.00"))
      .then(settle("settling", "h-settled"))
      .then(hold("h-voided", "t:wages", "t:cash", "1.00"))
      .then(void_("voiding", "h-voided"))
      .then(hold("h-expired", {transfer("t:wages", "t:cash", "1.00")}, at("2026-10-30T03:00:00Z")))
      .then(hold("h-mixed", std::vector<PostingOrder>(3, transfer("t:wages", "t:cash", "1.00"))))
      .then(settle("mixed-1", "h-mixed", {{line(1)}}))
      .then(void_("mixed-2", "h-mixed", {{2}}))
      .then(hold("h-huge", "t:full", "t:vault", kHuge))
      .then(hold("h-service", "p:wage", "t:capital", "1.00"));
  // Accounts that are closed, frozen, or both.
  builder.account("t:closed", debit, since)
      .then(post("in", "t:closed", "t:capital", "5"))
      .then(post("out", "t:capital", "t:closed", "5"))
      .then(close("closing", "t:closed"))
      .account("t:shut", debit, since)
      .then(freeze("shut-1", "t:shut", debit))
      .then(freeze("shut-2", "t:shut", credit))
      .then(close("shut-3", "t:shut"))
      .account("t:no-debits", debit, since)
      .account("t:no-credits", debit, since)
      .then(post("before-1", "t:capital", "t:no-debits", "5"))
      .then(post("before-2", "t:no-credits", "t:capital", "5"))
      .then(reverse("before-3", "before-2"))
      .then(freeze("f1", "t:no-debits", debit))
      .then(freeze("f2", "t:no-credits", credit))
      .then(unfreeze("u1", "t:wages", debit))
      .account("t:pending", debit, since)
      .then(hold("h-pending", "t:pending", "t:vault", "1"));
  // Entries that cannot be reversed (again).
  builder.account("t:purse", debit, {.min = "0", .opened_on = "2026-10-01"})
      .account("t:brim", debit, since)
      .account("t:well", credit, {.max = "50", .opened_on = "2026-10-01"})
      .then(command("opening", opening("t:keyed", debit, since)))
      .then(post("wrong", "t:purse", "t:vault", "5"))
      .then(reverse("r1", "wrong"))
      .then(post("late", "t:late", "t:vault", "5"))
      .then(post("service", "p:wage", "t:capital", "1"))
      .then(post("rise", "t:vault", "t:well", "50"))
      .then(post("fall", "t:well", "t:vault", "30"))
      .then(post("rise-again", "t:vault", "t:well", "30"))
      .then(post("there", std::vector<PostingOrder>(9, transfer("t:brim", "t:capital", kHuge))))
      .then(post("back", std::vector<PostingOrder>(9, transfer("t:capital", "t:brim", kHuge))))
      .then(limits("l1", "t:keyed", Bound{"-1"}, Bound{"1"}))
      .then(close_period("p1", day("2026-10-05")));
  builder.now(ten_o_clock())
      .then(post("today", "t:cash", "t:capital", "0.01"));  // the day begins, h-expired expires
  return builder.build();
}

struct Refusal {
  std::string name;
  Command command;
  Reason expected;
  int posting;
  std::string field;
};
inline void PrintTo(const Refusal& one, std::ostream* out) { *out << one.name; }
inline std::string named(const ::testing::TestParamInfo<Refusal>& one) { return one.param.name; }

/// The first fault, and nothing left behind.
inline void expect_refused(const Refusal& row) {
  const auto book = stumbling_book();
  const auto before = all_rows(book->store);
  const auto head = book->writer->head();

  const auto result = book->run(row.command);

  ASSERT_EQ(reason(result), row.expected.word());
  EXPECT_EQ(result.error().posting, row.posting);
  EXPECT_EQ(result.error().field, row.field);
  EXPECT_EQ(book->writer->head(), head);
  EXPECT_EQ(all_rows(book->store), before);
}

inline std::vector<PostingOrder> two(PostingOrder second) {
  return {transfer("t:wages", "t:cash", "1.00"), std::move(second)};
}
inline Command reading(Command made, book::RecordRead read) {
  made.reads.push_back(std::move(read));
  return made;
}
inline const book::RecordRead kStale{{"payrolls", "Q1"}, 7};

// The tables, a function for each command, in stage order; and pairs of faults.
std::vector<Refusal> post_refusals();
std::vector<Refusal> hold_refusals();
std::vector<Refusal> settle_refusals();
std::vector<Refusal> void_refusals();
std::vector<Refusal> open_refusals();
std::vector<Refusal> reverse_refusals();
std::vector<Refusal> freeze_refusals();
std::vector<Refusal> unfreeze_refusals();
std::vector<Refusal> close_refusals();
std::vector<Refusal> limits_refusals();
std::vector<Refusal> close_period_refusals();

}  // namespace anxin::tests
