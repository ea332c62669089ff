#include "payments/bank/encode.h"

#include <iconv.h>

#include "ledger/base/invariant.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

using payments::TextEncoding;

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (!take_code_point(text)) return false;
  }
  return true;
}

void* open_converter(TextEncoding encoding) {
  if (encoding == TextEncoding::utf8) return nullptr;
  auto* opened = iconv_open(encoding == TextEncoding::gbk ? "GBK" : "GB18030", "UTF-8");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): the failure value that POSIX names.
  LEDGER_INVARIANT(opened != reinterpret_cast<iconv_t>(-1));  // part of every glibc
  return opened;
}

}  // namespace

Encoder::Encoder(TextEncoding encoding) : converter_(open_converter(encoding)) {}

Encoder::~Encoder() {
  if (converter_ != nullptr) iconv_close(converter_);
}

std::optional<std::string> Encoder::encode(std::string_view utf8) const {
  if (!is_utf8(utf8)) return std::nullopt;
  if (converter_ == nullptr || is_ascii(utf8)) return std::string(utf8);
  iconv(converter_, nullptr, nullptr, nullptr, nullptr);  // as new, whatever stopped the last text
  // Two or three bytes become two, or four in GB18030.
  std::string bytes(utf8.size() * 2 + 4, '\0');
  char* in = const_cast<char*>(utf8.data());  // iconv's signature; it does not write there
  char* out = bytes.data();
  std::size_t in_left = utf8.size();
  std::size_t out_left = bytes.size();
  const auto converted = iconv(converter_, &in, &in_left, &out, &out_left);
  if (converted != 0 || in_left != 0) return std::nullopt;
  bytes.resize(bytes.size() - out_left);
  return bytes;
}

}  // namespace anxin::bank
