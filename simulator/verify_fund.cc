// The fund as a gambler: claims of one size, month by month, until it cannot pay one in full.
//
// Each month one project works for one month. Where it has a wage account its wages are paid from
// that; without one, by nobody: the contractor draws all that it receives, the order to pay expires
// a month later, the deposit is small, and the scheme advances its share. The court pays the rest,
// so that no project asks twice.
#include "simulator/exact_walks.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr Fen kFundClaim = kClaimProject / 10 * 3;  // the national default share: 30 %
constexpr std::int64_t kFundLag = 2;                // from the month of work to the claim

Result<VerifyCase> ruin_case(VerifySetting setting, const VerifyFacts& not_ruined) {
  const auto report = LEDGER_TRY(setting.run_in(claims_world(setting, 1)));
  return share_case(not_ruined, report.values(Metric::fund_exhausted), 0);
}

constexpr FundGame kGame{1, 0.3};

// A month brings half a claim, by a reform of the fund's size; and a claim with chance 30 %.
VerifySetting game_setting(const VerifySetting& claims, std::int64_t months) {
  auto game = claims;
  game.with(Parameter::account_coverage, Rate(7, 10)).months(months);
  game.with(Parameter::fund_size, Rate(kFundClaim / 2 * kGame.capital));
  for (std::int64_t month = kFundLag; month < months; ++month) {
    const auto gained = month - kFundLag + 1;
    game.later(month, Parameter::fund_size, Rate(kFundClaim / 2 * (kGame.capital + gained)));
  }
  return game;
}

// After 118 claims the walk is so far up that ruin is no longer to be feared: a test bounds what is
// left of it.
Result<VerifyCases> games(const VerifySetting& claims) {
  constexpr std::int64_t kShort = 14;
  constexpr std::int64_t kLong = 120;
  const double soon = 1 - ruin_within(kGame, kShort - kFundLag);
  const double ever = 1 - ruin_ever(kGame);
  return VerifyCases{
      LEDGER_TRY(ruin_case(game_setting(claims, kShort), {"fund-lasts-12-claims", soon})),
      LEDGER_TRY(ruin_case(game_setting(claims, kLong), {"fund-lasts-for-ever", ever}))};
}

// Without income; half of the advances come back after a month.
Result<VerifyCase> advances(VerifySetting claims) {
  constexpr std::int64_t kMonths = 26;
  constexpr FundOfAdvances kFund{3, 0.2, 0.5};
  claims.with(Parameter::account_coverage, Rate(8, 10)).months(kMonths);
  claims.with(Parameter::fund_recovered, Rate(1, 2));
  claims.with(Parameter::fund_size, Rate(kFundClaim * kFund.capital));
  const double lasts = 1 - empty_within(kFund, kMonths - kFundLag);
  return ruin_case(claims, {"fund-of-advances-lasts", lasts});
}

}  // namespace

Result<VerifyCases> fund_cases(const RuleSources& sources, const VerifySettings& settings) {
  const auto claims = claims_setting(sources, settings);
  auto cases = LEDGER_TRY(games(claims));
  cases.push_back(LEDGER_TRY(advances(claims)));
  return cases;
}

}  // namespace anxin::simulator
