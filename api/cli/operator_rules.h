// The operator's own rule files (--rules FILE…), laid over those that ship, for one command.
//
// Role: run.cc lays them before a command begins; Context::data() then answers with the result.
// Shape: a file replaces rules by their ids and adds others, as `rules diff` shows it; among
// several
//        files each comes beside the others.
#pragma once

#include "api/cli/context.h"

namespace anxin::cli {

/// Lays the files of the command line over what ships; nothing where none is given.
/// Answers: the exit code with which faulty or unreadable files were told, all faults at once.
[[nodiscard]] std::optional<Exit> lay_operator_rules(Context& context);

}  // namespace anxin::cli
