#include "api/views/values.h"

namespace anxin::views {

Json list_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const auto& text : texts) list.push(text);
  return list;
}

}  // namespace anxin::views
