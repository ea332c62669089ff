// Rules as data: those in force, a file that was checked, and what differs between two sets.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/rules/rule_file.h"
#include "payments/rules/rule_values.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// The file that a rule comes from, by the rule's id; empty for one that ships.
using FileOf = std::function<std::string(const std::string& rule)>;

/// {"id":…,"kind":…,"region":…,"valid_from":…,"valid_to":…,"source":…,"article":…,"grade":…,
/// "note":…,"file":…,"in_force":…,"ends_soon":…,"values":{…}}; file is null for one that ships.
[[nodiscard]] Json rule_view(const payments::Rule& rule, Date on, const FileOf& file_of);
/// {"on":…,"rules":[…]}
[[nodiscard]] Json rules_view(const std::vector<const payments::Rule*>& rules, Date on,
                              const FileOf& file_of);

struct CheckedRuleFile {
  std::string name;  ///< empty for one that came as a request
  payments::Loaded<payments::RuleFile> file;
};
/// {"accepted":…,"files":[{"file":…,"region":…,"name":…,"rules":…,"accepted":…,"findings":[…]}]}
[[nodiscard]] Json rule_files_view(const Voice& voice, const std::vector<CheckedRuleFile>& files);

/// {"added":[…],"removed":[…],"changed":[{"id":…,"fields":[…]}]}
[[nodiscard]] Json rule_changes_view(const std::vector<payments::RuleChange>& changes);

}  // namespace anxin::views
