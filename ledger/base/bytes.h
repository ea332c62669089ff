// Writing and reading of stored and hashed bytes: big-endian numbers, counts, text after its
// length.
//
// Role: every codec. A reader never runs past its end: after the first shortage it answers zeros
//       and `ok()` is false, which a decoder checks once at its end.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace anxin {

static_assert(std::endian::native == std::endian::little,
              "numbers are turned round as on x86, ARM");

class ByteWriter {
 public:
  ByteWriter() = default;
  /// Goes on behind bytes that are there already.
  explicit ByteWriter(std::string before) : out_(std::move(before)) {}
  ByteWriter& reserve(std::size_t more) {
    out_.reserve(out_.size() + more);
    return *this;
  }
  ByteWriter& u8(std::uint8_t v) { return number<1>(v); }
  ByteWriter& u16(std::uint16_t v) { return number<2>(v); }
  ByteWriter& u32(std::uint32_t v) { return number<4>(v); }
  ByteWriter& u64(std::uint64_t v) { return number<8>(v); }
  ByteWriter& i32(std::int32_t v) { return u32(static_cast<std::uint32_t>(v)); }
  ByteWriter& i64(std::int64_t v) { return u64(static_cast<std::uint64_t>(v)); }
  ByteWriter& u48(std::uint64_t v) { return number<6>(v); }
  /// Seven bits a byte, the lowest first; all but the last byte have the eighth bit set (LEB128).
  ByteWriter& count(std::uint64_t v) {
    for (; v >= 0x80U; v >>= 7U) u8(static_cast<std::uint8_t>(v | 0x80U));
    return u8(static_cast<std::uint8_t>(v));
  }
  /// The length as a count, then the bytes.
  ByteWriter& text(std::string_view v) { return count(v.size()).raw(v); }
  /// The length as u32: domain records, and all that was written before format 1.
  ByteWriter& wide_text(std::string_view v) {
    return u32(static_cast<std::uint32_t>(v.size())).raw(v);
  }
  ByteWriter& raw(std::string_view v) {
    out_.append(v);
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  template <std::size_t Width>
  ByteWriter& number(std::uint64_t v) {
    // One swap and one copy: a loop over bytes was a seventh of the writer's time (decision 0012).
    const std::uint64_t big_endian = __builtin_bswap64(v << (8 * (8 - Width)));
    const auto at = out_.size();
    out_.resize(at + Width);
    std::memcpy(&out_[at], &big_endian, Width);
    return *this;
  }
  std::string out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u48() { return number(6); }
  std::uint64_t u64() { return number(8); }
  std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
  /// Spoils the reader where a count takes more bytes than it needs: there is one way to write it.
  std::uint64_t count() {
    std::uint64_t v = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = u8();
      const std::uint64_t bits = byte & 0x7fU;
      if ((bits << shift) >> shift != bits) break;
      v |= bits << shift;
      if (byte >= 0x80U) continue;
      if (byte != 0 || shift == 0) return v;
      break;
    }
    spoil();
    return 0;
  }
  std::string_view text() { return raw(count()); }
  std::string_view wide_text() { return raw(u32()); }
  std::string_view raw(std::size_t count) {
    if (rest_.size() < count) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  /// Marks the bytes as wrong: the decoder saw what cannot be.
  void spoil() {
    ok_ = false;
    rest_ = {};
  }
  [[nodiscard]] bool ok() const { return ok_; }
  /// All bytes were there and none is left over.
  [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::uint64_t number(std::size_t width) {
    std::uint64_t v = 0;
    for (const char byte : raw(width)) v = (v << 8U) | static_cast<unsigned char>(byte);
    return v;
  }
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace anxin
