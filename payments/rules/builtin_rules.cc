#include "payments/rules/builtin_rules.h"

#include <iterator>
#include <utility>

#include "ledger/base/invariant.h"

namespace anxin::payments {

namespace data {
std::string_view rules_national_toml();
std::string_view rules_beijing_toml();
std::string_view rules_hebei_toml();
std::string_view rules_liaoning_toml();
std::string_view rules_shanghai_toml();
std::string_view rules_zhejiang_toml();
std::string_view rules_anhui_toml();
std::string_view rules_fujian_toml();
std::string_view rules_henan_toml();
std::string_view rules_hunan_toml();
std::string_view rules_guangdong_toml();
std::string_view rules_sichuan_toml();
std::string_view rules_guizhou_toml();
std::string_view rules_yunnan_toml();
std::string_view rules_xizang_toml();
std::string_view rules_gansu_toml();
std::string_view rules_ningxia_toml();
}  // namespace data

std::vector<std::string_view> builtin_rule_texts() {
  return {data::rules_national_toml(), data::rules_beijing_toml(),   data::rules_hebei_toml(),
          data::rules_liaoning_toml(), data::rules_shanghai_toml(),  data::rules_zhejiang_toml(),
          data::rules_anhui_toml(),    data::rules_fujian_toml(),    data::rules_henan_toml(),
          data::rules_hunan_toml(),    data::rules_guangdong_toml(), data::rules_sichuan_toml(),
          data::rules_guizhou_toml(),  data::rules_yunnan_toml(),    data::rules_xizang_toml(),
          data::rules_gansu_toml(),    data::rules_ningxia_toml()};
}

std::vector<RuleFile> builtin_rule_files() {
  std::vector<RuleFile> files;
  for (const auto text : builtin_rule_texts()) {
    auto loaded = parse_rules(text);
    LEDGER_INVARIANT(loaded.findings.empty());
    files.push_back(std::move(loaded.value));
  }
  return files;
}

RuleSet builtin_rules() {
  std::vector<Rule> rules;
  for (auto& file : builtin_rule_files()) {
    std::move(file.rules.begin(), file.rules.end(), std::back_inserter(rules));
  }
  return RuleSet(std::move(rules));
}

}  // namespace anxin::payments
