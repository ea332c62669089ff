#include "payments/rules/incoming_profiles.h"

#include <algorithm>
#include <array>
#include <utility>

namespace anxin::payments {
namespace {

// A word of the file and what it stands for; the first is the default.
template <class T>
using Choice = std::array<std::pair<std::string_view, T>, 2>;

constexpr Choice<NamespaceRule> kNamespaces{
    {{"note", NamespaceRule::note}, {"refuse", NamespaceRule::refuse}}};
constexpr Choice<ReversalSign> kReversals{
    {{"as-written", ReversalSign::as_written}, {"inverted", ReversalSign::inverted}}};
constexpr Choice<Absence> kAbsences{
    {{"nothing", Absence::says_nothing}, {"success", Absence::success}}};
constexpr Choice<AmountUnit> kUnits{{{"yuan", AmountUnit::yuan}, {"fen", AmountUnit::fen}}};
constexpr Choice<RowOrder> kOrders{
    {{"oldest-first", RowOrder::oldest_first}, {"newest-first", RowOrder::newest_first}}};
constexpr Choice<TotalRule> kTotals{
    {{"optional", TotalRule::optional}, {"required", TotalRule::required}}};

template <class T>
T choose(TomlTable& table, std::string_view key, const Choice<T>& choice) {
  const auto word = table.text_if(key);
  if (!word) return choice.front().second;
  for (const auto& [known, value] : choice) {
    if (known == *word) return value;
  }
  table.refuse(key, kDataUnknownWord,
               {{"expected", std::string(choice[0].first) + ", " + std::string(choice[1].first)}});
  return choice.front().second;
}

IncomingShape read_shape(TomlTable& table) {
  const auto word = table.text("shape");
  for (const auto shape : {IncomingShape::iso, IncomingShape::returns, IncomingShape::statement}) {
    if (to_word(shape) == word) return shape;
  }
  if (!word.empty()) {
    table.refuse("shape", kDataUnknownWord, {{"expected", "iso, return, statement"}});
  }
  return IncomingShape::iso;
}

void read_columns(TomlTable table, IncomingProfile& profile) {
  for (const auto& [column, word] : incoming_columns()) {
    if (table.has(word)) profile.columns[column] = table.texts(word);
  }
  table.finish();
}

IncomingWords read_words(TomlTable table) {
  IncomingWords words;
  words.paid = table.texts_if("paid");
  words.failed = table.texts_if("failed");
  words.in_flight = table.texts_if("in_flight");
  words.credit = table.texts_if("credit");
  words.debit = table.texts_if("debit");
  words.returned = table.texts_if("returned");
  words.total = table.texts_if("total");
  table.finish();
  return words;
}

// Without these a table cannot be told apart from another, or a row from the next.
void check_columns(TomlTable& table, const IncomingProfile& profile) {
  if (profile.shape == IncomingShape::iso) return;
  const auto has = [&](IncomingColumn column) { return profile.columns.contains(column); };
  const bool two = has(IncomingColumn::credit) && has(IncomingColumn::debit);
  if (!has(IncomingColumn::amount) && !two) {
    table.refuse("columns", kDataMissing, {{"key", "amount"}});
  }
  if (profile.shape == IncomingShape::statement && !has(IncomingColumn::date)) {
    table.refuse("columns", kDataMissing, {{"key", "date"}});
  }
  const bool names = has(IncomingColumn::account) || has(IncomingColumn::line);
  if (profile.shape == IncomingShape::returns && !names) {
    table.refuse("columns", kDataMissing, {{"key", "account"}});
  }
}

IncomingProfile read_profile(TomlTable& table) {
  IncomingProfile profile;
  profile.id = table.text("id");
  profile.name = table.text("name");
  profile.source = table.text("source");
  profile.shape = read_shape(table);
  profile.space = choose(table, "namespace", kNamespaces);
  profile.reversal = choose(table, "reversal", kReversals);
  profile.absence = choose(table, "absence", kAbsences);
  profile.unit = choose(table, "unit", kUnits);
  profile.order = choose(table, "order", kOrders);
  profile.totals = choose(table, "totals", kTotals);
  profile.cut_text = table.flag_if("cut_text").value_or(false);
  if (auto columns = table.table_if("columns")) read_columns(std::move(*columns), profile);
  if (auto words = table.table_if("words")) profile.words = read_words(std::move(*words));
  check_columns(table, profile);
  table.finish();
  return profile;
}

std::vector<ReturnText> read_texts(TomlTable& root) {
  std::vector<ReturnText> texts;
  for (auto& table : root.tables("reason")) {
    const auto code = table.text("code");
    for (auto& text : table.texts("texts")) {
      const bool known = std::any_of(texts.begin(), texts.end(),
                                     [&](const ReturnText& one) { return one.text == text; });
      if (known) table.refuse("texts", kDataDuplicate);
      texts.push_back({std::move(text), code});
    }
    table.finish();
  }
  return texts;
}

}  // namespace

Loaded<std::vector<IncomingProfile>> parse_incoming_profiles(std::string_view text) {
  Loaded<std::vector<IncomingProfile>> loaded;
  TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (!root) return loaded;
  const auto texts = read_texts(*root);
  for (auto& table : root->tables("profile")) {
    auto profile = read_profile(table);
    if (find_profile(loaded.value, profile.id) != nullptr) table.refuse("id", kDataDuplicate);
    if (profile.shape == IncomingShape::returns) profile.texts = texts;
    loaded.value.push_back(std::move(profile));
  }
  root->finish();
  return loaded;
}

const IncomingProfile* find_profile(const std::vector<IncomingProfile>& profiles,
                                    std::string_view id) {
  const auto at = std::find_if(profiles.begin(), profiles.end(),
                               [&](const IncomingProfile& profile) { return profile.id == id; });
  return at == profiles.end() ? nullptr : &*at;
}

}  // namespace anxin::payments
