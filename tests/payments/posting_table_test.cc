// Every posting rule, carried out in a book that has a bit of everything: the identities hold
// before and after, and both sides move by the amount and nothing else does.
#include "payments/domain/posting_table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include "payments/domain/chart.h"
#include "payments/service/command_draft.h"
#include "payments/service/identities.h"
#include "tests/support/book_builder.h"

namespace anxin::payments {
namespace {

using namespace anxin::tests;

constexpr Money kAmount = Money::from_minor(4'000);
const Date kOn = day("2026-10-31");
const std::vector<std::string> kNone;

// What stands in the book before the rule: enough of each account that any rule may take from.
const std::vector<std::pair<std::string_view, std::string_view>> kBefore{
    {"labour-cost-due", "900.00"},
    {"price-certified", "900.00"},
    {"funded", "900.00"},
    {"wage-accrued", "800.00"},
    {"withheld", "100.00"},
    {"over-accrued", "100.00"},
    {"unexplained-credit", "90.00"},
    {"unexplained-debit", "180.00"},
    {"restitution-owed", "80.00"},
    {"deposit-stored", "300.00"},
    {"deposit-interest-earned", "90.00"},
    {"letter-taken", "300.00"},
    {"claim-arises", "100.00"},
    {"fund-given", "300.00"},
    {"fund-pays-living-cost", "100.00"}};

PostingRule rule_of(std::string_view event) {
  for (auto& rule : posting_table()) {
    if (rule.event == event) return rule;
  }
  throw std::logic_error("no such rule");
}

class RuleBook {
 public:
  RuleBook() {
    CommandDraft draft;
    for (const char* id : {"C", "D"}) {
      Contract contract;
      contract.id = id;
      draft.create(kContracts, contract.id, contract);
    }
    for (const auto& rule : posting_table()) open_accounts(rule, draft);
    submit("open", std::move(draft));
    for (const auto& [event, amount] : kBefore) {
      post("before-" + std::string(event), rule_of(event).moves, yuan(amount));
    }
  }

  void post(const std::string& key, const Moves& moves, Money amount) {
    CommandDraft draft;
    draft.post(kOn, moves, amount);
    submit(key, std::move(draft));
  }
  void hold(const Moves& moves, Money amount) {
    CommandDraft draft;
    draft.hold(moves, amount);
    submit("held", std::move(draft));
  }
  void settle() { book_.must(tests::settle("settled", "held")); }
  void release() { book_.must(void_("released", "held")); }

  // The accounts' own identities; there are no payroll lines here.
  [[nodiscard]] std::vector<std::string> broken() const {
    std::vector<std::string> names;
    for (const auto& identity : identities(book_.reader())) {
      const bool of_lines = identity.name == "owed" || identity.name == "held";
      if (!of_lines && !identity.holds()) names.push_back(identity.owner + ", " + identity.name);
    }
    return names;
  }
  [[nodiscard]] std::map<std::string, Money> balances() const {
    std::map<std::string, Money> all;
    for (const auto& account : book_.reader().accounts("")) {
      all[std::string(account.name.text())] = account.balance();
    }
    return all;
  }

 private:
  void open_accounts(const PostingRule& rule, CommandDraft& draft) const {
    for (const auto& move : rule.moves) {
      draft.ensure_open(book_.reader(), move.debit, kOn);
      draft.ensure_open(book_.reader(), move.credit, kOn);
    }
  }
  void submit(const std::string& key, CommandDraft draft) {
    book_.must(std::move(draft).build(key, "tester", {}));
  }

  TestBook book_;
};

class PostingTable : public ::testing::TestWithParam<std::size_t> {
 protected:
  const PostingRule rule = posting_table()[GetParam()];
  RuleBook book;

  void carry_out() {
    if (rule.how == PostingHow::posted) return book.post("rule", rule.moves, kAmount);
    book.hold(rule.moves, kAmount);
    EXPECT_EQ(book.broken(), kNone);
    book.settle();
  }
};

TEST_P(PostingTable, KeepsTheIdentities) {
  ASSERT_EQ(book.broken(), kNone);
  carry_out();
  EXPECT_EQ(book.broken(), kNone);
}

TEST_P(PostingTable, MovesItsAccountsAndNoOther) {
  auto expected = book.balances();
  for (const auto& move : rule.moves) {
    auto& debited = expected[std::string(move.debit.text())];
    auto& credited = expected[std::string(move.credit.text())];
    debited += chart::kind_of(move.debit)->normal == Side::debit ? kAmount : -kAmount;
    credited += chart::kind_of(move.credit)->normal == Side::credit ? kAmount : -kAmount;
  }
  carry_out();
  EXPECT_EQ(book.balances(), expected);
}

TEST_P(PostingTable, ChangesNothingWhenTheBankSaysFailed) {
  if (rule.how == PostingHow::posted) return;
  const auto before = book.balances();
  book.hold(rule.moves, kAmount);
  book.release();
  EXPECT_EQ(book.balances(), before);
  EXPECT_EQ(book.broken(), kNone);
}

std::string name_of(const ::testing::TestParamInfo<std::size_t>& info) {
  std::string name(posting_table()[info.param].event);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Rules, PostingTable,
                         ::testing::Range(std::size_t{0}, posting_table().size()), name_of);

TEST(PostingTableRows, NameEachEventOnce) {
  std::set<std::string_view> events;
  for (const auto& rule : posting_table()) EXPECT_TRUE(events.insert(rule.event).second);
}

TEST(PostingTableRows, HasARowForEveryFunction) {
  const auto read = [](const std::string& file) {
    std::ifstream in(std::string(ANXIN_SOURCE) + "/payments/domain/" + file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const auto table = read("posting_table.cc");
  const auto header = read("posting.h");
  static const std::regex kFunction(R"(\]\] Moves? ([a-z_]+)\()");
  std::size_t found = 0;
  for (std::sregex_iterator at(header.begin(), header.end(), kFunction), end; at != end; ++at) {
    const std::string name = (*at)[1];
    if (name == "mirror") continue;
    EXPECT_NE(table.find("p::" + name + "("), std::string::npos) << name;
    ++found;
  }
  EXPECT_GT(found, 40U);
}

// Breaking one move must break an identity: otherwise the test above proves nothing.
TEST(PostingTableRows, HalfARuleBreaksAnIdentity) {
  RuleBook book;
  auto half = rule_of("deposit-pays");
  half.moves.pop_back();
  book.post("half", half.moves, kAmount);
  EXPECT_EQ(book.broken(), (std::vector<std::string>{"contract C, money", "contract C, deposit"}));
}

}  // namespace
}  // namespace anxin::payments
