#include "api/routes/words.h"

#include "api/routes/reasons.h"

namespace anxin::routes {

std::string profile_given(const Call& call) {
  const auto profile = call.given().text("profile");
  return profile.empty() ? "iso20022" : profile;
}

Result<payments::FundingSource> source_given(const Call& call) {
  const auto word = call.given().text("from");
  if (word.empty() || word == "owner") return payments::FundingSource::owner;
  if (word == "contractor") return payments::FundingSource::contractor;
  return fail(kFieldMalformed, {{"kind", "owner, contractor"}});
}

}  // namespace anxin::routes
