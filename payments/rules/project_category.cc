#include "payments/rules/project_category.h"

namespace anxin::payments {
namespace {

constexpr std::array<Word<ProjectCategory>, 9> kNames{{
    {ProjectCategory::housing, "房建"},
    {ProjectCategory::municipal, "市政"},
    {ProjectCategory::transport, "交通"},
    {ProjectCategory::railway, "铁路"},
    {ProjectCategory::water, "水利"},
    {ProjectCategory::key_transport, "重点交通"},
    {ProjectCategory::key_transport, "重点交通铁路"},
    {ProjectCategory::key_transport, "重点交通、铁路"},
    {ProjectCategory::other, "其他"},
}};

}  // namespace

std::optional<ProjectCategory> find_category(std::string_view name) {
  for (const auto& known : kNames) {
    if (known.word == name) return known.value;
  }
  return find_word<ProjectCategory>(name);
}

}  // namespace anxin::payments
