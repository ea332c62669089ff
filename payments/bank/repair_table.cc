#include "payments/bank/repair_table.h"

#include <set>

#include "payments/bank/cell_text.h"
#include "payments/bank/marked_cells.h"
#include "payments/bank/open_table.h"
#include "payments/bank/row_identity.h"
#include "payments/bank/sheet.h"
#include "payments/bank/table_reasons.h"
#include "payments/bank/table_rows.h"
#include "payments/domain/identifiers.h"

namespace anxin::bank {
namespace {

class RepairReader {
 public:
  RepairReader(const CellTable& table, const HeaderRow& header) : sheet_(table, header) {}

  RepairTable read() {
    RepairTable repairs;
    if (!sheet_.header().has(Column::line)) {
      sheet_.add_row(sheet_.header().row, Severity::refuse, kRepairColumnMissing);
    } else {
      const auto rows = sort_rows(sheet_).persons;
      for (const auto row : rows) repairs.rows.push_back(read_row(row));
      find_marked_cells(sheet_, rows);
    }
    repairs.findings = sheet_.take_findings();
    return repairs;
  }

 private:
  RepairRow read_row(std::uint32_t row) {
    RepairRow repair{row, squeeze(sheet_.cell(row, Column::line)), {}, {}, {}, {}};
    if (repair.line.empty()) {
      sheet_.add(row, Column::line, Severity::refuse, kRepairLineMissing);
    } else if (!seen_.insert(repair.line).second) {
      sheet_.add(row, Column::line, Severity::refuse, kRepairLineRepeated);
    }
    repair.name = read_name(sheet_, row);
    repair.id_no = read_id_no(sheet_, row);
    repair.account = tidy_number(sheet_.cell(row, Column::account));
    const auto at = sheet_.header().find(Column::account);
    const bool lost = at && sheet_.table().has_mark(row, *at, CellMark::digits_lost);
    if (lost || !payments::check_card(repair.account).valid()) {
      sheet_.add(row, Column::account, Severity::refuse, kRepairAccountInvalid);
    }
    repair.bank_no = read_bank_no(sheet_, row);
    return repair;
  }

  Sheet sheet_;
  std::set<std::string> seen_;
};

}  // namespace

RepairTable read_repair_table(std::string_view bytes, const payments::CaptionAliases& aliases) {
  const auto opened = open_table(bytes, aliases);
  if (!opened) return {{}, refused_file(opened.error())};
  return RepairReader(opened->cells, opened->header).read();
}

}  // namespace anxin::bank
