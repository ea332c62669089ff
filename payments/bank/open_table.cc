#include "payments/bank/open_table.h"

#include <utility>

#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/json_table.h"
#include "payments/bank/xlsx.h"

namespace anxin::bank {

Result<OpenCells> open_cells(std::string_view bytes, std::string_view sheet) {
  if (bytes.size() > kFileBytesMax) return fail(kTextTooLarge);
  if (is_zip(bytes)) {
    auto workbook = LEDGER_TRY(read_xlsx(bytes, sheet));
    return OpenCells{"xlsx", std::move(workbook.cells), workbook.number, workbook.others_shown};
  }
  auto text = LEDGER_TRY(decode_text(bytes));
  auto cells =
      LEDGER_TRY(looks_like_json(text.text) ? read_json_table(text.text) : read_csv(text.text));
  return OpenCells{std::move(text.encoding), std::move(cells), 0, 0};
}

Result<OpenTable> open_table(std::string_view bytes, const payments::CaptionAliases& aliases) {
  auto opened = LEDGER_TRY(open_cells(bytes, ""));
  auto header = LEDGER_TRY(find_header(opened.cells, CaptionIndex(aliases), {}));
  return OpenTable{std::move(opened.encoding), std::move(opened.cells), std::move(header)};
}

std::string encoding_of(std::string_view bytes) {
  if (is_zip(bytes)) return "";
  const auto text = decode_text(bytes);
  return text ? text->encoding : "";
}

}  // namespace anxin::bank
