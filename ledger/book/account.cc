#include "ledger/book/account.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"

namespace anxin::book {
namespace {

bool valid_part(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

}  // namespace

std::optional<AccountName> AccountName::parse(std::string_view text) {
  if (text.empty() || text.size() > kAccountNameBytesMax) return std::nullopt;
  const auto parts = split(text, ':');
  if (!std::all_of(parts.begin(), parts.end(), valid_part)) return std::nullopt;
  return AccountName(text);
}

AccountName AccountName::of(std::string_view text) {
  const auto name = parse(text);
  LEDGER_INVARIANT(name.has_value());
  return *name;
}

std::string_view to_word(Side side) { return side == Side::debit ? "debit" : "credit"; }

}  // namespace anxin::book
