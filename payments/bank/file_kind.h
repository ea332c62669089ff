// What a file is, told by its first bytes and never by its name.
//
// Role: before decode.h, which reads text, and xlsx.h, which reads workbooks. What neither can read
//       is refused with the sentence that says how to save it.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "ledger/base/result.h"

namespace anxin::bank {

/// A workbook of Excel 97 to 2003 (OLE container): save as xlsx.
inline constexpr Reason kFileIsXls{"file.is-xls"};
/// A workbook under a password (OLE container with an encrypted package).
inline constexpr Reason kFileIsEncrypted{"file.is-encrypted"};
/// A text document: docx, doc, rtf.
inline constexpr Reason kFileIsWord{"file.is-word"};
/// An OpenDocument or binary (xlsb) workbook: save as xlsx.
inline constexpr Reason kFileIsOtherWorkbook{"file.is-other-workbook"};
/// ZIP, RAR, 7z or gzip with something else in it: unpack it.
inline constexpr Reason kFileIsArchive{"file.is-archive"};
inline constexpr Reason kFileIsPdf{"file.is-pdf"};
/// A photograph or a scan.
inline constexpr Reason kFileIsImage{"file.is-image"};
/// A web page or XML that was named like a table.
inline constexpr Reason kFileIsMarkup{"file.is-markup"};
/// XML Spreadsheet 2003.
inline constexpr Reason kFileIsSpreadsheetMl{"file.is-spreadsheetml"};

inline constexpr std::array kFileKindReasons{
    kFileIsXls, kFileIsEncrypted, kFileIsWord,   kFileIsOtherWorkbook, kFileIsArchive,
    kFileIsPdf, kFileIsImage,     kFileIsMarkup, kFileIsSpreadsheetMl};

[[nodiscard]] bool is_zip(std::string_view bytes);

/// Why bytes are no text; nothing for text and for a ZIP container.
[[nodiscard]] std::optional<Reason> foreign_bytes(std::string_view bytes);

/// Why a decoded text is no table of cells. Requires: UTF-8.
[[nodiscard]] std::optional<Reason> foreign_text(std::string_view text);

}  // namespace anxin::bank
