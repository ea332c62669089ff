#include "payments/domain/captions.h"

#include <array>
#include <utility>

namespace anxin::payments {
namespace {

using enum Column;
constexpr std::array<std::pair<Column, std::string_view>, 29> kWords{{
    {seq, "seq"},
    {name, "name"},
    {id_no, "id_no"},
    {account, "account"},
    {bank, "bank"},
    {bank_no, "bank_no"},
    {trade, "trade"},
    {team, "team"},
    {employer, "employer"},
    {days, "days"},
    {day_rate, "day_rate"},
    {gross, "gross"},
    {advance, "advance"},
    {tax, "tax"},
    {deduction, "deduction"},
    {net, "net"},
    {phone, "phone"},
    {memo, "memo"},
    {cross_bank, "cross_bank"},
    {sign, "sign"},
    {worker, "worker"},
    {contract_signed, "contract_signed"},
    {entry, "entry"},
    {exit, "exit"},
    {line, "line"},
    {month, "month"},
    {owed, "owed"},
    {overtime, "overtime"},
    {allowance, "allowance"},
}};

}  // namespace

std::string_view to_word(Column column) {
  for (const auto& [known, word] : kWords) {
    if (known == column) return word;
  }
  return "";
}

const Column* find_column(std::string_view word) {
  for (const auto& [column, known] : kWords) {
    if (known == word) return &column;
  }
  return nullptr;
}

}  // namespace anxin::payments
