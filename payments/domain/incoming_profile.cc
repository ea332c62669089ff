#include "payments/domain/incoming_profile.h"

namespace anxin::payments {

std::string_view to_word(IncomingShape shape) {
  switch (shape) {
    case IncomingShape::iso:
      return "iso";
    case IncomingShape::returns:
      return "return";
    case IncomingShape::statement:
      return "statement";
  }
  return "";
}

const std::vector<IncomingColumnWord>& incoming_columns() {
  static const std::vector<IncomingColumnWord> columns{
      {IncomingColumn::sequence, "sequence"},
      {IncomingColumn::batch, "batch"},
      {IncomingColumn::line, "line"},
      {IncomingColumn::account, "account"},
      {IncomingColumn::name, "name"},
      {IncomingColumn::amount, "amount"},
      {IncomingColumn::status, "status"},
      {IncomingColumn::text, "text"},
      {IncomingColumn::date, "date"},
      {IncomingColumn::credit, "credit"},
      {IncomingColumn::debit, "debit"},
      {IncomingColumn::direction, "direction"},
      {IncomingColumn::balance, "balance"},
      {IncomingColumn::serial, "serial"},
      {IncomingColumn::own_account, "own_account"},
  };
  return columns;
}

}  // namespace anxin::payments
