#include "api/views/own_wages.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json own_wage_view(const payments::OwnWage& wage) {
  Json json = Json::object();
  json.set("month", to_string(wage.month)).set("project", wage.project);
  json.set("employer", wage.employer).set("gross", wage.gross).set("net", wage.net);
  return std::move(json.set("state", wage.state).set("due_on", to_string(wage.due_on)));
}

}  // namespace

Json own_wages_view(const std::vector<payments::OwnWage>& wages) {
  return Json::object().set("wages", array_of(wages, own_wage_view));
}

}  // namespace anxin::views
