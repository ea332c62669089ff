#include "api/text/voice.h"

#include <algorithm>
#include <array>

namespace anxin::text {
namespace {

constexpr std::string_view kDashes = "--";

// Options that the service calls otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kOwnNames{
    {{"--on-shortfall", "shortfall"}, {"--on-shortfall teams=…", "teams"}, {"--map", "columns"}}};

std::string name_at(Face face, std::string_view option) {
  if (face == Face::command) return std::string(option);
  for (const auto& [known, own] : kOwnNames) {
    if (known == option) return std::string(own);
  }
  std::string name(option.substr(kDashes.size()));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

// "{--in-addition}" as the face calls it.
std::string with_options(std::string sentence, Face face) {
  for (auto at = sentence.find("{--"); at != std::string::npos; at = sentence.find("{--", at)) {
    const auto end = sentence.find('}', at);
    if (end == std::string::npos) break;
    sentence.replace(at, end + 1 - at, name_at(face, sentence.substr(at + 1, end - at - 1)));
  }
  return sentence;
}

}  // namespace

Voice Voice::builtin(Language language) {
  return {std::make_shared<const Catalogue>(Catalogue::builtin()), language};
}

std::string Voice::say(std::string_view key, const Fields& details) const {
  return with_options(catalogue_->text(key, language_, details), face_);
}

std::string Voice::sentence(const Fault& fault) const {
  return say(fault.reason.word(), fault.details);
}

}  // namespace anxin::text
