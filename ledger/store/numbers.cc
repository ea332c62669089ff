#include "ledger/store/numbers.h"

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"
#include "ledger/base/money.h"

namespace anxin::store {

std::string add_numbers(std::string_view before, std::string_view more) {
  if (before.empty()) return std::string(more);
  LEDGER_INVARIANT(before.size() == more.size() && before.front() == more.front());
  ByteReader left(before.substr(1));
  ByteReader right(more.substr(1));
  ByteWriter sum;
  sum.raw(before.substr(0, 1));
  while (!left.rest().empty()) {
    sum.i64((Money::from_minor(left.i64()) + Money::from_minor(right.i64())).minor());
  }
  LEDGER_INVARIANT(left.finished() && right.finished());
  return sum.take();
}

}  // namespace anxin::store
