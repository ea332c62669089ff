#include "payments/bank/return_table.h"

#include <algorithm>
#include <utility>

#include "ledger/base/amount.h"
#include "ledger/base/digest.h"
#include "ledger/base/text.h"
#include "payments/bank/bank_reasons.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/incoming_table.h"
#include "payments/bank/iso_values.h"
#include "payments/bank/sheet.h"

namespace anxin::bank {
namespace {

using payments::BankDocument;
using payments::PaymentOutcome;
using payments::PaymentResult;
using payments::PaymentStatus;
using payments::ReturnText;
using payments::TotalRule;

// A failure without any words, where the bank's own status says that it is one.
constexpr std::string_view kUnspecified = "MS03";
// The status of a payment of which the table does not say what became of it.
constexpr std::string_view kUnclear = "unclear";
constexpr std::size_t kMessageIdDigits = 32;
// Shorter texts stand in longer ones by chance.
constexpr std::size_t kPartBytesMin = 6;  // two Chinese characters

bool is_one_of(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return squeeze(word) == text; });
}

bool may_be_part(const std::string& text) {
  return text.size() >= kPartBytesMin && !all_digits(text);
}

// What a line of totals states.
struct StatedTotals {
  std::optional<std::uint64_t> count;
  std::optional<Money> sum;
};

// Numbers of a text, each with what stands right behind it.
struct WrittenNumber {
  std::string digits;  // with its point, without commas
  std::string_view behind;
};

// Views into the text.
std::vector<WrittenNumber> numbers_in(std::string&& text) = delete;
std::vector<WrittenNumber> numbers_in(std::string_view text) {
  std::vector<WrittenNumber> numbers;
  bool open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool digit = c >= '0' && c <= '9';
    if (digit && !open) numbers.emplace_back();
    open = digit || (open && (c == '.' || c == ','));
    if (!open) continue;
    if (c != ',') numbers.back().digits += c;
    numbers.back().behind = text.substr(i + 1);
  }
  return numbers;
}

class ReturnTableReader {
 public:
  ReturnTableReader(const IncomingTable& table, const IncomingProfile& profile)
      : table_(table), profile_(profile) {}

  BankDocument read(std::string_view bytes) {
    result_.message = profile_.id;
    result_.message_id = sha256(bytes).hex().substr(0, kMessageIdDigits);
    result_.absence = profile_.absence;
    result_.original_payment_info_id = squeeze(table_.title(IncomingColumn::batch));
    for (std::uint32_t row = table_.first_row(); row <= table_.rows(); ++row) {
      const auto kind = table_.kind_of(row);
      if (kind == IncomingRow::line) read_row(row);
      if (kind == IncomingRow::total) check(row, read_totals(row));
    }
    // Some banks write them above the captions.
    for (std::uint32_t row = 1; row + 1 < table_.first_row(); ++row) {
      if (table_.kind_of(row) == IncomingRow::total) check(row, read_totals(row));
    }
    check_totals();
    result_.original_message_id = result_.original_payment_info_id;
    if (worst(findings_) == Severity::refuse) return {{}, std::move(findings_)};
    return {std::move(result_), std::move(findings_)};
  }

 private:
  void read_row(std::uint32_t row) {
    const Place place{row, ++items_};
    PaymentStatus status;
    status.row = row;
    status.end_to_end_id = squeeze(table_.cell(row, IncomingColumn::line));
    status.account = tidy_number(table_.cell(row, IncomingColumn::account));
    status.name = tidy_name(table_.cell(row, IncomingColumn::name));
    read_batch(row);
    read_sequence(place, status);
    status.amount = read_bank_amount(table_.cell(row, IncomingColumn::amount), profile_.unit);
    if (!status.amount || *status.amount <= Money()) {
      return refuse_value(findings_, place, "amount", kAmountBad);
    }
    sum_ += to_total(*status.amount);
    if (status.end_to_end_id.empty() && status.account.empty()) {
      return refuse_value(findings_, place, "account", kElementMissing);
    }
    judge(place, status);
    result_.statuses.push_back(std::move(status));
  }

  void read_batch(std::uint32_t row) {
    auto batch = squeeze(table_.cell(row, IncomingColumn::batch));
    auto& known = result_.original_payment_info_id;
    if (batch.empty() || batch == known) return;
    if (known.empty()) {
      known = std::move(batch);
    } else {
      findings_.push_back({row, "", "", Severity::refuse, kTableBatchMixed, {}});
    }
  }

  void read_sequence(Place place, PaymentStatus& status) {
    const auto text = squeeze(table_.cell(place.line, IncomingColumn::sequence));
    if (text.empty()) return;
    status.sequence = parse_iso_number(text);
    if (!status.sequence) refuse_value(findings_, place, "sequence", kNumberBad);
  }

  // The status where there is one, else the text alone: some tables have one column for both.
  void judge(Place place, PaymentStatus& status) {
    status.reason_text = table_.cell(place.line, IncomingColumn::text);
    const auto text = squeeze(status.reason_text);
    auto word = squeeze(table_.cell(place.line, IncomingColumn::status));
    const bool alone = word.empty();
    if (alone) word = text;
    const auto& words = profile_.words;
    if (is_one_of(word, words.paid)) return judge_paid(place, alone ? "" : text, status);
    if (is_one_of(word, words.in_flight)) return set(status, "PDNG", PaymentOutcome::in_flight);
    if (!alone && is_one_of(word, words.failed) && text.empty()) {
      status.reason = kUnspecified;
      return set(status, "RJCT", PaymentOutcome::failed);
    }
    if (alone || is_one_of(word, words.failed)) return judge_failed(place, text, status);
    // A code instead of a word: 3008.
    const auto reason = find_reason(word, profile_.texts);
    if (reason) return judge_failed(place, word, status);
    leave_open(place, kResultTextUnknown, status);
  }

  // Paid, and a reason why it failed: one of the two is wrong.
  void judge_paid(Place place, std::string_view text, PaymentStatus& status) {
    if (find_reason(text, profile_.texts)) return leave_open(place, kResultTextUnknown, status);
    set(status, "ACSC", PaymentOutcome::paid);
  }

  void judge_failed(Place place, std::string_view text, PaymentStatus& status) {
    const auto reason = find_reason(text, profile_.texts);
    if (!reason) return leave_open(place, kResultTextUnknown, status);
    status.reason = *reason;
    if (payments::leaves_outcome_open(*reason)) return leave_open(place, kOutcomeOpen, status);
    set(status, "RJCT", PaymentOutcome::failed);
  }

  static void set(PaymentStatus& status, std::string_view word, PaymentOutcome outcome) {
    status.status = word;
    status.outcome = outcome;
  }

  void leave_open(Place place, Reason code, PaymentStatus& status) {
    set(status, kUnclear, PaymentOutcome::unknown);
    Fields details{{"item", std::to_string(place.item)}};
    if (!status.reason.empty()) details.push_back({"reason", status.reason});
    findings_.push_back({place.line, "", "", Severity::explain, code, std::move(details)});
  }

  // The sum stands in the column of amounts, or else is the number with a point; the count has 笔
  // behind it, or else is a whole number.
  [[nodiscard]] StatedTotals read_totals(std::uint32_t row) const {
    StatedTotals totals;
    totals.sum = read_bank_amount(table_.cell(row, IncomingColumn::amount), profile_.unit);
    std::optional<std::uint64_t> whole;
    const auto text = table_.text_of(row);  // outlives the views of its numbers
    for (const auto& [digits, behind] : numbers_in(text)) {
      const bool has_point = digits.find('.') != std::string::npos;
      if (behind.starts_with("笔")) totals.count = parse_iso_number(digits);
      if (has_point && !totals.sum) totals.sum = read_bank_amount(digits, profile_.unit);
      const bool is_sum = totals.sum && read_bank_amount(digits, profile_.unit) == totals.sum;
      if (!has_point && !is_sum && !whole) whole = parse_iso_number(digits);
    }
    if (!totals.count) totals.count = whole;
    return totals;
  }

  void check(std::uint32_t row, const StatedTotals& totals) {
    if (!totals.sum) return refuse_value(findings_, {row, 0}, "amount", kAmountBad);
    ++totals_lines_;
    const auto differ = [&](std::string what, std::string stated, std::string counted) {
      findings_.push_back({row,
                           "",
                           "",
                           Severity::refuse,
                           kTableTotalsDiffer,
                           {{"what", std::move(what)},
                            {"stated", std::move(stated)},
                            {"counted", std::move(counted)}}});
    };
    if (to_total(*totals.sum) != sum_) differ("sum", to_string(*totals.sum), to_string(sum_));
    if (totals.count && *totals.count != items_) {
      differ("count", std::to_string(*totals.count), std::to_string(items_));
    }
  }

  void check_totals() {
    const bool needed = profile_.totals == TotalRule::required && totals_lines_ == 0;
    if (needed) findings_.push_back({0, "", "", Severity::refuse, kTableTotalsMissing, {}});
    if (items_ == 0 && !needed && totals_lines_ == 0) {
      refuse_value(findings_, {0, 0}, "line", kElementMissing);
    }
  }

  const IncomingTable& table_;
  const IncomingProfile& profile_;
  PaymentResult result_;
  Findings findings_;
  std::uint64_t items_ = 0;
  std::uint64_t totals_lines_ = 0;
  Total sum_;
};

}  // namespace

std::optional<std::string> find_reason(std::string_view text,
                                       const std::vector<ReturnText>& texts) {
  const auto whole = squeeze(text);
  const ReturnText* best = nullptr;
  for (const auto& one : texts) {
    const auto known = squeeze(one.text);
    const bool is_whole = known == whole;
    if (!is_whole && (!may_be_part(known) || whole.find(known) == std::string::npos)) continue;
    if (payments::leaves_outcome_open(one.reason)) return one.reason;
    if (best == nullptr || one.text.size() > best->text.size()) best = &one;
  }
  if (best == nullptr) return std::nullopt;
  return best->reason;
}

BankDocument read_return_table(std::string_view bytes, const IncomingProfile& profile) {
  const auto table = IncomingTable::open(bytes, profile);
  if (!table) return {{}, refused_file(table.error())};
  return ReturnTableReader(*table, profile).read(bytes);
}

}  // namespace anxin::bank
