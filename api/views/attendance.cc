#include "api/views/attendance.h"

#include "api/views/findings.h"
#include "ledger/base/money.h"
#include "payments/domain/identifiers.h"

namespace anxin::views {
namespace {

Json workers_view(const bank::AttendanceGrid& grid) {
  Json workers = Json::array();
  for (const auto& row : grid.rows) {
    Json one = Json::object();
    one.set("row", row.row).set("name", row.name);
    if (!row.id_no.empty()) one.set("id_no", payments::mask_id(row.id_no));
    if (!row.trade.empty()) one.set("trade", row.trade);
    if (!row.team.empty()) one.set("team", row.team);
    workers.push(one.set("days", days_text(row.days)));
  }
  return workers;
}

}  // namespace

Json attendance_view(const Voice& voice, const bank::AttendanceGrid& grid) {
  Json json = Json::object();
  json.set("kind", "attendance").set("rows", grid.rows.size()).set("days", days_text(grid.days));
  json.set("encoding", grid.encoding).set("header_row", grid.header_row);
  json.set("first_day", grid.first_day).set("last_day", grid.last_day);
  json.set("workers", workers_view(grid)).set("findings", findings_view(voice, grid.findings));
  return json.set("accepted", grid.accepted());
}

std::string days_text(std::uint32_t hundredths) { return to_string(Money::from_minor(hundredths)); }

}  // namespace anxin::views
