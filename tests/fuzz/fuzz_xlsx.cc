// Any bytes as a workbook, and as the sheet of one.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "payments/bank/xlsx.h"
#include "payments/bank/xlsx_parts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(anxin::bank::read_xlsx(bytes, ""));
  static_cast<void>(anxin::bank::SharedStrings::read(bytes));
  static_cast<void>(anxin::bank::read_styles(bytes));
  const anxin::bank::SharedStrings strings;
  const anxin::bank::CellFormats formats;
  static_cast<void>(anxin::bank::read_sheet(bytes, {strings, formats}));
  return 0;
}
