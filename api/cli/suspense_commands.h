// suspense …, and the restitution that stands below wage-account: two nouns about the same papers.
#pragma once

#include "api/cli/commands.h"

namespace anxin::cli {

void add_suspense_commands(CLI::App& root, Context& context, Runner& runner);
void add_restitution(CLI::App& wage_account, Context& context, Runner& runner);  // below it

}  // namespace anxin::cli
