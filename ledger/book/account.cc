#include "ledger/book/account.h"

#include <algorithm>

#include "ledger/base/invariant.h"

namespace anxin::book {
namespace {

bool is_name_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

AccountName::AccountName(std::string_view text) : size_(text.size()) {
  const auto kept = std::make_shared_for_overwrite<char[]>(size_);
  std::copy(text.begin(), text.end(), kept.get());
  text_ = kept;
}

std::optional<AccountName> AccountName::parse(std::string_view text) {
  if (text.size() > kAccountNameBytesMax) return std::nullopt;
  char before = ':';  // a part is never empty
  for (const char c : text) {
    if (c == ':' ? before == ':' : !is_name_char(c)) return std::nullopt;
    before = c;
  }
  if (before == ':') return std::nullopt;
  return AccountName(text);
}

AccountName AccountName::of(std::string_view text) {
  const auto name = parse(text);
  LEDGER_INVARIANT(name.has_value());
  return *name;
}

std::string_view to_word(Side side) { return side == Side::debit ? "debit" : "credit"; }

}  // namespace anxin::book
