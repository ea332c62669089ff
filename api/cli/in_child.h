// Runs work on a file that may be damaged in a process of its own, so that a crash is an answer.
//
// Role: `ledger verify` and the checks of backup and restore. LMDB maps the file into memory; a
// file
//       cut short or changed can end the process that reads it.
// Threads: none may be running where the child is a fork.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/cli/context.h"

namespace anxin::cli {

/// Runs `work` in a child and passes on what it printed; nothing when it crashed (then nothing of
/// its output is passed on either).
[[nodiscard]] std::optional<Exit> run_in_child(Context& context,
                                               const std::function<Result<Exit>()>& work);

/// What this very program prints with these arguments, run anew; nothing where it cannot be started
/// or is ended by a signal. Threads: any may be running.
[[nodiscard]] std::optional<std::string> output_of_ourselves(
    const std::vector<std::string>& arguments);

}  // namespace anxin::cli
