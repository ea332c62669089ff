// What every command of the program needs, and how it speaks.
//
// Role: built once by api/app with the real clock, entropy, streams and environment; tests build it
//       with their own.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/study/scenario_file.h"
#include "api/text/voice.h"
#include "ledger/base/clock.h"
#include "ledger/base/entropy.h"
#include "ledger/store/store.h"
#include "payments/rules/rule_sides.h"
#include "payments/service/payments_book.h"

namespace anxin::cli {

using json::Json;
using text::Language;
using text::Voice;

/// Exit codes; scripts rely on them (interfaces.md).
enum class Exit : int {
  done = 0,
  refused = 1,
  usage = 2,
  damaged = 3,
  bad_data = 65,
  unavailable = 69,
  outcome_unknown = 74,
  try_again = 75,
  not_permitted = 77,
};

/// Where books are kept; api/app says how.
class Stores {
 public:
  virtual ~Stores() = default;
  /// Refuses: store.not-found, store.busy, store.unavailable.
  [[nodiscard]] virtual Result<std::unique_ptr<store::Store>> open(
      const std::filesystem::path& folder, store::Access access) const = 0;
  /// Refuses: store.exists, store.unavailable.
  [[nodiscard]] virtual Result<void> create(const std::filesystem::path& folder,
                                            const store::WriteBatch& first) const = 0;
  /// Makes a finished book in `building` the book in `folder`.
  /// Refuses: store.exists, store.unavailable.
  [[nodiscard]] virtual Result<void> put_in_place(const std::filesystem::path& building,
                                                  const std::filesystem::path& folder) const = 0;
  /// Puts a finished book in the place of another, which ends up in `building`.
  /// Refuses: store.unavailable.
  [[nodiscard]] virtual Result<void> exchange(const std::filesystem::path& building,
                                              const std::filesystem::path& folder) const = 0;
  /// Rewrites a book's file without its free pages.
  /// Refuses: store.not-found, store.busy, store.unavailable.
  [[nodiscard]] virtual Result<void> compact(const std::filesystem::path& folder) const = 0;
};

/// The outside world, injected.
struct World {
  std::ostream& out;
  std::ostream& err;
  int input = 0;  ///< descriptor of standard input
  const Clock& clock;
  Entropy& entropy;
  const Stores& stores;
  const payments::PaymentsData& data;
  std::function<std::optional<std::string>(const char*)> environment;
};

/// The same folder without a slash at its end: what lies beside it must not lie in it.
[[nodiscard]] std::filesystem::path without_slash(const std::filesystem::path& folder);

/// Options that every command takes.
struct Options {
  std::string data;
  std::string actor;
  std::string key;
  bool key_given = false;  ///< an empty key on the command line is not one left out
  std::string now;
  std::string master_key;
  std::string language;
  std::vector<std::string> rules;  ///< files laid over what ships
  bool json = false;
  bool dry_run = false;
};

/// One run of the program: options, language, and where answers go.
class Context {
 public:
  Context(World& world, Options& options);

  [[nodiscard]] World& world() const { return world_; }
  [[nodiscard]] const Options& options() const { return options_; }
  /// What ships with the program, with the operator's rules laid over it.
  [[nodiscard]] const payments::PaymentsData& data() const {
    return own_data_ ? *own_data_ : world_.data;
  }
  /// The file that a rule comes from; empty for one that ships.
  [[nodiscard]] std::string file_of(const std::string& rule) const;
  /// From now on this is the data, and these are the files of its rules that do not ship, by id.
  void use(payments::PaymentsData data, std::map<std::string, std::string> files);
  /// Reads what depends on the options; call after the command line has been parsed.
  /// Refuses: usage.now, usage.language, usage.key, ledger.malformed (a key that is too long).
  Result<void> settle();

  /// Speaks the chosen language.
  [[nodiscard]] const Voice& voice() const { return voice_; }
  [[nodiscard]] std::string say(std::string_view key, const Fields& details = {}) const {
    return voice_.say(key, details);
  }
  [[nodiscard]] std::string sentence(const Fault& fault) const { return voice_.sentence(fault); }
  [[nodiscard]] Language language() const { return voice_.language(); }

  /// Prints the fault where the reader looks for it, with the findings that led to it, and answers
  /// with its exit code. When the outcome is unknown, the key to ask again with is told too.
  Exit refuse(const Fault& fault, const payments::Findings& findings = {});
  /// Prints one JSON value on a line.
  void print(const Json& json);
  [[nodiscard]] std::ostream& out() { return world_.out; }

  /// The folder of the book. Refuses: usage.data-missing.
  [[nodiscard]] Result<std::filesystem::path> data_folder() const;
  [[nodiscard]] std::filesystem::path master_key_file() const;
  /// The time given with --now.
  [[nodiscard]] std::optional<Instant> given_now() const { return now_; }
  /// Who acts and under which key; the key is made when none was given.
  [[nodiscard]] payments::Caller caller();
  /// Tells on the error stream, once, the key that was made for this command: after it has booked
  /// something, or when nobody can know whether it has.
  void tell_key();

 private:
  World& world_;
  Options& options_;
  Voice voice_;
  std::optional<payments::PaymentsData> own_data_;
  std::map<std::string, std::string> rule_files_;
  std::optional<Instant> now_;
  bool key_to_tell_ = false;
};

inline constexpr Reason kUsageNow{"usage.now"};                   ///< --now is no RFC 3339 instant
inline constexpr Reason kUsageLanguage{"usage.language"};         ///< --lang is neither zh nor en
inline constexpr Reason kUsageDataMissing{"usage.data-missing"};  ///< neither --data nor ANXIN_DATA
inline constexpr Reason kUsageMonth{"usage.month"};               ///< no month YYYY-MM
inline constexpr Reason kUsageDate{"usage.date"};                 ///< no date YYYY-MM-DD
inline constexpr Reason kUsageAmount{"usage.amount"};             ///< no amount in yuan
inline constexpr Reason kUsageAmountSize{"usage.amount-size"};    ///< more than any command takes
inline constexpr Reason kUsageChoice{"usage.choice"};             ///< no such choice on a shortfall
inline constexpr Reason kUsageRegion{"usage.region"};             ///< no six-digit code
inline constexpr Reason kUsageRegionUnknown{"usage.region-unknown"};  ///< begins with no province
inline constexpr Reason kUsageClock{"usage.clock"};                   ///< only on simulated books
inline constexpr Reason kUsageKind{"usage.kind"};                 ///< no such kind of identifier
inline constexpr Reason kUsageFormat{"usage.format"};             ///< no such export format
inline constexpr Reason kUsageDryRun{"usage.dry-run"};            ///< not for ledger apply
inline constexpr Reason kUsageKey{"usage.key"};                   ///< --key is empty
inline constexpr Reason kUsageEmpty{"usage.empty"};               ///< an option given but empty
inline constexpr Reason kUsagePeriod{"usage.period"};             ///< --from lies after --to
inline constexpr Reason kUsageArguments{"usage.arguments"};       ///< the command line is wrong
inline constexpr Reason kUsageCategory{"usage.category"};         ///< no such kind of works
inline constexpr Reason kUsageAnchor{"usage.anchor"};             ///< not ENTRY:DIGEST
inline constexpr Reason kUsageTaxMethod{"usage.tax-method"};      ///< neither wages nor labour
inline constexpr Reason kUsageTaxOption{"usage.tax-option"};      ///< not for this method
inline constexpr Reason kUsageTaxMonths{"usage.tax-months"};      ///< prior figures, one month
inline constexpr Reason kUsageTaxYear{"usage.tax-year"};          ///< without the deduction
inline constexpr Reason kUsageWord{"usage.word"};                 ///< not among an option's words
inline constexpr Reason kUsageMonthAmount{"usage.month-amount"};  ///< no YYYY-MM=amount
inline constexpr Reason kUsageLineReason{"usage.line-reason"};    ///< not LINE=CODE
inline constexpr Reason kUsageMetric{"usage.metric"};             ///< no such metric
inline constexpr Reason kUsageSeed{"usage.seed"};                 ///< no number
inline constexpr Reason kUsageMap{"usage.map"};                   ///< not FIELD=COLUMN
inline constexpr Reason kUsageListen{"usage.listen"};             ///< not HOST:PORT
inline constexpr Reason kUsageProxy{"usage.proxy"};               ///< no address
inline constexpr Reason kUsageNetwork{"usage.network"};           ///< not 127.0.0.0/8
inline constexpr Reason kUsageOpenListen{"usage.open-listen"};    ///< beyond this machine in clear
inline constexpr Reason kUsageTls{"usage.tls"};                   ///< one of the two files
inline constexpr Reason kUsageRole{"usage.role"};                 ///< no such role
using payments::kRulesRefused;
inline constexpr Reason kFundTableRefused{"file.fund-table-refused"};  ///< workers with faults
inline constexpr Reason kScenarioRefused{"file.scenario-refused"};     ///< a file with faults
using study::kNoSweep;
using study::kScenariosDiffer;
inline constexpr Reason kOutNeedsFolder{"file.out-needs-folder"};   ///< several files, one name
inline constexpr Reason kNotWritten{"file.bank-file-not-written"};  ///< booked, but not on disk
inline constexpr Reason kOutputLost{"cli.output-lost"};             ///< standard output failed
inline constexpr Reason kInternal{"cli.internal"};                  ///< our own mistake
inline constexpr Reason kFileUnreadable{"file.unreadable"};         ///< cannot be read or written
inline constexpr Reason kMasterKeyUnreadable{"file.master-key-unreadable"};
inline constexpr std::array kCliReasons{
    kUsageNow,           kUsageMap,         kUsageLanguage,
    kUsageDataMissing,   kUsageMonth,       kUsageDate,
    kUsageAmount,        kUsageChoice,      kUsageRegion,
    kUsageClock,         kUsageKind,        kUsageDryRun,
    kUsageArguments,     kOutNeedsFolder,   kInternal,
    kUsageFormat,        kFileUnreadable,   kMasterKeyUnreadable,
    kUsageKey,           kUsagePeriod,      kNotWritten,
    kOutputLost,         kUsageCategory,    kUsageTaxMethod,
    kRulesRefused,       kUsageWord,        kUsageMonthAmount,
    kUsageLineReason,    kUsageAnchor,      kUsageAmountSize,
    kUsageRegionUnknown, kUsageTaxOption,   kUsageTaxMonths,
    kUsageTaxYear,       kFundTableRefused, kUsageEmpty,
    kUsageMetric,        kUsageSeed,        kScenarioRefused,
    kScenariosDiffer,    kNoSweep,          kUsageListen,
    kUsageProxy,         kUsageNetwork,     kUsageOpenListen,
    kUsageTls,           kUsageRole};

/// The exit code that belongs to a reason.
[[nodiscard]] Exit exit_of(Reason reason);

}  // namespace anxin::cli
