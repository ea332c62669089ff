// The invented county of fixtures/county in a book in memory, and the month of October 2026 as a
// list of steps, each with the moment and the actor that it belongs to.
//
// Role: the arrange step of the payment services' tests. A test runs the month up to a named step
//       and goes on by itself from there.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "ledger/service/verify.h"
#include "ledger/store/memory.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "payments/service/bank_service.h"
#include "payments/service/funding_service.h"
#include "payments/service/identities.h"
#include "payments/service/master_data_service.h"
#include "payments/service/overview.h"
#include "payments/service/payroll_service.h"
#include "payments/service/reconcile_service.h"
#include "tests/support/book_builder.h"

namespace anxin::tests {

using payments::PayrollLine;

/// More of the labour authority's staff: two other persons, and another login of the first.
inline constexpr const char* kRegulators = R"(
[[staff]]
actor = "qian.regulator"
person = "S019"
name = "钱监察"
party = "HRSS"
role = "regulator"

[[staff]]
actor = "sun.regulator"
person = "S020"
name = "孙怀远"
party = "HRSS"
role = "regulator"

[[staff]]
actor = "zhao.again"
person = "S007"
name = "赵秉禾"
party = "HRSS"
role = "regulator"
)";

inline constexpr Month kOctober = std::chrono::year(2026) / std::chrono::October;

// ---- texts --------------------------------------------------------------------------------------

inline std::string fixture(const std::string& path) {
  std::ifstream file(std::filesystem::path(ANXIN_FIXTURES) / path, std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
inline std::string county_file(const std::string& name) { return fixture("county/" + name); }

/// The text with every `from` replaced. Throws where there is none, so that no test is empty.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  if (text.find(from) == std::string::npos) throw std::runtime_error("no " + std::string(from));
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// The answer's field, "-" where it has none.
inline std::string field(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? "-" : found->value;
}
inline std::string field(const Receipt& receipt, std::string_view name) {
  return field(receipt.answer, name);
}
/// All values of a field that may come more than once.
inline std::vector<std::string> fields_named(const Receipt& receipt, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& one : receipt.answer) {
    if (one.name == name) values.push_back(one.value);
  }
  return values;
}

// ---- bank files ---------------------------------------------------------------------------------

/// One line's answer in a result file.
struct LineAnswer {
  std::string line;
  std::string status;
  std::string amount;  ///< empty: the bank does not repeat it
  std::string reason;
};

inline std::string result_file(const std::string& message, const std::string& file,
                               const std::vector<LineAnswer>& answers,
                               const std::string& group = "PART") {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
      "<GrpHdr><MsgId>" +
      message +
      "</MsgId><CreDtTm>2026-11-12T09:30:00+08:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
      "<OrgnlMsgId>" +
      file + "</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>" + group +
      "</GrpSts></OrgnlGrpInfAndSts>";
  if (!answers.empty()) {
    text += "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + file + "</OrgnlPmtInfId>";
    for (const auto& one : answers) {
      text += "<TxInfAndSts><OrgnlEndToEndId>" + one.line + "</OrgnlEndToEndId><TxSts>" +
              one.status + "</TxSts>";
      if (!one.reason.empty()) {
        text += "<StsRsnInf><Rsn><Cd>" + one.reason + "</Cd></Rsn></StsRsnInf>";
      }
      if (!one.amount.empty()) {
        text += "<OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">" + one.amount +
                "</InstdAmt></Amt></OrgnlTxRef>";
      }
      text += "</TxInfAndSts>";
    }
    text += "</OrgnlPmtInfAndSts>";
  }
  return text + "</CstmrPmtStsRpt></Document>";
}

/// One movement of a statement file.
struct Movement {
  std::string reference;
  std::string direction;  ///< "CRDT" or "DBIT"
  std::string amount;
  std::string end_to_end = "";
  std::string payment_file = "";
  std::string family = "RCDT/DMCT";
  std::string name = "";  ///< of the other side
  std::string card = "";
};

/// The other side of a movement: who is paid by a debit, who pays a credit.
inline std::string parties_of(const Movement& one) {
  if (one.name.empty() && one.card.empty()) return "";
  const std::string side = one.direction == "DBIT" ? "Cdtr" : "Dbtr";
  std::string text = "<RltdPties><" + side + "><Pty><Nm>" + one.name + "</Nm></Pty></" + side + ">";
  if (!one.card.empty()) {
    text += "<" + side + "Acct><Id><Othr><Id>" + one.card + "</Id></Othr></Id></" + side + "Acct>";
  }
  return text + "</RltdPties>";
}

inline const std::string kPaidLine = "QH02-202610-01-0001";  // 7,262.25 to 肖友祥

struct StatementText {
  std::string id;
  std::string account = "1502099909300000026";  // of QH02
  std::string day = "2026-11-12";
  std::string opening;
  std::string closing;
  std::vector<Movement> movements = {};
};

inline std::string statement_file(const StatementText& statement) {
  const auto balance = [&](const std::string& code, const std::string& amount) {
    return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">" + amount +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + statement.day + "</Dt></Dt></Bal>";
  };
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
      "<GrpHdr><MsgId>MSG-" +
      statement.id + "</MsgId><CreDtTm>" + statement.day +
      "T23:59:59+08:00</CreDtTm></GrpHdr><Stmt><Id>" + statement.id + "</Id><CreDtTm>" +
      statement.day + "T23:59:59+08:00</CreDtTm><Acct><Id><Othr><Id>" + statement.account +
      "</Id></Othr></Id><Ccy>CNY</Ccy></Acct>" + balance("OPBD", statement.opening) +
      balance("CLBD", statement.closing);
  for (const auto& one : statement.movements) {
    const auto family = split(one.family, '/');
    text += "<Ntry><Amt Ccy=\"CNY\">" + one.amount + "</Amt><CdtDbtInd>" + one.direction +
            "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + statement.day +
            "</Dt></BookgDt><AcctSvcrRef>" + one.reference + "</AcctSvcrRef><BkTxCd><Domn>" +
            "<Cd>PMNT</Cd><Fmly><Cd>" + std::string(family[0]) + "</Cd><SubFmlyCd>" +
            std::string(family[1]) + "</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>";
    if (!one.payment_file.empty()) {
      text += "<Btch><PmtInfId>" + one.payment_file + "</PmtInfId></Btch>";
    }
    const auto parties = parties_of(one);
    if (!one.end_to_end.empty() || !parties.empty()) {
      const auto reference = one.end_to_end.empty() ? "NOTPROVIDED" : one.end_to_end;
      text += "<TxDtls><Refs><EndToEndId>" + reference + "</EndToEndId></Refs><Amt Ccy=\"CNY\">" +
              one.amount + "</Amt>" + parties + "</TxDtls>";
    }
    text += "</NtryDtls></Ntry>";
  }
  return text + "</Stmt></BkToCstmrStmt></Document>";
}

// ---- the book -----------------------------------------------------------------------------------

inline store::BookIdentity county_identity() {
  return {"c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", "360799", "county", store::ClockKind::simulated,
          at("2026-11-02T00:00:00Z")};
}

inline payments::PaymentsData shipped_data() {
  return {payments::builtin_captions(),          payments::builtin_bank_profiles(),
          payments::builtin_calendar(),          payments::builtin_rules(),
          payments::builtin_outgoing_profiles(), payments::builtin_incoming_profiles()};
}

class CountyBook;

/// One step of the month.
struct CountyStep {
  std::string name;
  std::string when;  ///< Shanghai time
  std::string actor;
  std::function<Result<Receipt>(CountyBook&, const payments::Caller&)> act;
};

/// A book in memory with every service around it. Nothing is loaded yet.
class CountyBook {
 public:
  explicit CountyBook(std::uint64_t seed = 1) : CountyBook(seed, shipped_data()) {}
  CountyBook(std::uint64_t seed, payments::PaymentsData shipped)
      : clock(at("2026-11-02T01:00:00Z")),
        entropy(seed),
        data(std::move(shipped)),
        vault(SecretKey::generate(entropy), entropy) {
    done(store.commit(ledger::first_contents(county_identity())));
    writer = Writer::open(store, clock).value();
    book = std::make_unique<payments::PaymentsBook>(*writer, vault, data);
  }

  /// Moves the clock to a Shanghai time such as "2026-11-12 16:00".
  void now(const std::string& when) {
    clock.set(at(when.substr(0, 10) + "T" + when.substr(11) + ":00+08:00"));
  }
  /// Somebody with a key that nobody has used.
  payments::Caller by(const std::string& actor) {
    entries_at_last_key_ = entries();
    return {actor, "test-" + std::to_string(++keys_), payments::Mode::commit};
  }
  /// How many entries the book had when the last key was made: a refusal leaves it at that.
  [[nodiscard]] book::EntryNumber entries_at_last_key() const { return entries_at_last_key_; }

  // The services under their everyday names.
  Result<Receipt> load(const payments::Caller& caller,
                       const std::vector<payments::NamedFile>& files) {
    payments::MasterDataService service(*book);
    return service.load(caller, service.plan(files));
  }
  Result<Receipt> load(const payments::Caller& caller) { return load(caller, county_files()); }
  static std::vector<payments::NamedFile> county_files() {
    std::vector<payments::NamedFile> files;
    for (const std::string name : {"county.toml", "roster-QH01.csv", "roster-QH02.csv"}) {
      files.push_back({name, county_file(name)});
    }
    return files;
  }
  Result<Receipt> due(const payments::Caller& caller, const std::string& contract) {
    return payments::FundingService(*book).make_due(caller, contract, kOctober);
  }
  Result<Receipt> receive(const payments::Caller& caller, const payments::ReceiveRequest& request) {
    return payments::FundingService(*book).receive(caller, request);
  }
  Result<Receipt> submit(const payments::Caller& caller, const payments::SubmitRequest& request) {
    return payments::PayrollService(*book).submit(caller, request);
  }
  Result<Receipt> confirm(const payments::Caller& caller, const std::string& batch) {
    return payments::PayrollService(*book).confirm(caller, batch);
  }
  Result<Receipt> approve(const payments::Caller& caller, const std::string& batch) {
    return payments::PayrollService(*book).approve(caller, batch);
  }
  Result<Receipt> instruct(const payments::Caller& caller, const std::string& batch,
                           const payments::ShortfallChoice& choice = {}) {
    return payments::PayrollService(*book).instruct(caller, {batch, choice, {}});
  }
  Result<Receipt> repair(const payments::Caller& caller, const payments::RepairRequest& request) {
    return payments::PayrollService(*book).repair(caller, request);
  }
  Result<Receipt> import(const payments::Caller& caller, std::string_view bytes) {
    return payments::BankService(*book).import(caller, bytes);
  }
  /// Answers "worked": how many statements.
  Result<Receipt> reconcile(const payments::Caller& caller, const std::string& contract,
                            std::optional<Date> on = std::nullopt) {
    const auto worked = LEDGER_TRY(payments::ReconcileService(*book).run(caller, contract, on));
    return Receipt{writer->head().entry, {}, false, {{"worked", std::to_string(worked)}}};
  }

  // What the book says.
  [[nodiscard]] Reader reader() const { return book->read().value(); }
  [[nodiscard]] payments::BatchView batch(const std::string& id) const {
    return payments::PayrollService(*book).show(id).value();
  }
  [[nodiscard]] PayrollLine line(const std::string& id) const {
    return payments::find(reader(), payments::kLines, id).value().value;
  }
  [[nodiscard]] std::string state(const std::string& line_id) const {
    return std::string(payments::to_word(line(line_id).state));
  }
  [[nodiscard]] std::string batch_state(const std::string& id) const {
    return std::string(payments::to_word(batch(id).batch.state));
  }
  [[nodiscard]] std::string balance(const std::string& account) const {
    return to_string(reader().account(name(account)).value().balance());
  }
  [[nodiscard]] std::string available(const std::string& account) const {
    return to_string(reader().account(name(account)).value().available());
  }
  [[nodiscard]] payments::ContractOverview overview(const std::string& contract) const {
    const auto all = payments::overview(*book).value();
    for (const auto& one : all) {
      if (one.contract == contract) return one;
    }
    throw std::runtime_error("no contract " + contract);
  }
  [[nodiscard]] std::vector<payments::ReconcileReport> reports(const std::string& contract) const {
    return payments::ReconcileService(*book).show(contract).value();
  }
  /// The identities that do not hold; empty when all do.
  [[nodiscard]] std::string broken() const {
    std::string text;
    for (const auto& one : payments::identities(reader())) {
      if (one.holds()) continue;
      text += one.owner + ", " + one.name + ": " + to_string(one.left) + " is not " +
              to_string(one.right) + "\n";
    }
    return text;
  }
  [[nodiscard]] ledger::VerifyReport verified() const {
    return ledger::verify(store, nullptr).value();
  }
  [[nodiscard]] book::EntryNumber entries() const { return writer->head().entry; }
  [[nodiscard]] std::string head() const { return writer->head().digest.hex(); }

  /// Runs a step of the month that the test takes for granted.
  Receipt must(const CountyStep& step) {
    now(step.when);
    auto result = step.act(*this, {step.actor, step.name, payments::Mode::commit});
    if (!result) throw std::runtime_error(step.name + " was refused: " + reason(result));
    return *result;
  }
  /// Runs the month's steps that have not run yet, the named one included.
  CountyBook& through(const std::string& last);

  store::MemoryStore store;
  ManualClock clock;
  SeededEntropy entropy;
  payments::PaymentsData data;
  payments::Vault vault;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<payments::PaymentsBook> book;

 private:
  int keys_ = 0;
  book::EntryNumber entries_at_last_key_ = 0;
  std::size_t next_step_ = 0;
};

// ---- the month ----------------------------------------------------------------------------------

namespace month {

using Act = std::function<Result<Receipt>(CountyBook&, const payments::Caller&)>;

inline Act import(const std::string& file) {
  return [file](CountyBook& book, const payments::Caller& caller) {
    return book.import(caller, county_file(file));
  };
}
inline Act receive(payments::ReceiveRequest request) {
  return [request = std::move(request)](CountyBook& book, const payments::Caller& caller) {
    return book.receive(caller, request);
  };
}
inline Act due(const std::string& contract) {
  return [contract](CountyBook& book, const payments::Caller& caller) {
    return book.due(caller, contract);
  };
}
inline Act submit(const std::string& contract) {
  return [contract](CountyBook& book, const payments::Caller& caller) {
    return book.submit(
        caller, {contract, kOctober, county_file("wages-2026-10-" + contract + ".csv"), "", true});
  };
}
inline Act approve(const std::string& batch) {
  return [batch](CountyBook& book, const payments::Caller& caller) {
    return book.approve(caller, batch);
  };
}
inline Act instruct(const std::string& batch, payments::ShortfallChoice choice = {}) {
  return [batch, choice = std::move(choice)](CountyBook& book, const payments::Caller& caller) {
    return book.instruct(caller, batch, choice);
  };
}
inline Act repair(const std::string& contract) {
  return [contract](CountyBook& book, const payments::Caller& caller) {
    return book.repair(caller, {contract, kOctober, county_file("repair-" + contract + ".csv")});
  };
}
inline Act reconcile(const std::string& contract) {
  return [contract](CountyBook& book, const payments::Caller& caller) {
    return book.reconcile(caller, contract);
  };
}

}  // namespace month

/// October 2026 of both contracts, as fixtures/county/README.md tells it.
inline const std::vector<CountyStep>& county_month() {
  using payments::FundingSource;
  using payments::shortfall::Teams;
  static const std::vector<CountyStep> kMonth{
      {"load", "2026-11-02 09:30", "zhao.regulator",
       [](CountyBook& book, const payments::Caller& caller) { return book.load(caller); }},
      {"due-1", "2026-11-05 09:00", "li.clerk", month::due("QH01")},
      {"due-2", "2026-11-05 09:05", "chen.clerk", month::due("QH02")},
      {"fund-1", "2026-11-06 15:00", "bank.ccb",
       month::receive({"QH01", FundingSource::owner, yuan("2100000.00"), day("2026-11-06"),
                       "FD-QH01-202610"})},
      {"fund-2", "2026-11-06 15:05", "bank.icbc",
       month::receive(
           {"QH02", FundingSource::owner, yuan("208000.00"), day("2026-11-06"), "FD-QH02-202610"})},
      {"statement-1a", "2026-11-06 23:00", "bank.ccb",
       month::import("statement-QH01-20261106.xml")},
      {"statement-2a", "2026-11-06 23:05", "bank.icbc",
       month::import("statement-QH02-20261106.xml")},
      {"submit-1", "2026-11-10 10:10", "li.clerk", month::submit("QH01")},
      {"submit-2", "2026-11-10 11:00", "chen.clerk", month::submit("QH02")},
      {"approve-1", "2026-11-11 09:30", "zhang.manager", month::approve("QH01-202610-01")},
      {"approve-2", "2026-11-11 09:40", "wu.manager", month::approve("QH02-202610-01")},
      {"instruct-1", "2026-11-11 10:00", "zhang.manager", month::instruct("QH01-202610-01")},
      {"instruct-2", "2026-11-11 10:40", "wu.manager",
       month::instruct("QH02-202610-01", Teams{{"土方一班"}})},
      {"result-1", "2026-11-12 16:00", "bank.ccb", month::import("result-QH01-202610-01-F1.xml")},
      {"result-2", "2026-11-12 16:05", "bank.icbc", month::import("result-QH02-202610-01-F1.xml")},
      {"statement-1b", "2026-11-12 23:00", "bank.ccb",
       month::import("statement-QH01-20261112.xml")},
      {"reconcile-1b", "2026-11-12 23:10", "li.clerk", month::reconcile("QH01")},
      {"statement-2b", "2026-11-12 23:20", "bank.icbc",
       month::import("statement-QH02-20261112.xml")},
      {"reconcile-2b", "2026-11-12 23:30", "chen.clerk", month::reconcile("QH02")},
      {"top-up-2", "2026-11-13 14:00", "chen.clerk",
       month::receive({"QH02", FundingSource::contractor, yuan("60000.00"), day("2026-11-13"),
                       "TU-QH02-202610"})},
      {"statement-1c", "2026-11-13 23:00", "bank.ccb",
       month::import("statement-QH01-20261113.xml")},
      {"reconcile-1c", "2026-11-13 23:10", "li.clerk", month::reconcile("QH01")},
      {"statement-2c", "2026-11-13 23:20", "bank.icbc",
       month::import("statement-QH02-20261113.xml")},
      {"reconcile-2c", "2026-11-13 23:30", "chen.clerk", month::reconcile("QH02")},
      {"repair-1", "2026-11-16 09:00", "li.clerk", month::repair("QH01")},
      {"repair-2", "2026-11-16 09:10", "chen.clerk", month::repair("QH02")},
      {"approve-repair-1", "2026-11-16 10:00", "zhang.manager", month::approve("QH01-202610-02")},
      {"approve-repair-2", "2026-11-16 10:05", "wu.manager", month::approve("QH02-202610-02")},
      {"instruct-repair-1", "2026-11-16 10:10", "zhang.manager", month::instruct("QH01-202610-02")},
      {"instruct-repair-2", "2026-11-16 10:15", "wu.manager", month::instruct("QH02-202610-02")},
      {"instruct-rest-2", "2026-11-16 10:20", "wu.manager", month::instruct("QH02-202610-01")},
      {"result-repair-1", "2026-11-17 16:00", "bank.ccb",
       month::import("result-QH01-202610-02-F1.xml")},
      {"result-repair-2", "2026-11-17 16:05", "bank.icbc",
       month::import("result-QH02-202610-02-F1.xml")},
      {"result-rest-2", "2026-11-17 16:10", "bank.icbc",
       month::import("result-QH02-202610-01-F2.xml")},
      {"statement-1d", "2026-11-17 23:00", "bank.ccb",
       month::import("statement-QH01-20261117.xml")},
      {"statement-2d", "2026-11-17 23:05", "bank.icbc",
       month::import("statement-QH02-20261117.xml")},
      {"reconcile-1d", "2026-11-17 23:10", "li.clerk", month::reconcile("QH01")},
      {"reconcile-2d", "2026-11-17 23:15", "chen.clerk", month::reconcile("QH02")},
  };
  return kMonth;
}

inline CountyBook& CountyBook::through(const std::string& last) {
  const auto& steps = county_month();
  while (next_step_ < steps.size()) {
    const auto& step = steps[next_step_++];
    must(step);
    if (step.name == last) return *this;
  }
  throw std::runtime_error("no step " + last + " ahead");
}

/// The county's book after the named step.
inline std::unique_ptr<CountyBook> county_after(const std::string& step) {
  auto book = std::make_unique<CountyBook>();
  book->through(step);
  return book;
}

/// Every personal datum of both rosters: names, identity numbers, phones, cards.
inline std::vector<std::string> roster_canaries() {
  std::vector<std::string> canaries;
  for (const std::string file : {"roster-QH01.csv", "roster-QH02.csv"}) {
    const auto text = county_file(file);
    const auto rows = split(text, '\n');
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const auto cells = split(rows[i], ',');
      for (std::size_t column = 1; column <= 4 && column < cells.size(); ++column) {
        if (!cells[column].empty()) canaries.emplace_back(cells[column]);
      }
    }
  }
  return canaries;
}

}  // namespace anxin::tests
