#include "payments/rules/toml_fault.h"

namespace anxin::payments {
namespace {

struct Sign {
  std::string_view part;  ///< of what the parser says
  std::string_view word;
};

// The first that fits: what is wrong tells more than where it was met.
constexpr std::array kSigns{Sign{"utf-8", "encoding"},
                            Sign{"cannot redefine existing", "twice"},
                            Sign{"cannot insert", "twice"},
                            Sign{"expected '='", "equals"},
                            Sign{"expected a comment or whitespace", "after-value"},
                            Sign{"parsing string:", "text"},
                            Sign{"parsing literal string:", "text"},
                            Sign{"parsing unicode scalar sequence:", "text"},
                            Sign{"parsing table header:", "header"},
                            Sign{"parsing array:", "list"},
                            Sign{"parsing inline table:", "list"},
                            Sign{"parsing date", "day"},
                            Sign{"parsing time:", "day"},
                            Sign{"parsing key-value pair: encountered end-of-file", "equals"},
                            Sign{"parsing key: encountered end-of-file", "equals"},
                            Sign{"parsing key-value pair: expected value", "value"},
                            Sign{"parsing value:", "value"},
                            Sign{"parsing boolean:", "value"},
                            Sign{"integer:", "value"},
                            Sign{"floating-point:", "value"}};

}  // namespace

std::string_view toml_fault_word(std::string_view told) {
  for (const auto& sign : kSigns) {
    if (told.find(sign.part) != std::string_view::npos) return sign.word;
  }
  return "other";
}

}  // namespace anxin::payments
