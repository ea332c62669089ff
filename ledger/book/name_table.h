// The names of the accounts that are in memory, and the numbers they stand for.
//
// Role: part of Books. Looking a name up costs two fetches from memory, its place and its text;
//       whoever knows the names of the next postings has both fetched while other work goes on.
// Shape: open addressing with linear probing, at most half full; texts lie in chunks that never
//        move.
// Threads: one. A copy may be used beside the original: they share the texts of the past only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/book/account.h"

namespace anxin::book {

class NameTable {
 public:
  using Hash = std::uint32_t;

  NameTable() = default;
  NameTable(const NameTable& other);
  NameTable& operator=(const NameTable&) = delete;

  [[nodiscard]] static Hash hash(std::string_view name);
  /// Has the place of a name fetched; some time later, its text.
  void prefetch(Hash hash) const { __builtin_prefetch(&places_[home(hash)]); }
  void prefetch_text(Hash hash) const { __builtin_prefetch(places_[home(hash)].text); }

  /// Nothing where the name is not in memory.
  [[nodiscard]] std::optional<AccountNumber> find(std::string_view name, Hash hash) const;
  [[nodiscard]] std::optional<AccountNumber> find(std::string_view name) const {
    return find(name, hash(name));
  }
  /// Cost: looks at every name.
  [[nodiscard]] std::optional<std::string_view> name_of(AccountNumber number) const;

  /// Requires: the name is not here yet, and 1 to 96 bytes long. Answers where its text is kept.
  std::string_view add(std::string_view name, AccountNumber number);
  /// Requires: the name is here.
  void remove(std::string_view name);

 private:
  /// Text: a byte for the length, then the name; null where the place is free.
  struct Place {
    Hash hash = 0;
    AccountNumber number = 0;
    const char* text = nullptr;
    [[nodiscard]] std::string_view name() const {
      return {text + 1, static_cast<unsigned char>(*text)};
    }
  };

  [[nodiscard]] std::size_t home(Hash hash) const { return hash & (places_.size() - 1); }
  [[nodiscard]] std::size_t after(std::size_t at) const { return (at + 1) & (places_.size() - 1); }
  /// Where the name is, or the free place where it would be.
  [[nodiscard]] std::size_t place_of(std::string_view name, Hash hash) const;
  void grow();
  const char* keep(std::string_view name);

  std::vector<Place> places_ = std::vector<Place>(kPlacesMin);  // a power of two
  std::size_t names_ = 0;
  std::vector<std::shared_ptr<char[]>> chunks_;
  std::size_t room_ = 0;  // bytes left in the last chunk

  static constexpr std::size_t kPlacesMin = 64;
  static constexpr std::size_t kChunkBytes = std::size_t{64} << 10U;  // some 2 500 names
};

}  // namespace anxin::book
