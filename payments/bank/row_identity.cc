#include "payments/bank/row_identity.h"

#include <algorithm>
#include <optional>

#include "ledger/base/text.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/table_reasons.h"
#include "payments/domain/identifiers.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kOldIdLength = 15;  // before 1999
constexpr std::size_t kTaiwanPermitLength = 8;
constexpr std::size_t kPassportLengthMin = 7;
constexpr std::size_t kPassportLengthMax = 15;  // the older permanent residence card

bool is_letter_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Passports, permits of Hong Kong, Macao and Taiwan, ids of before 1999.
bool is_other_document(std::string_view id) {
  if (all_digits(id)) return id.size() == kOldIdLength || id.size() == kTaiwanPermitLength;
  return id.size() >= kPassportLengthMin && id.size() <= kPassportLengthMax && id[0] >= 'A' &&
         std::all_of(id.begin(), id.end(), is_letter_or_digit);
}

/// Whether a number kept its digits on the way into the file.
enum class Digits : std::uint8_t { kept, lost };

Digits digits_of(const Sheet& sheet, std::uint32_t row, Column column) {
  const auto index = sheet.header().find(column);
  const bool lost = index && sheet.table().has_mark(row, *index, CellMark::digits_lost);
  return lost ? Digits::lost : Digits::kept;
}

struct Trouble {
  Severity severity;
  Reason code;
  Fields details;
};

std::optional<Trouble> examine_id(const std::string& id, Digits digits) {
  if (digits == Digits::lost || is_scientific(id))
    return Trouble{Severity::refuse, kDigitsLost, {}};
  if (is_other_document(id)) return Trouble{Severity::note, kIdNotChecked, {}};
  const auto problem = payments::resident_id_problem(id);
  // One sound id in a thousand ends in three zeros too, so the check digit decides alone.
  if (!problem) return std::nullopt;
  if (ends_like_excel(id)) return Trouble{Severity::refuse, kDigitsLost, {}};
  return Trouble{Severity::refuse, kIdInvalid, {{"why", std::string(problem->word())}}};
}

std::optional<Trouble> examine_account(const std::string& account, Digits digits) {
  if (digits == Digits::lost || is_scientific(account))
    return Trouble{Severity::refuse, kDigitsLost, {}};
  const auto check = payments::check_card(account);
  if (ends_like_excel(account)) {
    if (check.valid()) return Trouble{Severity::park, kDigitsDoubtful, {}};
    return Trouble{Severity::refuse, kDigitsLost, {}};
  }
  if (check.valid()) return std::nullopt;
  return Trouble{Severity::park, kAccountInvalid, {{"why", std::string(check.problem->word())}}};
}

std::optional<Trouble> examine_bank_no(const std::string& bank_no, Digits digits) {
  if (digits == Digits::lost || is_scientific(bank_no))
    return Trouble{Severity::refuse, kDigitsLost, {}};
  const auto check = payments::check_cnaps(bank_no);
  if (check.valid()) return std::nullopt;
  return Trouble{Severity::explain, kBankNoInvalid, {{"why", std::string(check.problem->word())}}};
}

/// What is kept of a number: all of it unless it cannot be the person's.
std::string keep(Sheet& sheet, std::uint32_t row, Column column, std::string number,
                 std::optional<Trouble> trouble) {
  if (!trouble) return number;
  const bool usable = trouble->severity != Severity::refuse;
  sheet.add(row, column, trouble->severity, trouble->code, std::move(trouble->details));
  return usable ? number : std::string();
}

/// True, with a finding, for #REF! and its like.
bool has_error(Sheet& sheet, std::uint32_t row, Column column) {
  const auto cell = sheet.cell(row, column);
  const bool may_be =
      cell.find('#') != std::string_view::npos || cell.find("＃") != std::string_view::npos;
  if (!may_be || !is_error_cell(fold_width(cell))) return false;
  sheet.add(row, column, Severity::refuse, kCellError);
  return true;
}

void tell_unseen(Sheet& sheet, std::uint32_t row) {
  switch (unseen_in(sheet.cell(row, Column::name))) {
    case Unseen::nothing:
      return;
    case Unseen::invisible:
      sheet.add(row, Column::name, Severity::note, kNameInvisible);
      return;
    case Unseen::reversing:
      sheet.add(row, Column::name, Severity::park, kNameReversed);
      return;
  }
}

}  // namespace

std::string read_name(Sheet& sheet, std::uint32_t row) {
  if (has_error(sheet, row, Column::name)) return {};
  auto name = tidy_name(sheet.cell(row, Column::name));
  if (name.empty()) {
    sheet.add(row, Column::name, Severity::refuse, kNameMissing);
  } else if (name.find('?') != std::string::npos || name.find("\uFFFD") != std::string::npos) {
    sheet.add(row, Column::name, Severity::park, kNameDamaged);
  }
  tell_unseen(sheet, row);
  return name;
}

std::string read_id_no(Sheet& sheet, std::uint32_t row) {
  if (!sheet.header().has(Column::id_no) || has_error(sheet, row, Column::id_no)) return {};
  auto id = tidy_number(sheet.cell(row, Column::id_no));
  if (id.empty()) {
    sheet.add(row, Column::id_no, Severity::park, kIdMissing);
    return {};
  }
  auto trouble = examine_id(id, digits_of(sheet, row, Column::id_no));
  return keep(sheet, row, Column::id_no, std::move(id), std::move(trouble));
}

std::string read_account(Sheet& sheet, std::uint32_t row) {
  if (has_error(sheet, row, Column::account)) return {};
  auto account = tidy_number(sheet.cell(row, Column::account));
  if (account.empty()) {
    sheet.add(row, Column::account, Severity::park, kAccountMissing);
    return {};
  }
  auto trouble = examine_account(account, digits_of(sheet, row, Column::account));
  return keep(sheet, row, Column::account, std::move(account), std::move(trouble));
}

std::string read_bank_no(Sheet& sheet, std::uint32_t row) {
  if (has_error(sheet, row, Column::bank_no)) return {};
  auto bank_no = tidy_number(sheet.cell(row, Column::bank_no));
  if (bank_no.empty()) return {};
  auto trouble = examine_bank_no(bank_no, digits_of(sheet, row, Column::bank_no));
  return keep(sheet, row, Column::bank_no, std::move(bank_no), std::move(trouble));
}

std::string read_text(const Sheet& sheet, std::uint32_t row, Column column) {
  const auto folded = fold_width(sheet.cell(row, column));
  return std::string(trim(folded));
}

}  // namespace anxin::bank
