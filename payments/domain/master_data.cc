#include "payments/domain/master_data.h"

#include <array>
#include <utility>

namespace anxin::payments {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 12> kWords{{
    {Role::clerk, "clerk"},
    {Role::approver, "approver"},
    {Role::subcontractor, "subcontractor"},
    {Role::owner, "owner"},
    {Role::supervisor, "supervisor"},
    {Role::bank, "bank"},
    {Role::regulator, "regulator"},
    {Role::auditor, "auditor"},
    {Role::policy, "policy"},
    {Role::viewer, "viewer"},
    {Role::worker, "worker"},
    {Role::admin, "admin"},
}};

}  // namespace

std::string_view to_word(Role role) {
  for (const auto& [known, word] : kWords) {
    if (known == role) return word;
  }
  return "";
}

const Role* find_role(std::string_view word) {
  for (const auto& [role, known] : kWords) {
    if (known == word) return &role;
  }
  return nullptr;
}

}  // namespace anxin::payments
