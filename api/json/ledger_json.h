// The bare ledger's lines: JSON to commands and questions, receipts and views to JSON.
//
// Source: interfaces.md, "The bare ledger". Field names and answers are a contract.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "api/json/json.h"
#include "ledger/book/command.h"
#include "ledger/service/reader.h"
#include "ledger/service/writer.h"

namespace anxin::json {

struct AskBalance {
  std::string account;
  std::optional<Instant> as_of;
  std::optional<Date> effective;
};
struct AskHistory {
  std::string account;
  std::size_t limit = 100;
  ledger::HistoryFrom from;
};
struct AskEntry {
  book::EntryName entry;
};
struct AskHold {
  book::EntryName hold;
};
using Question = std::variant<AskBalance, AskHistory, AskEntry, AskHold>;

inline constexpr std::size_t kHistoryLimitMax = 1'000;  // as every page of the product

/// One line of `ledger apply`.
struct ApplyLine {
  std::variant<book::Command, Question> request;
  std::optional<Instant> at;
};

/// Refuses: ledger.too-large with the pointer of the array or object that is too much (json.h);
///          ledger.malformed with the pointer of the first field at fault, in documented order.
[[nodiscard]] Result<ApplyLine> parse_apply_line(std::string_view line);

/// Refuses: ledger.account-not-found, ledger.entry-not-found, ledger.hold-not-found,
///          ledger.malformed (as_of after now).
[[nodiscard]] Result<Json> answer(const ledger::Reader& reader, const Question& question,
                                  Instant now);

/// {"ok":true,"entry":7,"replayed":false,"digest":"…"}
[[nodiscard]] Json receipt_json(const ledger::Receipt& receipt);
/// {"ok":false,"code":…,"posting":…,"field":…,"message":…}
using Sentence = std::function<std::string(const Fault&)>;
[[nodiscard]] Json refusal_json(const Fault& fault, const Sentence& sentence);

}  // namespace anxin::json
