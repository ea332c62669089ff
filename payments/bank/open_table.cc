#include "payments/bank/open_table.h"

#include "payments/bank/decode.h"
#include "payments/bank/table_reasons.h"

namespace anxin::bank {

Result<OpenTable> open_table(std::string_view bytes, const payments::CaptionAliases& aliases) {
  auto text = LEDGER_TRY(decode_text(bytes));
  auto cells = LEDGER_TRY(read_csv(text.text));
  auto header = find_header(cells, CaptionIndex(aliases));
  if (!header) return fail(kHeaderMissing);
  return OpenTable{std::move(text.encoding), std::move(cells), std::move(*header)};
}

std::string encoding_of(std::string_view bytes) {
  const auto text = decode_text(bytes);
  return text ? text->encoding : "";
}

}  // namespace anxin::bank
