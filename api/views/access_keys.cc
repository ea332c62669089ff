#include "api/views/access_keys.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

Json access_key_view(const payments::AccessKey& key) {
  Json json = Json::object();
  json.set("key_id", key.id).set("actor", key.actor);
  json.set("projects", list_of(key.projects)).set("regions", list_of(key.regions));
  json.set("created_at", to_string(key.created_at))
      .set("created_by", given_or_null(key.created_by));
  json.set("expires_on", text_or_null(key.expires_on));
  return std::move(json.set("revoked_at", text_or_null(key.revoked_at)));
}

}  // namespace

Json made_key_view(const payments::MadeKey& made) {
  Json json = Json::object();
  json.set("key", given_or_null(made.secret));
  for (const auto& field : made.receipt.answer) json.set(field.name, field.value);
  return json;
}

Json access_keys_view(const std::vector<payments::AccessKey>& keys) {
  return Json::object().set("keys", array_of(keys, access_key_view));
}

}  // namespace anxin::views
