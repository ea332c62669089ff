// The demo: a month's wages of an invented county, told step by step by running the real commands.
#pragma once

#include <string>

#include "api/cli/context.h"

namespace anxin::cli {

/// Tells the story on the book that --data names, which it makes when it is not there. A second run
/// uses the same keys: it shows the same answers and books nothing again.
/// Refuses: usage.data-missing, file.unreadable. Exit 1 when a step ends otherwise than it should.
Result<Exit> run_demo(Context& context, const std::string& fixtures);

}  // namespace anxin::cli
