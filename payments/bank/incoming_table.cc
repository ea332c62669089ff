#include "payments/bank/incoming_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/header_row.h"
#include "payments/bank/iso_values.h"
#include "payments/bank/table_amount.h"

namespace anxin::bank {
namespace {

constexpr unsigned char kAsciiMax = 0x7F;
constexpr std::size_t kDayDigits = 8;  // yyyymmdd

// Bytes of the GB18030 character at the front: its second byte tells two from four.
std::size_t character_bytes(std::string_view text) {
  if (static_cast<unsigned char>(text.front()) <= kAsciiMax) return 1;
  const bool four = text.size() > 1 && text[1] >= '0' && text[1] <= '9';
  return four ? 4 : 2;
}

// What a line ends with before CR and LF: neither byte is part of another character.
std::string_view whole_characters(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size()) {
    const auto bytes = character_bytes(line.substr(at));
    if (at + bytes > line.size()) return line.substr(0, at);
    at += bytes;
  }
  return line;
}

bool begins_with_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.starts_with(word); });
}

bool holds_money(const std::map<IncomingColumn, std::uint32_t>& columns) {
  return columns.contains(IncomingColumn::amount) ||
         (columns.contains(IncomingColumn::credit) && columns.contains(IncomingColumn::debit));
}

// "账号：3605…" → "3605…"; nothing where the cell is not this caption with a colon.
std::string value_behind(std::string_view cell, std::string_view caption) {
  if (!cell.starts_with(caption)) return "";
  const auto rest = cell.substr(caption.size());
  return rest.starts_with(':') ? std::string(trim(rest.substr(1))) : "";
}

std::optional<Money> read_fen(std::string_view cell) {
  const bool negative = cell.starts_with('-');
  const auto fen = parse_iso_number(negative ? cell.substr(1) : cell);
  if (!fen || *fen > static_cast<std::uint64_t>(kTotalAmountMax.minor())) return std::nullopt;
  const auto money = Money::from_minor(static_cast<std::int64_t>(*fen));
  return negative ? -money : money;
}

// 000000149.87 → 149.87, and the plus sign away.
std::string without_padding(std::string text) {
  if (text.starts_with('+')) text.erase(0, 1);
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  while (text.size() > sign + 1 && text[sign] == '0' && text[sign + 1] >= '0' &&
         text[sign + 1] <= '9') {
    text.erase(sign, 1);
  }
  return text;
}

std::vector<std::string> digit_runs(std::string_view text) {
  std::vector<std::string> runs;
  bool open = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !open) runs.emplace_back();
    if (digit) runs.back() += c;
    open = digit;
  }
  return runs;
}

}  // namespace

std::string without_cut_characters(std::string_view bytes) {
  std::string mended;
  mended.reserve(bytes.size());
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    mended += whole_characters(bytes.substr(0, end));
    bytes.remove_prefix(end);
    const auto next = std::min(bytes.find_first_not_of("\r\n"), bytes.size());
    mended += bytes.substr(0, next);
    bytes.remove_prefix(next);
  }
  return mended;
}

std::optional<Money> read_bank_amount(std::string_view cell, payments::AmountUnit unit) {
  const auto text = squeeze(cell);
  if (unit == payments::AmountUnit::fen) return read_fen(text);
  const auto amount = read_amount(without_padding(text), kTotalAmountMax);
  if (!amount) return std::nullopt;
  return *amount;
}

std::optional<Date> read_bank_day(std::string_view cell) {
  const auto runs = digit_runs(cell);
  if (runs.empty()) return std::nullopt;
  if (runs.front().size() >= kDayDigits) {
    const auto& run = runs.front();
    return parse_date(run.substr(0, 4) + "-" + run.substr(4, 2) + "-" + run.substr(6, 2));
  }
  if (runs.size() < 3 || runs[0].size() != 4 || runs[1].size() > 2 || runs[2].size() > 2) {
    return std::nullopt;
  }
  return parse_date(fmt::format("{}-{:0>2}-{:0>2}", runs[0], runs[1], runs[2]));
}

Result<IncomingTable> IncomingTable::open(std::string_view bytes, const IncomingProfile& profile) {
  auto decoded = decode_text(bytes);
  if (!decoded && profile.cut_text) decoded = decode_text(without_cut_characters(bytes));
  auto text = LEDGER_TRY(std::move(decoded));
  IncomingTable table(LEDGER_TRY(read_csv(text.text)), profile);
  if (!table.find_header()) return fail(kTableHeaderMissing, {{"profile", profile.id}});
  return table;
}

std::map<IncomingColumn, std::uint32_t> IncomingTable::captions_in(std::uint32_t row) const {
  std::map<IncomingColumn, std::uint32_t> found;
  for (std::uint32_t at = 0; at < cells_.cells_in(row); ++at) {
    const auto caption = normal_caption(cells_.cell(row, at));
    if (caption.empty()) continue;
    for (const auto& [column, captions] : profile_->columns) {
      const bool is_it = std::any_of(captions.begin(), captions.end(), [&](const auto& one) {
        return normal_caption(one) == caption;
      });
      if (is_it) found.emplace(column, at);
    }
  }
  return found;
}

bool IncomingTable::find_header() {
  const auto last = std::min(cells_.rows(), kHeaderRowsMax);
  for (std::uint32_t row = 1; row <= last; ++row) {
    auto found = captions_in(row);
    if (!holds_money(found) || found.size() < 2) continue;
    header_row_ = row;
    columns_ = std::move(found);
    return true;
  }
  return false;
}

IncomingRow IncomingTable::kind_of(std::uint32_t row) const {
  std::uint32_t filled = 0;
  std::string first;
  for (std::uint32_t at = 0; at < cells_.cells_in(row); ++at) {
    auto text = squeeze(cells_.cell(row, at));
    if (text.empty()) continue;
    if (++filled == 1) first = std::move(text);
  }
  if (filled == 0) return IncomingRow::blank;
  if (begins_with_any(first, profile_->words.total)) return IncomingRow::total;
  return filled == 1 && !all_digits(first) ? IncomingRow::remark : IncomingRow::line;
}

std::string IncomingTable::cell(std::uint32_t row, IncomingColumn column) const {
  const auto at = columns_.find(column);
  if (at == columns_.end()) return "";
  return std::string(trim(fold_width(cells_.cell(row, at->second))));
}

std::string IncomingTable::title(IncomingColumn column) const {
  const auto captions = profile_->columns.find(column);
  if (captions == profile_->columns.end()) return "";
  for (std::uint32_t row = 1; row < header_row_; ++row) {
    for (std::uint32_t at = 0; at < cells_.cells_in(row); ++at) {
      const auto text = squeeze(cells_.cell(row, at));
      for (const auto& caption : captions->second) {
        if (text == caption || text == caption + ":") return squeeze(cells_.cell(row, at + 1));
        if (auto value = value_behind(text, caption); !value.empty()) return value;
      }
    }
  }
  return "";
}

std::string IncomingTable::text_of(std::uint32_t row) const {
  std::string text;
  for (std::uint32_t at = 0; at < cells_.cells_in(row); ++at) {
    text += fold_width(cells_.cell(row, at));
    text += ' ';
  }
  return text;
}

}  // namespace anxin::bank
