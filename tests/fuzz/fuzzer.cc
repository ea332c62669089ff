// One reader under libFuzzer; ANXIN_READER names it.
#include <cstddef>
#include <cstdint>

#include "ledger/base/invariant.h"
#include "tests/fuzz/readers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto* reader = anxin::fuzz::find_reader(ANXIN_READER);
  LEDGER_INVARIANT(reader != nullptr);
  reader->read({reinterpret_cast<const char*>(data), size});
  return 0;
}
