// Any UTF-8 as a table in JSON.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "payments/bank/decode.h"
#include "payments/bank/json_table.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = anxin::bank::decode_text(bytes);
  if (text) static_cast<void>(anxin::bank::read_json_table(text->text));
  return 0;
}
