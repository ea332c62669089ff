// What the program does as a child of itself.
#pragma once

#include <filesystem>
#include <string_view>

namespace anxin::bench {

inline constexpr std::string_view kVerifyTask = "verify";  ///< prints "ok SECONDS"
inline constexpr std::string_view kWriteTask = "write";    ///< prints "ready", writes until killed
inline constexpr std::string_view kStatementTask = "statement";      ///< prints bytes
inline constexpr std::string_view kCountyTask = "model-county";      ///< prints bytes
inline constexpr std::string_view kProvinceTask = "model-province";  ///< the same

/// Returns the exit code.
int run_child(std::string_view task, const std::filesystem::path& folder);

}  // namespace anxin::bench
