// The rules that the program brings along, read once.
//
// Role: shared by the tests of rules.
#pragma once

#include <string_view>

#include "payments/rules/builtin_rules.h"

namespace anxin::tests {

inline const payments::RuleSet& shipped_rules() {
  static const payments::RuleSet rules = payments::builtin_rules();
  return rules;
}

/// "110000"
inline payments::RegionCode place(std::string_view code) {
  return payments::RegionCode::parse(code).value();
}

}  // namespace anxin::tests
