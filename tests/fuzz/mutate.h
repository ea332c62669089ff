// Small harm to bytes, the same for the same numbers: what a disk, a mail program or a hand does.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "ledger/base/entropy.h"

namespace anxin::fuzz {

/// What readers trip over, as bytes: separators, quotes, marks, ends, encodings, large counts.
inline constexpr std::array<std::string_view, 22> kTrips{",",
                                                         "\"",
                                                         "\n",
                                                         "\t",
                                                         "|",
                                                         "<",
                                                         "&#0;",
                                                         "]]>",
                                                         "<!DOCTYPE a>",
                                                         "\xEF\xBB\xBF",
                                                         "\xFF\xFE",
                                                         "\xE2\x80\xAE",
                                                         "\xE3\x80\x80",
                                                         "\x81",
                                                         "\xF0\xA0\xAE\xB7",
                                                         "1E19",
                                                         "-0",
                                                         "99999999999999999999",
                                                         "0.005",
                                                         "\xFF\xFF\xFF\xFF",
                                                         "[[",
                                                         "{\"a\":"};

/// Requires: `bytes` is not empty.
inline void harm_once(std::string& bytes, SeededEntropy& chance) {
  const auto at = chance.below(bytes.size());
  const auto length = 1 + chance.below(16);
  switch (chance.below(6)) {
    case 0:
      bytes[at] = static_cast<char>(chance.below(256));
      break;
    case 1:
      bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << chance.below(8)));
      break;
    case 2:
      bytes.erase(at, length);
      break;
    case 3:
      bytes.insert(at, bytes.substr(chance.below(bytes.size()), length));
      break;
    case 4:
      bytes.insert(at, kTrips[chance.below(kTrips.size())]);
      break;
    default:
      bytes.resize(at);
  }
}

/// A seed with one to four harms.
inline std::string harmed(std::string bytes, SeededEntropy& chance) {
  for (auto left = 1 + chance.below(4); left > 0 && !bytes.empty(); --left) {
    harm_once(bytes, chance);
  }
  return bytes;
}

}  // namespace anxin::fuzz
