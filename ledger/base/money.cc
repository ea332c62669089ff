#include "ledger/base/money.h"

#include "ledger/base/invariant.h"

namespace anxin {
namespace {

using Integer = boost::multiprecision::cpp_int;

bool rounds_away(const Integer& quotient, const Integer& twice_rest, const Integer& divisor,
                 Rounding rounding) {
  switch (rounding) {
    case Rounding::down:
      return false;
    case Rounding::half_up:
      return twice_rest >= divisor;
    case Rounding::half_even:
      break;
  }
  return twice_rest > divisor || (twice_rest == divisor && (quotient & 1) != 0);
}

}  // namespace

Money& Money::operator+=(Money other) {
  const auto sum = checked_add(*this, other);
  LEDGER_INVARIANT(sum.has_value());
  return *this = *sum;
}

Money& Money::operator-=(Money other) {
  const auto difference = checked_sub(*this, other);
  LEDGER_INVARIANT(difference.has_value());
  return *this = *difference;
}

Money to_money(const Total& total) {
  LEDGER_INVARIANT(total >= INT64_MIN && total <= INT64_MAX);
  return Money::from_minor(static_cast<std::int64_t>(total));
}

Money share(Money amount, const Rate& rate, Rounding rounding) {
  const Rate exact = rate * amount.minor();
  const bool negative = exact < 0;
  const Rate size = negative ? Rate(-exact) : exact;
  const Integer top = numerator(size);
  const Integer divisor = denominator(size);
  Integer quotient = top / divisor;
  const Integer twice_rest = 2 * (top % divisor);
  if (rounds_away(quotient, twice_rest, divisor, rounding)) ++quotient;
  LEDGER_INVARIANT(quotient <= INT64_MAX);
  const auto magnitude = static_cast<std::int64_t>(quotient);
  return Money::from_minor(negative ? -magnitude : magnitude);
}

}  // namespace anxin
