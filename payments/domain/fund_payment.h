// A payment of wages from an emergency fund (应急周转金垫付): proposed under a decision, approved
// by two persons, paid by the fund's bank to the workers' own accounts.
//
// Role: stored by FundPaymentService; the money stands in the accounts of chart.h, "f:…".
// Source: Decree 724 art. 63; payments.md, "fund advances wages".
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"
#include "payments/domain/deposit.h"

namespace anxin::payments {

namespace fund_payment_state {
struct Proposed {};
/// By the first of two persons.
struct Approved {
  std::string by;
};
/// By both: held, and with the fund's bank.
struct WithBank {
  std::string first;
  std::string second;
  Date on;
};
/// Every line has been answered.
struct Executed {
  Date on;
};
/// Taken back before both had approved: nothing was ever held.
struct Withdrawn {
  std::string by;
};
}  // namespace fund_payment_state
using FundPaymentState = std::variant<fund_payment_state::Proposed, fund_payment_state::Approved,
                                      fund_payment_state::WithBank, fund_payment_state::Executed,
                                      fund_payment_state::Withdrawn>;
/// "proposed", "approved", "with-bank", "executed", "withdrawn".
[[nodiscard]] std::string_view to_word(const FundPaymentState& state);

struct FundPayment {
  std::string id;  ///< fund-P0001
  std::string fund;
  std::string contract;
  std::string case_id;             ///< of recourse, or empty: of every case of the contract
  std::string decision;            ///< its number
  std::string bank;                ///< party that keeps the fund's money and pays
  std::string proposer;            ///< person
  std::string hold_key;            ///< idempotency key of the entry that holds its lines
  std::vector<std::string> rules;  ///< ids of the rules behind the amounts, in their order
  bool unconfirmed = false;        ///< one of them has been confirmed by nobody
  std::vector<NoticeLine> lines;   ///< a line is split when the scheme allows a part of it
  std::vector<Money> nets;         ///< of the lines when it was proposed: they must still be so
  Money sum;
  std::string beyond;     ///< office that decides on what goes beyond the case's cap, or empty
  Money above_cap;        ///< goes beyond it: in `sum` where an office decides, else left unpaid
  std::string raised_by;  ///< office that may approve more for a worker whose cap binds, or empty
  FundPaymentState state;
};

[[nodiscard]] std::string fund_payment_id(std::string_view fund, std::uint32_t number);

}  // namespace anxin::payments
