// What lies beside a book's folder, under its name with an ending.
//
// Role: `ledger compact` and `migrate` put another folder in the book's place; what is beside it
//       stays.
#pragma once

#include <filesystem>
#include <string>

namespace anxin::cli {

/// How far its webhooks have come (decision 0029).
[[nodiscard]] inline std::filesystem::path webhook_folder(std::filesystem::path book) {
  return book += ".webhooks";
}

/// The path, or the first of its numbered fellows that is not there yet.
[[nodiscard]] inline std::filesystem::path unused(const std::string& path) {
  std::filesystem::path free = path;
  for (int number = 2; std::filesystem::exists(free); ++number) {
    free = path + "-" + std::to_string(number);
  }
  return free;
}

}  // namespace anxin::cli
