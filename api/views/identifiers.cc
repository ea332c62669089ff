#include "api/views/identifiers.h"

namespace anxin::views {

Json identifier_view(const Voice& voice, const std::string& kind,
                     const payments::IdentifierCheck& check) {
  Json json = Json::object();
  json.set("valid", check.valid()).set("kind", kind);
  if (check.problem) {
    json.set("code", check.problem->word()).set("message", voice.say(check.problem->word()));
  }
  for (const auto& fact : check.facts) json.set(fact.name, fact.value);
  return json;
}

}  // namespace anxin::views
