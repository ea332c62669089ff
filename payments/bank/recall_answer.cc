#include "payments/bank/recall_answer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "payments/bank/bank_reasons.h"

namespace anxin::bank {
namespace {

using payments::Finding;
using payments::RecallAnswer;
using payments::RecallAnswers;
using payments::Severity;

// Confirmations of an investigation and cancellation statuses, external codes of ISO 20022.
bool is_known(std::string_view status) {
  static constexpr std::array<std::string_view, 12> kKnown{"CNCL", "RJCR", "PDCR", "ACCR",
                                                           "PACR", "PECR", "UWFW", "INFO",
                                                           "ICOV", "MCOV", "CWFW", "IPAY"};
  return std::find(kKnown.begin(), kKnown.end(), status) != kKnown.end();
}

class AnswerReader {
 public:
  explicit AnswerReader(MessageSource source) : source_(std::move(source)) {}

  RecallAnswers read() {
    answers_.message = source_.message;
    const int depth = source_.xml.depth();
    while (source_.xml.next_child(depth)) {
      const auto name = source_.xml.name();
      if (name == "Assgnmt") {
        answers_.message_id = source_.xml.take().text_at("Id");
      } else if (name == "Sts") {
        answers_.status = source_.xml.take().text_at("Conf");
      } else if (name == "CxlDtls") {
        read_details();
      }
    }
    finish();
    return std::move(answers_);
  }

 private:
  void read_details() {
    const int depth = source_.xml.depth();
    while (source_.xml.next_child(depth)) {
      const auto name = source_.xml.name();
      if (name == "OrgnlPmtInfAndSts") {
        read_batch();
      } else if (name == "TxInfAndSts") {
        read_transaction({});
      }
    }
  }

  // A batch as a whole is one answer, unless it names transactions.
  void read_batch() {
    RecallAnswer batch;
    batch.row = source_.xml.line();
    const auto before = answers_.answers.size();
    const int depth = source_.xml.depth();
    while (source_.xml.next_child(depth)) {
      const auto name = source_.xml.name();
      if (name == "OrgnlPmtInfId") {
        batch.payment_info_id = source_.xml.take().text();
      } else if (name == "PmtInfCxlSts") {
        batch.status = source_.xml.take().text();
      } else if (name == "CxlStsRsnInf") {
        XmlTree holder;
        source_.xml.take_into(holder);
        read_reason(holder.root(), batch);
      } else if (name == "TxInfAndSts") {
        read_transaction(batch);
      }
    }
    if (answers_.answers.size() == before) answers_.answers.push_back(std::move(batch));
  }

  void read_transaction(const RecallAnswer& batch) {
    if (!count_line(source_, lines_)) return;
    const auto transaction = source_.xml.take();
    RecallAnswer answer = batch;
    answer.row = transaction.line();
    answer.end_to_end_id = transaction.text_at("OrgnlEndToEndId");
    if (const auto status = transaction.text_at("TxCxlSts"); !status.empty()) {
      answer.status = status;
    }
    read_reason(transaction, answer);
    answers_.answers.push_back(std::move(answer));
  }

  static void read_reason(const XmlElement& holder, RecallAnswer& answer) {
    const auto reason = text_at_any(holder, {"CxlStsRsnInf/Rsn/Cd", "CxlStsRsnInf/Rsn/Prtry"});
    if (!reason.empty()) answer.reason = reason;
    const auto text = holder.text_at("CxlStsRsnInf/AddtlInf");
    if (!text.empty()) answer.reason_text = text;
  }

  void finish() {
    std::uint64_t item = 0;
    for (auto& answer : answers_.answers) {
      ++item;
      if (answer.status.empty()) answer.status = answers_.status;
      if (!is_known(answer.status)) report(answer.row, item);
    }
    if (answers_.answers.empty() && !is_known(answers_.status)) report(0, 0);
  }

  void report(std::uint32_t line, std::uint64_t item) {
    source_.findings.push_back(
        Finding{line, "", "", Severity::note, kStatusUnknown, {{"item", std::to_string(item)}}});
  }

  MessageSource source_;
  RecallAnswers answers_;
  std::uint64_t lines_ = 0;
};

}  // namespace

RecallAnswers read_recall_answers(MessageSource source) {
  return AnswerReader(std::move(source)).read();
}

}  // namespace anxin::bank
