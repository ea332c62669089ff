#include "payments/bank/outgoing_workbook.h"

#include "payments/bank/outgoing_text.h"
#include "payments/bank/workbook.h"

namespace anxin::bank {
namespace {

void add_row(Workbook& workbook, std::uint32_t row, const OutgoingRow& cells) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    workbook.cells.push_back({row, static_cast<std::uint16_t>(at), cells[at], CellStyle::plain});
  }
}

}  // namespace

Result<std::string> write_outgoing_workbook(const payments::OutgoingProfile& profile,
                                            const payments::Initiation& initiation) {
  Workbook workbook;
  workbook.sheet = "Sheet1";
  std::uint32_t row = 0;
  if (!profile.head.empty()) add_row(workbook, row++, head_cells(profile, initiation));
  if (profile.caption_row > row) row = profile.caption_row - 1;
  if (profile.caption_row > 0) add_row(workbook, row++, caption_cells(profile));
  for (std::size_t place = 0; place < initiation.transfers.size(); ++place) {
    add_row(workbook, row++, payment_cells(profile, initiation, place));
  }
  return write_workbook(workbook);
}

}  // namespace anxin::bank
