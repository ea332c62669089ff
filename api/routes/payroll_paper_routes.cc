// Papers of a payroll month to print: sheets for signature, vouchers, slips; pages or workbooks.
//
// Source: Decree 724 arts 15 and 31; what is kept of numbers: payroll_papers.h.
#include "api/paper/wage_papers.h"
#include "api/routes/paper_response.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/views/payroll_papers.h"

namespace anxin::routes {
namespace {

using payments::PayrollPaperService;

// ---- sheets for signature, one a team -----------------------------------------------------------

Result<payments::TeamSheets> team_sheets(Call& call) {
  return PayrollPaperService(call.book()).sheets(call.caller(), call.word("batch"));
}

Result<http::Response> list_payroll_sheets(Call& call) {
  return json_response(views::team_sheets_view(LEDGER_TRY(team_sheets(call))));
}

Result<http::Response> download_payroll_sheet(Call& call) {
  const auto sheets = LEDGER_TRY(team_sheets(call));
  const auto& word = call.word("sheet");
  for (std::size_t i = 0; i < sheets.teams.size(); ++i) {
    if (std::to_string(i + 1) != word) continue;
    const auto paper =
        paper::team_sheet(paper::speaker_of(call.voice()), sheets.head, sheets.teams[i]);
    return paper_response(call, sheets.head.batch + "-sheet-" + word, paper);
  }
  return fail(kRouteUnknown);
}

// ---- vouchers, one an employer ------------------------------------------------------------------

Result<payments::Vouchers> vouchers_of(Call& call) {
  return PayrollPaperService(call.book()).vouchers(call.caller(), call.word("batch"));
}

Result<http::Response> list_payroll_vouchers(Call& call) {
  return json_response(views::vouchers_view(LEDGER_TRY(vouchers_of(call))));
}

Result<http::Response> download_payroll_voucher(Call& call) {
  const auto vouchers = LEDGER_TRY(vouchers_of(call));
  for (const auto& one : vouchers.employers) {
    if (one.employer != call.word("employer")) continue;
    const auto paper = paper::voucher_paper(paper::speaker_of(call.voice()), vouchers.head, one);
    return paper_response(call, vouchers.head.batch + "-voucher-" + one.employer, paper);
  }
  return fail(kRouteUnknown);
}

// ---- slips, one a worker ------------------------------------------------------------------------

Result<payments::WorkerSlips> worker_slips(Call& call) {
  return PayrollPaperService(call.book()).slips(call.caller(), call.word("batch"));
}

Result<http::Response> list_payroll_slips(Call& call) {
  return json_response(views::worker_slips_view(LEDGER_TRY(worker_slips(call))));
}

Result<http::Response> download_payroll_slip(Call& call) {
  const auto slips = LEDGER_TRY(worker_slips(call));
  for (const auto& one : slips.workers) {
    if (one.slip.worker != call.word("worker")) continue;
    const auto paper = paper::slip_paper(paper::speaker_of(call.voice()), slips.head, one);
    return paper_response(call, slips.head.batch + "-slip-" + one.slip.worker, paper);
  }
  return fail(kRouteUnknown);
}

}  // namespace

std::vector<Route> payroll_paper_routes() {
  using enum http::Method;
  using enum Concern;
  const std::vector<Field> format{paper_format_field()};
  return {
      {"list-payroll-sheets", get, "/v1/payrolls/{batch}/sheets", contract, kPersonReaders,
       list_payroll_sheets},
      {"download-payroll-sheet", get, "/v1/payrolls/{batch}/sheets/{sheet}", contract,
       kPersonReaders, download_payroll_sheet, Effect::reads, format},
      {"list-payroll-vouchers", get, "/v1/payrolls/{batch}/vouchers", contract, kPersonReaders,
       list_payroll_vouchers},
      {"download-payroll-voucher", get, "/v1/payrolls/{batch}/vouchers/{employer}", contract,
       kPersonReaders, download_payroll_voucher, Effect::reads, format},
      {"list-payroll-slips", get, "/v1/payrolls/{batch}/slips", contract, kPersonReaders,
       list_payroll_slips},
      {"download-payroll-slip", get, "/v1/payrolls/{batch}/slips/{worker}", contract,
       kPersonReaders, download_payroll_slip, Effect::reads, format},
  };
}

}  // namespace anxin::routes
