#include "payments/bank/payment_return.h"

#include <set>
#include <utility>

#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::PaymentReturn;
using payments::ReturnAdvice;
using payments::Severity;

class ReturnReader {
 public:
  explicit ReturnReader(MessageSource source) : source_(std::move(source)) {}

  ReturnAdvice read() {
    advice_.message = source_.message;
    const int depth = source_.xml.depth();
    while (source_.xml.next_child(depth)) {
      const auto name = source_.xml.name();
      if (name == "GrpHdr") {
        advice_.message_id = source_.xml.take().text_at("MsgId");
      } else if (name == "OrgnlGrpInf") {
        advice_.original_message_id = source_.xml.take().text_at("OrgnlMsgId");
      } else if (name == "TxInf") {
        read_transaction();
      }
    }
    return std::move(advice_);
  }

 private:
  void read_transaction() {
    if (!count_line(source_, lines_)) return;
    const auto transaction = source_.xml.take();
    const Place place{transaction.line(), lines_};
    PaymentReturn back;
    back.row = transaction.line();
    back.end_to_end_id = transaction.text_at("OrgnlEndToEndId");
    back.reason = text_at_any(transaction, {"RtrRsnInf/Rsn/Cd", "RtrRsnInf/Rsn/Prtry"});
    back.reason_text = transaction.text_at("RtrRsnInf/AddtlInf");
    back.settled = parse_iso_day(transaction.text_at("IntrBkSttlmDt"));
    back.amount = amount_of(transaction, place);
    if (back.end_to_end_id.empty()) {
      report(place, kElementMissing, {{"element", "OrgnlEndToEndId"}});
    } else if (!seen_.insert(back.end_to_end_id).second) {
      report(place, kResultRepeated);
    }
    advice_.returns.push_back(std::move(back));
  }

  std::optional<Money> amount_of(const XmlElement& transaction, Place place) {
    constexpr std::string_view kElement = "RtrdIntrBkSttlmAmt";
    const auto written = transaction.find(kElement);
    if (!written) {
      refuse_value(source_.findings, place, kElement, kElementMissing);
      return std::nullopt;
    }
    const std::string code(written->attribute("Ccy"));
    if (currency_.empty()) currency_ = code;
    const auto currency = Currency::from_code(code);
    if (!currency) {
      refuse_value(source_.findings, place, kElement, kCurrencyUnknown);
      return std::nullopt;
    }
    if (code != currency_) refuse_value(source_.findings, place, kElement, kCurrencyMismatch);
    const auto amount = parse_iso_amount(written->text(), *currency);
    if (!amount) refuse_value(source_.findings, place, kElement, kAmountBad);
    return amount;
  }

  void report(Place place, Reason code, Fields details = {}) {
    details.push_back({"item", std::to_string(place.item)});
    source_.findings.push_back(
        Finding{place.line, "", "", Severity::explain, code, std::move(details)});
  }

  MessageSource source_;
  ReturnAdvice advice_;
  std::set<std::string> seen_;
  std::uint64_t lines_ = 0;
  std::string currency_;  // of the first amount
};

}  // namespace

ReturnAdvice read_payment_return(MessageSource source) {
  return ReturnReader(std::move(source)).read();
}

}  // namespace anxin::bank
