// The list of kinds of events is whole: a webhook may name what an entry can be, and nothing else.
#include "payments/service/event_kinds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <variant>

#include "ledger/book/entry.h"
#include "payments/domain/attachment.h"
#include "payments/domain/bank_ledger.h"
#include "payments/domain/emergency_fund.h"
#include "payments/domain/wage_paper.h"
#include "tests/support/sources.h"

namespace anxin::tests {
namespace {

using Kinds = std::set<std::string, std::less<>>;

// Those that stand in the sources as they are: {"/op", "payroll.submit"}; of one that is put
// together, only how it begins: "fund.".
Kinds written_kinds() {
  Kinds kinds;
  const auto text = sources();
  const std::string_view op = "\"/op\", \"";
  for (auto at = text.find(op); at != std::string::npos; at = text.find(op, at + 1)) {
    const auto begin = at + op.size();
    kinds.insert(text.substr(begin, text.find('"', begin) - begin));
  }
  return kinds;
}

// The others come through something: what stands between {"/op", and the end of the field's name.
std::multiset<std::string> kinds_through_something() {
  std::multiset<std::string> found;
  const auto text = sources();
  const std::string_view op = "{\"/op\",";
  for (auto at = text.find(op); at != std::string::npos; at = text.find(op, at + 1)) {
    const auto begin = text.find_first_not_of(" \n", at + op.size());
    if (text[begin] == '"') continue;
    found.insert(text.substr(begin, text.find_first_of("}?", begin) - begin));
  }
  return found;
}

// Those that the bare ledger does (book::kind_of), and an entry that does nothing but records.
static_assert(std::variant_size_v<book::Event> == 11, "of another event, name the kind below");
Kinds bare_kinds() {
  return {"open",   "post",     "hold",  "settle", "void",         "expire", "reverse",
          "freeze", "unfreeze", "close", "limits", "close_period", "record"};
}

Kinds joined_kinds() {
  using namespace payments;
  Kinds kinds{"attachment.execute", "recourse.approve", "recourse.settle", "recourse.waive",
              "recourse.withdraw"};
  const auto add = [&](std::string_view room, std::string_view word) {
    kinds.insert(std::string(room) + std::string(word));
  };
  for (const AttachmentState& state :
       {AttachmentState(attachment_state::NatureNoticed{}),
        AttachmentState(attachment_state::Objected{}), AttachmentState(attachment_state::Decided{}),
        AttachmentState(attachment_state::Lifted{})}) {
    add("attachment.", to_word(state));
  }
  for (int i = 0; i <= static_cast<int>(FundMovementKind::relief); ++i) {
    add("fund.", to_word(static_cast<FundMovementKind>(i)));
  }
  for (const auto kind : {PriceMovementKind::certified, PriceMovementKind::paid}) {
    add("price.", to_word(kind));
  }
  for (const auto how : {PaidHow::cash, PaidHow::notary}) add("payroll.", to_word(how));
  for (const auto* word : {"enable", "disable", "delete", "test", "delivery-replay", "replay"}) {
    add("webhook-", word);
  }
  return kinds;
}

TEST(EventKinds, HoldWhateverAnEntryCanBe) {
  auto expected = bare_kinds();
  expected.merge(joined_kinds());
  std::size_t begun = 0;
  for (const auto& kind : written_kinds()) {
    if (kind.ends_with('.')) {
      ++begun;
    } else {
      expected.insert(kind);
    }
  }
  EXPECT_EQ(begun, 3U) << "fund., payroll., price.: of another one, name the words above";
  const auto known = payments::event_kinds();
  EXPECT_EQ(Kinds(known.begin(), known.end()), expected);
}

TEST(EventKinds, ThatAreNotWrittenWhereTheyAreUsedAreThese) {
  EXPECT_EQ(
      kinds_through_something(),
      (std::multiset<std::string>{"operation", "request.how == ClaimEnd::settled ", "std::move(op)",
                                  "std::string(op_of(request.kind))", "std::string(op_of(state))"}))
      << "of another one, name in joined_kinds() all that it can be";
}

TEST(EventKinds, AreFoundByTheirWord) {
  const auto known = payments::event_kinds();
  EXPECT_TRUE(std::is_sorted(known.begin(), known.end()));
  for (const auto kind : known) EXPECT_TRUE(payments::is_event_kind(kind)) << kind;
  EXPECT_FALSE(payments::is_event_kind("payroll-approve"));
  EXPECT_FALSE(payments::is_event_kind(""));
}

}  // namespace
}  // namespace anxin::tests
