// In which layout a bank file was instructed.
//
// Role: written by `payroll instruct` where the layout is not kDefaultOutgoing, so that a file is
// the
//       same bytes at every call whatever its bank's profile says later.
#pragma once

#include <array>
#include <string>

#include "payments/service/records.h"

namespace anxin::payments {

struct FileLayout {
  std::string outgoing;  ///< id of an outgoing profile
};
inline constexpr RecordTable<FileLayout> kFileLayouts{"file-layout"};  // file

/// No outgoing profile has this id. Details: profile.
inline constexpr Reason kOutgoingUnknown{"payments.outgoing-profile-unknown"};
inline constexpr std::array kFileLayoutReasons{kOutgoingUnknown};

}  // namespace anxin::payments
