#include "api/cli/context.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "api/cli/backup.h"
#include "api/cli/views.h"
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
    : world_(world),
      options_(options),
      catalogue_(text::Catalogue::builtin()),
      language_(locale_language(world)) {}

Result<void> Context::settle() {
  if (options_.language == "en") language_ = Language::english;
  if (options_.language == "zh") language_ = Language::chinese;
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

std::string Context::say(std::string_view key, const Fields& details) const {
  return catalogue_.text(key, language_, details);
}

std::string Context::sentence(const Fault& fault) const {
  return say(fault.reason.word(), fault.details);
}

Exit Context::refuse(const Fault& fault, const payments::Findings& findings) {
  const auto message = sentence(fault);
  const bool ask_again = exit_of(fault.reason) == Exit::outcome_unknown;
  if (options_.json) {
    Json details = Json::object();
    if (!fault.field.empty()) details.set("field", fault.field);
    if (ask_again && std::exchange(key_to_tell_, false)) details.set("key", options_.key);
    for (const auto& detail : fault.details) details.set(detail.name, detail.value);
    Json error = Json::object();
    error.set("code", fault.reason.word()).set("message", message);
    if (!findings.empty()) details.set("findings", findings_view(*this, findings));
    error.set("details", std::move(details));
    print(Json::object().set("error", std::move(error)));
  } else {
    print_findings(*this, findings);
    world_.err << message;
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
