// Finds the route of a request.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/route.h"

namespace anxin::routes {

using PathWords = std::vector<std::pair<std::string, std::string>>;

struct Match {
  const Route* route = nullptr;       ///< nothing where the path has no route with this method
  PathWords words;                    ///< in the order of the path
  std::vector<http::Method> allowed;  ///< the path's methods; empty where there is no such path
};

/// The words, and all of them together: some ids have several parts, "QH01/ccb/1".
[[nodiscard]] std::vector<std::string> words_of_path(const Match& match);

class Router {
 public:
  /// Requires: the routes outlive the router; no two have the same method and path.
  explicit Router(const std::vector<Route>& routes);
  [[nodiscard]] Match find(http::Method method, std::string_view path) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> parts;
    std::unique_ptr<Node> any;  ///< a word in braces
    std::vector<const Route*> routes;
  };
  Node root_;
};

}  // namespace anxin::routes
