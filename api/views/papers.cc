#include "api/views/papers.h"

#include "api/views/values.h"

namespace anxin::views {

Json written_view(const std::vector<std::string>& files) {
  return Json::object().set("ok", true).set("files", list_of(files));
}

}  // namespace anxin::views
