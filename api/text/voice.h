// A language to speak in, with the catalogue it takes its sentences from.
//
// Role: whatever answers a person has one: a command its own, the service one for each request.
// Threads: immutable; a copy shares the catalogue.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "api/text/catalogue.h"

namespace anxin::text {

/// Where a sentence is read: what a command calls --in-addition, the service calls in_addition.
enum class Face : std::uint8_t { command, service };

class Voice {
 public:
  Voice(std::shared_ptr<const Catalogue> catalogue, Language language, Face face = Face::command)
      : catalogue_(std::move(catalogue)), language_(language), face_(face) {}
  /// With the sentences that ship with the program.
  static Voice builtin(Language language);

  /// The same sentences in another language.
  [[nodiscard]] Voice in(Language language) const { return {catalogue_, language, face_}; }
  /// The same for those who read it elsewhere.
  [[nodiscard]] Voice at(Face face) const { return {catalogue_, language_, face}; }
  [[nodiscard]] Language language() const { return language_; }

  /// The sentence of a key; see Catalogue::text. What it names as {--in-addition} is said as the
  /// face calls it.
  [[nodiscard]] std::string say(std::string_view key, const Fields& details = {}) const;
  [[nodiscard]] std::string sentence(const Fault& fault) const;

 private:
  std::shared_ptr<const Catalogue> catalogue_;
  Language language_;
  Face face_;
};

}  // namespace anxin::text
