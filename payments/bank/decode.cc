#include "payments/bank/decode.h"

#include <iconv.h>

#include <cstdint>
#include <cstring>
#include <optional>

#include "ledger/base/invariant.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kLittleMark = "\xFF\xFE";
constexpr std::string_view kBigMark = "\xFE\xFF";

/// An open converter; iconv keeps its state in it, so one file uses one.
class Converter {
 public:
  explicit Converter(const char* from) : converter_(iconv_open("UTF-8", from)) {
    LEDGER_INVARIANT(converter_ != failed());  // part of every glibc
  }
  ~Converter() { iconv_close(converter_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  /// Nothing where a byte is not of the encoding, also at the end.
  std::optional<std::string> to_utf8(std::string_view bytes) {
    // Two bytes become at most three, four bytes at most four.
    std::string text(bytes.size() * 2 + 4, '\0');
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
    char* out = text.data();
    std::size_t in_left = bytes.size();
    std::size_t out_left = text.size();
    const auto converted = iconv(converter_, &in, &in_left, &out, &out_left);
    if (converted != 0 || in_left != 0) return std::nullopt;
    text.resize(text.size() - out_left);
    return text;
  }

 private:
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the failure value that POSIX names.
  static iconv_t failed() { return reinterpret_cast<iconv_t>(-1); }
  iconv_t converter_;
};

/// What the code points of a text tell about its encoding.
struct Scripts {
  bool letters = false;  ///< U+00C0 to U+07FF: Latin, marks, Greek, Cyrillic, Hebrew, Arabic
  bool beyond = false;   ///< U+0800 and above: three bytes and more, no accident
  bool cjk = false;
};

/// How many bytes at the front are below 0x80; those of a word are looked at together.
std::size_t ascii_length(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::size_t length = 0;
  for (std::uint64_t word = 0; text.size() - length >= sizeof word; length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (length < text.size() && static_cast<unsigned char>(text[length]) < 0x80) ++length;
  return length;
}

std::optional<Scripts> scan_utf8(std::string_view text) {
  Scripts scripts;
  while (!text.empty()) {
    text.remove_prefix(ascii_length(text));  // most of a table
    if (text.empty()) break;
    const auto code_point = take_code_point(text);
    if (!code_point) return std::nullopt;
    if (*code_point >= 0xC0 && *code_point < 0x800) scripts.letters = true;
    if (*code_point >= 0x800) scripts.beyond = true;
    if (is_cjk(*code_point)) scripts.cjk = true;
  }
  return scripts;
}

std::optional<DecodedText> from_gb18030(std::string_view bytes) {
  auto text = Converter("GB18030").to_utf8(bytes);
  if (!text) return std::nullopt;
  const bool had_bom = text->starts_with(kBom);
  if (had_bom) text->erase(0, kBom.size());
  return DecodedText{std::move(*text), "GB18030", had_bom};
}

std::optional<DecodedText> gb18030_in_disguise(std::string_view bytes, const Scripts& scripts) {
  if (!scripts.letters || scripts.beyond) return std::nullopt;
  auto decoded = from_gb18030(bytes);
  if (!decoded) return std::nullopt;
  const auto found = scan_utf8(decoded->text);
  return found && found->cjk ? decoded : std::nullopt;
}

std::optional<DecodedText> decode_marked(std::string_view bytes) {
  bytes.remove_prefix(kBom.size());
  if (!scan_utf8(bytes)) return std::nullopt;
  return DecodedText{std::string(bytes), "UTF-8", true};
}

std::optional<DecodedText> decode_unmarked(std::string_view bytes) {
  const auto scripts = scan_utf8(bytes);
  if (!scripts) return from_gb18030(bytes);
  if (auto disguised = gb18030_in_disguise(bytes, *scripts)) return disguised;
  return DecodedText{std::string(bytes), "UTF-8", false};
}

bool is_utf16(std::string_view bytes) {
  return bytes.starts_with(kLittleMark) || bytes.starts_with(kBigMark);
}

std::optional<DecodedText> decode_utf16(std::string_view bytes) {
  const char* from = bytes.starts_with(kLittleMark) ? "UTF-16LE" : "UTF-16BE";
  bytes.remove_prefix(kLittleMark.size());
  auto text = Converter(from).to_utf8(bytes);
  if (!text) return std::nullopt;
  return DecodedText{std::move(*text), "UTF-16", true};
}

std::optional<DecodedText> decode_any(std::string_view bytes) {
  if (is_utf16(bytes)) return decode_utf16(bytes);
  return bytes.starts_with(kBom) ? decode_marked(bytes) : decode_unmarked(bytes);
}

std::optional<Reason> refuse_bytes(std::string_view bytes) {
  if (bytes.empty() || bytes == kBom || bytes == kLittleMark || bytes == kBigMark) {
    return kFileEmpty;
  }
  if (bytes.size() > kFileBytesMax) return kTextTooLarge;
  if (is_zip(bytes)) return kFileIsArchive;
  return foreign_bytes(bytes);
}

bool holds_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
  if (const auto reason = refuse_bytes(bytes)) return fail(*reason);
  if (!is_utf16(bytes) && holds_nul(bytes)) return fail(kFileNulByte);
  auto decoded = decode_any(bytes);
  if (!decoded) return fail(kFileEncodingUnknown);
  if (holds_nul(decoded->text)) return fail(kFileNulByte);
  if (const auto reason = foreign_text(decoded->text)) return fail(*reason);
  return std::move(*decoded);
}

}  // namespace anxin::bank
