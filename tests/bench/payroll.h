// L2: whole payrolls. One project account pays ten thousand workers whose accounts are neighbours.
//
// Shape: every contract has a bank account, an escrow and 10 000 workers, named as the chart of
//        accounts names them. A payroll is accrue, hold and settle, each one command; a round is
//        some payrolls.
// Units: postings are those of accrual and settlement; the lines of the hold come on top.
#pragma once

#include "tests/bench/workload.h"

namespace anxin::bench {

class Payroll final : public Workload {
 public:
  /// As many contracts as it takes to have at least so many accounts.
  explicit Payroll(std::size_t accounts_min);
  [[nodiscard]] Title title() const override;
  [[nodiscard]] std::size_t parts() const override { return contracts_; }
  [[nodiscard]] std::vector<book::Command> part(std::size_t index) const override;
  [[nodiscard]] std::size_t rounds() const override;
  [[nodiscard]] std::vector<book::Command> round(std::size_t index) const override;

 private:
  void add_payroll(std::vector<book::Command>& commands, std::size_t index) const;

  std::size_t contracts_;
};

}  // namespace anxin::bench
