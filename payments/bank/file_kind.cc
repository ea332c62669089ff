#include "payments/bank/file_kind.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "ledger/base/text.h"

namespace anxin::bank {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct Signature {
  std::string_view start;
  Reason reason;
};
constexpr std::array<Signature, 10> kSignatures{{{"%PDF-"sv, kFileIsPdf},
                                                 {"\x89PNG"sv, kFileIsImage},
                                                 {"\xFF\xD8\xFF"sv, kFileIsImage},
                                                 {"GIF8"sv, kFileIsImage},
                                                 {"II*\0"sv, kFileIsImage},
                                                 {"MM\0*"sv, kFileIsImage},
                                                 {"Rar!\x1A"sv, kFileIsArchive},
                                                 {"7z\xBC\xAF\x27\x1C"sv, kFileIsArchive},
                                                 {"\x1F\x8B"sv, kFileIsArchive},
                                                 {"{\\rtf"sv, kFileIsWord}}};

/// BMP, WebP and HEIC say what they are behind a length.
bool is_late_image(std::string_view bytes) {
  if (bytes.size() <= 12) return false;
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return true;
  if (bytes.starts_with("BM") && bytes.substr(6, 4) == "\0\0\0\0"sv) return true;
  return bytes.substr(4, 4) == "ftyp";
}

/// A name in the directory of an OLE container is UTF-16.
bool holds_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) (wide += c) += '\0';
  return bytes.find(wide) != std::string_view::npos;
}

Reason ole_kind(std::string_view bytes) {
  if (holds_stream(bytes, "EncryptedPackage")) return kFileIsEncrypted;
  if (holds_stream(bytes, "WordDocument")) return kFileIsWord;
  return kFileIsXls;
}

std::string lower_start(std::string_view text) {
  std::string start(trim(text.substr(0, 1'024)));
  std::transform(start.begin(), start.end(), start.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return start;
}

}  // namespace

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

std::optional<Reason> foreign_bytes(std::string_view bytes) {
  for (const auto& signature : kSignatures) {
    if (bytes.starts_with(signature.start)) return signature.reason;
  }
  if (is_late_image(bytes)) return kFileIsImage;
  if (bytes.starts_with(kOle)) return ole_kind(bytes);
  return std::nullopt;
}

std::optional<Reason> foreign_text(std::string_view text) {
  const auto start = lower_start(text);
  const bool page = start.starts_with("<html") || start.starts_with("<!doctype") ||
                    start.starts_with("<table") || start.starts_with("<meta") ||
                    start.starts_with("mime-version:");
  if (page) return kFileIsMarkup;
  if (!start.starts_with("<?xml") && !start.starts_with("<workbook")) return std::nullopt;
  const bool workbook =
      start.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string::npos ||
      start.find("progid=\"excel.sheet\"") != std::string::npos;
  return workbook ? kFileIsSpreadsheetMl : kFileIsMarkup;
}

}  // namespace anxin::bank
