#include "payments/bank/decode.h"

#include <iconv.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An open converter; iconv keeps its state in it, so one file uses one.
class Gb18030 {
 public:
  Gb18030() : converter_(iconv_open("UTF-8", "GB18030")) {
    LEDGER_INVARIANT(converter_ != failed());  // part of every glibc
  }
  ~Gb18030() { iconv_close(converter_); }
  Gb18030(const Gb18030&) = delete;
  Gb18030& operator=(const Gb18030&) = delete;

  /// Nothing where a byte is not GB18030, also at the end.
  std::optional<std::string> to_utf8(std::string_view bytes) {
    // Two bytes of GBK become at most three, four bytes of GB18030 at most four.
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

std::optional<Scripts> scan_utf8(std::string_view text) {
  Scripts scripts;
  while (!text.empty()) {
    const auto code_point = take_code_point(text);
    if (!code_point) return std::nullopt;
    if (*code_point >= 0xC0 && *code_point < 0x800) scripts.letters = true;
    if (*code_point >= 0x800) scripts.beyond = true;
    if (is_cjk(*code_point)) scripts.cjk = true;
  }
  return scripts;
}

std::optional<DecodedText> from_gb18030(std::string_view bytes) {
  auto text = Gb18030().to_utf8(bytes);
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

bool is_markup(std::string_view text) {
  std::string start(trim(text.substr(0, 256)).substr(0, 9));
  std::transform(start.begin(), start.end(), start.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return start.starts_with("<html") || start.starts_with("<!doctype") ||
         start.starts_with("<?xml") || start.starts_with("<table");
}

std::optional<Reason> refuse_container(std::string_view bytes) {
  if (bytes.empty() || bytes == kBom) return kFileEmpty;
  if (bytes.size() > kFileBytesMax) return kTextTooLarge;
  if (bytes.starts_with(kZip)) return kFileIsXlsx;
  if (bytes.starts_with(kOle)) return kFileIsXls;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return kFileUtf16;
  if (bytes.find('\0') != std::string_view::npos) return kFileNulByte;
  return std::nullopt;
}

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
  if (const auto reason = refuse_container(bytes)) return fail(*reason);
  auto decoded = bytes.starts_with(kBom) ? decode_marked(bytes) : decode_unmarked(bytes);
  if (!decoded) return fail(kFileEncodingUnknown);
  if (is_markup(decoded->text)) return fail(kFileIsMarkup);
  return std::move(*decoded);
}

}  // namespace anxin::bank
