// Bytes of a text file to UTF-8, in a fixed order of tries and never by statistics.
//
// Role: the first step of every table reader; csv.h splits what comes out of it. Splitting comes
//       after decoding because the second byte of a GBK character may be '|' or '\'.
// Shape: byte order mark (UTF-8, or the UTF-16 of Excel's "Unicode text"), then strict UTF-8, then
//        strict GB18030 (a superset of GBK), else refused.
//        No character is ever replaced or dropped: a damaged name is worse than a refused file.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "payments/bank/file_kind.h"

namespace anxin::bank {

/// The file has no bytes, or a byte order mark alone.
inline constexpr Reason kFileEmpty{"file.empty"};
/// More than kFileBytesMax.
inline constexpr Reason kTextTooLarge{"file.too-large"};
/// A NUL byte: no text file has one.
inline constexpr Reason kFileNulByte{"file.nul-byte"};
/// Neither UTF-8 nor GB18030 nor marked UTF-16.
inline constexpr Reason kFileEncodingUnknown{"file.encoding-unknown"};

inline constexpr std::array kDecodeReasons{kFileEmpty, kTextTooLarge, kFileNulByte,
                                           kFileEncodingUnknown};

// A city's evening of 100,000 lines is 20 MB; beyond this it is not a wage table.
inline constexpr std::size_t kFileBytesMax = 64U << 20U;

struct DecodedText {
  std::string text;      ///< UTF-8 without a byte order mark
  std::string encoding;  ///< "UTF-8", "UTF-16" or "GB18030"
  bool had_bom = false;
};

/// Decodes a whole file.
///
/// Short GBK text can be valid UTF-8 by chance (通通 reads as two combining marks). So UTF-8 text
/// that holds letters of U+00C0 to U+07FF and nothing above is read as GB18030 where that gives
/// Chinese characters. A file with a byte order mark is taken at its word.
///
/// Refuses: file.empty, file.too-large, what foreign_bytes knows (a ZIP is file.is-archive),
///          file.nul-byte, file.encoding-unknown, what foreign_text knows.
[[nodiscard]] Result<DecodedText> decode_text(std::string_view bytes);

}  // namespace anxin::bank
