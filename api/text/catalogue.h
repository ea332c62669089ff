// Every sentence a person reads, in Chinese and English, by key.
//
// Role: reason words and finding codes are keys; so are the captions of tables. Data: data/*.tsv.
// Threads: immutable.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace anxin::text {

enum class Language { chinese, english };

class Catalogue {
 public:
  /// The sentences that ship with the program.
  static Catalogue builtin();
  /// Reads `key <TAB> 中文 <TAB> English` lines; '#' begins a comment.
  void add(std::string_view tsv);

  /// The sentence with {name} replaced by the detail of that name; a detail whose "name.value" is a
  /// key itself (state.approved) is said in words. An unknown key is shown as
  /// itself, so that nothing is ever hidden; a test keeps that from happening.
  [[nodiscard]] std::string text(std::string_view key, Language language,
                                 const Fields& details = {}) const;
  [[nodiscard]] bool has(std::string_view key) const { return entries_.contains(key); }
  [[nodiscard]] std::vector<std::string> keys() const;

 private:
  struct Sentences {
    std::string chinese;
    std::string english;
  };
  std::map<std::string, Sentences, std::less<>> entries_;
};

}  // namespace anxin::text
