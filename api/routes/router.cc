#include "api/routes/router.h"

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::routes {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  return split(path.substr(path.starts_with('/') ? 1 : 0), '/');
}

bool is_word(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

}  // namespace

std::vector<std::string> words_of_path(const Match& match) {
  std::vector<std::string> words;
  for (const auto& word : match.words) words.push_back(word.second);
  words.push_back(join(words, "/"));
  return words;
}

Router::Router(const std::vector<Route>& routes) {
  for (const auto& route : routes) {
    Node* node = &root_;
    for (const auto part : parts_of(route.path)) {
      auto& next = is_word(part) ? node->any : node->parts[std::string(part)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
    }
    for (const auto* other : node->routes) LEDGER_INVARIANT(other->method != route.method);
    node->routes.push_back(&route);
  }
}

Match Router::find(http::Method method, std::string_view path) const {
  Match match;
  const auto parts = parts_of(path);
  std::vector<std::string_view> values;
  const Node* node = &root_;
  for (const auto part : parts) {
    const auto known = node->parts.find(part);
    const bool named = known == node->parts.end();
    if (named) values.push_back(part);
    node = named ? node->any.get() : known->second.get();
    const bool is_root = parts.size() == 1;  // "/" alone ends in nothing
    if (node == nullptr || (part.empty() && !is_root)) return match;
  }
  const auto asked = method == http::Method::head ? http::Method::get : method;
  for (const auto* route : node->routes) {
    match.allowed.push_back(route->method);
    if (route->method == asked) match.route = route;
  }
  if (match.route == nullptr) return match;
  std::size_t next = 0;
  for (const auto part : parts_of(match.route->path)) {
    if (!is_word(part)) continue;
    match.words.emplace_back(part.substr(1, part.size() - 2), values.at(next++));
  }
  return match;
}

}  // namespace anxin::routes
