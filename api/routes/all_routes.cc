#include "api/routes/route_tables.h"

namespace anxin::routes {
namespace {

std::vector<Route> gather() {
  std::vector<Route> all;
  for (const auto& part : {system_routes(), account_routes(), payroll_routes(), key_routes(),
                           ledger_routes(), audit_routes(), overview_routes(), web_routes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace

std::size_t body_bytes_max(const Route& route) {
  switch (route.body_kind) {
    case BodyKind::none:
      return 0;
    case BodyKind::fields:
      return kFieldsBytesMax;
    case BodyKind::file:
      return kFileBytesMax;
    case BodyKind::lines:
      return kLinesBytesMax;
  }
  return 0;
}

const std::vector<Route>& all_routes() {
  static const std::vector<Route> all = gather();
  return all;
}

}  // namespace anxin::routes
