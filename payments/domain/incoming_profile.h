// How a bank writes the files that it sends: results, returns and statements. Data, not code.
//
// Role: read by payments/rules/incoming_profiles.h, used by the readers of payments/bank.
// Source: formats.md 1.2, 1.4, 1.5 and 2.2; every value is a default, to be confirmed with the
// bank.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/bank_document.h"

namespace anxin::payments {

enum class IncomingShape : std::uint8_t {
  iso,        ///< ISO 20022 messages
  returns,    ///< a table of payments with what became of them (回盘、退票)
  statement,  ///< a table of the account's movements (对账单、交易明细)
};
/// "iso", "return", "statement".
[[nodiscard]] std::string_view to_word(IncomingShape shape);

/// What a message without a namespace is worth: some banks leave it out.
enum class NamespaceRule : std::uint8_t { note, refuse };

/// RvslInd = true: ISO says that CdtDbtInd already is the direction of the money; some banks write
/// the direction of what was reversed. The balance equation proves which it is.
enum class ReversalSign : std::uint8_t { as_written, inverted };

/// "yuan" with two decimals, or whole fen.
enum class AmountUnit : std::uint8_t { yuan, fen };

enum class RowOrder : std::uint8_t { oldest_first, newest_first };

/// Is a table without its line of totals (合计) taken?
enum class TotalRule : std::uint8_t { required, optional };

/// Columns of a table that a bank sends, by the captions of the profile.
enum class IncomingColumn : std::uint8_t {
  sequence,     ///< number of the payment in our file, from 1
  batch,        ///< our bank file
  line,         ///< our end-to-end id
  account,      ///< the other side's, may be masked
  name,         ///< the other side's
  amount,       ///< magnitude
  status,       ///< paid, failed, in flight, in the bank's words
  text,         ///< why it failed; of a statement: what it is for
  date,         ///< of booking
  credit,       ///< amount that came in
  debit,        ///< amount that went out
  direction,    ///< in or out, in the bank's words
  balance,      ///< after the movement
  serial,       ///< the bank's own reference
  own_account,  ///< ours
};
struct IncomingColumnWord {
  IncomingColumn column;
  std::string_view word;
};
[[nodiscard]] const std::vector<IncomingColumnWord>& incoming_columns();

struct IncomingWords {
  std::vector<std::string> paid;
  std::vector<std::string> failed;
  std::vector<std::string> in_flight;
  std::vector<std::string> credit;
  std::vector<std::string> debit;
  std::vector<std::string> returned;  ///< in the text of a credit: 退汇
  std::vector<std::string> total;     ///< begins the line of totals
};

/// What a bank writes when a payment fails, and the ISO reason that it means. A reason that leaves
/// the outcome open (FF10) means: ask, do not pay again.
struct ReturnText {
  std::string text;
  std::string reason;
};

struct IncomingProfile {
  std::string id;
  std::string name;
  IncomingShape shape = IncomingShape::iso;
  NamespaceRule space = NamespaceRule::note;
  ReversalSign reversal = ReversalSign::as_written;
  Absence absence = Absence::says_nothing;
  AmountUnit unit = AmountUnit::yuan;
  RowOrder order = RowOrder::oldest_first;
  TotalRule totals = TotalRule::optional;
  bool cut_text = false;  ///< a line may end in the middle of a Chinese character
  std::map<IncomingColumn, std::vector<std::string>> columns;
  IncomingWords words;
  std::vector<ReturnText> texts;
  std::string source;
};

}  // namespace anxin::payments
