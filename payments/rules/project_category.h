// What is built, where a rule makes a difference of it.
//
// Role: deposit tables and labour-cost shares.
// Source: the tables of Hunan (重点交通、铁路 against others) and Zhuhai (房建、市政、交通、水利).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "payments/rules/words.h"

namespace anxin::payments {

enum class ProjectCategory : std::uint8_t {
  housing,
  municipal,
  transport,
  railway,
  water,
  key_transport,
  other
};
inline constexpr std::array<Word<ProjectCategory>, 7> kProjectCategoryWords{{
    {ProjectCategory::housing, "housing"},
    {ProjectCategory::municipal, "municipal"},
    {ProjectCategory::transport, "transport"},
    {ProjectCategory::railway, "railway"},
    {ProjectCategory::water, "water"},
    {ProjectCategory::key_transport, "key-transport"},
    {ProjectCategory::other, "other"},
}};
constexpr const auto& words_of(ProjectCategory) { return kProjectCategoryWords; }

/// By its word or its Chinese name: "housing" or 房建.
[[nodiscard]] std::optional<ProjectCategory> find_category(std::string_view name);

}  // namespace anxin::payments
