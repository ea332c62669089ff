// What persons say of the bank's statements: explanations confirmed or taken back, days signed,
// files that wait.
//
// Role: records beside BankStatement and BankEntry, whose layout is older. Nothing is deleted: what
//       a person undoes is a further record.
// Source: payments.md, "Reconciliation"; decision 0020.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "payments/domain/bank_ledger.h"

namespace anxin::payments {

// ---- explanations -------------------------------------------------------------------------------

enum class MatchChangeKind : std::uint8_t {
  confirmed,  ///< a person said what an unexplained entry is
  unmatched,  ///< a person took an explanation back
};
/// "confirmed", "unmatched".
[[nodiscard]] std::string_view to_word(MatchChangeKind kind);

/// A step in the history of an entry, in order. The first explanation is the run's and stands in
/// `before` of the first step.
struct MatchChange {
  std::string contract;
  std::string entry;
  MatchChangeKind kind = MatchChangeKind::confirmed;
  std::string person;
  std::string reason;  ///< of taking back
  Date on;
  Match before;
  Match after;
};

// ---- days ---------------------------------------------------------------------------------------

enum class SigningSide : std::uint8_t { bank, contractor };
/// "bank", "contractor".
[[nodiscard]] std::string_view to_word(SigningSide side);

struct DaySignature {
  SigningSide side = SigningSide::bank;
  std::string person;
  Date on;
  std::string seen;  ///< digest of what was signed: it counts while that stands
};

/// A day of an account that was signed, by one side or by both.
struct ReconcileDay {
  std::string contract;
  std::string wage_account;
  Date day;
  Money closing;  ///< the bank's balance that was signed
  std::vector<DaySignature> signatures;
};
/// By the bank and the contractor: then nothing of the day changes any more.
[[nodiscard]] bool is_signed(const ReconcileDay& day);

enum class DayState : std::uint8_t {
  missing,      ///< nothing proves what happened on it
  quarantined,  ///< its statement waits
  provisional,  ///< imported, with a day before it missing or quarantined
  imported,
  reconciled,
  signed_by_both,
  no_movement,  ///< no statement: those before and after it join to the fen
};
/// "missing", "quarantined", "provisional", "imported", "reconciled", "signed", "no-movement".
[[nodiscard]] std::string_view to_word(DayState state);

// ---- quarantine ---------------------------------------------------------------------------------

namespace quarantine_state {
struct Waiting {};
/// One person asked for its release.
struct Proposed {
  std::string by;  ///< person
  std::string reason;
};
/// Taken into the books as it is, by two persons.
struct Released {
  std::string by;  ///< the second person
  Date on;
};
/// A corrected file of the same day was imported, the other pages came, or the page came anew.
struct Replaced {
  std::string by;  ///< statement, or the file in quarantine that stands for it
  Date on;
};
/// Not a statement of the account's at all, by a person of the bank or the regulator.
struct Rejected {
  std::string by;  ///< person
  std::string reason;
  Date on;
};
}  // namespace quarantine_state
using QuarantineState =
    std::variant<quarantine_state::Waiting, quarantine_state::Proposed, quarantine_state::Released,
                 quarantine_state::Replaced, quarantine_state::Rejected>;
/// "waiting", "proposed", "released", "replaced", "rejected".
[[nodiscard]] std::string_view to_word(const QuarantineState& state);
/// Its day is not in the books yet.
[[nodiscard]] bool waits(const QuarantineState& state);

/// A statement, or a page of one, that could not be imported as it is, kept until it can.
struct QuarantinedFile {
  std::string id;  ///< contract-Z01
  std::string contract;
  std::string wage_account;
  std::string bank_id;     ///< the bank's own statement id
  std::string digest;      ///< of the file's bytes
  Date day;                ///< closing date
  std::string profile;     ///< how the bank writes (incoming_profile.h)
  std::uint64_t page = 0;  ///< of a statement in several pages, from 1; 0 where it is whole
  std::optional<std::uint64_t> sequence;  ///< the bank's number of the statement
  std::optional<Money> opening;
  std::string fault;        ///< why the import refused it: a reason word
  std::string sealed_file;  ///< empty once it waits no more
  std::string by;           ///< person
  Date since;
  QuarantineState state;
};

}  // namespace anxin::payments
