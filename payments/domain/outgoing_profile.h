// How a bank wants its payment files: data, not code.
//
// Role: read from payments/rules/data/outgoing_files.toml; payments/bank/outgoing_file.h writes by
//       it. Which profile an account uses by default stands in its bank profile.
// Source: formats.md 2.1; every layout is a default, to be confirmed with the bank.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::payments {

template <class E>
struct OutgoingWord {
  E value;
  std::string_view word;
};

enum class Carrier : std::uint8_t {
  pain001_09,  ///< ISO 20022 pain.001.001.09
  pain001_03,  ///< ISO 20022 pain.001.001.03, the version of the older channels
  text,        ///< columns with separators
  workbook,    ///< xlsx
};
inline constexpr std::array<OutgoingWord<Carrier>, 4> kCarrierWords{
    {{Carrier::pain001_09, "pain.001.001.09"},
     {Carrier::pain001_03, "pain.001.001.03"},
     {Carrier::text, "text"},
     {Carrier::workbook, "xlsx"}}};

enum class TextEncoding : std::uint8_t { utf8, gbk, gb18030 };
inline constexpr std::array<OutgoingWord<TextEncoding>, 3> kEncodingWords{
    {{TextEncoding::utf8, "utf-8"},
     {TextEncoding::gbk, "gbk"},
     {TextEncoding::gb18030, "gb18030"}}};

enum class LineEnd : std::uint8_t { lf, crlf };
inline constexpr std::array<OutgoingWord<LineEnd>, 2> kLineEndWords{
    {{LineEnd::lf, "lf"}, {LineEnd::crlf, "crlf"}}};

/// How a cell that holds the separator, a quote or a line break is written.
enum class Quoting : std::uint8_t {
  rfc4180,  ///< in quotes
  refuse,   ///< not at all: the bank's reader knows no quotes
};
inline constexpr std::array<OutgoingWord<Quoting>, 2> kQuotingWords{
    {{Quoting::rfc4180, "rfc4180"}, {Quoting::refuse, "refuse"}}};

/// How a row ends.
enum class RowEnd : std::uint8_t { bare, separator };
inline constexpr std::array<OutgoingWord<RowEnd>, 2> kRowEndWords{
    {{RowEnd::bare, "bare"}, {RowEnd::separator, "separator"}}};

/// What stands before a text so that a spreadsheet does not take it for a number or a formula:
/// always before an account, else before a text that begins with = + - @.
enum class TextMark : std::uint8_t {
  none,  ///< such a text is refused
  tab,
  apostrophe,
};
inline constexpr std::array<OutgoingWord<TextMark>, 3> kTextMarkWords{
    {{TextMark::none, "none"}, {TextMark::tab, "tab"}, {TextMark::apostrophe, "apostrophe"}}};

/// What a cell holds.
enum class OutgoingField : std::uint8_t {
  fixed,          ///< the profile's own text, or nothing
  seq,            ///< 1, 2, 3 … within the file
  account,        ///< the worker's card
  name,           ///< 户名
  amount,         ///< yuan with two decimals
  bank_code,      ///< 联行行号 of the worker's bank; empty where it is not known
  purpose,        ///< "2026年10月工资"
  line,           ///< our line, the end-to-end id
  file,           ///< our file
  date,           ///< yyyymmdd of execution
  payer,          ///< 户名 of the wage account
  payer_account,  ///< its number
  count,          ///< of the file's payments
  sum,            ///< of the file's payments
};
inline constexpr std::array<OutgoingWord<OutgoingField>, 14> kFieldWords{
    {{OutgoingField::fixed, "fixed"},
     {OutgoingField::seq, "seq"},
     {OutgoingField::account, "account"},
     {OutgoingField::name, "name"},
     {OutgoingField::amount, "amount"},
     {OutgoingField::bank_code, "bank_code"},
     {OutgoingField::purpose, "purpose"},
     {OutgoingField::line, "line"},
     {OutgoingField::file, "file"},
     {OutgoingField::date, "date"},
     {OutgoingField::payer, "payer"},
     {OutgoingField::payer_account, "payer_account"},
     {OutgoingField::count, "count"},
     {OutgoingField::sum, "sum"}}};

template <class E, std::size_t N>
[[nodiscard]] constexpr std::string_view word_in(const std::array<OutgoingWord<E>, N>& words,
                                                 E value) {
  for (const auto& known : words) {
    if (known.value == value) return known.word;
  }
  return "";
}

struct OutgoingColumn {
  std::string caption;  ///< empty in a head line
  OutgoingField field = OutgoingField::fixed;
  std::string text;  ///< of a fixed column
};

struct OutgoingProfile {
  std::string id;
  std::string name;
  Carrier carrier = Carrier::pain001_09;
  TextEncoding encoding = TextEncoding::utf8;
  LineEnd line_end = LineEnd::lf;
  Quoting quoting = Quoting::rfc4180;
  RowEnd row_end = RowEnd::bare;
  TextMark text_mark = TextMark::none;
  char separator = ',';
  std::string extension;                ///< of the file's name: "xml", "csv", "txt", "xlsx"
  std::vector<OutgoingColumn> head;     ///< a first line of totals; empty where there is none
  std::uint32_t caption_row = 1;        ///< where the captions stand; 0: there are none
  std::vector<OutgoingColumn> columns;  ///< none for pain.001
  std::uint32_t lines_max = 2'000;      ///< a file is split at this many payments
  std::string source;
};

/// What a bank profile that names none means, and every file without a record of its layout.
inline constexpr std::string_view kDefaultOutgoing = "pain.001.001.09";

/// Null where none has this id.
[[nodiscard]] inline const OutgoingProfile* find_outgoing(
    const std::vector<OutgoingProfile>& profiles, std::string_view id) {
  for (const auto& profile : profiles) {
    if (profile.id == id) return &profile;
  }
  return nullptr;
}

}  // namespace anxin::payments
