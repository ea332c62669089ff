#include "ledger/book/name_table.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "ledger/base/invariant.h"

namespace anxin::book {
namespace {

constexpr std::size_t kWord = 8;

// The first eight bytes; zeros behind a shorter text.
std::uint64_t word_of(std::string_view text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), std::min(text.size(), kWord));
  return word;
}

// Both halves of a wide product: each bit of the word moves bits all over the result.
std::uint64_t mix(std::uint64_t word) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{word ^ 0x9e3779b97f4a7c15U} * 0xd6e8feb86659fd93U;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

NameTable::NameTable(const NameTable& other)
    : places_(other.places_), names_(other.names_), chunks_(other.chunks_) {}

NameTable::Hash NameTable::hash(std::string_view name) {
  std::uint64_t mixed = mix(name.size());
  for (; name.size() > kWord; name.remove_prefix(kWord)) mixed = mix(mixed ^ word_of(name));
  return static_cast<Hash>(mix(mixed ^ word_of(name)));
}

std::size_t NameTable::place_of(std::string_view name, Hash hash) const {
  std::size_t at = home(hash);
  for (; places_[at].text != nullptr; at = after(at)) {
    if (places_[at].hash == hash && places_[at].name() == name) break;
  }
  return at;
}

std::optional<AccountNumber> NameTable::find(std::string_view name, Hash hash) const {
  const Place& place = places_[place_of(name, hash)];
  if (place.text == nullptr) return std::nullopt;
  return place.number;
}

std::optional<std::string_view> NameTable::name_of(AccountNumber number) const {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& place) {
    return place.text != nullptr && place.number == number;
  });
  if (found == places_.end()) return std::nullopt;
  return found->name();
}

std::string_view NameTable::add(std::string_view name, AccountNumber number) {
  if (2 * (names_ + 1) > places_.size()) grow();
  const auto hashed = hash(name);
  Place& place = places_[place_of(name, hashed)];
  LEDGER_INVARIANT(place.text == nullptr);
  place = {hashed, number, keep(name)};
  ++names_;
  return place.name();
}

void NameTable::remove(std::string_view name) {
  auto hole = place_of(name, hash(name));
  LEDGER_INVARIANT(places_[hole].text != nullptr);
  --names_;
  // What stands further on than it would with this place free moves back into it.
  const auto mask = places_.size() - 1;
  for (auto at = after(hole); places_[at].text != nullptr; at = after(at)) {
    const auto distance = (at - home(places_[at].hash)) & mask;
    if (distance < ((at - hole) & mask)) continue;
    places_[hole] = places_[at];
    hole = at;
  }
  places_[hole] = {};
}

void NameTable::grow() {
  const auto before = std::exchange(places_, std::vector<Place>(2 * places_.size()));
  for (const Place& place : before) {
    if (place.text != nullptr) places_[place_of(place.name(), place.hash)] = place;
  }
}

const char* NameTable::keep(std::string_view name) {
  LEDGER_INVARIANT(!name.empty() && name.size() <= kAccountNameBytesMax);
  const auto bytes = 1 + name.size();
  if (room_ < bytes) {
    chunks_.push_back(std::shared_ptr<char[]>(new char[kChunkBytes]));
    room_ = kChunkBytes;
  }
  char* text = chunks_.back().get() + (kChunkBytes - room_);
  *text = static_cast<char>(name.size());
  std::copy(name.begin(), name.end(), text + 1);
  room_ -= bytes;
  return text;
}

}  // namespace anxin::book
