#include "api/text/voice.h"

namespace anxin::text {

Voice Voice::builtin(Language language) {
  return {std::make_shared<const Catalogue>(Catalogue::builtin()), language};
}

std::string Voice::say(std::string_view key, const Fields& details) const {
  return catalogue_->text(key, language_, details);
}

std::string Voice::sentence(const Fault& fault) const {
  return say(fault.reason.word(), fault.details);
}

}  // namespace anxin::text
