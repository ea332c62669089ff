#include "payments/bank/outgoing_file.h"

#include <optional>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/encode.h"
#include "payments/bank/outgoing_text.h"
#include "payments/bank/outgoing_workbook.h"
#include "payments/bank/pain001.h"

namespace anxin::bank {
namespace {

using payments::Carrier;
using payments::Initiation;
using payments::OutgoingProfile;

// Where and why a cell cannot be written.
struct CellFault {
  Reason reason;
  std::string element;
  friend bool operator==(const CellFault& a, const CellFault& b) {
    return a.reason == b.reason && a.element == b.element;
  }
};

class CellCheck {
 public:
  explicit CellCheck(const OutgoingProfile& profile)
      : profile_(profile), encoder_(profile.encoding) {}

  // The first fault of a row whose cells stand under these captions.
  [[nodiscard]] std::optional<CellFault> fault(const OutgoingRow& row,
                                               const OutgoingRow& captions) const {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (const auto reason = reason_of(row[at])) return CellFault{*reason, captions[at]};
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<Reason> reason_of(const std::string& cell) const {
    if (!encoder_.encode(cell)) return kOutgoingCharacter;
    // A workbook's cells are texts of their own.
    if (profile_.carrier == Carrier::workbook) return std::nullopt;
    const bool plain =
        cell.find_first_of(std::string("\"\r\n") + profile_.separator) == std::string::npos;
    if (!plain && profile_.quoting == payments::Quoting::refuse) return kOutgoingSeparator;
    if (looks_like_formula(cell)) return kOutgoingFormula;
    return std::nullopt;
  }

  const OutgoingProfile& profile_;
  Encoder encoder_;
};

// The lines that share the first fault.
struct FaultyLines {
  std::optional<CellFault> fault;
  std::vector<std::string> named;
  std::size_t count = 0;
};

FaultyLines faulty_lines(const OutgoingProfile& profile, const Initiation& initiation) {
  const CellCheck check(profile);
  const auto captions = caption_cells(profile);
  FaultyLines faulty;
  for (std::size_t place = 0; place < initiation.transfers.size(); ++place) {
    const auto fault = check.fault(payment_cells(profile, initiation, place), captions);
    if (!fault || (faulty.fault && !(*faulty.fault == *fault))) continue;
    faulty.fault = fault;
    if (faulty.count++ < kOutgoingLinesNamed) {
      faulty.named.push_back(initiation.transfers[place].end_to_end_id);
    }
  }
  return faulty;
}

Fields details_of(const FaultyLines& faulty, const OutgoingProfile& profile) {
  Fields details{{"element", faulty.fault->element},
                 {"lines", join(faulty.named, ",")},
                 {"count", std::to_string(faulty.count)}};
  if (faulty.fault->reason == kOutgoingCharacter) {
    details.push_back(
        {"encoding", std::string(word_in(payments::kEncodingWords, profile.encoding))});
  }
  return details;
}

bool is_iso(Carrier carrier) {
  return carrier == Carrier::pain001_09 || carrier == Carrier::pain001_03;
}

}  // namespace

Result<void> check_outgoing(const OutgoingProfile& profile, const Initiation& initiation) {
  LEDGER_CHECK(check_initiation(initiation));
  if (is_iso(profile.carrier)) return {};
  const auto head = head_cells(profile, initiation);
  const OutgoingRow head_names(head.size(), "head");
  if (const auto fault = CellCheck(profile).fault(head, head_names)) {
    return fail(fault->reason, details_of({fault, {initiation.message_id}, 1}, profile));
  }
  const auto faulty = faulty_lines(profile, initiation);
  if (!faulty.fault) return {};
  return fail(faulty.fault->reason, details_of(faulty, profile));
}

Result<std::string> write_outgoing(const OutgoingProfile& profile, const Initiation& initiation) {
  LEDGER_INVARIANT(is_iso(profile.carrier) || check_outgoing(profile, initiation).has_value());
  switch (profile.carrier) {
    case Carrier::pain001_09:
      return write_pain001(initiation);
    case Carrier::pain001_03:
      return write_pain001_03(initiation);
    case Carrier::text:
      return write_outgoing_text(profile, initiation);
    case Carrier::workbook:
      return write_outgoing_workbook(profile, initiation);
  }
  return std::string();
}

}  // namespace anxin::bank
