#include "payments/rules/rule_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"

namespace anxin::payments {
namespace {

// Multiples of something; every other rate is a share of it, and written in per cent.
constexpr std::array<std::string_view, 3> kMultiples{"factor", "minimum_wages",
                                                     "earning_above_average"};

std::string as_written(std::string_view key, const Rate& rate) {
  const bool multiple = std::find(kMultiples.begin(), kMultiples.end(), key) != kMultiples.end();
  auto text = multiple ? to_decimal_string(rate) : to_percent_string(rate);
  // A third has no per cent that a file could hold.
  return text.find('/') == std::string::npos ? text : to_decimal_string(rate);
}

class FieldPrinter {
 public:
  FieldPrinter(std::string prefix, Fields& fields) : prefix_(std::move(prefix)), fields_(fields) {}

  void operator()(std::string_view key, const std::string& field) { add(key, field); }
  void operator()(std::string_view key, Money field) { add(key, to_string(field)); }
  void operator()(std::string_view key, const Rate& field) { add(key, as_written(key, field)); }
  void operator()(std::string_view key, std::int32_t field) { add(key, std::to_string(field)); }
  void operator()(std::string_view key, bool field) {
    if (field) add(key, "true");
  }
  template <HasWords E>
  void operator()(std::string_view key, E field) {
    add(key, std::string(to_word(field)));
  }
  template <class T>
  void operator()(std::string_view key, std::optional<T>& field) {
    if (!field) return;
    const auto before = fields_.size();
    (*this)(key, *field);
    if (fields_.size() == before) add(key, "true");  // there, without a field to show
  }
  void operator()(std::string_view key, std::vector<std::string>& field) {
    if (!field.empty()) add(key, join(field, ", "));
  }
  template <class T>
  void operator()(std::string_view key, std::vector<T>& field) {
    if constexpr (HasWords<T>) {
      std::vector<std::string> words;
      words.reserve(field.size());
      for (const auto value : field) words.emplace_back(to_word(value));
      (*this)(key, words);
    } else {
      for (std::size_t i = 0; i < field.size(); ++i) {
        (*this)(std::string(key) + "." + std::to_string(i + 1), field[i]);
      }
    }
  }
  template <class T>
  requires requires(T part, FieldPrinter printer) { part.walk(printer); }
  void operator()(std::string_view key, T& field) {
    FieldPrinter inner(prefix_ + std::string(key) + ".", fields_);
    field.walk(inner);
  }

 private:
  void add(std::string_view key, std::string value) {
    fields_.push_back({prefix_ + std::string(key), std::move(value)});
  }

  std::string prefix_;
  Fields& fields_;
};

const std::string* value_of(const Fields& fields, std::string_view name) {
  const auto at = std::find_if(fields.begin(), fields.end(),
                               [&](const Field& field) { return field.name == name; });
  return at == fields.end() ? nullptr : &at->value;
}

std::vector<RuleChange::Difference> differences(const Fields& before, const Fields& after) {
  std::vector<RuleChange::Difference> found;
  for (const auto& field : before) {
    const auto* now = value_of(after, field.name);
    if (now == nullptr || *now != field.value) {
      found.push_back({field.name, field.value, now == nullptr ? "" : *now});
    }
  }
  for (const auto& field : after) {
    if (value_of(before, field.name) == nullptr) found.push_back({field.name, "", field.value});
  }
  return found;
}

const Rule* with_id(const std::vector<Rule>& rules, const std::string& id) {
  const auto at = std::find_if(rules.begin(), rules.end(),
                               [&](const Rule& rule) { return head_of(rule).id == id; });
  return at == rules.end() ? nullptr : &*at;
}

}  // namespace

// walk() shows fields that may be changed; a copy keeps the rule as it is.
Fields values_of(const Rule& rule) {
  Fields fields;
  FieldPrinter printer("", fields);
  std::visit([&](auto kind) { kind.walk(printer); }, rule);
  return fields;
}

Fields fields_of(const Rule& rule) {
  const auto& head = head_of(rule);
  Fields fields{{"kind", std::string(kind_of(rule))},
                {"region", head.region.text()},
                {"valid_from", to_string(head.valid_from)}};
  if (head.valid_to) fields.push_back({"valid_to", to_string(*head.valid_to)});
  fields.push_back({"source", head.instrument});
  if (!head.article.empty()) fields.push_back({"article", head.article});
  fields.push_back({"grade", std::string(to_word(head.grade))});
  if (!head.note.empty()) fields.push_back({"note", head.note});
  for (auto& value : values_of(rule)) fields.push_back(std::move(value));
  return fields;
}

std::vector<RuleChange> compare(const std::vector<Rule>& before, const std::vector<Rule>& after) {
  std::vector<RuleChange> changes;
  for (const auto& rule : before) {
    const auto& id = head_of(rule).id;
    const auto* now = with_id(after, id);
    if (now == nullptr) {
      changes.push_back({RuleChange::What::removed, id, {}});
      continue;
    }
    auto fields = differences(fields_of(rule), fields_of(*now));
    if (!fields.empty()) {
      changes.push_back({RuleChange::What::changed, id, std::move(fields)});
    }
  }
  for (const auto& rule : after) {
    const auto& id = head_of(rule).id;
    if (with_id(before, id) == nullptr) changes.push_back({RuleChange::What::added, id, {}});
  }
  return changes;
}

}  // namespace anxin::payments
