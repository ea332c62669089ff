#include "api/cli/context.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "api/cli/backup.h"
#include "api/cli/views.h"
#include "api/views/refusal.h"
#include "ledger/base/text.h"
#include "ledger/book/command.h"
#include "ledger/book/reasons.h"
#include "ledger/store/store.h"
#include "payments/service/reasons.h"

namespace anxin::cli {
namespace {

bool is_one_of(Reason reason, std::initializer_list<Reason> reasons) {
  return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

// English where the locale says so; the people this is for read Chinese.
Language locale_language(const World& world) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const auto value = world.environment(name);
    if (!value || value->empty()) continue;
    return value->starts_with("en") ? Language::english : Language::chinese;
  }
  return Language::chinese;
}

}  // namespace

Exit exit_of(Reason reason) {
  if (reason.word().starts_with("usage.")) return Exit::usage;
  if (reason.word().starts_with("access.")) return Exit::not_permitted;
  if (is_one_of(reason,
                {payments::kSheetRefused, payments::kDataRefused, payments::kBankFileRefused,
                 payments::kRepairInvalid, kRulesRefused, kFundTableRefused, kScenarioRefused})) {
    return Exit::bad_data;
  }
  if (is_one_of(reason, {store::kBusy, store::kFull, store::kReadTooLong, book::kRecordChanged})) {
    return Exit::try_again;
  }
  if (is_one_of(reason, {store::kOutcomeUnknown, store::kHeadMoved, kNotWritten, kOutputLost})) {
    return Exit::outcome_unknown;
  }
  if (is_one_of(reason, {store::kUnavailable, store::kNotFound, store::kFormatOlder,
                         store::kFormatNewer, kFileUnreadable, kMasterKeyUnreadable})) {
    return Exit::unavailable;
  }
  if (is_one_of(reason, {store::kDamaged, kBackupDiffers, kBackupDamaged})) return Exit::damaged;
  return Exit::refused;
}

Context::Context(World& world, Options& options)
    : world_(world), options_(options), voice_(Voice::builtin(locale_language(world))) {}

Result<void> Context::settle() {
  if (options_.language == "en") voice_ = voice_.in(Language::english);
  if (options_.language == "zh") voice_ = voice_.in(Language::chinese);
  const bool known =
      options_.language.empty() || options_.language == "en" || options_.language == "zh";
  if (!known) return fail(kUsageLanguage);
  if (options_.key_given && options_.key.empty()) return fail(kUsageKey);
  if (options_.key.size() > book::kKeyBytesMax) return fail_at(book::kMalformed, "/key");
  if (options_.now.empty()) return {};
  now_ = parse_instant(options_.now);
  if (!now_) return fail(kUsageNow);
  return {};
}

std::string Context::file_of(const std::string& rule) const {
  const auto at = rule_files_.find(rule);
  return at == rule_files_.end() ? "" : at->second;
}

void Context::use(payments::PaymentsData data, std::map<std::string, std::string> files) {
  own_data_ = std::move(data);
  rule_files_ = std::move(files);
}

Exit Context::refuse(const Fault& fault, const payments::Findings& findings) {
  const bool ask_again = exit_of(fault.reason) == Exit::outcome_unknown;
  if (options_.json) {
    const bool with_key = ask_again && std::exchange(key_to_tell_, false);
    print(views::refusal_view(voice_, fault, findings, with_key ? options_.key : ""));
  } else {
    print_findings(*this, findings);
    world_.err << sentence(fault);
    if (!fault.field.empty()) world_.err << ' ' << say("cli.field", {{"pointer", fault.field}});
    world_.err << " [" << fault.reason.word() << "]\n";
    if (ask_again) tell_key();
  }
  return exit_of(fault.reason);
}

void Context::print(const Json& json) { world_.out << json.dump() << '\n'; }

std::filesystem::path without_slash(const std::filesystem::path& folder) {
  const auto plain = folder.lexically_normal();
  return plain.has_filename() ? plain : plain.parent_path();
}

Result<std::filesystem::path> Context::data_folder() const {
  if (!options_.data.empty()) return without_slash(options_.data);
  if (const auto folder = world_.environment("ANXIN_DATA"); folder && !folder->empty()) {
    return without_slash(*folder);
  }
  return fail(kUsageDataMissing);
}

std::filesystem::path Context::master_key_file() const {
  if (!options_.master_key.empty()) return options_.master_key;
  if (const auto file = world_.environment("ANXIN_MASTER_KEY"); file && !file->empty()) {
    return *file;
  }
  return data_folder().value_or("book").string() + ".master-key";
}

payments::Caller Context::caller() {
  if (options_.key.empty()) {
    options_.key = to_hex(world_.entropy.bytes(16));
    key_to_tell_ = !options_.dry_run;
  }
  return {options_.actor, options_.key,
          options_.dry_run ? payments::Mode::dry_run : payments::Mode::commit};
}

void Context::tell_key() {
  if (!std::exchange(key_to_tell_, false)) return;
  world_.err << say("cli.key-made", {{"key", options_.key}}) << '\n';
}

}  // namespace anxin::cli
