// The assertion for our own mistakes. Stays on in release; input can never reach it.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the process when `condition` is false: the books are worth more than the uptime.
#define LEDGER_INVARIANT(condition)                                                       \
  do {                                                                                    \
    if (!(condition)) {                                                                   \
      std::fprintf(stderr, "anxin: invariant broken: %s (%s:%d)\n", #condition, __FILE__, \
                   __LINE__);                                                             \
      std::abort();                                                                       \
    }                                                                                     \
  } while (false)
