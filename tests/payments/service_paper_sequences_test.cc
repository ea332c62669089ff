// Random sequences of papers on the county's book: whatever is proposed, approved, refused or paid
// in whatever order, every identity holds after every step.
#include <gtest/gtest.h>

#include <random>

#include "payments/service/wage_paper_service.h"
#include "payments/service/withholding_service.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::arrears_row;
using tests::ArrearsBook;
using tests::day;
using tests::field;
using tests::kOctober;
using tests::reason;
using tests::yuan;

constexpr int kSteps = 60;

class Player {
 public:
  explicit Player(std::uint64_t seed) : book_("instruct-2"), random_(seed) {
    for (const auto& line : book_.batch(kBatch2).lines) lines_.push_back(line.id);
  }

  ArrearsBook& book() { return book_; }
  [[nodiscard]] int accepted() const { return accepted_; }

  void step() {
    switch (pick(8)) {
      case 0:
        return note(establish());
      case 1:
        return note(reduce());
      case 2:
        return note(outside());
      case 3:
        return note(payee());
      case 4:
        return note(remit());
      case 5:
        return take(
            WagePaperService(*book_.book)
                .approve(book_.by(pick(2) == 0 ? "zhao.regulator" : "wu.manager"), any(papers_)));
      case 6:
        return take(book_.arrears().withdraw(book_.by("zhao.regulator"), any(papers_)));
      default:
        return take(book_.decide(any(papers_)));
    }
  }

 private:
  std::size_t pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  std::string any(const std::vector<std::string>& ids) {
    return ids.empty() ? "none" : ids[pick(ids.size())];
  }
  std::string amount() { return to_string(Money::from_minor(static_cast<int>(pick(900'000)))); }

  void take(const Result<Receipt>& result) { accepted_ += result ? 1 : 0; }
  // Remembers the paper, and the lines that its batches have.
  void note(const Result<Receipt>& result) {
    take(result);
    if (!result) return;
    if (const auto paper = field(*result, "paper"); paper != "-") papers_.push_back(paper);
    const auto batches = field(*result, "batches");
    if (batches == "-") return;
    for (const auto batch : split(batches, ',')) {
      for (const auto& line : book_.batch(std::string(batch)).lines) lines_.push_back(line.id);
    }
  }

  Result<Receipt> establish() {
    const auto month = "2026-0" + std::to_string(4 + pick(6));
    auto request = book_.request(
        arrears_row(tests::stranger(static_cast<int>(pick(5))), month, amount(), "LW3"));
    request.document = "青人社监理〔2026〕" + std::to_string(pick(9)) + "号";
    if (pick(2) == 0) request.amount_is = AmountIs::in_addition;
    return book_.establish(request);
  }
  Result<Receipt> reduce() {
    const auto line = any(lines_);
    return book_.reduce(line, pick(3) == 0 ? to_string(book_.line(line).net) : amount());
  }
  Result<Receipt> outside() {
    PaidOutsideRequest request;
    request.how = pick(2) == 0 ? PaidHow::cash : PaidHow::notary;
    request.lines = {any(lines_)};
    request.on = day("2026-11-11");
    request.document = request.confirmation = request.office = "7";
    return WagePaperService(*book_.book).propose(book_.by("chen.clerk"), request);
  }
  Result<Receipt> payee() {
    const PayeeRequest request{
        any(lines_), PayeeKind::heir, {"肖承", tests::invented_card(7), ""}, "8"};
    return WagePaperService(*book_.book).propose_payee(book_.by("chen.clerk"), request);
  }
  Result<Receipt> remit() {
    const std::string voucher = "T-" + std::to_string(pick(1'000'000));
    return WithholdingService(*book_.book)
        .remit(book_.by("li.clerk"), {"QH01", WithheldKind::tax, pick(2) == 0 ? "LW1" : "LW2",
                                      yuan(amount()), kOctober, voucher, day("2026-11-11")});
  }

  ArrearsBook book_;
  std::mt19937_64 random_;
  std::vector<std::string> lines_;
  std::vector<std::string> papers_;
  int accepted_ = 0;
};

TEST(PaperSequences, KeepEveryIdentityAfterEveryStep) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Player player(seed);
    for (int i = 0; i < kSteps; ++i) {
      player.step();
      ASSERT_EQ(player.book().broken(), "") << "seed " << seed << ", step " << i;
    }
    EXPECT_GT(player.accepted(), kSteps / 4) << "seed " << seed;
    EXPECT_TRUE(player.book().verified().ok()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace anxin::payments
