// The half-yearly clearing of deposits (保证金清退): whose money or letters could go back, and what
// is missing for it.
//
// Role: read by the authority, which starts a refund itself where nobody applies. Nothing is kept.
// Source: 人社部发〔2021〕65号 art. 22: the authority clears at least every half-year.
#pragma once

#include <array>
#include <vector>

#include "payments/rules/words.h"
#include "payments/service/deposit_service.h"

namespace anxin::payments {

/// Why it could go back.
enum class ClearingGround : std::uint8_t { works_complete, term_ended };
inline constexpr std::array<Word<ClearingGround>, 2> kClearingGroundWords{{
    {ClearingGround::works_complete, "works-complete"},
    {ClearingGround::term_ended, "term-ended"},
}};
constexpr const auto& words_of(ClearingGround) { return kClearingGroundWords; }

/// What a refund still needs, in the order in which it is done.
enum class ClearingGap : std::uint8_t { wages_owed, notice_open, application, audit, confirmation };
inline constexpr std::array<Word<ClearingGap>, 5> kClearingGapWords{{
    {ClearingGap::wages_owed, "wages-owed"},
    {ClearingGap::notice_open, "notice-open"},
    {ClearingGap::application, "application"},
    {ClearingGap::audit, "audit"},
    {ClearingGap::confirmation, "confirmation"},
}};
constexpr const auto& words_of(ClearingGap) { return kClearingGapWords; }

struct ClearingRow {
  DepositView view;
  ClearingGround ground = ClearingGround::term_ended;
  Date since;                        ///< completion, else the day after the contract's months
  Money owed;                        ///< wages of the contract, due or not
  std::vector<ClearingGap> missing;  ///< one at least
};

/// Every deposit of the region with cash, interest or an active letter whose works were complete,
/// or whose contract's months were over, on that day; as the books stand now, in contract order.
/// Refuses: deposit.region-unknown, payments.contract-unknown.
[[nodiscard]] Result<std::vector<ClearingRow>> deposits_to_clear(PaymentsBook& book,
                                                                 RegionCode region, Date on);

}  // namespace anxin::payments
