#include "payments/bank/outgoing_text.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/invariant.h"
#include "payments/bank/encode.h"

namespace anxin::bank {
namespace {

using payments::Initiation;
using payments::OutgoingColumn;
using payments::OutgoingField;
using payments::OutgoingProfile;
using payments::TextMark;

std::string yyyymmdd(Date date) {
  auto text = to_string(date);
  std::erase(text, '-');
  return text;
}

std::string sum_of(const Initiation& initiation) {
  Total sum = 0;
  for (const auto& transfer : initiation.transfers) sum += to_total(transfer.amount);
  return to_string(sum);
}

std::string_view mark_of(TextMark mark) {
  if (mark == TextMark::tab) return "\t";
  return mark == TextMark::apostrophe ? "'" : "";
}

// What a cell holds whatever payment it belongs to.
std::string file_cell(const OutgoingColumn& column, const Initiation& initiation) {
  switch (column.field) {
    case OutgoingField::file:
      return initiation.message_id;
    case OutgoingField::date:
      return yyyymmdd(initiation.execution);
    case OutgoingField::payer:
      return initiation.debtor.name;
    case OutgoingField::payer_account:
      return initiation.debtor.account;
    case OutgoingField::count:
      return std::to_string(initiation.transfers.size());
    case OutgoingField::sum:
      return sum_of(initiation);
    case OutgoingField::fixed:
    case OutgoingField::seq:
    case OutgoingField::account:
    case OutgoingField::name:
    case OutgoingField::amount:
    case OutgoingField::bank_code:
    case OutgoingField::purpose:
    case OutgoingField::line:
      return column.text;
  }
  return {};
}

std::string payment_cell(const OutgoingColumn& column, const Initiation& initiation,
                         std::size_t place) {
  const auto& transfer = initiation.transfers[place];
  switch (column.field) {
    case OutgoingField::seq:
      return std::to_string(place + 1);
    case OutgoingField::account:
      return transfer.creditor.account;
    case OutgoingField::name:
      return transfer.creditor.name;
    case OutgoingField::amount:
      return to_string(transfer.amount);
    case OutgoingField::bank_code:
      return transfer.creditor.bank_code;
    case OutgoingField::purpose:
      return transfer.remittance;
    case OutgoingField::line:
      return transfer.end_to_end_id;
    case OutgoingField::fixed:
    case OutgoingField::file:
    case OutgoingField::date:
    case OutgoingField::payer:
    case OutgoingField::payer_account:
    case OutgoingField::count:
    case OutgoingField::sum:
      return file_cell(column, initiation);
  }
  return {};
}

// Numbers of more than 15 digits are rounded by spreadsheets.
bool is_account(OutgoingField field) {
  return field == OutgoingField::account || field == OutgoingField::payer_account;
}

std::string quoted(const std::string& cell, const OutgoingProfile& profile) {
  const auto needs = [&](char c) {
    return c == profile.separator || c == '"' || c == '\n' || c == '\r';
  };
  if (std::none_of(cell.begin(), cell.end(), needs)) return cell;
  LEDGER_INVARIANT(profile.quoting == payments::Quoting::rfc4180);
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

void append_row(std::string& text, const OutgoingRow& row, const OutgoingProfile& profile) {
  for (std::size_t at = 0; at < row.size(); ++at) {
    if (at > 0) text += profile.separator;
    text += quoted(row[at], profile);
  }
  if (profile.row_end == payments::RowEnd::separator) text += profile.separator;
  text += profile.line_end == payments::LineEnd::crlf ? "\r\n" : "\n";
}

}  // namespace

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

OutgoingRow head_cells(const OutgoingProfile& profile, const Initiation& initiation) {
  OutgoingRow row;
  for (const auto& column : profile.head) row.push_back(file_cell(column, initiation));
  return row;
}

OutgoingRow caption_cells(const OutgoingProfile& profile) {
  OutgoingRow row;
  for (const auto& column : profile.columns) row.push_back(column.caption);
  return row;
}

OutgoingRow payment_cells(const OutgoingProfile& profile, const Initiation& initiation,
                          std::size_t place) {
  OutgoingRow row;
  for (const auto& column : profile.columns) {
    auto cell = payment_cell(column, initiation, place);
    if (is_account(column.field) || looks_like_formula(cell)) {
      cell.insert(0, mark_of(profile.text_mark));
    }
    row.push_back(std::move(cell));
  }
  return row;
}

std::string write_outgoing_text(const OutgoingProfile& profile, const Initiation& initiation) {
  std::string text;
  if (!profile.head.empty()) append_row(text, head_cells(profile, initiation), profile);
  for (std::uint32_t row = 1; row < profile.caption_row; ++row) append_row(text, {}, profile);
  if (profile.caption_row > 0) append_row(text, caption_cells(profile), profile);
  for (std::size_t place = 0; place < initiation.transfers.size(); ++place) {
    append_row(text, payment_cells(profile, initiation, place), profile);
  }
  auto bytes = Encoder(profile.encoding).encode(text);
  LEDGER_INVARIANT(bytes.has_value());
  return std::move(*bytes);
}

}  // namespace anxin::bank
