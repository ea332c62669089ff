#include "payments/bank/pain001_summary.h"

#include <utility>

#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::InitiationSummary;
using payments::Severity;

// The totals of one level: the message, or one payment information block.
struct Totals {
  std::uint64_t count = 0;
  Total sum;
  bool readable = true;  // every amount was
};

// What the file says they are.
struct Stated {
  std::string count;
  std::string sum;
  std::uint32_t line = 0;
};

class InitiationReader {
 public:
  explicit InitiationReader(MessageSource source) : source_(std::move(source)) {}
  InitiationSummary read();

 private:
  Stated read_header(InitiationSummary& summary);
  void read_payment_info();
  void read_transfer(Totals& block);
  void compare(std::string_view level, const Stated& stated, const Totals& counted);
  void compare_sum(std::string_view level, const Stated& stated, const Totals& counted);
  void report(std::uint32_t line, Severity severity, Reason code, Fields details);

  MessageSource source_;
  Totals whole_;
};

InitiationSummary InitiationReader::read() {
  InitiationSummary summary;
  summary.message = source_.message;
  Stated stated;
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    if (source_.xml.name() == "GrpHdr") stated = read_header(summary);
    if (source_.xml.name() == "PmtInf") read_payment_info();
  }
  if (stated.count.empty()) {
    refuse_value(source_.findings, {stated.line, 0}, "GrpHdr/NbOfTxs", kElementMissing);
  }
  compare("GrpHdr", stated, whole_);
  summary.transactions = whole_.count;
  summary.control_sum = whole_.sum;
  return summary;
}

Stated InitiationReader::read_header(InitiationSummary& summary) {
  const auto header = source_.xml.take();
  summary.message_id = header.text_at("MsgId");
  return {std::string(header.text_at("NbOfTxs")), std::string(header.text_at("CtrlSum")),
          header.line()};
}

void InitiationReader::read_payment_info() {
  Totals block;
  Stated stated{"", "", source_.xml.line()};
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    if (source_.xml.name() == "NbOfTxs") {
      stated.count = source_.xml.take().text();
    } else if (source_.xml.name() == "CtrlSum") {
      stated.sum = source_.xml.take().text();
    } else if (source_.xml.name() == "CdtTrfTxInf") {
      read_transfer(block);
    }
  }
  compare("PmtInf", stated, block);
  whole_.sum += block.sum;
  whole_.readable = whole_.readable && block.readable;
}

void InitiationReader::read_transfer(Totals& block) {
  if (!count_line(source_, whole_.count)) return;
  ++block.count;
  const auto transfer = source_.xml.take();
  const auto written = text_at_any(transfer, {"Amt/InstdAmt", "Amt/EqvtAmt/Amt"});
  const auto amount = parse_iso_amount(written, Currency::cny());
  if (amount) {
    block.sum += to_total(*amount);
    return;
  }
  block.readable = false;
  refuse_value(source_.findings, {transfer.line(), whole_.count}, "Amt/InstdAmt",
               written.empty() ? kElementMissing : kAmountBad);
}

void InitiationReader::compare(std::string_view level, const Stated& stated,
                               const Totals& counted) {
  const auto count = parse_iso_number(stated.count);
  if (!stated.count.empty() && count != counted.count) {
    report(stated.line, Severity::refuse, kCountMismatch,
           {{"level", std::string(level)},
            {"stated", count ? std::to_string(*count) : "?"},
            {"counted", std::to_string(counted.count)}});
  }
  if (counted.readable) compare_sum(level, stated, counted);
}

void InitiationReader::compare_sum(std::string_view level, const Stated& stated,
                                   const Totals& counted) {
  if (stated.sum.empty()) {
    return report(stated.line, Severity::note, kControlSumMissing, {{"level", std::string(level)}});
  }
  const auto sum = parse_iso_sum(stated.sum, Currency::cny());
  if (sum && to_total(*sum) == counted.sum) return;
  report(stated.line, Severity::refuse, kControlSumMismatch,
         {{"level", std::string(level)},
          {"stated", sum ? to_string(*sum) : "?"},
          {"counted", to_string(counted.sum)}});
}

void InitiationReader::report(std::uint32_t line, Severity severity, Reason code, Fields details) {
  source_.findings.push_back(Finding{line, "", "", severity, code, std::move(details)});
}

}  // namespace

InitiationSummary read_initiation(MessageSource source) {
  return InitiationReader(std::move(source)).read();
}

}  // namespace anxin::bank
