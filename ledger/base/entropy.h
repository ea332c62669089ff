// The only source of chance. It comes in from outside; a test owns it (law 8).
#pragma once

#include <cstdint>
#include <string>

namespace anxin {

class Entropy {
 public:
  virtual ~Entropy() = default;
  /// `count` bytes that nobody can guess.
  virtual std::string bytes(std::size_t count) = 0;
};

/// The operating system's generator.
class SystemEntropy final : public Entropy {
 public:
  std::string bytes(std::size_t count) override;
};

/// Repeatable numbers for tests and generators (splitmix64). Never for keys of real books.
class SeededEntropy final : public Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : state_(seed) {}
  std::string bytes(std::size_t count) override;
  std::uint64_t next();
  /// A number in [0, bound). Requires: bound > 0.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

}  // namespace anxin
