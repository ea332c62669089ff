#include "payments/domain/payroll.h"

#include <fmt/format.h>

#include <array>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<LineState>> kLineWords{
    "drafted", "accrued", "parked",   "in-flight", "paid",       "failed-money-out",
    "failed",  "unknown", "returned", "replaced",  "discharged", "reduced"};
constexpr std::array<std::string_view, 3> kKindWords{"regular", "repair", "decision"};
constexpr std::array<std::string_view, 8> kBatchWords{"checked",        "confirmed",  "approved",
                                                      "awaiting-funds", "instructed", "answered",
                                                      "closed",         "withdrawn"};

template <class... States>
bool is_one_of(const LineState& state) {
  return (std::holds_alternative<States>(state) || ...);
}

}  // namespace

std::string_view to_word(const LineState& state) { return kLineWords[state.index()]; }
std::string_view to_word(const BatchState& state) { return kBatchWords[state.index()]; }
std::string_view to_word(BatchKind kind) { return kKindWords.at(static_cast<std::size_t>(kind)); }

bool is_owed(const LineState& state) {
  return !is_one_of<line_state::Drafted, line_state::Paid, line_state::Replaced,
                    line_state::Discharged, line_state::Reduced>(state);
}

bool is_repairable(const LineState& state) {
  return is_one_of<line_state::Parked, line_state::Failed, line_state::Returned>(state);
}

bool is_at_hand(const LineState& state) {
  return std::holds_alternative<line_state::Accrued>(state) || is_repairable(state);
}

std::string batch_id(std::string_view contract, Month month, std::uint32_t number) {
  return fmt::format("{}-{:04}{:02}-{:02}", contract, static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()), number);
}

std::string line_id(std::string_view batch, std::uint32_t number) {
  return fmt::format("{}-{:04}", batch, number);
}

std::string file_id(std::string_view batch, std::uint32_t number) {
  return fmt::format("{}-F{}", batch, number);
}

Money paid_until(const InstructionFile& file, Date day) {
  Money paid;
  for (const auto& outcome : file.outcomes) {
    if (outcome.on <= day) paid += outcome.paid;
  }
  return paid;
}

std::size_t undecided(const InstructionFile& file) {
  std::size_t open = file.lines.size();
  for (const auto& outcome : file.outcomes) open -= outcome.paid_lines + outcome.failed_lines;
  return open;
}

}  // namespace anxin::payments
