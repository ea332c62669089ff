// Over what the caps of a fund's scheme are counted: the case. Internal to payments/service.
//
// Role: fund_payment_propose.cc asks it which earlier payments, of whatever fund, and which arrears
//       belong to the case of a proposal.
// Shape: a case of recourse is one with those of other contracts that rest on the same document
//        about the same employer. A payment that names no case is of every case of its contract:
//        nobody begins anew by leaving it out. Payments under one decision are of one case.
// Source: payments.md, "capped per worker and case"; docs/recourse.md.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

class FundCase {
 public:
  struct Of {
    std::string contract;
    std::string decision;
    std::string case_id;  ///< of recourse, or empty
  };
  FundCase(const ledger::Reader& reader, const Of& of);

  /// Payments of the case that were not taken back, in the order of their ids.
  [[nodiscard]] const std::vector<FundPayment>& payments() const { return payments_; }
  /// The line belongs to the case.
  [[nodiscard]] bool has(const PayrollLine& line) const;
  /// Contracts in which lines of the case may be.
  [[nodiscard]] std::set<std::string> contracts() const;

 private:
  void join_cases(const std::string& case_id);
  [[nodiscard]] bool counts(const FundPayment& payment) const;

  const ledger::Reader& reader_;
  std::string decision_;
  std::set<std::string> cases_;      // of recourse, that are one with this one
  std::set<std::string> contracts_;  // of those cases, and of the proposal
  std::vector<FundPayment> payments_;
  std::set<std::pair<std::string, std::string>> parts_;  // contract, case or empty: all of it
};

}  // namespace anxin::payments
