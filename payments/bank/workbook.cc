#include "payments/bank/workbook.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>

#include "ledger/base/invariant.h"

namespace anxin::bank {
namespace {

// The library writes to a path only. A file in memory has one, and leaves no card on a disk.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  [[nodiscard]] std::string bytes() const {
    std::string all;
    std::array<char, 1U << 16U> part{};
    for (off_t at = 0;;) {
      const auto got = ::pread(descriptor_, part.data(), part.size(), at);
      if (got <= 0) return all;
      all.append(part.data(), static_cast<std::size_t>(got));
      at += got;
    }
  }

 private:
  int descriptor_;
};

void dress(lxw_format* format, CellStyle style) {
  if (style == CellStyle::title) format_set_font_size(format, 16);
  if (style == CellStyle::title || style == CellStyle::caption || style == CellStyle::total) {
    format_set_bold(format);
  }
  if (style != CellStyle::plain && style != CellStyle::title) {
    format_set_border(format, LXW_BORDER_THIN);
  }
  if (style == CellStyle::amount || style == CellStyle::total) {
    format_set_align(format, LXW_ALIGN_RIGHT);
  }
  format_set_num_format(format, "@");  // text, also when somebody edits the cell
}

// One format a style, in a fixed order.
class Styles {
 public:
  explicit Styles(lxw_workbook* book) {
    for (std::size_t at = 0; at < formats_.size(); ++at) {
      formats_[at] = workbook_add_format(book);
      dress(formats_[at], static_cast<CellStyle>(at));
    }
  }
  [[nodiscard]] lxw_format* of(CellStyle style) const {
    return formats_[static_cast<std::size_t>(style)];
  }

 private:
  std::array<lxw_format*, static_cast<std::size_t>(CellStyle::title) + 1> formats_{};
};

// 2000-01-01T00:00:00Z: the time of writing would make every copy another file.
constexpr time_t kCreated = 946'684'800;

void fill(lxw_workbook* book, const Workbook& workbook) {
  lxw_doc_properties properties{};
  properties.created = kCreated;
  workbook_set_properties(book, &properties);
  const Styles styles(book);
  auto* sheet = workbook_add_worksheet(book, workbook.sheet.c_str());
  LEDGER_INVARIANT(sheet != nullptr);
  worksheet_set_paper(sheet, 9);  // A4
  for (std::size_t at = 0; at < workbook.widths.size(); ++at) {
    const auto column = static_cast<lxw_col_t>(at);
    worksheet_set_column(sheet, column, column, workbook.widths[at], nullptr);
  }
  for (const auto& cell : workbook.cells) {
    if (cell.text.empty()) continue;
    worksheet_write_string(sheet, cell.row, cell.column, cell.text.c_str(), styles.of(cell.style));
  }
}

}  // namespace

Result<std::string> write_workbook(const Workbook& workbook) {
  const MemoryFile file;
  if (!file.open()) return fail(kWorkbookUnwritable);
  auto* book = workbook_new(file.path().c_str());
  LEDGER_INVARIANT(book != nullptr);
  fill(book, workbook);
  if (workbook_close(book) != LXW_NO_ERROR) return fail(kWorkbookUnwritable);
  return file.bytes();
}

}  // namespace anxin::bank
