// A language to speak in, with the catalogue it takes its sentences from.
//
// Role: whatever answers a person has one: a command its own, the service one for each request.
// Threads: immutable; a copy shares the catalogue.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "api/text/catalogue.h"

namespace anxin::text {

class Voice {
 public:
  Voice(std::shared_ptr<const Catalogue> catalogue, Language language)
      : catalogue_(std::move(catalogue)), language_(language) {}
  /// With the sentences that ship with the program.
  static Voice builtin(Language language);

  /// The same sentences in another language.
  [[nodiscard]] Voice in(Language language) const { return {catalogue_, language}; }
  [[nodiscard]] Language language() const { return language_; }

  /// The sentence of a key; see Catalogue::text.
  [[nodiscard]] std::string say(std::string_view key, const Fields& details = {}) const;
  [[nodiscard]] std::string sentence(const Fault& fault) const;

 private:
  std::shared_ptr<const Catalogue> catalogue_;
  Language language_;
};

}  // namespace anxin::text
