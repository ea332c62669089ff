// The papers of a payroll month: sheet for signature, voucher, slip.
//
// Role: pure; facts of payments/service/payroll_papers.h and sentences of the catalogue become
// Papers. Source: Decree 724 arts 15 and 31; what is kept of numbers: payroll_papers.h.
#pragma once

#include "api/paper/paper.h"
#include "api/paper/speaker.h"
#include "payments/service/payroll_papers.h"

namespace anxin::paper {

/// 工资支付表: one team, a place to sign in each row.
[[nodiscard]] Paper team_sheet(const Speaker& say, const payments::PaperHead& head,
                               const payments::TeamSheet& team);
/// 代发工资凭证: what the wage account has paid for one employer.
[[nodiscard]] Paper voucher_paper(const Speaker& say, const payments::PaperHead& head,
                                  const payments::Voucher& voucher);
/// 工资清单: the worker's own month.
[[nodiscard]] Paper slip_paper(const Speaker& say, const payments::PaperHead& head,
                               const payments::WorkerSlip& worker);

}  // namespace anxin::paper
