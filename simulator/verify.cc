#include "simulator/verify.h"

#include <array>

#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr std::array kFamilies{&credit_cases, &works_cases, &bill_cases,  &cash_cases,
                               &layer_cases,  &fund_cases,  &queue_cases, &clearing_cases};

}  // namespace

double VerifyCase::z() const {
  if (standard_error <= 0) return estimate == exact ? 0 : kVerifyLimit * 2;
  return (estimate - exact) / standard_error;
}

bool VerifyCase::holds() const { return z() >= -kVerifyLimit && z() <= kVerifyLimit; }

VerifySettings verify_usually() {
  VerifySettings settings;
  settings.seed = 20'260'101;
  settings.paths = 2'000;
  return settings;
}

Result<std::vector<VerifyCase>> verify_engine(const RuleSources& sources,
                                              const VerifySettings& settings) {
  auto quiet = settings;  // a case's paths are nobody's business
  quiet.run.progress = nullptr;
  quiet.run.expects = nullptr;
  if (settings.run.expects) settings.run.expects(std::ssize(kFamilies));
  VerifyCases all;
  std::int64_t done = 0;
  for (const auto family : kFamilies) {
    const auto cases = LEDGER_TRY(family(sources, quiet));
    all.insert(all.end(), cases.begin(), cases.end());
    ++done;
    if (settings.run.progress) settings.run.progress(done);
  }
  return all;
}

}  // namespace anxin::simulator
