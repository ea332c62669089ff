// A book in memory for a replay: every service, a clock that the replay sets, and master data with
// invented names for the projects, owners and contractors of a world.
//
// Role: the stage of a replay (replay.h).
#pragma once

#include <fmt/format.h>

#include "payments/domain/chart.h"
#include "payments/domain/identifiers.h"
#include "payments/service/balances.h"
#include "payments/service/deposit_service.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/price_service.h"
#include "payments/service/recourse_service.h"
#include "payments/service/wage_account_service.h"
#include "tests/replay/wage_plan.h"
#include "tests/support/county_books.h"

namespace anxin::replay {

using ledger::Receipt;

inline constexpr const char* kFund = "F1";
inline constexpr const char* kFundBank = "BF";
inline constexpr const char* kBankCode = "105999900012";

inline Money fen(Fen amount) { return Money::from_minor(amount); }
inline Fen fen(Money amount) { return amount.minor(); }

inline std::string contract_of(std::size_t place) { return fmt::format("P{:02}", place + 1); }
inline std::string contractor_of(std::uint32_t number) { return fmt::format("GC{}", number + 1); }
inline std::string owner_of(std::uint32_t number) { return fmt::format("OW{}", number + 1); }

// ---- invented persons ---------------------------------------------------------------------------

inline std::int32_t serial_of(std::size_t place, std::int32_t worker) {
  return static_cast<std::int32_t>(place) * 100 + worker;
}
inline std::string id_no_of(std::int32_t serial) {
  const auto digits = fmt::format("999999198503{:02}{:03}", 10 + serial / 900, 100 + serial % 900);
  return digits + payments::resident_id_check_digit(digits);
}
inline std::string card_of(std::int32_t serial) {
  const auto digits = fmt::format("6217999900{:05}", serial);
  return digits + payments::luhn_check_digit(digits);
}
inline std::string name_of(std::int32_t serial) {
  constexpr std::array<std::string_view, 10> kDigits{"甲", "乙", "丙", "丁", "戊",
                                                     "己", "庚", "辛", "壬", "癸"};
  std::string name = "甄";
  for (const auto part : {serial / 100, serial / 10 % 10, serial % 10}) {
    name += kDigits.at(static_cast<std::size_t>(part) % kDigits.size());
  }
  return name;
}

inline std::string account_number_of(std::size_t place) {
  return fmt::format("36050199999900{:06}", place + 1);
}

// ---- master data --------------------------------------------------------------------------------

/// The region's master data: parties with check digits, and a person behind each login.
class MasterText {
 public:
  explicit MasterText(const simulator::World& world) {
    text_ = fmt::format("[region]\ncode = \"{}\"\nname = \"郑禾（虚构）\"\n\n", kRegion);
    for (const auto* bank : {"BK", kFundBank, "BL"}) {
      add_party(bank, fmt::format("郑禾{}银行（虚构）", bank));
      add_staff(fmt::format("bank.{}", bank), bank, "bank");
    }
    add_party("HRSS", "郑禾人力资源和社会保障局（虚构）");
    for (const auto* one : {"first", "second", "third"}) {
      add_staff(fmt::format("{}.regulator", one), "HRSS", "regulator");
    }
    add_firms(world);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add_party(const std::string& id, const std::string& name) {
    const auto digits = fmt::format("9199999990{:07}", ++parties_);
    text_ += fmt::format("[[party]]\nid = \"{}\"\nname = \"{}\"\nuscc = \"{}{}\"\n\n", id, name,
                         digits, payments::uscc_check_digit(digits));
  }
  void add_staff(const std::string& actor, const std::string& party, const std::string& role) {
    ++staff_;
    text_ += fmt::format(
        "[[staff]]\nactor = \"{}\"\nperson = \"S{:03}\"\nname = \"甄员{}\"\nparty = \"{}\"\n"
        "role = \"{}\"\n\n",
        actor, staff_, staff_, party, role);
  }
  void add_firms(const simulator::World& world) {
    for (std::uint32_t i = 0; i < world.owners.size(); ++i) {
      add_party(owner_of(i), fmt::format("郑禾建设单位{}（虚构）", i + 1));
    }
    for (std::uint32_t i = 0; i < world.contractors.size(); ++i) {
      const auto id = contractor_of(i);
      add_party(id, fmt::format("郑禾施工总承包{}（虚构）", i + 1));
      add_staff("clerk." + id, id, "clerk");
      add_staff("site." + id, id, "approver");
    }
  }

  std::string text_;
  int parties_ = 0;
  int staff_ = 0;
};

inline std::string project_tables(const simulator::World& world, std::size_t place) {
  const auto& plan = world.projects.at(place);
  const auto signed_on = first_day(kStart + std::chrono::months(plan.start));
  const auto id = contract_of(place);
  return fmt::format(
      "[[project]]\nid = \"{0}\"\nname = \"郑禾工程{0}\"\nregion = \"{1}\"\n\n"
      "[[contract]]\nid = \"{0}\"\nproject = \"{0}\"\nowner = \"{2}\"\ncontractor = \"{3}\"\n"
      "signed_on = {4}\namount = \"{5}\"\nlabour_share = \"20 %\"\nmonths = {6}\n"
      "funding_day = 5\npay_day = 25\n\n"
      "[[wage_account]]\nid = \"A{7:02}\"\ncontract = \"{0}\"\nbank = \"BK\"\nbank_code = \"{8}\"\n"
      "number = \"{9}\"\nname = \"郑禾工程{0}农民工工资专用账户\"\n"
      "profile = \"ccb\"\nopened_on = {4}\n\n",
      id, kRegion, owner_of(plan.owner), contractor_of(plan.contractor), to_string(signed_on),
      to_string(fen(plan.contract)), plan.months, place + 1, kBankCode, account_number_of(place));
}

inline std::string roster(const simulator::World& world, std::size_t place, std::int32_t heads) {
  std::string text =
      "工号,姓名,身份证号,手机号,工资卡号,开户行行号,工种,班组,用工单位,书面合同,进场日期,"
      "退场日期\n";
  const auto& plan = world.projects.at(place);
  const auto since = first_day(kStart + std::chrono::months(plan.start));
  for (std::int32_t i = 0; i < heads; ++i) {
    const auto serial = serial_of(place, i);
    text += fmt::format("W{:05},{},{},100{:08},{},{},普工,一班,{},是,{},\n", serial,
                        name_of(serial), id_no_of(serial), serial, card_of(serial), kBankCode,
                        contractor_of(plan.contractor), to_string(since));
  }
  return text;
}

// ---- the book -----------------------------------------------------------------------------------

class ReplayBook {
 public:
  ReplayBook()
      : clock(tests::at("2025-07-01T00:00:00Z")),
        entropy(1),
        data(tests::shipped_data()),
        vault(SecretKey::generate(entropy), entropy) {
    const store::BookIdentity identity{"c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", std::string(kRegion),
                                       "replay", store::ClockKind::simulated,
                                       tests::at("2025-07-01T00:00:00Z")};
    tests::done(store.commit(ledger::first_contents(identity)));
    writer = ledger::Writer::open(store, clock).value();
    book = std::make_unique<payments::PaymentsBook>(*writer, vault, data);
  }

  void load(std::vector<payments::NamedFile> files) {
    payments::MasterDataService service(*book);
    const auto plan = service.plan(files);
    for (const auto& file : plan.findings) {
      if (file.findings.empty()) continue;
      const auto& first = file.findings.front();
      throw std::runtime_error(file.file + ": " + first.field + " " +
                               std::string(first.code.word()));
    }
    must("load", service.load(by("first.regulator"), plan));
  }
  /// A contract is on record from its signing on. Requires: the clock stands after it.
  void load_project(const simulator::World& world, std::size_t place, std::int32_t heads) {
    std::vector<payments::NamedFile> files{{"project.toml", project_tables(world, place)}};
    if (heads > 0) {
      files.push_back({"roster-" + contract_of(place) + ".csv", roster(world, place, heads)});
    }
    load(std::move(files));
  }

  /// Noon in Shanghai.
  void now(Date day) { clock.set(tests::at(to_string(day) + "T04:00:00Z")); }
  payments::Caller by(const std::string& actor) {
    return {actor, fmt::format("replay-{}", ++keys_), payments::Mode::commit};
  }
  /// A step that the path says has happened: a refusal ends the replay.
  static Receipt must(const std::string& what, Result<Receipt> result) {
    if (result) return std::move(*result);
    std::string told = what + " was refused: " + std::string(result.error().reason.word());
    for (const auto& detail : result.error().details) {
      told += " " + detail.name + "=" + detail.value;
    }
    throw std::runtime_error(told);
  }

  [[nodiscard]] ledger::Reader reader() const { return book->read().value(); }
  [[nodiscard]] Fen balance(const book::AccountName& account) const {
    return fen(payments::balance_of(reader(), account));
  }
  [[nodiscard]] Fen sum_under(const std::string& prefix) const {
    Fen sum = 0;
    for (const auto& account : reader().accounts(prefix)) sum += fen(account.balance());
    return sum;
  }
  /// The identities that do not hold; empty when all do.
  [[nodiscard]] std::string broken() const {
    std::string text;
    for (const auto& one : payments::identities(reader())) {
      if (!one.holds()) text += one.owner + ": " + one.name + "\n";
    }
    return text;
  }

  store::MemoryStore store;
  ManualClock clock;
  SeededEntropy entropy;
  payments::PaymentsData data;
  payments::Vault vault;
  std::unique_ptr<ledger::Writer> writer;
  std::unique_ptr<payments::PaymentsBook> book;

 private:
  int keys_ = 0;
};

}  // namespace anxin::replay
