// Domain records as bytes: a version, then every field of the struct in its order.
//
// Role: what payments stores in the ledger's commits. A record type is a plain aggregate; its
//       declaration is its format, so a field is only ever added with a new version.
// Shape: numbers big-endian; text and lists with a u32 count; optional = u8 0 | 1 value; variant =
//        u8 index, then the alternative; amounts in fen, dates in days, instants in nanoseconds.
// Source: decision 0004 (Boost.PFR walks the fields).
#pragma once

#include <boost/pfr/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/date.h"
#include "ledger/base/digest.h"
#include "ledger/base/money.h"

namespace anxin::payments {

inline constexpr std::uint8_t kRecordFormat = 0;

namespace record_codec {

class Encoder {
 public:
  void put(const std::string& v) { out_.wide_text(v); }
  void put(bool v) { out_.u8(v ? 1 : 0); }
  void put(Money v) { out_.i64(v.minor()); }
  void put(Date v) { out_.i32(static_cast<std::int32_t>(v.time_since_epoch().count())); }
  void put(Instant v) { out_.i64(v.time_since_epoch().count()); }
  void put(Month v) {
    out_.i32(static_cast<int>(v.year()) * 12 + static_cast<int>(static_cast<unsigned>(v.month())) -
             1);
  }
  void put(const Digest& v) { out_.raw(v.view()); }
  template <class T>
  void put(const std::optional<T>& v) {
    out_.u8(v ? 1 : 0);
    if (v) put(*v);
  }
  template <class T>
  void put(const std::vector<T>& v) {
    out_.u32(static_cast<std::uint32_t>(v.size()));
    for (const auto& one : v) put(one);
  }
  template <class... T>
  void put(const std::variant<T...>& v) {
    out_.u8(static_cast<std::uint8_t>(v.index()));
    std::visit([this](const auto& one) { this->put(one); }, v);
  }
  template <class T>
  void put(const T& v) {
    if constexpr (std::is_enum_v<T>) {
      out_.u8(static_cast<std::uint8_t>(v));
    } else if constexpr (std::is_integral_v<T>) {
      out_.i64(static_cast<std::int64_t>(v));
    } else if constexpr (!std::is_empty_v<T>) {
      boost::pfr::for_each_field(v, [this](const auto& field) { this->put(field); });
    }
  }
  ByteWriter& out() { return out_; }

 private:
  ByteWriter out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : in_(bytes) {}

  void get(std::string& v) { v = in_.wide_text(); }
  void get(bool& v) { v = in_.u8() != 0; }
  void get(Money& v) { v = Money::from_minor(in_.i64()); }
  void get(Date& v) { v = Date(std::chrono::days(in_.i32())); }
  void get(Instant& v) { v = Instant(std::chrono::nanoseconds(in_.i64())); }
  void get(Month& v) {
    const auto months = in_.i32();
    v = std::chrono::year(months / 12) / std::chrono::month(static_cast<unsigned>(months % 12) + 1);
  }
  void get(Digest& v) {
    const auto raw = in_.raw(32);
    if (raw.size() == 32) v = Digest::from_bytes(raw);
  }
  template <class T>
  void get(std::optional<T>& v) {
    v.reset();
    if (in_.u8() != 0) get(v.emplace());
  }
  template <class T>
  void get(std::vector<T>& v) {
    v.clear();
    for (auto count = in_.u32(); count > 0 && in_.ok(); --count) get(v.emplace_back());
  }
  template <class... T>
  void get(std::variant<T...>& v) {
    get_alternative<0>(v, in_.u8());
  }
  template <class T>
  void get(T& v) {
    if constexpr (std::is_enum_v<T>) {
      v = static_cast<T>(in_.u8());
    } else if constexpr (std::is_integral_v<T>) {
      v = static_cast<T>(in_.i64());
    } else if constexpr (!std::is_empty_v<T>) {
      boost::pfr::for_each_field(v, [this](auto& field) { this->get(field); });
    }
  }
  [[nodiscard]] bool finished() const { return known_ && in_.finished(); }
  ByteReader& in() { return in_; }

 private:
  template <std::size_t I, class... T>
  void get_alternative(std::variant<T...>& v, std::size_t index) {
    if constexpr (I < sizeof...(T)) {
      if (index == I) {
        get(v.template emplace<I>());
      } else {
        get_alternative<I + 1>(v, index);
      }
    } else {
      known_ = false;
    }
  }
  ByteReader in_;
  bool known_ = true;
};

}  // namespace record_codec

/// The bytes of a record. Requires: T is an aggregate of the kinds above.
template <class T>
[[nodiscard]] std::string encode_record(const T& record) {
  record_codec::Encoder encoder;
  encoder.out().u8(kRecordFormat);
  encoder.put(record);
  return encoder.out().take();
}

/// The record in the bytes; nothing when they are not exactly one of this type and version.
template <class T>
[[nodiscard]] std::optional<T> decode_record(std::string_view bytes) {
  record_codec::Decoder decoder(bytes);
  if (decoder.in().u8() != kRecordFormat) return std::nullopt;
  T record{};
  decoder.get(record);
  if (!decoder.finished()) return std::nullopt;
  return record;
}

}  // namespace anxin::payments
