#include "payments/rules/outgoing_profiles.h"

#include <algorithm>

#include "ledger/base/text.h"

namespace anxin::payments {
namespace {

// The largest batch that host-to-host channels take (formats.md section 5).
constexpr IntegerRange kOutgoingLines{1, 99'999};
constexpr IntegerRange kCaptionRows{0, 12};  // as far down as our own reader looks for captions
constexpr std::string_view kSeparators = ",|;\t";

template <class E, std::size_t N>
std::string listed(const std::array<OutgoingWord<E>, N>& words) {
  std::string all;
  for (const auto& known : words) all.append(all.empty() ? "" : ", ").append(known.word);
  return all;
}

// The word's value; the first of the list where the key is left out.
template <class E, std::size_t N>
E read_word(TomlTable& table, std::string_view key, const std::array<OutgoingWord<E>, N>& words) {
  const auto text = table.text_if(key);
  if (!text) return words.front().value;
  for (const auto& known : words) {
    if (known.word == *text) return known.value;
  }
  table.refuse(key, kDataUnknownWord, {{"expected", listed(words)}});
  return words.front().value;
}

bool is_quoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '\'' && text.back() == '\'';
}

// What a cell holds: a field's word, a 'fixed text' or nothing.
OutgoingColumn read_cell(TomlTable& table, std::string_view key, std::string_view text) {
  OutgoingColumn column;
  if (text.empty()) return column;
  if (is_quoted(text)) {
    column.text = text.substr(1, text.size() - 2);
    return column;
  }
  const auto found = std::find_if(kFieldWords.begin(), kFieldWords.end(),
                                  [&](const auto& known) { return known.word == text; });
  if (found == kFieldWords.end()) {
    table.refuse(key, kDataUnknownWord, {{"expected", listed(kFieldWords)}});
  } else {
    column.field = found->value;
  }
  return column;
}

std::vector<OutgoingColumn> read_columns(TomlTable& table) {
  std::vector<OutgoingColumn> columns;
  for (const auto& text : table.texts("columns")) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || trim(std::string_view(text).substr(0, equals)).empty()) {
      table.refuse("columns", kDataBadValue, {{"expected", "caption = field"}});
      continue;
    }
    auto column = read_cell(table, "columns", trim(std::string_view(text).substr(equals + 1)));
    column.caption = trim(std::string_view(text).substr(0, equals));
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<OutgoingColumn> read_head(TomlTable& table) {
  std::vector<OutgoingColumn> head;
  for (const auto& text : table.texts_if("head")) {
    head.push_back(read_cell(table, "head", trim(text)));
  }
  return head;
}

char read_separator(TomlTable& table) {
  const auto text = table.text_if("separator").value_or(",");
  if (text.size() == 1 && kSeparators.find(text.front()) != std::string_view::npos) {
    return text.front();
  }
  table.refuse("separator", kDataBadValue, {{"expected", ", | ; or TAB"}});
  return ',';
}

bool is_plain(const OutgoingColumn& column, char separator) {
  const auto bad = [&](char c) { return c == separator || c == '"' || c == '\n' || c == '\r'; };
  const auto& text = column.text;
  if (std::any_of(text.begin(), text.end(), bad)) return false;
  if (std::any_of(column.caption.begin(), column.caption.end(), bad)) return false;
  return text.empty() || std::string_view("=+-@").find(text.front()) == std::string_view::npos;
}

// What a layout must have so that it pays the right person the right amount.
void check_layout(TomlTable& table, const OutgoingProfile& profile) {
  for (const auto field : {OutgoingField::account, OutgoingField::name, OutgoingField::amount}) {
    const auto times = std::count_if(profile.columns.begin(), profile.columns.end(),
                                     [&](const auto& column) { return column.field == field; });
    if (times != 1) {
      table.refuse("columns", kDataBadValue,
                   {{"expected", std::string(word_in(kFieldWords, field)) + " once"}});
    }
  }
  for (const auto* cells : {&profile.columns, &profile.head}) {
    for (const auto& column : *cells) {
      if (!is_plain(column, profile.separator)) {
        table.refuse("columns", kDataBadValue, {{"expected", "a text without separators"}});
      }
    }
  }
}

void read_layout(TomlTable& table, OutgoingProfile& profile) {
  profile.encoding = read_word(table, "encoding", kEncodingWords);
  profile.line_end = read_word(table, "line_end", kLineEndWords);
  profile.quoting = read_word(table, "quoting", kQuotingWords);
  profile.row_end = read_word(table, "row_end", kRowEndWords);
  profile.text_mark = read_word(table, "text_mark", kTextMarkWords);
  profile.separator = read_separator(table);
  profile.head = read_head(table);
  profile.caption_row =
      static_cast<std::uint32_t>(table.integer_if("caption_row", kCaptionRows).value_or(1));
  profile.columns = read_columns(table);
  if (profile.text_mark == TextMark::tab && profile.separator == '\t') {
    table.refuse("text_mark", kDataBadValue, {{"expected", "a mark that is no separator"}});
  }
  check_layout(table, profile);
}

std::string_view extension_of(Carrier carrier) {
  if (carrier == Carrier::text) return "csv";
  return carrier == Carrier::workbook ? "xlsx" : "xml";
}

OutgoingProfile read_profile(TomlTable& table) {
  OutgoingProfile profile;
  profile.id = table.text("id");
  profile.name = table.text("name");
  profile.carrier = read_word(table, "carrier", kCarrierWords);
  profile.lines_max = static_cast<std::uint32_t>(table.integer("lines_max", kOutgoingLines));
  profile.source = table.text("source");
  profile.extension =
      table.text_if("extension").value_or(std::string(extension_of(profile.carrier)));
  const bool has_columns = profile.carrier == Carrier::text || profile.carrier == Carrier::workbook;
  if (has_columns) read_layout(table, profile);
  table.finish();
  return profile;
}

}  // namespace

Loaded<std::vector<OutgoingProfile>> parse_outgoing_profiles(std::string_view text) {
  Loaded<std::vector<OutgoingProfile>> loaded;
  TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (!root) return loaded;
  for (auto& table : root->tables("profile")) {
    auto profile = read_profile(table);
    if (find_outgoing(loaded.value, profile.id) != nullptr) table.refuse("id", kDataDuplicate);
    loaded.value.push_back(std::move(profile));
  }
  root->finish();
  return loaded;
}

}  // namespace anxin::payments
