// Papers speak as the command does.
#pragma once

#include "api/cli/context.h"
#include "api/paper/speaker.h"

namespace anxin::cli {

[[nodiscard]] inline paper::Speaker speaker_of(const Context& context) {
  return paper::speaker_of(context.voice());
}

}  // namespace anxin::cli
