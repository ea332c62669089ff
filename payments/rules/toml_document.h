// TOML data files, read into typed values with every fault named by its line.
//
// Role: the only place that knows toml++. Rules, master data, profiles and captions are read with
//       it: open a document, ask each table for what it must hold, then finish() the table, which
//       reports the keys that nobody asked for.
// Shape: a faulty value is reported and reads as an empty one, so that all faults of a file come in
//        one pass. Findings: row = line of the file, field = key path such as "contract.amount".
// Threads: one.
// Source: TOML 1.0.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"
#include "ledger/base/result.h"
#include "payments/domain/finding.h"

namespace anxin::payments {

/// More bytes than a data file can have. Details: max.
inline constexpr Reason kDataTooLarge{"data.too-large"};
/// Not TOML. Details: column, syntax (a word of toml_fault.h).
inline constexpr Reason kDataSyntax{"data.syntax"};
/// A required key is missing or empty. Details: key.
inline constexpr Reason kDataMissing{"data.missing"};
/// A value of another type. Details: key, expected.
inline constexpr Reason kDataWrongType{"data.wrong-type"};
/// A text that is not what it should be, such as a day that does not exist. Details: key, expected.
inline constexpr Reason kDataBadValue{"data.bad-value"};
/// A number outside its bounds. Details: key, min, max.
inline constexpr Reason kDataOutOfRange{"data.out-of-range"};
/// A word that is not in its list. Details: key, expected.
inline constexpr Reason kDataUnknownWord{"data.unknown-word"};
/// A key that means nothing here. Details: key, nearest (where nothing is near, all known ones).
inline constexpr Reason kDataUnknownKey{"data.unknown-key"};
/// The same id, number or day twice. Details: key.
inline constexpr Reason kDataDuplicate{"data.duplicate"};
/// An id that names nothing. Details: key, kind.
inline constexpr Reason kDataUnknownReference{"data.unknown-reference"};

inline constexpr std::array kDataReasons{
    kDataTooLarge,   kDataSyntax,      kDataMissing,    kDataWrongType, kDataBadValue,
    kDataOutOfRange, kDataUnknownWord, kDataUnknownKey, kDataDuplicate, kDataUnknownReference,
};

/// The largest rule file is some 100 KB; a city's master data, a few megabytes.
inline constexpr std::size_t kTomlBytesMax = std::size_t{16} << 20U;

/// A value with what was wrong on the way to it. Use the value only when nothing is refused.
template <class T>
struct Loaded {
  T value{};
  Findings findings;
  [[nodiscard]] bool refused() const { return worst(findings) == Severity::refuse; }
};

/// The word that was probably meant: at most two letters away; "-" where none is.
[[nodiscard]] std::string nearest_word(std::string_view key,
                                       const std::set<std::string, std::less<>>& known);

struct TomlNode;

/// A text or a number, as it is written.
struct TomlWritten {
  std::string text;
  bool is_number = false;
};

/// Bounds of an integer, both included.
struct IntegerRange {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

/// A table being read. It must not outlive its document.
class TomlTable {
 public:
  /// Requires: `findings` outlives the table; null `node` reads as an empty table.
  TomlTable(const TomlNode* node, std::string path, Findings& findings);

  // Required values: data.missing where they are not there.
  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] std::int64_t integer(std::string_view key, IntegerRange range);
  /// "126000000.00", a string, so that no binary fraction comes near it.
  [[nodiscard]] Money amount(std::string_view key);
  /// "25 %", "0.25" or "3/8", a string.
  [[nodiscard]] Rate rate(std::string_view key);
  /// "2026-03-01", quoted or bare.
  [[nodiscard]] Date date(std::string_view key);
  /// "2026-03".
  [[nodiscard]] Month month(std::string_view key);
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] TomlTable table(std::string_view key);
  /// A text, or a number that its reader may want as a text: what is wrong with it can be said.
  [[nodiscard]] std::optional<TomlWritten> written(std::string_view key);

  // The same where they may be absent.
  [[nodiscard]] std::optional<std::string> text_if(std::string_view key);
  [[nodiscard]] std::optional<std::int64_t> integer_if(std::string_view key, IntegerRange range);
  [[nodiscard]] std::optional<Money> amount_if(std::string_view key);
  [[nodiscard]] std::optional<Rate> rate_if(std::string_view key);
  [[nodiscard]] std::optional<Date> date_if(std::string_view key);
  [[nodiscard]] std::optional<Month> month_if(std::string_view key);
  [[nodiscard]] std::optional<bool> flag_if(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts_if(std::string_view key);
  [[nodiscard]] std::optional<TomlTable> table_if(std::string_view key);
  /// The tables of [[key]]; a single [key] counts as one. Empty where there is none.
  [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);

  /// Every key of the table, in order of name: for tables whose keys are data.
  [[nodiscard]] std::vector<std::string> keys() const;
  [[nodiscard]] bool has(std::string_view key) const;

  /// Reports a fault found by the caller at `key`; an empty key is the table itself.
  void refuse(std::string_view key, Reason code, Fields details = {});
  void report(std::string_view key, Severity severity, Reason code, Fields details = {});
  /// Reports every key that was never asked for, with the nearest one that was.
  void finish();

  /// How many findings the document has so far: a reader sees whether its own table added any.
  [[nodiscard]] std::size_t findings_so_far() const { return findings_->size(); }
  [[nodiscard]] std::uint32_t line() const;
  [[nodiscard]] std::uint32_t line_of(std::string_view key) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  [[nodiscard]] const TomlNode* ask(std::string_view key);
  [[nodiscard]] const TomlNode* demand(std::string_view key);
  void wrong_type(std::string_view key, std::string_view expected);
  void bad_value(std::string_view key, std::string_view expected);
  [[nodiscard]] std::string key_path(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> string_of(std::string_view key, const TomlNode* node);
  [[nodiscard]] std::optional<std::int64_t> integer_of(std::string_view key, const TomlNode* node,
                                                       IntegerRange range);
  [[nodiscard]] std::optional<Money> amount_of(std::string_view key, const TomlNode* node);
  [[nodiscard]] std::optional<Rate> rate_of(std::string_view key, const TomlNode* node);
  [[nodiscard]] std::optional<Date> date_of(std::string_view key, const TomlNode* node);
  [[nodiscard]] std::optional<Month> month_of(std::string_view key, const TomlNode* node);
  [[nodiscard]] std::optional<bool> flag_of(std::string_view key, const TomlNode* node);
  [[nodiscard]] std::vector<std::string> texts_of(std::string_view key, const TomlNode* node);

  const TomlNode* node_;
  std::string path_;
  Findings* findings_;
  std::set<std::string, std::less<>> asked_;
};

/// A parsed file. Owns the values that its tables show.
class TomlDocument {
 public:
  /// Parses the text; on a fault the document is empty and `findings` says data.syntax or
  /// data.too-large.
  TomlDocument(std::string_view text, Findings& findings);
  ~TomlDocument();
  TomlDocument(TomlDocument&&) noexcept;
  TomlDocument& operator=(TomlDocument&&) noexcept;

  /// The table at the top; null when the text is not TOML.
  [[nodiscard]] std::optional<TomlTable> root();

 private:
  std::unique_ptr<TomlNode> root_;
  Findings* findings_;
};

}  // namespace anxin::payments
