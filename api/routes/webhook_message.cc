#include "api/routes/webhook_message.h"

#include <fmt/format.h>

#include "api/json/json.h"
#include "ledger/base/digest.h"
#include "ledger/base/hmac.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

constexpr std::size_t kMessageBytes = 16;  // of a digest: enough to be alone

std::string signature_of(const std::vector<std::string>& secrets, std::string_view signed_text) {
  std::vector<std::string> parts;
  for (const auto& secret : secrets) {
    parts.push_back("v1," + to_base64(hmac_sha256(secret, signed_text)));
  }
  return join(parts, " ");
}

}  // namespace

std::string message_id(const std::string& webhook, std::string_view what) {
  const auto digest = sha256(webhook + "/" + std::string(what));
  return "msg_" + to_hex(digest.view().substr(0, kMessageBytes));
}

std::string test_body(const std::string& webhook, Instant now) {
  using json::Json;
  Json body = Json::object();
  body.set("type", "test").set("timestamp", to_string(now));
  return body.set("data", Json::object().set("webhook", webhook)).dump();
}

http::Headers signed_headers(const std::string& id, Instant at,
                             const std::vector<std::string>& secrets, std::string_view body) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  const auto signed_text = fmt::format("{}.{}.{}", id, seconds, body);
  return {{"webhook-id", id},
          {"webhook-timestamp", std::to_string(seconds)},
          {"webhook-signature", signature_of(secrets, signed_text)}};
}

}  // namespace anxin::routes
