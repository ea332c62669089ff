// Wages that are owed without a payroll, and what is taken off an accrual again.
//
// Role: papers that one person proposes and another approves; nothing is booked before.
// Source: payments.md, "Posting rules": arrears established by decision, mediation, judgment or
//         admission; an accrual reduced only with a document or the worker's own confirmation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

namespace paper_state {
struct Proposed {};
/// By another person than the proposer: booked.
struct Approved {
  std::string by;
  Date on;
};
/// Taken back before it was approved: nothing was ever booked.
struct Withdrawn {
  std::string by;
};
}  // namespace paper_state

using PaperState =
    std::variant<paper_state::Proposed, paper_state::Approved, paper_state::Withdrawn>;
/// "proposed", "approved", "withdrawn".
[[nodiscard]] std::string_view to_word(const PaperState& state);
[[nodiscard]] inline bool is_proposed(const PaperState& state) {
  return std::holds_alternative<paper_state::Proposed>(state);
}

// ---- arrears that a document establishes --------------------------------------------------------

/// What establishes them.
enum class ArrearsKind : std::uint8_t {
  decision,   ///< 劳动保障监察行政处理决定
  mediation,  ///< 调解书
  judgment,   ///< 裁决书, 判决书
  admission,  ///< the contractor's own admission (欠薪确认书)
};
/// "decision", "mediation", "judgment", "admission".
[[nodiscard]] std::string_view to_word(ArrearsKind kind);
[[nodiscard]] std::optional<ArrearsKind> find_arrears_kind(std::string_view word);

/// One worker's share of the document.
struct ArrearsItem {
  std::string line;  ///< of a batch of kind decision
  std::string worker;
  Month first;  ///< the wage months that the amount is for
  Month last;   ///< the month it is booked in
  Money amount;
};

struct ArrearsPaper {
  std::string id;  ///< contract-A01
  std::string contract;
  ArrearsKind kind = ArrearsKind::decision;
  std::string document;      ///< its number (文号)
  Date on;                   ///< of the document
  std::string content;       ///< SHA-256 of the table, hex
  std::string proposer;      ///< person
  bool in_addition = false;  ///< owed besides what is accrued for the same worker and month
  std::vector<std::string> batches;
  std::vector<ArrearsItem> items;
  Money sum;
  PaperState state;
};

/// True when the two spans of months have one in common.
[[nodiscard]] inline bool overlap(const ArrearsItem& a, const ArrearsItem& b) {
  return a.first <= b.last && b.first <= a.last;
}

// ---- an accrual reduced -------------------------------------------------------------------------

enum class ReductionKind : std::uint8_t {
  decision,          ///< a document of the regulator, an arbitration or a court
  worker_confirmed,  ///< the worker's own signed confirmation
  mistake,           ///< a slip in the sheet, with the corrected page
};
/// "decision", "worker-confirmed", "mistake".
[[nodiscard]] std::string_view to_word(ReductionKind kind);
[[nodiscard]] std::optional<ReductionKind> find_reduction_kind(std::string_view word);

/// What becomes of a reduction of a whole wage from which something has been remitted.
enum class RemittedIs : std::uint8_t {
  refused,  ///< the withholder gets it back first
  kept,     ///< it stays withheld and remitted: for the withholder to settle with who got it
};

struct Reduction {
  std::string id;  ///< contract-X01
  std::string contract;
  std::string line;
  std::string worker;
  Month month;
  ReductionKind kind = ReductionKind::decision;
  std::string document;
  std::string proposer;  ///< person
  Money owed;            ///< of the line, when it was proposed
  Money amount;
  RemittedIs remitted = RemittedIs::refused;
  PaperState state;
};

}  // namespace anxin::payments
