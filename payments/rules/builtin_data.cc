#include "payments/rules/builtin_data.h"

#include <string_view>
#include <utility>

#include "ledger/base/invariant.h"
#include "payments/rules/bank_profiles.h"
#include "payments/rules/calendar_data.h"
#include "payments/rules/caption_data.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/rules/outgoing_profiles.h"

namespace anxin::payments {

// Made from payments/rules/data/*.toml by anxin_embed (tests/cmake/rooms.cmake).
namespace data {
std::string_view captions_toml();
std::string_view bank_profiles_toml();
std::string_view calendar_toml();
std::string_view outgoing_files_toml();
std::string_view incoming_profiles_toml();
}  // namespace data

CaptionAliases builtin_captions() {
  auto loaded = parse_captions(data::captions_toml());
  LEDGER_INVARIANT(loaded.findings.empty());
  return std::move(loaded.value);
}

std::vector<BankProfile> builtin_bank_profiles() {
  auto loaded = parse_bank_profiles(data::bank_profiles_toml());
  LEDGER_INVARIANT(loaded.findings.empty());
  return std::move(loaded.value);
}

std::vector<OutgoingProfile> builtin_outgoing_profiles() {
  auto loaded = parse_outgoing_profiles(data::outgoing_files_toml());
  LEDGER_INVARIANT(loaded.findings.empty());
  return std::move(loaded.value);
}

std::vector<IncomingProfile> builtin_incoming_profiles() {
  auto loaded = parse_incoming_profiles(data::incoming_profiles_toml());
  LEDGER_INVARIANT(loaded.findings.empty());
  return std::move(loaded.value);
}

WorkCalendar builtin_calendar() {
  auto loaded = parse_calendar(data::calendar_toml());
  LEDGER_INVARIANT(loaded.findings.empty());
  return WorkCalendar(std::move(loaded.value));
}

}  // namespace anxin::payments
