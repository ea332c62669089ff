#include "payments/service/row_match.h"

#include <algorithm>
#include <map>
#include <set>

#include "payments/bank/pain002.h"
#include "payments/domain/identifiers.h"
#include "payments/service/bank_service.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/wage_paper_service.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kShownHead = 6;
constexpr std::size_t kShownTail = 4;

// A payment as it was sent.
struct SentLine {
  std::string id;
  std::string card;
  std::string name;
  Money amount;
};

// 621700******0019: the stars may stand for more digits, or fewer, than they are.
bool fits_card(std::string_view written, std::string_view card) {
  if (written.find('*') == std::string_view::npos) return written == card;
  const auto head = written.substr(0, kShownHead);
  const auto tail = written.substr(written.size() - std::min(written.size(), kShownTail));
  return written.size() > kShownHead + kShownTail && head.find('*') == std::string_view::npos &&
         tail.find('*') == std::string_view::npos && card.starts_with(head) && card.ends_with(tail);
}

bool fits(const PaymentStatus& row, const SentLine& line) {
  return row.amount == line.amount && fits_card(row.account, line.card) &&
         (row.name.empty() || row.name == line.name);
}

bool needs_line(const PaymentStatus& row) {
  return row.end_to_end_id.empty() && !row.account.empty() && row.amount.has_value();
}

class Naming {
 public:
  explicit Naming(std::vector<SentLine> lines) : lines_(std::move(lines)) {
    for (const auto& line : lines_) by_amount_.emplace(line.amount, &line);
  }

  void name_by_place(PaymentResult& result) {
    for (auto& row : result.statuses) {
      if (!needs_line(row) || !row.sequence) continue;
      if (*row.sequence == 0 || *row.sequence > lines_.size()) continue;
      const auto& line = lines_[*row.sequence - 1];
      if (fits(row, line)) take(row, line);
    }
  }

  // Rows look before any of them takes, so that their order does not matter.
  void name_by_content(PaymentResult& result, const InstructionFile& file, Findings& findings) {
    std::vector<std::pair<PaymentStatus*, const SentLine*>> found;
    for (auto& row : result.statuses) {
      if (!needs_line(row)) continue;
      const auto candidates = candidates_of(row);
      if (candidates.size() == 1) found.emplace_back(&row, candidates.front());
      if (candidates.empty()) findings.push_back(not_in_file(row, file));
    }
    for (const auto& [row, line] : found) take(*row, *line);
  }

  void add_absent(PaymentResult& result) const {
    const auto& rows = result.statuses;
    if (std::any_of(rows.begin(), rows.end(), needs_line)) return;
    for (const auto& line : lines_) {
      if (taken_.contains(line.id)) continue;
      result.statuses.push_back(
          {line.id, "ACSC", PaymentOutcome::paid, "", "", line.amount, 0, {}, {}, {}});
    }
  }

  void note_named(const PaymentResult& result) {
    for (const auto& row : result.statuses) taken_.insert(row.end_to_end_id);
  }

 private:
  [[nodiscard]] std::vector<const SentLine*> candidates_of(const PaymentStatus& row) const {
    std::vector<const SentLine*> candidates;
    const auto [begin, end] = by_amount_.equal_range(*row.amount);
    for (auto at = begin; at != end; ++at) {
      const auto& line = *at->second;
      if (!taken_.contains(line.id) && fits(row, line)) candidates.push_back(&line);
    }
    return candidates;
  }

  void take(PaymentStatus& row, const SentLine& line) {
    row.end_to_end_id = line.id;
    taken_.insert(line.id);
  }

  static Finding not_in_file(const PaymentStatus& row, const InstructionFile& file) {
    return {row.row,        "",
            "account",      Severity::refuse,
            kLineNotInFile, {{"line", mask_card(row.account)}, {"file", file.id}}};
  }

  std::vector<SentLine> lines_;  // in the order of the file
  std::multimap<Money, const SentLine*> by_amount_;
  std::set<std::string> taken_;
};

Result<SentLine> sent_line(const PaymentsBook& book, const ledger::Reader& reader,
                           const std::string& id) {
  const auto line = find(reader, kLines, id);
  if (!line) return fail(kSealBroken);
  const auto sealed = find(reader, kPersons, line->value.worker);
  if (!sealed) return fail(kSealBroken);
  const auto person = LEDGER_TRY(book.vault().open_person(sealed->value));
  const auto to = LEDGER_TRY(open_account(book.vault(), sealed->value, line->value));
  const auto payee = LEDGER_TRY(payee_of(book.vault(), reader, line->value));
  return SentLine{id, to.card, payee ? payee->name : person.name, line->value.net};
}

}  // namespace

Result<Findings> name_lines(const PaymentsBook& book, const ledger::Reader& reader,
                            const InstructionFile& file, PaymentResult& result) {
  Findings findings;
  const auto& rows = result.statuses;
  const bool asked = std::any_of(rows.begin(), rows.end(), needs_line);
  if (!asked && result.absence == Absence::says_nothing) return findings;
  std::vector<SentLine> lines;
  for (const auto& id : file.lines) lines.push_back(LEDGER_TRY(sent_line(book, reader, id)));
  Naming naming(std::move(lines));
  naming.note_named(result);
  naming.name_by_place(result);
  naming.name_by_content(result, file, findings);
  if (result.absence == Absence::success) naming.add_absent(result);
  Findings repeated;
  bank::settle_repetitions(result, repeated);
  return findings;
}

}  // namespace anxin::payments
