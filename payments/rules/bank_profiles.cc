#include "payments/rules/bank_profiles.h"

#include <algorithm>

#include "payments/domain/outgoing_profile.h"

namespace anxin::payments {
namespace {

// The largest batch that host-to-host channels take (formats.md section 5).
constexpr IntegerRange kLinesRange{1, 99'999};

DebitMode read_debit_mode(TomlTable& table) {
  const auto word = table.text("debit_mode");
  if (word == "gross") return DebitMode::gross;
  if (word != "net" && !word.empty()) {
    table.refuse("debit_mode", kDataUnknownWord, {{"expected", "net, gross"}});
  }
  return DebitMode::net;
}

BankProfile read_profile(TomlTable& table) {
  BankProfile profile;
  profile.id = table.text("id");
  profile.name = table.text("name");
  profile.debit_mode = read_debit_mode(table);
  profile.lines_max = static_cast<std::uint32_t>(table.integer("lines_max", kLinesRange));
  profile.outgoing = table.text_if("outgoing").value_or(std::string(kDefaultOutgoing));
  profile.source = table.text("source");
  table.finish();
  return profile;
}

}  // namespace

Loaded<std::vector<BankProfile>> parse_bank_profiles(std::string_view text) {
  Loaded<std::vector<BankProfile>> loaded;
  TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (!root) return loaded;
  for (auto& table : root->tables("profile")) {
    auto profile = read_profile(table);
    if (find_profile(loaded.value, profile.id) != nullptr) table.refuse("id", kDataDuplicate);
    loaded.value.push_back(std::move(profile));
  }
  root->finish();
  return loaded;
}

const BankProfile* find_profile(const std::vector<BankProfile>& profiles, std::string_view id) {
  const auto at = std::find_if(profiles.begin(), profiles.end(),
                               [&](const BankProfile& profile) { return profile.id == id; });
  return at == profiles.end() ? nullptr : &*at;
}

}  // namespace anxin::payments
