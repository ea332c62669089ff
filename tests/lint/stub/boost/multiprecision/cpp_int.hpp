// Stands in for Boost's header when headers are checked alone: declarations are all they need, and
// Boost's own takes three seconds a header and brings half of the standard library with it.
#pragma once

namespace boost::multiprecision {

template <int Kind>
class Number {
 public:
  Number() = default;
  template <class T>
  Number(const T& value);  // NOLINT(google-explicit-constructor): as Boost's number
  template <class T>
  explicit operator T() const;
  Number& operator+=(const Number& other);
  Number& operator-=(const Number& other);
  Number& operator*=(const Number& other);
  Number& operator/=(const Number& other);
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  friend Number operator/(const Number& a, const Number& b);
  friend Number operator-(const Number& a);
  friend bool operator==(const Number& a, const Number& b);
  friend bool operator<(const Number& a, const Number& b);
  friend bool operator>(const Number& a, const Number& b);
  friend bool operator<=(const Number& a, const Number& b);
  friend bool operator>=(const Number& a, const Number& b);
};

using cpp_int = Number<0>;
using cpp_rational = Number<1>;
using checked_int128_t = Number<2>;

}  // namespace boost::multiprecision
