// Any bytes as every kind of table: what the tests run over fixtures/corpus.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/invariant.h"
#include "tests/support/table_entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  LEDGER_INVARIANT(anxin::tests::read_as_every_table(bytes));
  return 0;
}
