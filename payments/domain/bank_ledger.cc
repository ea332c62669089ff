#include "payments/domain/bank_ledger.h"

#include <array>

namespace anxin::payments {

std::string_view to_word(PriceMovementKind kind) {
  return kind == PriceMovementKind::certified ? "certified" : "paid";
}

std::string_view to_word(const Match& match) {
  constexpr std::array<std::string_view, std::variant_size_v<Match>> kWords{
      "open",     "reference", "batch",        "return", "interest",
      "suspense", "transfer",  "carried-over", "card",   "confirmed"};
  return kWords[match.index()];
}

bool is_matched(const Match& match) {
  return !std::holds_alternative<match::Open>(match) &&
         !std::holds_alternative<match::Suspense>(match);
}

std::string file_of(const Match& match) {
  if (const auto* reference = std::get_if<match::ByReference>(&match)) return reference->file;
  if (const auto* batch = std::get_if<match::ByBatch>(&match)) return batch->file;
  if (const auto* card = std::get_if<match::ByCard>(&match)) return card->file;
  if (const auto* confirmed = std::get_if<match::Confirmed>(&match)) return confirmed->file;
  return "";
}

std::string line_of(const Match& match) {
  if (const auto* returned = std::get_if<match::Return>(&match)) return returned->line;
  if (const auto* card = std::get_if<match::ByCard>(&match)) return card->line;
  const auto* reference = std::get_if<match::ByReference>(&match);
  if (reference != nullptr && !reference->file.empty()) return reference->reference;
  const auto* confirmed = std::get_if<match::Confirmed>(&match);
  if (confirmed != nullptr && !confirmed->file.empty()) return confirmed->reference;
  return "";
}

std::string target_of(const Match& match) {
  const auto line = line_of(match);
  if (!line.empty()) return line;
  if (const auto* reference = std::get_if<match::ByReference>(&match)) return reference->reference;
  if (const auto* confirmed = std::get_if<match::Confirmed>(&match)) return confirmed->reference;
  if (const auto* transfer = std::get_if<match::Transfer>(&match)) return transfer->of;
  if (const auto* carried = std::get_if<match::CarriedOver>(&match)) return carried->entry;
  return file_of(match);
}

}  // namespace anxin::payments
