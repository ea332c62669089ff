// A case of discharge (清偿案): wages in arrears, the cause that a person found with a document,
// and the steps that were carried out, each with the number of its decision.
//
// Role: stored by RecourseService. What is still to be done is worked out anew each time
//       (discharge_plan.h) from what the books hold and what the lines still owe.
// Source: payments.md, "Plan of discharge": nothing executes without a decision number.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

/// A paper on file, by its word (discharge_rules.h) and number.
struct CasePaper {
  std::string paper;
  std::string document;
};

/// A step that was carried out.
struct ExecutedStep {
  std::string ground;        ///< word: "deposit"
  std::string rule;          ///< id of the rule it stands on
  std::string payer;         ///< party, deposit or fund
  std::string decision;      ///< its number
  std::string means;         ///< notice, payment of a fund, or reference of the transfer
  Money amount;              ///< what it was decided for
  bool is_transfer = false;  ///< money into the wage account, paid on by payroll
  std::string creditor;      ///< party that recovers from the employer, or empty
  std::string by;            ///< person
  std::string approved_by;   ///< the second person, where two decide
  Date on;
};

struct DischargeCase {
  std::string id;  ///< contract-D01
  std::string contract;
  std::string cause;     ///< word
  std::string document;  ///< in which a person found the cause
  std::string employer;  ///< party that owes the wages
  std::string fund;      ///< that may advance, or empty
  std::string opened_by;
  Date opened_on;
  std::uint32_t lines = 0;
  Money arrears;           ///< of the lines when the case was opened
  std::string order;       ///< word: how far the order to pay has come
  Money treasury;          ///< what the government has decided
  std::string fund_cause;  ///< word: on what ground the fund is asked
  bool incident_feared = false;
  std::vector<CasePaper> papers;
  std::vector<ExecutedStep> executed;
  std::vector<ExecutedStep> proposed;  ///< wait for a second person: nothing is booked yet
};

/// A payroll line that belongs to a case.
struct CaseLine {
  std::string case_id;
  std::string creditor;  ///< whoever pays it from the wage account; empty: no claim arises
  std::string debtor;    ///< its employer
};

/// A payment that made a claim or a fund's receivable, and came back: that part of it is no more.
struct ReturnedClaim {
  std::string account;  ///< of the claim
  Date since;           ///< when it arose
  Money amount;
};
/// What creditors have given up of one account's claim, without money.
struct WaivedClaim {
  std::string account;
  Money amount;
};

/// Part of a recovery.
struct RecoveredPart {
  std::string owed_to;   ///< creditor, or fund
  std::string contract;  ///< empty for a fund
  Date since;
  Money amount;
};
/// Money that a debtor paid for what others had paid in its place (追偿收回).
struct Recovery {
  std::string id;  ///< debtor/reference
  std::string debtor;
  std::string reference;
  std::string document;
  Money amount;
  Date on;
  std::vector<RecoveredPart> parts;  ///< oldest first
};

}  // namespace anxin::payments
