#include "payments/bank/wage_checks.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "ledger/base/text.h"
#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

using Group = std::vector<const Person*>;

// A finding names the other rows; more than this nobody reads.
constexpr std::size_t kRowsNamedMax = 5;

/// True where a text stands in two rows, and where two texts have one hash. Most tables have
/// neither, which is known several times sooner than what stands where.
bool may_repeat(const std::vector<Person>& persons, std::string_view Person::*text) {
  std::vector<std::size_t> hashes;
  hashes.reserve(persons.size());
  for (const auto& person : persons) {
    if (!(person.*text).empty()) hashes.push_back(std::hash<std::string_view>{}(person.*text));
  }
  std::sort(hashes.begin(), hashes.end());
  return std::adjacent_find(hashes.begin(), hashes.end()) != hashes.end();
}

/// Accounts that stand in more than one row; nearly all stand in one.
std::unordered_map<std::string_view, Group> find_repeated(const std::vector<Person>& persons) {
  std::unordered_map<std::string_view, Group> groups;
  if (!may_repeat(persons, &Person::account)) return groups;
  std::unordered_set<std::string_view> seen;
  seen.reserve(persons.size());
  for (const auto& person : persons) {
    if (!person.account.empty() && !seen.insert(person.account).second) groups[person.account];
  }
  if (groups.empty()) return groups;
  for (const auto& person : persons) {
    const auto group = groups.find(person.account);
    if (group != groups.end()) group->second.push_back(&person);
  }
  return groups;
}

bool differ(const Group& group) {
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  bool all_have_ids = true;
  for (const auto* person : group) {
    names.insert(person->name);
    if (person->id_no.empty()) {
      all_have_ids = false;
    } else {
      ids.insert(person->id_no);
    }
  }
  return ids.size() > 1 || (!all_have_ids && names.size() > 1);
}

std::string name_rows(const Group& group) {
  std::vector<std::string> rows;
  for (const auto* person : group) {
    if (rows.size() == kRowsNamedMax) {
      rows.emplace_back("…");
      break;
    }
    rows.push_back(std::to_string(person->row));
  }
  return join(rows, ", ");
}

bool all_have_ids(const std::vector<Person>& persons) {
  return std::none_of(persons.begin(), persons.end(),
                      [](const Person& person) { return person.id_no.empty(); });
}

/// Remembers where a person was met first.
class FirstRows {
 public:
  explicit FirstRows(const std::vector<Person>& persons) : all_have_ids_(all_have_ids(persons)) {
    with_id_.reserve(persons.size());
  }

  /// The earlier row of the same person, or 0 where this is the first.
  std::uint32_t meet(const Person& person) {
    const auto earlier = find(person);
    remember(person);
    return earlier;
  }

 private:
  using Rows = std::unordered_map<std::string, std::uint32_t>;

  static std::string name_and_account(const Person& person) {
    if (person.account.empty()) return {};
    return std::string(person.name).append("\n").append(person.account);
  }

  std::uint32_t find(const Person& person) const {
    if (!person.id_no.empty()) {
      const auto same_id = with_id_.find(person.id_no);
      if (same_id != with_id_.end()) return same_id->second;
      return all_have_ids_ ? 0 : look_up(without_id_with_name_, name_and_account(person));
    }
    return look_up(any_with_name_, name_and_account(person));
  }

  void remember(const Person& person) {
    if (!person.id_no.empty()) with_id_.emplace(person.id_no, person.row);
    if (all_have_ids_) return;  // then nobody is known by name
    const auto by_name = name_and_account(person);
    if (by_name.empty()) return;
    any_with_name_.emplace(by_name, person.row);
    if (person.id_no.empty()) without_id_with_name_.emplace(by_name, person.row);
  }

  static std::uint32_t look_up(const Rows& rows, const std::string& key) {
    const auto known = rows.find(key);
    return key.empty() || known == rows.end() ? 0 : known->second;
  }

  bool all_have_ids_;
  std::unordered_map<std::string_view, std::uint32_t> with_id_;
  Rows any_with_name_, without_id_with_name_;
};

}  // namespace

void find_shared_accounts(Sheet& sheet, const std::vector<Person>& persons) {
  for (const auto& [account, group] : find_repeated(persons)) {
    if (!differ(group)) continue;
    const auto rows = name_rows(group);
    for (const auto* person : group) {
      sheet.add(person->row, Column::account, Severity::park, kAccountShared, {{"rows", rows}});
    }
  }
}

void find_repeated_persons(Sheet& sheet, const std::vector<Person>& persons) {
  if (all_have_ids(persons) && !may_repeat(persons, &Person::id_no)) return;
  FirstRows first_rows(persons);
  const auto column = sheet.header().has(Column::id_no) ? Column::id_no : Column::name;
  for (const auto& person : persons) {
    const auto first = first_rows.meet(person);
    if (first == 0) continue;
    sheet.add(person.row, column, Severity::explain, kPersonRepeated,
              {{"first", std::to_string(first)}});
  }
}

}  // namespace anxin::bank
