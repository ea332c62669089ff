// Small text helpers shared by all rooms. ASCII only; Unicode belongs to payments/bank.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anxin {

/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// True for one or more ASCII digits and nothing else.
[[nodiscard]] bool all_digits(std::string_view text);
/// The parts between separators; always at least one.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// A non-negative decimal number without sign or leading zeros; nothing otherwise.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view digits);
/// Keeps `head` first and `tail` last characters and stars the rest; all stars when too short.
[[nodiscard]] std::string mask(std::string_view text, std::size_t head, std::size_t tail);
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// The bytes of lower or upper case hex; nothing for anything else.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);

}  // namespace anxin
