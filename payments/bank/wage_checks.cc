#include "payments/bank/wage_checks.h"

#include <set>
#include <string_view>
#include <unordered_map>

#include "ledger/base/text.h"
#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

using Group = std::vector<const Person*>;

// A finding names the other rows; more than this nobody reads.
constexpr std::size_t kRowsNamedMax = 5;

std::unordered_map<std::string_view, Group> by_account(const std::vector<Person>& persons) {
  std::unordered_map<std::string_view, Group> groups;
  groups.reserve(persons.size());
  for (const auto& person : persons) {
    if (!person.account.empty()) groups[person.account].push_back(&person);
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

/// Remembers where a person was met first.
class FirstRows {
 public:
  /// The earlier row of the same person, or 0 where this is the first.
  std::uint32_t meet(const Person& person) {
    const auto earlier = find(person);
    remember(person);
    return earlier;
  }

 private:
  static std::string name_and_account(const Person& person) {
    return person.account.empty() ? std::string() : person.name + '\n' + person.account;
  }

  std::uint32_t find(const Person& person) const {
    const auto by_name = name_and_account(person);
    if (person.id_no.empty()) return look_up(any_with_name_, by_name);
    const auto same_id = look_up(with_id_, person.id_no);
    return same_id != 0 ? same_id : look_up(without_id_with_name_, by_name);
  }

  void remember(const Person& person) {
    const auto by_name = name_and_account(person);
    if (!person.id_no.empty()) with_id_.emplace(person.id_no, person.row);
    if (by_name.empty()) return;
    any_with_name_.emplace(by_name, person.row);
    if (person.id_no.empty()) without_id_with_name_.emplace(by_name, person.row);
  }

  using Rows = std::unordered_map<std::string, std::uint32_t>;
  static std::uint32_t look_up(const Rows& rows, const std::string& key) {
    const auto known = rows.find(key);
    return key.empty() || known == rows.end() ? 0 : known->second;
  }

  Rows with_id_, any_with_name_, without_id_with_name_;
};

}  // namespace

void find_shared_accounts(Sheet& sheet, const std::vector<Person>& persons) {
  for (const auto& [account, group] : by_account(persons)) {
    if (group.size() < 2 || !differ(group)) continue;
    const auto rows = name_rows(group);
    for (const auto* person : group) {
      sheet.add(person->row, Column::account, Severity::park, kAccountShared, {{"rows", rows}});
    }
  }
}

void find_repeated_persons(Sheet& sheet, const std::vector<Person>& persons) {
  FirstRows first_rows;
  const auto column = sheet.header().has(Column::id_no) ? Column::id_no : Column::name;
  for (const auto& person : persons) {
    const auto first = first_rows.meet(person);
    if (first == 0) continue;
    sheet.add(person.row, column, Severity::explain, kPersonRepeated,
              {{"first", std::to_string(first)}});
  }
}

}  // namespace anxin::bank
