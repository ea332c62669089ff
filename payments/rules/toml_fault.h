// What is wrong with a file that is no TOML, in words of our own.
//
// Role: toml_document.cc alone. The parser's words may quote the file, and a file may name people
//       (law 10): they are sorted into kinds and stay behind.
#pragma once

#include <array>
#include <string_view>

namespace anxin::payments {

/// The words for kinds of faults; "syntax.<word>" says what was found and what to do.
inline constexpr std::array<std::string_view, 10> kTomlFaultWords{
    "encoding", "twice", "equals", "text",  "after-value",
    "header",   "list",  "day",    "value", "other"};

/// Of what the parser (toml++ 3) says: "Error while parsing <what>: <why>".
[[nodiscard]] std::string_view toml_fault_word(std::string_view told);

}  // namespace anxin::payments
