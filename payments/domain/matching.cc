#include "payments/domain/matching.h"

#include <algorithm>
#include <optional>

namespace anxin::payments {
namespace {

using namespace line_state;

Money failed_sum(const InstructionFile& file) {
  Money failed;
  for (const auto& outcome : file.outcomes) failed += outcome.failed;
  return failed;
}

Money paid_sum(const InstructionFile& file) {
  Money paid;
  for (const auto& outcome : file.outcomes) paid += outcome.paid;
  return paid;
}

const PayrollLine* line_of(const BankEntry& entry, const MatchFacts& facts) {
  if (entry.end_to_end_ids.size() != 1) return nullptr;
  const auto found = facts.lines.find(entry.end_to_end_ids.front());
  return found == facts.lines.end() ? nullptr : found->second;
}

const FileFacts* file_named(const BankEntry& entry, const MatchFacts& facts) {
  const auto found = facts.files.find(entry.file);
  return found == facts.files.end() ? nullptr : &found->second;
}

bool is_near(const FileFacts& one, Date day) {
  return one.near_days && one.near_days->contains(day);
}

// A line that is in flight with the deposit's bank has no file here: no answer to this account will
// ever explain what its statement shows.
bool waits_for_answer(const LineState& state, const MatchFacts& facts) {
  const bool open =
      std::holds_alternative<InFlight>(state) || std::holds_alternative<Unknown>(state);
  return open && facts.files.contains(file_of(state));
}

// What the bank is to take for the file, all in all.
Money expected_debit(const FileFacts& one, DebitMode mode) {
  return mode == DebitMode::gross ? one.file.sum : paid_sum(one.file);
}

// Statements have shown all that the bank was to take for the file, and the paid line with it.
bool shown_with_its_batch(const PayrollLine& line, const FileFacts& one, DebitMode mode) {
  return std::holds_alternative<Paid>(line.state) && undecided(one.file) == 0 &&
         one.debited >= expected_debit(one, mode);
}

bool was_debited(const PayrollLine& line, const MatchFacts& facts) {
  return facts.debited_lines.contains(line.id);
}

// Names a move or closing: proved by the same amount, open while nobody has decided it.
std::optional<Match> explain_transfer(const BankEntry& entry, const MatchFacts& facts) {
  for (const auto& one : facts.transfers) {
    const auto& ids = entry.end_to_end_ids;
    const bool named =
        one.direction == entry.direction && std::find(ids.begin(), ids.end(), one.of) != ids.end();
    if (named && !one.decided) return match::Open{"bank.transfer-undecided"};
    if (named && one.amount == entry.amount) return match::Transfer{one.of};
  }
  return std::nullopt;
}

Match explain_credit(const BankEntry& entry, const MatchFacts& facts) {
  for (const auto& reference : entry.end_to_end_ids) {
    const auto receipt = facts.receipts.find(reference);
    if (receipt != facts.receipts.end() && receipt->second.amount == entry.amount) {
      return match::ByReference{reference, ""};
    }
  }
  if (const auto* line = line_of(entry, facts); line != nullptr && line->net == entry.amount) {
    if (waits_for_answer(line->state, facts)) return match::Open{"bank.answer-missing"};
    const bool money_out = std::holds_alternative<FailedMoneyOut>(line->state);
    if (money_out && facts.files.contains(file_of(line->state))) {
      return match::ByReference{line->id, file_of(line->state)};
    }
    if (std::holds_alternative<Paid>(line->state)) return match::Return{line->id};
    if (facts.advised_returns.contains(line->id)) return match::Return{line->id};
  }
  const auto* named = file_named(entry, facts);
  if (named != nullptr && facts.debit_mode == DebitMode::gross && named->credited.is_zero()) {
    if (undecided(named->file) > 0) return match::Open{"bank.answer-missing"};
    if (failed_sum(named->file) == entry.amount) return match::ByBatch{entry.file, 0};
  }
  if (entry.transaction_code.ends_with("/INTR")) return match::Interest{};
  return match::Suspense{};
}

Match by_batch(const FileFacts& one) {
  return match::ByBatch{one.file.id, static_cast<std::uint32_t>(one.file.lines.size())};
}

// A batch debit that names no file: by its sum, when exactly one file can be meant.
Match explain_unnamed_debit(const BankEntry& entry, const MatchFacts& facts) {
  const FileFacts* only = nullptr;
  bool may_wait = false;
  for (const auto& [id, one] : facts.files) {
    if (!one.debited.is_zero()) continue;
    if (undecided(one.file) > 0) {
      may_wait = may_wait || entry.amount <= one.file.sum;
    } else if (expected_debit(one, facts.debit_mode) == entry.amount) {
      if (only != nullptr) return match::Suspense{};
      only = &one;
    }
  }
  if (only != nullptr) return by_batch(*only);
  if (may_wait) return match::Open{"bank.answer-missing"};
  return match::Suspense{};
}

// A payment of its own on the statement: once for each line, and never beyond the file.
Match explain_line_debit(const BankEntry& entry, const MatchFacts& facts, const PayrollLine& line) {
  if (waits_for_answer(line.state, facts)) return match::Open{"bank.answer-missing"};
  if (!may_be_debited(line, entry.amount, facts)) return match::Suspense{};
  return match::ByReference{line.id, file_of(line.state)};
}

const CardEntry* card_entry_of(const BankEntry& entry, const MatchFacts& facts) {
  const auto found = facts.card_entries.find(entry.id);
  return found == facts.card_entries.end() ? nullptr : &found->second;
}

// No other entry could be the payment of this line.
bool alone_for(const PayrollLine& line, const CardEntry& entry, const MatchFacts& facts) {
  const auto& near_days = facts.files.at(file_of(line.state)).near_days;
  const auto [begin, end] = facts.entries_of_cards.equal_range(entry.card);
  return std::none_of(begin, end, [&](const auto& by_card) {
    const auto& one = facts.card_entries.at(by_card.second);
    return one.entry != entry.entry && one.direction == Direction::debit &&
           one.amount == entry.amount && near_days->contains(one.booked);
  });
}

// Level 3. Nothing where the card says nothing, or leaves more than one thing possible.
std::optional<Match> explain_by_card(const BankEntry& entry, const MatchFacts& facts) {
  const auto* mine = card_entry_of(entry, facts);
  if (mine == nullptr || entry.direction != Direction::debit) return std::nullopt;
  const auto lines = lines_of_card(*mine, facts);
  const bool waits = std::any_of(lines.begin(), lines.end(), [&](const PayrollLine* line) {
    return waits_for_answer(line->state, facts);
  });
  if (waits) return match::Open{"bank.answer-missing"};
  if (lines.size() != 1 || !may_be_debited(*lines.front(), entry.amount, facts)) {
    return std::nullopt;
  }
  if (!alone_for(*lines.front(), *mine, facts)) return std::nullopt;
  return match::ByCard{lines.front()->id, file_of(lines.front()->state)};
}

// A sum of a batch is more than a card, and a card more than waiting.
Match explain_nameless_debit(const BankEntry& entry, const MatchFacts& facts) {
  const bool may_be_batch = entry.file.empty() && entry.end_to_end_ids.empty();
  Match sum = may_be_batch ? explain_unnamed_debit(entry, facts) : match::Suspense{};
  if (std::holds_alternative<match::ByBatch>(sum)) return sum;
  return explain_by_card(entry, facts).value_or(sum);
}

Match explain_debit(const BankEntry& entry, const MatchFacts& facts) {
  if (const auto* one = file_named(entry, facts); one != nullptr && one->debited.is_zero()) {
    if (undecided(one->file) > 0) return match::Open{"bank.answer-missing"};
    if (expected_debit(*one, facts.debit_mode) == entry.amount) return by_batch(*one);
  }
  if (const auto* line = line_of(entry, facts)) return explain_line_debit(entry, facts, *line);
  if (names_payment(entry, facts)) return match::Suspense{};
  return explain_nameless_debit(entry, facts);
}

}  // namespace

bool may_be_debited(const PayrollLine& line, Money amount, const MatchFacts& facts) {
  const auto file = facts.files.find(file_of(line.state));
  return std::holds_alternative<Paid>(line.state) && line.net == amount &&
         file != facts.files.end() && !was_debited(line, facts) &&
         file->second.debited + amount <= expected_debit(file->second, facts.debit_mode);
}

void index_cards(MatchFacts& facts) {
  for (const auto& [id, one] : facts.files) {
    for (const auto& name : one.file.lines) {
      const auto line = facts.lines.find(name);
      if (line == facts.lines.end()) continue;
      facts.lines_of_cards.emplace(line->second->card_fingerprint, LineOfFile{name, id});
    }
  }
}

void note_card_entry(CardEntry entry, MatchFacts& facts) {
  facts.entries_of_cards.emplace(entry.card, entry.entry);
  const std::string id = entry.entry;
  facts.card_entries.emplace(id, std::move(entry));
}

bool names_payment(const BankEntry& entry, const MatchFacts& facts) {
  if (file_named(entry, facts) != nullptr) return true;
  return std::any_of(entry.end_to_end_ids.begin(), entry.end_to_end_ids.end(),
                     [&](const auto& id) { return facts.lines.contains(id); });
}

std::vector<const PayrollLine*> lines_of_card(const CardEntry& entry, const MatchFacts& facts) {
  std::map<std::string, const PayrollLine*> fitting;
  const auto [begin, end] = facts.lines_of_cards.equal_range(entry.card);
  for (auto at = begin; at != end; ++at) {
    const auto* line = facts.lines.at(at->second.line);
    const auto& file = facts.files.at(at->second.file);
    const bool fits = line->net == entry.amount && !was_debited(*line, facts) &&
                      is_near(file, entry.booked) &&
                      !shown_with_its_batch(*line, file, facts.debit_mode);
    if (fits) fitting.emplace(line->id, line);
  }
  std::vector<const PayrollLine*> lines;
  for (const auto& [id, line] : fitting) lines.push_back(line);
  return lines;
}

std::string file_of(const LineState& state) {
  if (const auto* in_flight = std::get_if<InFlight>(&state)) return in_flight->file;
  if (const auto* paid = std::get_if<Paid>(&state)) return paid->file;
  if (const auto* failed = std::get_if<FailedMoneyOut>(&state)) return failed->file;
  if (const auto* unknown = std::get_if<Unknown>(&state)) return unknown->file;
  return "";
}

Match explain(const BankEntry& entry, const MatchFacts& facts) {
  if (const auto transfer = explain_transfer(entry, facts)) return *transfer;
  return entry.direction == Direction::credit ? explain_credit(entry, facts)
                                              : explain_debit(entry, facts);
}

}  // namespace anxin::payments
