#include "payments/domain/matching.h"

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

Match explain_credit(const BankEntry& entry, const MatchFacts& facts) {
  for (const auto& reference : entry.end_to_end_ids) {
    const auto receipt = facts.receipts.find(reference);
    if (receipt != facts.receipts.end() && receipt->second.amount == entry.amount) {
      return match::ByReference{reference, ""};
    }
  }
  if (const auto* line = line_of(entry, facts); line != nullptr && line->net == entry.amount) {
    if (std::holds_alternative<FailedMoneyOut>(line->state)) {
      return match::ByReference{line->id, file_of(line->state)};
    }
    if (std::holds_alternative<Paid>(line->state)) return match::Return{line->id};
  }
  if (const auto* facts_of_file = file_named(entry, facts);
      facts_of_file != nullptr && facts.debit_mode == DebitMode::gross &&
      facts_of_file->credited.is_zero() && failed_sum(facts_of_file->file) == entry.amount) {
    return match::ByBatch{entry.file, 0};
  }
  if (entry.transaction_code.ends_with("/INTR")) return match::Interest{};
  return match::Suspense{};
}

Match explain_debit(const BankEntry& entry, const MatchFacts& facts) {
  if (const auto* one = file_named(entry, facts); one != nullptr && one->debited.is_zero()) {
    if (undecided(one->file) > 0) return match::Open{"bank.answer-missing"};
    const Money expected =
        facts.debit_mode == DebitMode::gross ? one->file.sum : paid_sum(one->file);
    if (expected == entry.amount) {
      return match::ByBatch{entry.file, static_cast<std::uint32_t>(one->file.lines.size())};
    }
  }
  if (const auto* line = line_of(entry, facts); line != nullptr && line->net == entry.amount) {
    if (std::holds_alternative<Paid>(line->state)) {
      return match::ByReference{line->id, file_of(line->state)};
    }
  }
  return match::Suspense{};
}

}  // namespace

std::string file_of(const LineState& state) {
  if (const auto* in_flight = std::get_if<InFlight>(&state)) return in_flight->file;
  if (const auto* paid = std::get_if<Paid>(&state)) return paid->file;
  if (const auto* failed = std::get_if<FailedMoneyOut>(&state)) return failed->file;
  if (const auto* unknown = std::get_if<Unknown>(&state)) return unknown->file;
  return "";
}

Match explain(const BankEntry& entry, const MatchFacts& facts) {
  return entry.direction == Direction::credit ? explain_credit(entry, facts)
                                              : explain_debit(entry, facts);
}

}  // namespace anxin::payments
