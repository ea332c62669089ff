// Results kept under their id, so that the same question is played once.
//
// Shape: a file FOLDER/<id>.result; its grammar:
//          file   = "anxin-result/2 " id " " digest LF answer LF series
//          digest = SHA-256 of all that follows the first line, in hexadecimal
//        A file that breaks it, or whose id is another, is never served: it is played again. The
//        number after the slash is raised when the answer gets another shape.
#pragma once

#include <optional>
#include <string>

#include "api/cli/context.h"

namespace anxin::cli {

struct KeptResult {
  std::string answer;  ///< JSON, without the end of the line
  std::string series;  ///< as series_of
};

/// Nothing where no whole result is kept there. Says on the error stream that a result was found,
/// or that its file is damaged. Refuses: file.unreadable.
[[nodiscard]] Result<std::optional<KeptResult>> find_kept(Context& context,
                                                          const std::string& folder,
                                                          const std::string& id);

/// Makes the folder where it is missing; on disk when it returns.
/// Refuses: file.unreadable.
[[nodiscard]] Result<void> keep_result(const std::string& folder, const std::string& id,
                                       const KeptResult& result);

}  // namespace anxin::cli
