#include "payments/bank/utf8.h"

#include <algorithm>
#include <array>

namespace anxin::bank {
namespace {

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t smallest;  // below it the form is overlong
};

std::optional<Lead> read_lead(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return Lead{2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return Lead{3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return Lead{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

bool is_scalar(char32_t code_point) {
  return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

char tail_byte(char32_t code_point, unsigned shift) {
  return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
}

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& rest) {
  const auto lead = read_lead(static_cast<unsigned char>(rest.front()));
  if (!lead || rest.size() < lead->length) return std::nullopt;
  char32_t code_point = lead->bits;
  for (std::size_t at = 1; at < lead->length; ++at) {
    const auto byte = static_cast<unsigned char>(rest[at]);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  if (code_point < lead->smallest || !is_scalar(code_point)) return std::nullopt;
  rest.remove_prefix(lead->length);
  return code_point;
}

void append_code_point(std::string& text, char32_t code_point) {
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0U | (code_point >> 6U));
    text += tail_byte(code_point, 0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0U | (code_point >> 12U));
    text += tail_byte(code_point, 6);
    text += tail_byte(code_point, 0);
  } else {
    text += static_cast<char>(0xF0U | (code_point >> 18U));
    text += tail_byte(code_point, 12);
    text += tail_byte(code_point, 6);
    text += tail_byte(code_point, 0);
  }
}

std::string_view first_characters(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (bytes > 0 && continues(bytes)) --bytes;
  return text.substr(0, bytes);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_cjk(char32_t code_point) {
  struct Block {
    char32_t first, last;
  };
  static constexpr std::array<Block, 5> kBlocks{{{0x2E80, 0x303F},      // radicals, punctuation
                                                 {0x3400, 0x9FFF},      // ideographs, extension A
                                                 {0xF900, 0xFAFF},      // compatibility ideographs
                                                 {0xFF00, 0xFFEF},      // full-width forms
                                                 {0x20000, 0x3FFFF}}};  // extensions B and later
  return std::any_of(kBlocks.begin(), kBlocks.end(), [code_point](const Block& block) {
    return code_point >= block.first && code_point <= block.last;
  });
}

}  // namespace anxin::bank
