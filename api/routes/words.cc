#include "api/routes/words.h"

namespace anxin::routes {

std::string profile_given(const Call& call) {
  const auto profile = call.given().text("profile");
  return profile.empty() ? "iso20022" : profile;
}

payments::FundingSource source_given(const Call& call) {
  return call.given().text("from") == "contractor" ? payments::FundingSource::contractor
                                                   : payments::FundingSource::owner;
}

Field source_field() { return {"from", FieldKind::text, {}, "owner", {}, "owner, contractor"}; }

}  // namespace anxin::routes
