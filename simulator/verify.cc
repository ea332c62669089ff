#include "simulator/verify.h"

#include "simulator/verify_setting.h"

namespace anxin::simulator {

double VerifyCase::z() const {
  if (standard_error <= 0) return estimate == exact ? 0 : kVerifyLimit * 2;
  return (estimate - exact) / standard_error;
}

bool VerifyCase::holds() const { return z() >= -kVerifyLimit && z() <= kVerifyLimit; }

Result<std::vector<VerifyCase>> verify_engine(const RuleSources& sources,
                                              const VerifySettings& settings) {
  VerifyCases all;
  for (const auto family : {&credit_cases, &works_cases, &bill_cases, &cash_cases, &layer_cases,
                            &fund_cases, &queue_cases, &clearing_cases}) {
    const auto cases = LEDGER_TRY(family(sources, settings));
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

}  // namespace anxin::simulator
