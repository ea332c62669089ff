#include "ledger/base/entropy.h"

#include <sodium.h>

#include "ledger/base/invariant.h"

namespace anxin {

std::string SystemEntropy::bytes(std::size_t count) {
  LEDGER_INVARIANT(sodium_init() >= 0);
  std::string random(count, '\0');
  randombytes_buf(random.data(), random.size());
  return random;
}

std::uint64_t SeededEntropy::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31U);
}

std::string SeededEntropy::bytes(std::size_t count) {
  std::string random;
  while (random.size() < count) random += static_cast<char>(next() & 0xffU);
  return random;
}

}  // namespace anxin
