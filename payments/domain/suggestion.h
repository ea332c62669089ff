// What an unexplained entry may be, for a person: suggestions and ambiguities, never a match.
//
// Role: level 5 of the reconciliation, and the candidates of level 3 that left more than one thing
//       possible. Pure; the same facts give the same candidates in the order of their ids.
// Source: payments.md, "Reconciliation", level 5: the same amount to the fen, and the name or the
//         last four digits of the card.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/matching.h"

namespace anxin::payments {

/// A name as it is compared: full-width forms as ASCII in capitals, without spaces and without the
/// points (· ・ • ．) that separate the parts of some names, whichever of them was typed. This is
/// the part of NFKC that bank files need; compatibility ideographs are left as they are.
[[nodiscard]] std::string plain_name(std::string_view utf8);
/// The last four characters of an account; empty where it has fewer.
[[nodiscard]] std::string last_four(std::string_view account);

/// One side's person, as far as a suggestion compares it. In memory only, never stored or shown.
struct NamedAccount {
  std::string name;  ///< plain_name()
  std::string last_four;
};

/// What suggestions are made of, beside the facts of matching.
struct SuggestFacts {
  std::map<std::string, NamedAccount> entries;  ///< other side, by entry id
  std::map<std::string, NamedAccount> payees;   ///< by line id
  std::map<std::string, std::string> payers;    ///< plain name of who is to pay, by receipt
  std::map<std::string, std::set<std::string>> taken_back;  ///< by entry: what a person undid
};

enum class Likeness : std::uint8_t {
  card,  ///< amount, card and day: several of them, or one with a doubt
  name_and_digits,
  name,
  digits,
};
/// "card", "name-and-digits", "name", "digits".
[[nodiscard]] std::string_view to_word(Likeness likeness);

enum class TargetKind : std::uint8_t { line, receipt };

/// A thing in the books that the entry may be.
struct MatchCandidate {
  std::string id;  ///< line or receipt
  TargetKind kind = TargetKind::line;
  Likeness likeness = Likeness::card;
  std::string state;  ///< of the line, for who has to choose; empty for a receipt
};

enum class Standing : std::uint8_t {
  matched,
  suggested,  ///< one candidate of level 5
  ambiguous,  ///< several, or one of level 3 that something speaks against
  unmatched,
};
/// "matched", "suggested", "ambiguous", "unmatched".
[[nodiscard]] std::string_view to_word(Standing standing);

struct Review {
  std::string entry;
  Standing standing = Standing::matched;
  std::vector<MatchCandidate> candidates;
};

/// What the entry may be. An entry that waits for the bank's answer is unmatched without
/// candidates: the answer will say.
[[nodiscard]] Review review(const BankEntry& entry, const MatchFacts& facts,
                            const SuggestFacts& names);

/// A person may say that the entry is this line: the same amount, and money that went or came.
[[nodiscard]] bool may_be(const BankEntry& entry, const PayrollLine& line, const MatchFacts& facts);
/// … or this receipt, which no statement has proved.
[[nodiscard]] bool may_be(const BankEntry& entry, const FundingReceipt& receipt);

}  // namespace anxin::payments
