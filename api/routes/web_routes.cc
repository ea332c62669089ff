// The web page: its files and the texts it speaks with.
//
// Source: interfaces.md, "Web console": no request to any other origin.
#include <algorithm>
#include <array>

#include "api/routes/call.h"
#include "api/routes/etag.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/web/assets.h"

namespace anxin::routes {
namespace {

// Scripts, styles, pictures and answers come from here alone; the page stands in no frame.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// What a page says: its own sentences, and the words of states, roles and findings.
constexpr std::array<std::string_view, 4> kTextsOfThePage{"web.", "state.", "role.", "severity."};

bool is_text_of_the_page(std::string_view key) {
  return std::any_of(kTextsOfThePage.begin(), kTextsOfThePage.end(),
                     [&](std::string_view prefix) { return key.starts_with(prefix); });
}

std::vector<std::string> keys_of_the_page() {
  auto keys = text::Catalogue::builtin().keys();
  std::erase_if(keys, [](const std::string& key) { return !is_text_of_the_page(key); });
  return keys;
}

// Kept by the browser, and asked for each time: a new program is seen at once.
http::Response web_answer(const Call& call, const web::Asset& asset) {
  http::Response response;
  response.headers = {{"content-type", std::string(asset.content_type)},
                      {"cache-control", "no-cache"},
                      {"etag", asset.etag},
                      {"content-security-policy", std::string(kContentSecurityPolicy)},
                      {"referrer-policy", "no-referrer"}};
  if (knows_tag(call.head(), asset.etag)) {
    response.status = 304;
  } else {
    response.body = asset.bytes;
  }
  return response;
}

Result<http::Response> web_page(Call& call) {
  return web_answer(call, *web::find_asset(web::kPageName));
}

Result<http::Response> web_file(Call& call) {
  const auto* asset = web::find_asset(call.word("file"));
  if (asset == nullptr) return fail(kRouteUnknown);
  return web_answer(call, *asset);
}

Result<http::Response> web_texts(Call& call) {
  const auto& file = call.word("file");
  if (file != "zh.json" && file != "en.json") return fail(kRouteUnknown);
  const auto voice =
      call.voice().in(file == "zh.json" ? text::Language::chinese : text::Language::english);
  json::Json texts = json::Json::object();
  static const auto keys = keys_of_the_page();
  for (const auto& key : keys) texts.set(key, voice.say(key));
  const auto bytes = texts.dump();
  return web_answer(call, {file, "application/json", bytes, web::etag_of(bytes)});
}

}  // namespace

std::vector<Route> web_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"web-page", get, "/", nobody, kAllRoles, web_page},
      {"web-file", get, "/web/{file}", nobody, kAllRoles, web_file},
      {"web-texts", get, "/web/texts/{file}", nobody, kAllRoles, web_texts},
  };
}

}  // namespace anxin::routes
