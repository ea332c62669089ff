// Papers speak as the command does.
#pragma once

#include "api/cli/context.h"
#include "api/paper/speaker.h"

namespace anxin::cli {

/// Requires: the context outlives the speaker.
[[nodiscard]] inline paper::Speaker speaker_of(const Context& context) {
  const bool chinese = context.language() == Language::chinese;
  return {
      [&context](std::string_view key, const Fields& details) { return context.say(key, details); },
      chinese ? "zh-CN" : "en"};
}

}  // namespace anxin::cli
