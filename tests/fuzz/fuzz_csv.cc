// Any UTF-8 as a table in text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "payments/bank/csv.h"
#include "payments/bank/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = anxin::bank::decode_text(bytes);
  if (text) static_cast<void>(anxin::bank::read_csv(text->text));
  return 0;
}
