// A small fixed book that has one of everything the journal can say: the same bytes every time.
//
// Role: the golden journal, the byte-by-byte tests of verify, the export tests.
#pragma once

#include "tests/support/book_builder.h"

namespace anxin::tests {

inline store::BookIdentity golden_identity() {
  return {"0123456789abcdef0123456789abcdef", "110105", "golden", store::ClockKind::simulated,
          at("2026-10-01T00:00:00Z")};
}

/// Runs the golden commands. The clock ends on 4 November 2026.
inline void write_golden_book(TestBook& book) {
  const auto noon = [](std::string_view date) {
    return shanghai_midnight(day(date)) + std::chrono::hours(12);
  };
  book.clock.set(noon("2026-10-02"));
  book.must(open("t:cash", debit, {.min = "-50.00", .opened_on = "2026-10-01"}));
  book.must(noted(command("open-capital", opening("t:capital", credit)), "owner's money"));
  book.must(open("t:wages", debit, {.max = "1000000.00"}));
  book.must(open("t:yen", debit, {.currency = "JPY"}));
  book.must(open("t:yen:capital", credit, {.currency = "JPY"}));

  book.clock.set(noon("2026-10-31"));
  book.must(noted(
      post(
          "k1",
          {only_if(transfer("t:cash", "t:capital", "100.00"), "t:cash", Relation::at_most, "-0.00"),
           only_if(transfer("t:cash", "t:capital", "0.5"), "t:yen", Relation::exactly, "0"),
           transfer("t:yen", "t:yen:capital", "1200")},
          day("2026-10-30")),
      "收到工程款"));
  book.must(post("k2", "t:capital", "t:cash", "10"));
  const auto wage = transfer("t:wages", "t:cash", "20.00");
  book.must(hold("h1", {wage, wage, wage, wage}, noon("2026-11-03")));
  book.must(settle("s1", "h1", {{line(2, "15.00"), line(0)}}, day("2026-10-31")));
  book.must(void_("v1", "h1", {{1}}));
  book.must(hold("h2", {transfer("t:yen", "t:yen:capital", "7")}));
  book.must(settle("s2", "h2"));
  book.must(hold("h3", std::vector<PostingOrder>(70, transfer("t:wages", "t:cash", "0.01"))));
  book.must(void_("v3", "h3"));
  book.must(hold("h4", std::vector<PostingOrder>(66, transfer("t:wages", "t:cash", "0.01")),
                 noon("2026-12-01")));

  Command approval = post("svc:approve", "t:wages", "t:cash", "1.23");
  approval.actor = "service";
  approval.content = {{"/payroll", "Q1-202610-01"}, {"/decision", "approve"}};
  approval.answer = {{"state", "approved"}};
  approval.steps.push_back(opening("p:worker:1", debit));
  approval.steps.push_back(book::HoldOrder{{transfer("p:worker:1", "t:cash", "2.00")}, {}});
  approval.writes = {{{"payrolls", "Q1-202610-01"}, "approved"}, {{"payslips", "1"}, "1.23"}};
  book.must(approval);
  Command correction;
  correction.key = "svc:correct";
  correction.actor = "service";
  correction.writes = {{{"payrolls", "Q1-202610-01"}, "approved, sent"}};
  book.must(correction);

  book.clock.set(noon("2026-11-04"));
  book.must(post("k3", "t:cash", "t:capital", "0.01"));  // h1 expires before it
  book.must(reverse("r1", "k3", "booked twice", day("2026-11-03")));
  book.must(limits("l1", "t:wages", std::nullopt, Bound{}));
  book.must(freeze("f1", "t:yen", debit));
  book.must(unfreeze("u1", "t:yen", debit));
  book.must(open("t:closed", credit));
  book.must(close("c1", "t:closed"));
  book.must(close_period("p1", day("2026-10-31")));
}

}  // namespace anxin::tests
