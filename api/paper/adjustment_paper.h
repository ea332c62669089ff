// 银行存款余额调节表: from the book's balance to the bank's, item by item.
//
// Role: pure; prints what `reconcile show` computes (payments/service/reconcile_service.h).
// Source: payments.md, "Reconciliation": book ± in transit = bank.
#pragma once

#include "api/paper/paper.h"
#include "api/paper/speaker.h"
#include "payments/service/reconcile_service.h"

namespace anxin::paper {

/// The wage account that a statement is of, as the paper names it.
struct AdjustedAccount {
  std::string contractor;
  std::string name;
  std::string number;  ///< whole: it is the contractor's, not a person's
  std::string bank;
};

[[nodiscard]] Paper adjustment_paper(const Speaker& say, const AdjustedAccount& account,
                                     const payments::ReconcileReport& report);

}  // namespace anxin::paper
