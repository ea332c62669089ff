#include "payments/rules/rule_file.h"

#include <algorithm>
#include <concepts>
#include <utility>

#include "payments/rules/rule_set.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kIdMax = 64;  // shown in one column of a table
// Days, months, years or projects; a rule with more is a slip of the pen.
constexpr IntegerRange kCounts{0, 1'000};
// Factors, shares and multiples of a wage; the largest so far is 3.
constexpr int kRateMax = 10;

/// Reads the fields that a kind's walk() names.
class FieldReader {
 public:
  explicit FieldReader(TomlTable& table) : table_(table) {}

  void operator()(std::string_view key, std::string& field) { field = table_.text(key); }
  void operator()(std::string_view key, Money& field);
  void operator()(std::string_view key, Rate& field);
  void operator()(std::string_view key, bool& field) {
    field = table_.flag_if(key).value_or(false);
  }
  void operator()(std::string_view key, std::int32_t& field) {
    field = static_cast<std::int32_t>(table_.integer(key, kCounts));
  }
  template <HasWords E>
  void operator()(std::string_view key, E& field) {
    take_word(key, table_.text(key), field);
  }
  template <class T>
  void operator()(std::string_view key, std::optional<T>& field) {
    if (!table_.has(key)) return (void)table_.text_if(key);
    (*this)(key, field.emplace());
  }
  void operator()(std::string_view key, std::vector<std::string>& field) {
    field = table_.texts_if(key);
  }
  template <class T>
  void operator()(std::string_view key, std::vector<T>& field);
  template <class T>
  requires requires(T part, FieldReader reader) { part.walk(reader); }
  void operator()(std::string_view key, T& field) {
    auto inner = table_.table_if(key);
    if (inner) read_part(*inner, field);
  }

  /// Reads the fields of a table into `part`, its own faults included.
  template <class T>
  static void read_part(TomlTable& table, T& part);

 private:
  template <HasWords E>
  void take_word(std::string_view key, std::string_view word, E& field) {
    const auto value = find_word<E>(word);
    if (value) field = *value;
    if (!value && !word.empty()) {
      table_.refuse(key, kDataUnknownWord, {{"expected", every_word<E>()}});
    }
  }

  TomlTable& table_;
};

void FieldReader::operator()(std::string_view key, Money& field) {
  field = table_.amount(key);
  if (field < Money()) {
    table_.refuse(key, kDataBadValue, {{"expected", "an amount of at least 0.00"}});
  }
}

void FieldReader::operator()(std::string_view key, Rate& field) {
  field = table_.rate(key);
  if (field < 0 || field > kRateMax) {
    table_.refuse(key, kDataBadValue, {{"expected", "a rate from 0 to 10"}});
  }
}

template <class T>
void FieldReader::operator()(std::string_view key, std::vector<T>& field) {
  if constexpr (HasWords<T>) {
    for (const auto& word : table_.texts_if(key)) take_word(key, word, field.emplace_back());
  } else {
    for (auto& inner : table_.tables(key)) read_part(inner, field.emplace_back());
  }
}

template <class T>
void FieldReader::read_part(TomlTable& table, T& part) {
  const auto before = table.findings_so_far();
  FieldReader reader(table);
  part.walk(reader);
  table.finish();
  // Fields that could not be read would look as if they did not fit.
  if (table.findings_so_far() != before) return;
  if constexpr (requires { part.fault(); }) {
    const auto fault = part.fault();
    if (fault) {
      table.refuse(fault->key, kDataBadValue, {{"expected", std::string(fault->expected)}});
    }
  }
}

bool is_id(std::string_view text) {
  return text.size() <= kIdMax && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

std::vector<std::string_view> kind_words() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return std::vector<std::string_view>{std::variant_alternative_t<I, Rule>::kKind...};
  }
  (std::make_index_sequence<std::variant_size_v<Rule>>{});
}

template <class Kind>
void read_if(std::string_view word, TomlTable& table, std::optional<Rule>& rule, RuleHead& head) {
  if (word != Kind::kKind) return;
  Kind kind;
  FieldReader::read_part(table, kind);
  kind.head = std::move(head);
  rule = std::move(kind);
}

std::optional<Rule> read_kind(std::string_view word, TomlTable& table, RuleHead head) {
  std::optional<Rule> rule;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (read_if<std::variant_alternative_t<I, Rule>>(word, table, rule, head), ...);
  }
  (std::make_index_sequence<std::variant_size_v<Rule>>{});
  return rule;
}

class RuleFileReader {
 public:
  explicit RuleFileReader(const OtherRules& others)
      : beside_(rules_in(others.beside)), under_(rules_in(others.under)) {}
  RuleFile read(TomlTable& root);

 private:
  [[nodiscard]] RegionCode read_region(TomlTable& table, RegionCode otherwise) const;
  RuleHead read_head(TomlTable& table);
  void read_validity(TomlTable& table, RuleHead& head);
  void read_source(TomlTable& table, RuleHead& head);
  void read_rule(TomlTable& table);
  void check_beside_others(TomlTable& table, const Rule& rule);
  // Once the whole file is read: what it replaces, and which limits count.
  void check_over_others(TomlTable& table, const Rule& rule);
  void check_limits(TomlTable& table, const Rule& rule, const DepositLimits& limits);
  [[nodiscard]] bool is_replaced(const RuleHead& head) const;

  static const std::vector<Rule>& rules_in(const std::vector<Rule>* rules) {
    static const std::vector<Rule> kNone;
    return rules == nullptr ? kNone : *rules;
  }

  // A rule without a fault of its own, and where it stands.
  struct Sound {
    TomlTable table;
    std::size_t rule;
  };

  const std::vector<Rule>& beside_;
  const std::vector<Rule>& under_;
  std::vector<Sound> sound_;
  RuleFile file_;
};

RuleFile RuleFileReader::read(TomlTable& root) {
  (void)root.text("region");
  file_.region = read_region(root, RegionCode());
  file_.name = root.text("name");
  for (auto& table : root.tables("rule")) read_rule(table);
  root.finish();
  for (auto& [table, rule] : sound_) check_over_others(table, file_.rules[rule]);
  return std::move(file_);
}

RegionCode RuleFileReader::read_region(TomlTable& table, RegionCode otherwise) const {
  const auto text = table.text_if("region");
  if (!text || text->empty()) return otherwise;
  const auto region = RegionCode::parse(*text);
  if (!region || !region->lies_in(otherwise)) {
    table.refuse("region", kDataBadValue,
                 {{"expected", "six digits of GB/T 2260 within " + otherwise.text()}});
  }
  return region.value_or(otherwise);
}

RuleHead RuleFileReader::read_head(TomlTable& table) {
  RuleHead head;
  head.id = table.text("id");
  if (!is_id(head.id)) {
    table.refuse("id", kDataBadValue, {{"expected", "1 to 64 of a-z, 0-9, '.' and '-'"}});
  }
  head.region = read_region(table, file_.region);
  read_validity(table, head);
  read_source(table, head);
  return head;
}

void RuleFileReader::read_validity(TomlTable& table, RuleHead& head) {
  head.valid_from = table.date("valid_from");
  head.valid_to = table.date_if("valid_to");
  if (head.valid_to && *head.valid_to < head.valid_from) {
    table.refuse("valid_to", kDataBadValue, {{"expected", "a day not before valid_from"}});
  }
}

void RuleFileReader::read_source(TomlTable& table, RuleHead& head) {
  head.instrument = table.text("source");
  head.article = table.text_if("article").value_or("");
  head.note = table.text_if("note").value_or("");
  FieldReader reader(table);
  reader("grade", head.grade);
  if (!head.article.empty() && head.grade != Grade::statute) {
    table.refuse("article", kArticleNeedsStatute);
  }
}

void RuleFileReader::read_rule(TomlTable& table) {
  const auto before = table.findings_so_far();
  auto head = read_head(table);
  const auto word = table.text("kind");
  auto rule = read_kind(word, table, std::move(head));
  if (rule) {
    if (table.findings_so_far() == before) check_beside_others(table, *rule);
    if (table.findings_so_far() == before) sound_.push_back({table, file_.rules.size()});
    file_.rules.push_back(std::move(*rule));
  } else if (!word.empty()) {
    std::string all;
    for (const auto known : kind_words()) all.append(all.empty() ? "" : ", ").append(known);
    table.refuse("kind", kDataUnknownWord, {{"expected", all}});
  }
}

// The first clash says it: a file of equal rules would have as many as it has pairs.
void RuleFileReader::check_beside_others(TomlTable& table, const Rule& rule) {
  for (const auto* others : {&beside_, &std::as_const(file_.rules)}) {
    for (const auto& other : *others) {
      const auto& id = head_of(other).id;
      if (id == head_of(rule).id) return table.refuse("id", kDataDuplicate);
      if (overlap(rule, other)) {
        return table.refuse("valid_from", kRulesOverlap, {{"other", id}});
      }
    }
  }
}

bool RuleFileReader::is_replaced(const RuleHead& head) const {
  for (const auto* others : {&beside_, &file_.rules}) {
    for (const auto& other : *others) {
      if (head_of(other).id == head.id) return true;
    }
  }
  return false;
}

void RuleFileReader::check_over_others(TomlTable& table, const Rule& rule) {
  const auto before = table.findings_so_far();
  for (const auto* others : {&beside_, &std::as_const(file_.rules), &under_}) {
    for (const auto& other : *others) {
      if (table.findings_so_far() != before) return;
      const auto& head = head_of(other);
      if (others == &under_ && is_replaced(head)) continue;
      if (others == &under_ && overlap(rule, other)) {
        table.refuse("valid_from", kRulesOverlap, {{"other", head.id}});
      }
      const auto* limits = std::get_if<DepositLimits>(&other);
      const bool bind = head_of(rule).region.lies_in(head.region) && meet(head_of(rule), head);
      if (limits != nullptr && bind) check_limits(table, rule, *limits);
    }
  }
}

void check_rate(TomlTable& table, std::optional<Rate> rate, const DepositLimits& limits,
                const Rate& least) {
  if (!rate || (*rate >= least && *rate <= limits.rate_max)) return;
  table.refuse("rate", kRuleBeyondLimits,
               {{"min", to_percent_string(least)},
                {"max", to_percent_string(limits.rate_max)},
                {"other", limits.head.id}});
}

// Several projects may go below the least rate, down to the floor; a clean past may go lower.
void RuleFileReader::check_limits(TomlTable& table, const Rule& rule, const DepositLimits& limits) {
  if (const auto* base = std::get_if<DepositBase>(&rule)) {
    auto tiers = table.tables("tiers");
    for (std::size_t i = 0; i < tiers.size(); ++i) {
      check_rate(tiers[i], base->tiers[i].rate, limits, limits.rate_min);
    }
  }
  if (const auto* projects = std::get_if<DepositProjects>(&rule)) {
    check_rate(table, projects->rate, limits, limits.floor);
  }
  if (const auto* history = std::get_if<DepositHistory>(&rule)) {
    check_rate(table, history->rate, limits, Rate(0));
  }
}

void keep_first(Findings& findings) {
  if (findings.size() <= kRuleFindingsMax) return;
  const auto more = std::to_string(findings.size() - kRuleFindingsMax);
  findings.erase(findings.begin() + kRuleFindingsMax, findings.end());
  findings.push_back(Finding{0, "", "", Severity::refuse, kRulesManyFaults, {{"more", more}}});
}

}  // namespace

Loaded<RuleFile> parse_rules(std::string_view text, const OtherRules& others) {
  Loaded<RuleFile> loaded;
  TomlDocument document(text, loaded.findings);
  if (auto root = document.root()) loaded.value = RuleFileReader(others).read(*root);
  keep_first(loaded.findings);
  return loaded;
}

Loaded<RuleFile> parse_rules(std::string_view text, const std::vector<Rule>& known) {
  return parse_rules(text, OtherRules{&known, nullptr});
}

Loaded<RuleFile> parse_rules(std::string_view text) { return parse_rules(text, OtherRules{}); }

}  // namespace anxin::payments
