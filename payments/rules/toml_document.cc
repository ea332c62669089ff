#include "payments/rules/toml_document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "payments/rules/toml_fault.h"

namespace anxin::payments {

struct TomlNode {
  enum class Kind : std::uint8_t { table, array, text, integer, fraction, flag, date, other };
  Kind kind = Kind::other;
  std::uint32_t line = 0;
  std::string text;                // of text, date and fraction
  std::int64_t integer = 0;        // of integer and flag
  std::vector<TomlNode> items;     // of an array and of a table
  std::vector<std::string> names;  // of a table: the key of each item

  [[nodiscard]] const TomlNode* member(std::string_view key) const;
};

const TomlNode* TomlNode::member(std::string_view key) const {
  const auto at = std::find(names.begin(), names.end(), key);
  return at == names.end() ? nullptr : &items[static_cast<std::size_t>(at - names.begin())];
}

namespace {

using Kind = TomlNode::Kind;

// Keys further apart than this are different words, not slips of the pen.
constexpr std::size_t kNearDistanceMax = 2;

struct Pending {
  const toml::node* from;
  TomlNode* to;
};

void copy_table(const toml::table& table, TomlNode& node, std::vector<Pending>& pending) {
  node.kind = Kind::table;
  node.items.resize(table.size());
  for (const auto& [key, value] : table) {
    pending.push_back({&value, &node.items[node.names.size()]});
    node.names.emplace_back(key.str());
  }
}

void copy_array(const toml::array& array, TomlNode& node, std::vector<Pending>& pending) {
  node.kind = Kind::array;
  node.items.resize(array.size());
  for (std::size_t at = 0; at < array.size(); ++at)
    pending.push_back({&array[at], &node.items[at]});
}

void copy_value(const toml::node& value, TomlNode& node) {
  if (const auto* text = value.as_string()) {
    node.kind = Kind::text;
    node.text = text->get();
  } else if (const auto* integer = value.as_integer()) {
    node.kind = Kind::integer;
    node.integer = integer->get();
  } else if (const auto* fraction = value.as_floating_point()) {
    std::ostringstream written;
    written << *fraction;
    node.kind = Kind::fraction;
    node.text = written.str();
  } else if (const auto* flag = value.as_boolean()) {
    node.kind = Kind::flag;
    node.integer = flag->get() ? 1 : 0;
  } else if (const auto* date = value.as_date()) {
    std::ostringstream written;
    written << date->get();
    node.kind = Kind::date;
    node.text = written.str();
  }
}

TomlNode copy_document(const toml::table& table) {
  TomlNode root;
  root.line = 1;
  std::vector<Pending> pending;
  copy_table(table, root, pending);
  while (!pending.empty()) {
    const auto [from, to] = pending.back();
    pending.pop_back();
    to->line = from->source().begin.line;
    if (const auto* inner = from->as_table()) {
      copy_table(*inner, *to, pending);
    } else if (const auto* array = from->as_array()) {
      copy_array(*array, *to, pending);
    } else {
      copy_value(*from, *to);
    }
  }
  return root;
}

// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string listed(const std::set<std::string, std::less<>>& words) {
  std::string all;
  for (const auto& word : words) all.append(all.empty() ? "" : ", ").append(word);
  return all.empty() ? "-" : all;
}

}  // namespace

std::string nearest_word(std::string_view key, const std::set<std::string, std::less<>>& known) {
  std::string best = "-";
  std::size_t best_distance = kNearDistanceMax + 1;
  for (const auto& word : known) {
    const auto apart = distance(key, word);
    if (apart < best_distance) {
      best_distance = apart;
      best = word;
    }
  }
  return best;
}

TomlTable::TomlTable(const TomlNode* node, std::string path, Findings& findings)
    : node_(node), path_(std::move(path)), findings_(&findings) {}

std::string TomlTable::text(std::string_view key) {
  return string_of(key, demand(key)).value_or("");
}

std::int64_t TomlTable::integer(std::string_view key, IntegerRange range) {
  return integer_of(key, demand(key), range).value_or(range.min);
}

std::optional<TomlWritten> TomlTable::written(std::string_view key) {
  const auto* node = demand(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind == Kind::integer) return TomlWritten{std::to_string(node->integer), true};
  if (node->kind == Kind::fraction) return TomlWritten{node->text, true};
  const auto text = string_of(key, node);
  if (!text) return std::nullopt;
  return TomlWritten{*text, false};
}

Money TomlTable::amount(std::string_view key) {
  return amount_of(key, demand(key)).value_or(Money());
}

Rate TomlTable::rate(std::string_view key) { return rate_of(key, demand(key)).value_or(Rate(0)); }

Date TomlTable::date(std::string_view key) { return date_of(key, demand(key)).value_or(Date()); }

Month TomlTable::month(std::string_view key) {
  return month_of(key, demand(key)).value_or(anxin::month_of(Date()));
}

bool TomlTable::flag(std::string_view key) { return flag_of(key, demand(key)).value_or(false); }

std::vector<std::string> TomlTable::texts(std::string_view key) {
  return texts_of(key, demand(key));
}

TomlTable TomlTable::table(std::string_view key) {
  const auto* node = demand(key);
  if (node != nullptr && node->kind != Kind::table) {
    wrong_type(key, "table");
    node = nullptr;
  }
  return {node, key_path(key), *findings_};
}

std::optional<std::string> TomlTable::text_if(std::string_view key) {
  return string_of(key, ask(key));
}

std::optional<std::int64_t> TomlTable::integer_if(std::string_view key, IntegerRange range) {
  return integer_of(key, ask(key), range);
}

std::optional<Money> TomlTable::amount_if(std::string_view key) { return amount_of(key, ask(key)); }

std::optional<Rate> TomlTable::rate_if(std::string_view key) { return rate_of(key, ask(key)); }

std::optional<Date> TomlTable::date_if(std::string_view key) { return date_of(key, ask(key)); }

std::optional<Month> TomlTable::month_if(std::string_view key) { return month_of(key, ask(key)); }

std::optional<bool> TomlTable::flag_if(std::string_view key) { return flag_of(key, ask(key)); }

std::vector<std::string> TomlTable::texts_if(std::string_view key) {
  return texts_of(key, ask(key));
}

std::optional<TomlTable> TomlTable::table_if(std::string_view key) {
  if (ask(key) == nullptr) return std::nullopt;
  return table(key);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  std::vector<TomlTable> found;
  const auto* node = ask(key);
  if (node == nullptr) return found;
  if (node->kind == Kind::table) {
    found.emplace_back(node, key_path(key), *findings_);
    return found;
  }
  if (node->kind != Kind::array) wrong_type(key, "tables");
  for (const auto& item : node->items) {
    if (item.kind == Kind::table) {
      found.emplace_back(&item, key_path(key), *findings_);
    } else {
      findings_->push_back(Finding{item.line,
                                   "",
                                   key_path(key),
                                   Severity::refuse,
                                   kDataWrongType,
                                   {{"key", key_path(key)}, {"expected", "table"}}});
    }
  }
  return found;
}

std::vector<std::string> TomlTable::keys() const {
  std::vector<std::string> names;
  if (node_ != nullptr) names = node_->names;
  std::sort(names.begin(), names.end());
  return names;
}

bool TomlTable::has(std::string_view key) const {
  return node_ != nullptr && node_->member(key) != nullptr;
}

void TomlTable::refuse(std::string_view key, Reason code, Fields details) {
  report(key, Severity::refuse, code, std::move(details));
}

void TomlTable::report(std::string_view key, Severity severity, Reason code, Fields details) {
  details.insert(details.begin(), {"key", key_path(key)});
  findings_->push_back(
      Finding{line_of(key), "", key_path(key), severity, code, std::move(details)});
}

void TomlTable::finish() {
  for (const auto& key : keys()) {
    if (asked_.contains(key)) continue;
    const auto nearest = nearest_word(key, asked_);
    refuse(key, kDataUnknownKey, {{"nearest", nearest == "-" ? listed(asked_) : nearest}});
  }
}

std::uint32_t TomlTable::line() const { return node_ == nullptr ? 0 : node_->line; }

std::uint32_t TomlTable::line_of(std::string_view key) const {
  const auto* node = node_ == nullptr || key.empty() ? nullptr : node_->member(key);
  return node == nullptr ? line() : node->line;
}

const TomlNode* TomlTable::ask(std::string_view key) {
  asked_.emplace(key);
  return node_ == nullptr ? nullptr : node_->member(key);
}

const TomlNode* TomlTable::demand(std::string_view key) {
  const auto* node = ask(key);
  const bool empty = node != nullptr && node->kind == Kind::text && node->text.empty();
  if (node != nullptr && !empty) return node;
  // A table that is missing as a whole was reported once.
  if (node_ != nullptr) refuse(key, kDataMissing);
  return nullptr;
}

void TomlTable::wrong_type(std::string_view key, std::string_view expected) {
  refuse(key, kDataWrongType, {{"expected", std::string(expected)}});
}

void TomlTable::bad_value(std::string_view key, std::string_view expected) {
  refuse(key, kDataBadValue, {{"expected", std::string(expected)}});
}

std::string TomlTable::key_path(std::string_view key) const {
  if (path_.empty()) return std::string(key);
  return key.empty() ? path_ : path_ + "." + std::string(key);
}

std::optional<std::string> TomlTable::string_of(std::string_view key, const TomlNode* node) {
  if (node == nullptr) return std::nullopt;
  if (node->kind == Kind::text) return node->text;
  wrong_type(key, "string");
  return std::nullopt;
}

std::optional<std::int64_t> TomlTable::integer_of(std::string_view key, const TomlNode* node,
                                                  IntegerRange range) {
  if (node == nullptr) return std::nullopt;
  if (node->kind != Kind::integer) {
    wrong_type(key, "integer");
    return std::nullopt;
  }
  if (node->integer >= range.min && node->integer <= range.max) return node->integer;
  refuse(key, kDataOutOfRange,
         {{"min", std::to_string(range.min)}, {"max", std::to_string(range.max)}});
  return std::nullopt;
}

std::optional<Money> TomlTable::amount_of(std::string_view key, const TomlNode* node) {
  const auto text = string_of(key, node);
  if (!text) return std::nullopt;
  const auto amount = parse_yuan(*text);
  if (!amount) bad_value(key, "amount such as 126000000.00");
  return amount;
}

std::optional<Rate> TomlTable::rate_of(std::string_view key, const TomlNode* node) {
  const auto text = string_of(key, node);
  if (!text) return std::nullopt;
  const auto rate = parse_rate(*text);
  if (!rate) bad_value(key, "rate such as 25 %");
  return rate;
}

std::optional<Date> TomlTable::date_of(std::string_view key, const TomlNode* node) {
  if (node == nullptr) return std::nullopt;
  const auto text = node->kind == Kind::date ? node->text : string_of(key, node);
  if (!text) return std::nullopt;
  const auto date = parse_date(*text);
  if (!date) bad_value(key, "date such as 2026-03-01");
  return date;
}

std::optional<Month> TomlTable::month_of(std::string_view key, const TomlNode* node) {
  const auto text = string_of(key, node);
  if (!text) return std::nullopt;
  const auto month = parse_month(*text);
  if (!month) bad_value(key, "month such as 2026-03");
  return month;
}

std::optional<bool> TomlTable::flag_of(std::string_view key, const TomlNode* node) {
  if (node == nullptr) return std::nullopt;
  if (node->kind == Kind::flag) return node->integer != 0;
  wrong_type(key, "true or false");
  return std::nullopt;
}

std::vector<std::string> TomlTable::texts_of(std::string_view key, const TomlNode* node) {
  std::vector<std::string> found;
  if (node == nullptr) return found;
  const bool all_text = node->kind == Kind::array &&
                        std::all_of(node->items.begin(), node->items.end(),
                                    [](const TomlNode& item) { return item.kind == Kind::text; });
  if (!all_text) {
    wrong_type(key, "list of strings");
    return found;
  }
  for (const auto& item : node->items) found.push_back(item.text);
  return found;
}

TomlDocument::TomlDocument(std::string_view text, Findings& findings) : findings_(&findings) {
  if (text.size() > kTomlBytesMax) {
    findings.push_back(Finding{
        0, "", "", Severity::refuse, kDataTooLarge, {{"max", std::to_string(kTomlBytesMax)}}});
    return;
  }
  try {
    root_ = std::make_unique<TomlNode>(copy_document(toml::parse(text)));
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    findings.push_back(Finding{at.line,
                               "",
                               "",
                               Severity::refuse,
                               kDataSyntax,
                               {{"column", std::to_string(at.column)},
                                {"syntax", std::string(toml_fault_word(error.description()))}}});
  }
}

TomlDocument::~TomlDocument() = default;
TomlDocument::TomlDocument(TomlDocument&&) noexcept = default;
TomlDocument& TomlDocument::operator=(TomlDocument&&) noexcept = default;

std::optional<TomlTable> TomlDocument::root() {
  if (!root_) return std::nullopt;
  return TomlTable(root_.get(), "", *findings_);
}

}  // namespace anxin::payments
