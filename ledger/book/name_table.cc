#include "ledger/book/name_table.h"

#include <algorithm>
#include <boost/container_hash/hash.hpp>
#include <utility>

#include "ledger/base/invariant.h"

namespace anxin::book {

NameTable::NameTable(const NameTable& other)
    : places_(other.places_), names_(other.names_), chunks_(other.chunks_) {}

NameTable::Hash NameTable::hash(std::string_view name) {
  const std::uint64_t wide = boost::hash_range(name.begin(), name.end());
  return static_cast<Hash>(wide ^ (wide >> 32U));
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
