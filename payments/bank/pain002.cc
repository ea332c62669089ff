#include "payments/bank/pain002.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::PaymentOutcome;
using payments::PaymentResult;
using payments::PaymentStatus;
using payments::Severity;

struct StatusMeaning {
  std::string_view status;
  PaymentOutcome outcome;
};

// formats.md 1.4. ACSC is "debited": a return after it is normal.
constexpr std::array<StatusMeaning, 15> kStatusMeanings{{
    {"RCVD", PaymentOutcome::in_flight},
    {"ACTC", PaymentOutcome::in_flight},
    {"ACCP", PaymentOutcome::in_flight},
    {"ACFC", PaymentOutcome::in_flight},
    {"ACFW", PaymentOutcome::in_flight},
    {"ACSP", PaymentOutcome::in_flight},
    {"ACWC", PaymentOutcome::in_flight},
    {"PDNG", PaymentOutcome::in_flight},
    {"PATC", PaymentOutcome::in_flight},
    {"ACSC", PaymentOutcome::paid},
    {"ACCC", PaymentOutcome::paid},
    {"ACWP", PaymentOutcome::paid},
    {"RJCT", PaymentOutcome::failed},
    {"CANC", PaymentOutcome::failed},
    {"BLCK", PaymentOutcome::unknown},
}};

// Transactions up to .03 have a closed list; later versions take codes from an external set.
constexpr std::array<std::string_view, 7> kStatusesOf03{"ACTC", "RJCT", "PDNG", "ACCP",
                                                        "ACSP", "ACSC", "ACWC"};

// The EndToEndId of a payment that was given none.
constexpr std::string_view kNotProvided = "NOTPROVIDED";

std::string reason_of(const XmlElement& element) {
  return std::string(text_at_any(element, {"StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry"}));
}

// AddtlInf holds 105 characters and repeats for longer texts.
std::string reason_text_of(const XmlElement& element) {
  std::string text;
  const auto information = element.find("StsRsnInf");
  if (!information) return text;
  for (auto child = information->first_child(); child; child = child->next()) {
    if (child->name() == "AddtlInf") text += child->text();
  }
  return text;
}

class ResultReader {
 public:
  explicit ResultReader(MessageSource source) : source_(std::move(source)) {}
  PaymentResult read();

 private:
  void read_group();
  void read_batch();
  void read_transaction(std::string_view batch_status);
  void read_original_count(std::string_view text, payments::OriginalTotals& totals);
  void read_original_sum(std::string_view text, payments::OriginalTotals& totals);
  PaymentOutcome outcome_of(const PaymentStatus& status, Place place);
  void note_foreign(const PaymentStatus& status, Place place);
  std::optional<Money> amount_of(const XmlElement& transaction, Place place);
  void note_group_reason(std::uint32_t line, std::string_view status, std::string reason);
  void report(Place place, Severity severity, Reason code, Fields more = {});

  MessageSource source_;
  PaymentResult result_;
  std::uint64_t lines_ = 0;
  std::uint32_t batches_ = 0;
  std::string last_batch_status_;
  std::string currency_;  // of the first amount
};

PaymentResult ResultReader::read() {
  result_.message = source_.message;
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    const auto name = source_.xml.name();
    if (name == "GrpHdr") {
      result_.message_id = source_.xml.take().text_at("MsgId");
    } else if (name == "OrgnlGrpInfAndSts") {
      read_group();
    } else if (name == "OrgnlPmtInfAndSts") {
      read_batch();
    } else if (name == "TxInfAndSts") {  // outside a batch in some national subsets
      read_transaction({});
    }
  }
  if (result_.group_status.empty() && batches_ == 1) result_.group_status = last_batch_status_;
  settle_repetitions(result_, source_.findings);
  return std::move(result_);
}

void ResultReader::read_group() {
  const auto group = source_.xml.take();
  result_.original_message_id = group.text_at("OrgnlMsgId");
  result_.group_status = group.text_at("GrpSts");
  if (result_.original_message_id.empty()) {
    refuse_value(source_.findings, {group.line(), 0}, "OrgnlMsgId", kElementMissing);
  }
  payments::OriginalTotals totals{group.line(), {}, {}};
  read_original_count(group.text_at("OrgnlNbOfTxs"), totals);
  read_original_sum(group.text_at("OrgnlCtrlSum"), totals);
  result_.originals.push_back(totals);
  note_group_reason(group.line(), result_.group_status, reason_of(group));
}

void ResultReader::read_original_count(std::string_view text, payments::OriginalTotals& totals) {
  if (text.empty()) return;
  totals.transactions = parse_iso_number(text);
  if (!totals.transactions) {
    refuse_value(source_.findings, {totals.row, 0}, "OrgnlNbOfTxs", kNumberBad);
  }
}

// Our instructions are in CNY; a control sum names no currency.
void ResultReader::read_original_sum(std::string_view text, payments::OriginalTotals& totals) {
  if (text.empty()) return;
  totals.control_sum = parse_iso_sum(text, Currency::cny());
  if (!totals.control_sum) {
    refuse_value(source_.findings, {totals.row, 0}, "OrgnlCtrlSum", kAmountBad);
  }
}

void ResultReader::read_batch() {
  ++batches_;
  last_batch_status_.clear();
  payments::OriginalTotals totals{source_.xml.line(), {}, {}};
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    const auto name = source_.xml.name();
    if (name == "OrgnlPmtInfId") {
      const auto id = source_.xml.take().text();
      if (result_.original_payment_info_id.empty()) result_.original_payment_info_id = id;
    } else if (name == "OrgnlNbOfTxs") {
      read_original_count(source_.xml.take().text(), totals);
    } else if (name == "OrgnlCtrlSum") {
      read_original_sum(source_.xml.take().text(), totals);
    } else if (name == "PmtInfSts") {
      last_batch_status_ = source_.xml.take().text();
    } else if (name == "StsRsnInf") {
      const auto line = source_.xml.line();
      XmlTree holder;
      source_.xml.take_into(holder);
      note_group_reason(line, last_batch_status_, reason_of(holder.root()));
    } else if (name == "TxInfAndSts") {
      read_transaction(last_batch_status_);
    }
  }
  result_.originals.push_back(totals);
}

void ResultReader::read_transaction(std::string_view batch_status) {
  if (!count_line(source_, lines_)) return;
  const auto transaction = source_.xml.take();
  const Place place{transaction.line(), lines_};
  PaymentStatus status;
  status.row = transaction.line();
  status.end_to_end_id = transaction.text_at("OrgnlEndToEndId");
  status.status = transaction.text_at("TxSts");
  if (status.status.empty()) status.status = batch_status;
  if (status.status.empty()) status.status = result_.group_status;
  status.reason = reason_of(transaction);
  status.reason_text = reason_text_of(transaction);
  status.amount = amount_of(transaction, place);
  status.outcome = outcome_of(status, place);
  note_foreign(status, place);
  if (status.end_to_end_id.empty()) {
    report(place, Severity::explain, kElementMissing, {{"element", "OrgnlEndToEndId"}});
  }
  result_.statuses.push_back(std::move(status));
}

PaymentOutcome ResultReader::outcome_of(const PaymentStatus& status, Place place) {
  const auto outcome = find_outcome(status.status);
  if (!outcome) {
    report(place, Severity::note, kStatusUnknown);
    return PaymentOutcome::unknown;
  }
  if (outcome == PaymentOutcome::failed && payments::leaves_outcome_open(status.reason)) {
    report(place, Severity::explain, kOutcomeOpen, {{"reason", status.reason}});
    return PaymentOutcome::unknown;
  }
  return *outcome;
}

void ResultReader::note_foreign(const PaymentStatus& status, Place place) {
  const bool closed = source_.message.ends_with(".03");
  const bool listed =
      std::find(kStatusesOf03.begin(), kStatusesOf03.end(), status.status) != kStatusesOf03.end();
  if (!closed || listed || !find_outcome(status.status)) return;
  report(place, Severity::note, kStatusForeign, {{"status", status.status}});
}

std::optional<Money> ResultReader::amount_of(const XmlElement& transaction, Place place) {
  const auto written = transaction.find("OrgnlTxRef/Amt/InstdAmt");
  if (!written) return std::nullopt;
  const std::string code(written->attribute("Ccy"));
  if (currency_.empty()) currency_ = code;
  const auto currency = Currency::from_code(code);
  if (!currency) {
    refuse_value(source_.findings, place, "InstdAmt", kCurrencyUnknown);
    return std::nullopt;
  }
  if (code != currency_) refuse_value(source_.findings, place, "InstdAmt", kCurrencyMismatch);
  const auto amount = parse_iso_amount(written->text(), *currency);
  if (!amount) refuse_value(source_.findings, place, "InstdAmt", kAmountBad);
  return amount;
}

void ResultReader::note_group_reason(std::uint32_t line, std::string_view status,
                                     std::string reason) {
  if (reason.empty()) return;
  source_.findings.push_back(
      Finding{line,
              "",
              "",
              Severity::note,
              kGroupReason,
              {{"status", std::string(status)}, {"reason", std::move(reason)}}});
}

void ResultReader::report(Place place, Severity severity, Reason code, Fields more) {
  more.push_back({"item", std::to_string(place.item)});
  source_.findings.push_back(Finding{place.line, "", "", severity, code, std::move(more)});
}

void settle_same_id(const std::vector<std::size_t>& places, PaymentResult& result,
                    payments::Findings& findings) {
  auto& statuses = result.statuses;
  const auto first_outcome = statuses[places.front()].outcome;
  const bool agree = std::all_of(places.begin(), places.end(), [&](std::size_t at) {
    return statuses[at].outcome == first_outcome;
  });
  const auto last = places.back();
  findings.push_back(Finding{statuses[last].row,
                             "",
                             "",
                             agree ? Severity::note : Severity::explain,
                             agree ? kResultRepeated : kResultContradicted,
                             {{"item", std::to_string(last + 1)}}});
  if (agree) return;
  for (const auto at : places) statuses[at].outcome = PaymentOutcome::unknown;
}

}  // namespace

// Groups statuses by EndToEndId without an ordering of their own: file order within each group.
void settle_repetitions(PaymentResult& result, payments::Findings& findings) {
  std::vector<std::size_t> order(result.statuses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto id = [&](std::size_t at) -> const std::string& {
    return result.statuses[at].end_to_end_id;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return id(a) < id(b); });
  for (auto from = order.begin(); from != order.end();) {
    const auto to =
        std::find_if(from, order.end(), [&](std::size_t at) { return id(at) != id(*from); });
    if (to - from > 1 && !id(*from).empty() && id(*from) != kNotProvided) {
      settle_same_id({from, to}, result, findings);
    }
    from = to;
  }
}

std::optional<PaymentOutcome> find_outcome(std::string_view status) {
  for (const auto& meaning : kStatusMeanings) {
    if (meaning.status == status) return meaning.outcome;
  }
  return std::nullopt;
}

PaymentResult read_payment_result(MessageSource source) {
  return ResultReader(std::move(source)).read();
}

}  // namespace anxin::bank
