#include "api/views/payroll_papers.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json voucher_view(const payments::Voucher& voucher) {
  Json json = Json::object();
  json.set("employer", voucher.employer).set("name", voucher.employer_name);
  json.set("paid", voucher.paid.size());
  json.set("paid_sum", payments::sums_of(voucher.paid).net);
  json.set("unpaid", voucher.unpaid);
  return json.set("unpaid_sum", voucher.unpaid_sum);
}

Json worker_slip_view(const payments::WorkerSlip& worker) {
  return Json::object().set("worker", worker.slip.worker).set("team", worker.team);
}

}  // namespace

Json team_sheets_view(const payments::TeamSheets& sheets) {
  Json all = Json::array();
  for (std::size_t i = 0; i < sheets.teams.size(); ++i) {
    const auto& team = sheets.teams[i];
    Json one = Json::object();
    one.set("sheet", std::to_string(i + 1)).set("employer", team.employer).set("team", team.team);
    one.set("lines", team.lines.size());
    all.push(one.set("net", payments::sums_of(team.lines).net));
  }
  return Json::object().set("batch", sheets.head.batch).set("sheets", std::move(all));
}

Json vouchers_view(const payments::Vouchers& vouchers) {
  return Json::object()
      .set("batch", vouchers.head.batch)
      .set("vouchers", array_of(vouchers.employers, voucher_view));
}

Json worker_slips_view(const payments::WorkerSlips& slips) {
  return Json::object()
      .set("batch", slips.head.batch)
      .set("slips", array_of(slips.workers, worker_slip_view));
}

}  // namespace anxin::views
