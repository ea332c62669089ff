// The parts of a ZIP container, inflated one at a time and never written to a disk. libzip stays
// inside.
//
// Role: under xlsx.h.
// Safety: what comes out is counted while it comes out, because headers lie: 64 MiB a part, 256 MiB
//         a file, 100 times what went in. Names that would leave a folder, names that stand twice
//         and passwords are refused before anything is read.
// Threads: one.
// Source: formats.md section 4, row ZIP; pretty XML of payrolls packs 34:1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace anxin::bank {

/// No ZIP container, or one whose parts do not inflate to what was packed.
inline constexpr Reason kZipDamaged{"zip.damaged"};
/// More than kZipEntriesMax. Detail: limit.
inline constexpr Reason kZipTooManyEntries{"zip.too-many-entries"};
/// An absolute name, one with "..", a backslash or a control character.
inline constexpr Reason kZipNameUnsafe{"zip.name-unsafe"};
/// Two entries with one name, letters' case apart.
inline constexpr Reason kZipNameRepeated{"zip.name-repeated"};
/// An entry under a password.
inline constexpr Reason kZipEncrypted{"zip.encrypted"};
/// A part larger than kZipPartBytesMax. Detail: limit.
inline constexpr Reason kZipPartTooLarge{"zip.part-too-large"};
/// Parts together larger than kZipBytesMax. Detail: limit.
inline constexpr Reason kZipTooLarge{"zip.too-large"};
/// A part that inflates to more than kZipRatioMax times its packed bytes. Detail: limit.
inline constexpr Reason kZipRatio{"zip.ratio"};

inline constexpr std::array kZipReasons{kZipDamaged,      kZipTooManyEntries, kZipNameUnsafe,
                                        kZipNameRepeated, kZipEncrypted,      kZipPartTooLarge,
                                        kZipTooLarge,     kZipRatio};

// Twice the sheet of 200,000 rows of 12 cells at some 25 bytes a cell.
inline constexpr std::size_t kZipPartBytesMax = std::size_t{64} << 20U;
inline constexpr std::size_t kZipBytesMax = std::size_t{256} << 20U;
// Three times the most that honest tables were seen to pack.
inline constexpr std::size_t kZipRatioMax = 100;
// Below this a ratio says nothing: a blank sheet is mostly the same few words.
inline constexpr std::size_t kZipRatioBytesMin = std::size_t{1} << 20U;
inline constexpr std::size_t kZipEntriesMax = 2'000;

class ZipParts {
 public:
  /// Requires: `bytes` outlive it.
  /// Refuses: zip.damaged, zip.too-many-entries; then of each entry zip.name-unsafe,
  ///          zip.name-repeated, zip.encrypted.
  [[nodiscard]] static Result<ZipParts> open(std::string_view bytes);

  /// By name, letters' case apart (ECMA-376 part 2, 6.2.2.3).
  [[nodiscard]] bool has(std::string_view name) const;
  /// Refuses: zip.damaged (also where there is no such part), zip.part-too-large, zip.too-large,
  ///          zip.ratio.
  [[nodiscard]] Result<std::string> read(std::string_view name);

 private:
  struct Entry {
    std::uint64_t index = 0;
    std::uint64_t packed_bytes = 0;
  };
  struct Close {
    void operator()(void* archive) const;
  };
  Result<void> list();
  Result<void> check_size(std::size_t inflated, std::uint64_t packed) const;

  std::unique_ptr<void, Close> archive_;
  std::size_t file_bytes_ = 0;
  std::size_t inflated_ = 0;  ///< of the parts read so far
  std::map<std::string, Entry> entries_;
};

}  // namespace anxin::bank
