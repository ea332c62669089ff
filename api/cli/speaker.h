// Papers speak as the command does.
#pragma once

#include "api/cli/context.h"
#include "api/paper/speaker.h"

namespace anxin::cli {

[[nodiscard]] inline paper::Speaker speaker_of(const Context& context) {
  const bool chinese = context.language() == Language::chinese;
  return {[voice = context.voice()](std::string_view key, const Fields& details) {
            return voice.say(key, details);
          },
          chinese ? "zh-CN" : "en"};
}

}  // namespace anxin::cli
