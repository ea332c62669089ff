#include "api/study/shipped_scenarios.h"

namespace anxin::study {

// Made from fixtures/scenarios/*.toml by anxin_embed (tests/cmake/rooms.cmake).
namespace data {
std::string_view scenario_as_it_is();
std::string_view scenario_deposit_3_percent();
std::string_view scenario_double_fund();
std::string_view scenario_full_accounts();
std::string_view scenario_full_monthly_pay();
std::string_view scenario_largest_developers_stop();
std::string_view scenario_until_narrow();
}  // namespace data

const std::vector<ShippedScenario>& shipped_scenarios() {
  static const std::vector<ShippedScenario> kScenarios{
      {"as-it-is", data::scenario_as_it_is},
      {"deposit-3-percent", data::scenario_deposit_3_percent},
      {"double-fund", data::scenario_double_fund},
      {"full-accounts", data::scenario_full_accounts},
      {"full-monthly-pay", data::scenario_full_monthly_pay},
      {"largest-developers-stop", data::scenario_largest_developers_stop},
      {"until-narrow", data::scenario_until_narrow}};
  return kScenarios;
}

}  // namespace anxin::study
