// How a bank's files and bookings differ from another's: data, not code.
#pragma once

#include <cstdint>
#include <string>

namespace anxin::payments {

/// What leaves the account for a payroll file with failures in it.
enum class DebitMode : std::uint8_t {
  net,    ///< only what was paid
  gross,  ///< the whole batch; failures come back as credits
};

struct BankProfile {
  std::string id;
  std::string name;
  DebitMode debit_mode = DebitMode::net;
  std::uint32_t lines_max = 2'000;  ///< a file is split at this many payments
  std::string outgoing;  ///< outgoing profile (outgoing_profile.h) unless another is named
  std::string source;
};

}  // namespace anxin::payments
