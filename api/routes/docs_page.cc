#include "api/routes/docs_page.h"

#include <array>

#include "api/paper/markup.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

using paper::append_element;
using paper::escaped;
using text::Voice;

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark;--line:#8884}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "section{border-top:1px solid var(--line);padding:1rem 0}"
    "h2{font:600 1rem/1.4 ui-monospace,monospace;margin:0;overflow-wrap:anywhere}"
    "h2 span{display:inline-block;min-width:4rem}"
    "p{margin:.25rem 0}.roles{opacity:.75;font-size:.875rem}"
    "table{border-collapse:collapse;margin:.5rem 0;font-size:.875rem}"
    "td,th{text-align:left;padding:.125rem 1rem .125rem 0;vertical-align:top}"
    "td:first-child{font-family:ui-monospace,monospace}";

std::string roles_text(const Route& route, const Voice& voice) {
  if (route.concern == Concern::nobody) return voice.say("web.docs.nobody");
  std::vector<std::string> roles;
  for (unsigned i = 0; i <= static_cast<unsigned>(Role::admin); ++i) {
    const auto role = static_cast<Role>(i);
    if (route.roles.has(role))
      roles.push_back(voice.say("role." + std::string(payments::to_word(role))));
  }
  return join(roles, " · ");
}

std::string kind_text(const Field& field, const Voice& voice) {
  if (!field.words.empty()) return field.words;
  return voice.say("web.docs.kind." + std::string(to_word(field.kind)));
}

void append_field(std::string& html, const Field& field, std::string_view place,
                  const Voice& voice) {
  html += "<tr>";
  append_element(html, "td", "", place == "header" ? header_of(field) : field.name);
  append_element(html, "td", "", voice.say("web.docs." + std::string(place)));
  append_element(html, "td", "", kind_text(field, voice));
  append_element(html, "td", "",
                 field.need == Need::required ? voice.say("web.docs.required") : "");
  append_element(html, "td", "", field.example);
  html += "</tr>\n";
}

void append_fields(std::string& html, const Route& route, const Voice& voice) {
  if (route.query.empty() && route.headers.empty() && route.body.empty()) return;
  html += "<table>\n";
  for (const auto& field : route.headers) append_field(html, field, "header", voice);
  for (const auto& field : route.query) append_field(html, field, "query", voice);
  for (const auto& field : route.body) append_field(html, field, "body", voice);
  html += "</table>\n";
}

void append_route(std::string& html, const Route& route, const Voice& voice) {
  html += "<section id=\"" + escaped(route.id) + "\"><h2><span>";
  html += std::string(name_of(route.method)) + "</span> " + escaped(route.path) + "</h2>\n";
  append_element(html, "p", "", voice.say("route." + std::string(route.id)));
  append_element(html, "p", "roles", roles_text(route, voice));
  append_fields(html, route, voice);
  html += "</section>\n";
}

}  // namespace

std::string_view name_of(http::Method method) {
  constexpr std::array<std::string_view, 7> kNames{"GET",   "HEAD",   "POST",   "PUT",
                                                   "PATCH", "DELETE", "OPTIONS"};
  return kNames.at(static_cast<std::size_t>(method));
}

std::string docs_page(const std::vector<Route>& routes, const Voice& voice) {
  const bool chinese = voice.language() == text::Language::chinese;
  std::string html = "<!doctype html>\n<html lang=\"";
  html += chinese ? "zh-CN" : "en";
  html +=
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">";
  append_element(html, "title", "", voice.say("web.docs.title"));
  html += "<style>" + std::string(kStyle) + "</style></head><body>\n";
  append_element(html, "h1", "", voice.say("web.docs.title"));
  append_element(html, "p", "", voice.say("web.docs.about"));
  for (const auto& route : routes) append_route(html, route, voice);
  return html + "</body></html>\n";
}

}  // namespace anxin::routes
