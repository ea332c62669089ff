// Every word that the program can answer with has its sentence in Chinese and in English.
#include "api/text/catalogue.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "api/routes/route.h"
#include "api/text/voice.h"
#include "ledger/base/text.h"
#include "payments/rules/toml_fault.h"
#include "payments/service/monthly_report.h"
#include "tests/support/every_reason.h"

namespace anxin::text {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Every line of every data file, as its three cells.
std::vector<std::vector<std::string>> catalogue_lines() {
  std::vector<std::vector<std::string>> lines;
  for (const auto& file : fs::directory_iterator(fs::path(ANXIN_SOURCE) / "api/text/data")) {
    const auto text = read(file.path());
    for (const auto line : split(text, '\n')) {
      if (line.empty() || line.starts_with('#')) continue;
      std::vector<std::string> cells;
      for (const auto cell : split(line, '\t')) cells.emplace_back(cell);
      lines.push_back(std::move(cells));
    }
  }
  return lines;
}

std::multiset<std::string> holes_of(const std::string& sentence) {
  static const std::regex kHole("\\{([a-z_]+)\\}");
  std::multiset<std::string> holes;
  for (std::sregex_iterator at(sentence.begin(), sentence.end(), kHole), end; at != end; ++at) {
    holes.insert((*at)[1]);
  }
  return holes;
}

bool has_chinese(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0xE3) return true;
  }
  return false;
}

TEST(Catalogue, HasASentenceForEveryReasonInBothLanguages) {
  const auto catalogue = Catalogue::builtin();
  const auto words = tests::every_reason();
  EXPECT_GT(words.size(), 150U);
  for (const auto& word : words) {
    EXPECT_TRUE(catalogue.has(word)) << word;
    const auto chinese = catalogue.text(word, Language::chinese);
    const auto english = catalogue.text(word, Language::english);
    EXPECT_TRUE(has_chinese(chinese)) << word;
    ASSERT_FALSE(english.empty()) << word;
    EXPECT_FALSE(has_chinese(english.substr(0, 1))) << word;  // captions are quoted in Chinese
    EXPECT_NE(english, word);
    EXPECT_NE(english, chinese) << word;
  }
}

// A new reason that stands in no array is found in the headers.
TEST(Catalogue, HasASentenceForEveryReasonDeclaredInAnyHeader) {
  const auto catalogue = Catalogue::builtin();
  static const std::regex kReason("Reason k[A-Za-z]+\\{\"([a-z.0-9-]+)\"\\}");
  std::size_t found = 0;
  for (const char* room : {"ledger", "payments", "simulator", "api"}) {
    for (const auto& file : fs::recursive_directory_iterator(fs::path(ANXIN_SOURCE) / room)) {
      const auto extension = file.path().extension();
      if (extension != ".h" && extension != ".cc") continue;
      const auto text = read(file.path());
      for (std::sregex_iterator at(text.begin(), text.end(), kReason), end; at != end; ++at) {
        EXPECT_TRUE(catalogue.has((*at)[1].str())) << (*at)[1] << " in " << file.path().filename();
        ++found;
      }
    }
  }
  EXPECT_GT(found, 150U);
}

TEST(Catalogue, HasTheSameHolesInBothLanguages) {
  for (const auto& cells : catalogue_lines()) {
    ASSERT_EQ(cells.size(), 3U) << cells.front();
    EXPECT_EQ(holes_of(cells[1]), holes_of(cells[2])) << cells.front();
  }
}

TEST(Catalogue, HasEveryKeyOnce) {
  std::set<std::string> seen;
  for (const auto& cells : catalogue_lines()) {
    EXPECT_TRUE(seen.insert(cells.front()).second) << cells.front();
  }
  EXPECT_EQ(seen.size(), Catalogue::builtin().keys().size());
}

TEST(Catalogue, HasEveryKeyThatTheCommandLineSays) {
  const auto catalogue = Catalogue::builtin();
  // Whole keys only: a key that is put together from a prefix and a word ends with a point.
  static const std::regex kKey("\"((?:cli|demo|paper|report|web)\\.[a-z0-9.-]*[a-z0-9])\"");
  static const std::regex kSay("say\\(\"([a-z0-9.-]*[a-z0-9])\"");
  std::set<std::string> keys;
  std::vector<fs::directory_entry> files;
  for (const char* room : {"api/cli", "api/views", "api/paper", "api/report", "api/web"}) {
    for (const auto& file : fs::directory_iterator(fs::path(ANXIN_SOURCE) / room)) {
      files.push_back(file);
    }
  }
  for (const auto& file : files) {
    const auto extension = file.path().extension();
    if (extension != ".cc" && extension != ".js") continue;
    const auto text = read(file.path());
    for (const auto* pattern : {&kKey, &kSay}) {
      for (std::sregex_iterator at(text.begin(), text.end(), *pattern), end; at != end; ++at) {
        keys.insert((*at)[1]);
      }
    }
  }
  EXPECT_GT(keys.size(), 100U);
  for (const auto& key : keys) EXPECT_TRUE(catalogue.has(key)) << key;
}

// Two assessments that agree in nothing.
payments::DepositTerms no_terms() { return {}; }
payments::DepositTerms other_terms() {
  const auto amount = Money::from_minor(1);
  const Date on = first_day(std::chrono::year(2026) / std::chrono::March);
  return {"BK1", amount, true, true, {"r"}, on, {on, false}, {"roads", 1, 2, 1, true, true, false}};
}

// Every word of the reconciliation with the prefix that it is shown by.
void add_reconciliation(std::vector<std::string>& keys) {
  const auto add = [&](const std::string& prefix, std::initializer_list<const char*> words) {
    for (const char* word : words) keys.push_back(prefix + word);
  };
  add("standing.", {"matched", "suggested", "ambiguous", "unmatched"});
  add("likeness.", {"card", "name-and-digits", "name", "digits"});
  add("item.", {"credit", "debit"});
  add("match-change.", {"confirmed", "unmatched"});
  add("signing-side.", {"bank", "contractor"});
  add("day-state.",
      {"missing", "quarantined", "provisional", "imported", "reconciled", "signed", "no-movement"});
  add("alarm.", {"debit-not-instructed", "paid-differs", "return-not-repaid", "no-answer",
                 "unexplained-credit", "gap"});
  add("quarantine-state.", {"waiting", "proposed", "released", "replaced", "rejected"});
  add("cli.quarantine.fault.",
      {"bank.statement-unbalanced", "payments.statement-gap", "payments.statement-gap-after",
       "payments.duplicate-file", "bank.statement-partial"});
  add("cli.help.bank.quarantine.", {"add", "list", "release", "reject"});
}

TEST(Catalogue, HasEveryKeyThatIsPutTogetherFromAWord) {
  const auto catalogue = Catalogue::builtin();
  std::vector<std::string> keys{"severity.note",
                                "severity.explain",
                                "severity.park",
                                "severity.refuse",
                                "side.debit",
                                "side.credit",
                                "statement.imported",
                                "statement.reconciled",
                                "transit.receipt",
                                "transit.payment-file",
                                "transit.bank-entry",
                                "transit.transfer",
                                "transit.return-advice",
                                "transit.later-statement"};
  for (const char* word : {"drafted", "accrued", "parked", "in-flight", "paid", "failed-money-out",
                           "failed", "unknown", "returned", "replaced", "discharged", "reduced"}) {
    keys.push_back(std::string("line.") + word);
  }
  for (const char* word : {"checked", "confirmed", "approved", "awaiting-funds", "instructed",
                           "answered", "closed", "withdrawn", "booked"}) {
    keys.push_back(std::string("state.") + word);
  }
  for (const char* word :
       {"confirm", "approve", "instruct", "import", "repair", "nothing", "submit"}) {
    keys.push_back(std::string("next.") + word);
  }
  for (const char* word : {"iso", "return", "statement"}) {
    keys.push_back(std::string("incoming.") + word);
  }
  for (const char* word : {"result", "statement", "returns", "page", "recall"}) {
    keys.push_back(std::string("cli.bank.") + word);
  }
  for (const char* word : {"open", "suspense"}) {
    keys.push_back(std::string("cli.reconcile.") + word);
  }
  for (const char* word : {"open", "reference", "batch", "return", "interest", "suspense",
                           "transfer", "carried-over", "card", "confirmed"}) {
    keys.push_back(std::string("match.") + word);
  }
  add_reconciliation(keys);
  for (const char* word : {"area", "birth_date", "sex", "area_known", "bank", "bank_name"}) {
    keys.push_back(std::string("field.") + word);
  }
  const auto add = [&](const std::string& prefix, const auto& words) {
    for (const auto& known : words) keys.push_back(prefix + std::string(known.word));
  };
  for (const auto& shape : simulator::kParameters) {
    keys.push_back("simulate.parameter." + std::string(shape.path));
  }
  keys.push_back("simulate.parameter." + std::string(simulator::kDepositRatePath));
  for (const auto& shape : simulator::kMetrics) {
    keys.push_back("simulate.metric." + std::string(shape.word));
  }
  for (const char* word : {"yuan", "person", "count", "share", "month"}) {
    keys.push_back(std::string("simulate.unit-word.") + word);
  }
  for (const char* verb : {"run", "compare", "verify", "schema", "sensitivity", "reverse-stress",
                           "contagion", "report", "sweep", "diff", "canonical", "snapshot"}) {
    keys.push_back(std::string("cli.help.simulate.") + verb);
  }
  add("report.monthly.", payments::kMonthlySums);
  add("report.monthly.", payments::kMonthlyCounts);
  add("report.fund.", payments::kFundSums);
  for (const auto word : payments::kTomlFaultWords) keys.push_back("syntax." + std::string(word));
  add("report.grade.", simulator::kEvidenceWords);
  add("report.stress.stop.", simulator::kOwnerKindWords);
  add("cli.simulate.stop.", simulator::kStopReasonWords);
  add("simulate.part.", simulator::kDifferencePartWords);
  add("cause.", payments::kFundCauseWords);
  add("cause.", payments::kDischargeCauseWords);
  add("discharge.step.", payments::kDischargeGroundWords);
  add("clearing.", payments::kClearingGroundWords);
  add("clearing.", payments::kClearingGapWords);
  for (const auto& rule : payments::posting_table()) {
    keys.push_back("posting." + std::string(rule.event));
  }
  for (const char* verb : {"show", "list", "trial", "statement", "rules"}) {
    keys.push_back(std::string("cli.help.account.") + verb);
  }
  for (const char* verb : {"apply", "head", "verify", "export"}) {
    keys.push_back(std::string("cli.help.ledger.") + verb);
  }
  for (const char* verb : {"check", "submit", "confirm", "approve", "instruct", "repair", "show",
                           "list", "file", "slip", "outside", "notary", "payee", "accept",
                           "withdraw-paper", "sheet", "voucher", "slips"}) {
    keys.push_back(std::string("cli.help.payroll.") + verb);
  }
  for (const char* word : {"appropriated", "interest", "recovered", "given-back", "written-off",
                           "proposed", "booked", "withdrawn"}) {
    keys.push_back(std::string("fund.") + word);
  }
  for (const char* verb : {"open", "appropriate", "interest", "recover", "give-back", "write-off",
                           "relief", "approve", "withdraw", "show", "list"}) {
    keys.push_back(std::string("cli.help.fund.") + verb);
  }
  for (const char* verb : {"run", "show", "statement", "suggestions", "confirm", "unmatch",
                           "history", "days", "sign", "items", "alarms"}) {
    keys.push_back(std::string("cli.help.reconcile.") + verb);
  }
  for (const char* word :
       {"covered", "not-covered", "exempt", "not-assessed", "refunded", "released"}) {
    keys.push_back(std::string("deposit.cover.") + word);
  }
  for (const auto& change : payments::changes(no_terms(), other_terms())) {
    keys.push_back("deposit.fact." + std::string(change.what));
  }
  for (const char* word : {"yes", "no"}) keys.push_back(std::string("deposit.flag.") + word);
  for (const char* word : {"stored", "interest", "interest-out"}) {
    keys.push_back(std::string("deposit.money.") + word);
  }
  for (const char* word : {"proposed", "approved", "withdrawn"}) {
    keys.push_back(std::string("assessment.") + word);
  }
  for (const char* word : {"proposed", "with-bank", "executed", "withdrawn"}) {
    keys.push_back(std::string("notice.") + word);
  }
  for (const char* word : {"active", "not-begun", "over", "lapsed", "replaced", "given-back"}) {
    keys.push_back(std::string("letter.") + word);
  }
  for (const char* verb : {"open", "note", "execute", "show", "list", "settle", "waive"}) {
    keys.push_back(std::string("cli.help.recourse.") + verb);
  }
  for (const char* word : {"none", "running", "expired"}) {
    keys.push_back(std::string("cli.case.order.") + word);
  }
  for (const auto word : payments::kSuspenseWayWords) {
    keys.push_back("suspense-way." + std::string(word));
  }
  for (const char* verb : {"change", "approve", "withdraw", "changes"}) {
    keys.push_back(std::string("cli.help.worker.") + verb);
  }
  for (const char* word : {"credit", "debit"}) {
    keys.push_back(std::string("direction.") + word);
    keys.push_back(std::string("web.side.") + word);
  }
  for (const char* word : {"regular", "repair", "decision"}) {
    keys.push_back(std::string("web.batch-kind.") + word);
  }
  for (const char* word : {"owner", "contractor"}) {
    keys.push_back(std::string("funding-source.") + word);
  }
  for (const char* verb : {"propose", "approve", "withdraw", "show", "list"}) {
    keys.push_back(std::string("cli.help.suspense.") + verb);
  }
  for (const char* verb : {"pay", "list"}) {
    keys.push_back(std::string("cli.help.restitution.") + verb);
  }
  for (const char* word : {"certified", "paid"}) keys.push_back(std::string("cli.funding.") + word);
  for (const char* verb : {"certify", "price-paid"}) {
    keys.push_back(std::string("cli.help.funding.") + verb);
  }
  for (const char* verb : {"propose", "approve", "withdraw", "result", "show", "list"}) {
    keys.push_back(std::string("cli.help.fund-advance.") + verb);
  }
  for (const char* word : {"proposed", "approved", "with-bank", "executed", "withdrawn"}) {
    keys.push_back(std::string("fund.payment.") + word);
  }
  for (const char* word : {"applied", "passed", "confirmed", "refused"}) {
    keys.push_back(std::string("refund.") + word);
  }
  for (const char* word : {"waiting", "paid", "failed", "returned"}) {
    keys.push_back(std::string("outcome.") + word);
  }
  for (const char* word : {"stored", "interest", "interest-out"}) {
    keys.push_back(std::string("cli.deposit.") + word);
  }
  for (const char* word : {"proposed", "approved", "withdrawn"}) {
    keys.push_back("paper." + std::string(word));
  }
  for (const char* word : {"decision", "mediation", "judgment", "admission"}) {
    keys.push_back("arrears.kind." + std::string(word));
  }
  for (const char* word : {"decision", "worker-confirmed", "mistake"}) {
    keys.push_back("reduction.kind." + std::string(word));
  }
  for (const char* word :
       {"received", "nature-noticed", "objected", "decided", "executed", "lifted"}) {
    keys.push_back("attachment-state." + std::string(word));
  }
  for (const char* verb :
       {"open", "nature", "object", "decide", "execute", "lift", "show", "list"}) {
    keys.push_back("cli.help.attachment." + std::string(verb));
  }
  for (const char* word : {"tax", "social", "other", "advance"}) {
    keys.push_back("withheld." + std::string(word));
  }
  for (const char* verb :
       {"establish", "reduce", "approve", "withdraw", "show", "list", "suspected"}) {
    keys.push_back("cli.help.arrears." + std::string(verb));
  }
  for (const char* word : {"paid", "failed", "returned"}) {
    keys.push_back("cli.option." + std::string(word) + "-lines");
  }
  for (const char* verb : {"assess", "store", "interest", "notice", "approve", "withdraw", "result",
                           "letter", "letter-end", "refund", "audit", "confirm", "show", "list"}) {
    keys.push_back(std::string("cli.help.deposit.") + verb);
  }
  for (const char* verb :
       {"start", "file", "non-funding", "report", "top-up", "amend", "move", "agree", "succeeded",
        "bar", "unbar", "close-apply", "close-confirm", "close", "duties", "list"}) {
    keys.push_back(std::string("cli.help.wage-account.") + verb);
  }
  for (const char* word : {"open-account", "file-account", "labour-cost", "top-up", "open", "done",
                           "done-late", "overdue", "notice.noticed", "notice.reported"}) {
    keys.push_back(std::string("duty.") + word);
  }
  for (const char* word : {"in-use", "waiting", "moved", "closed"}) {
    keys.push_back(std::string("account-state.") + word);
  }
  for (const char* word : {"proposed", "agreed", "refused"}) {
    keys.push_back(std::string("proposal.") + word);
  }
  for (const char* word : {"top-up", "labour-cost", "move", "case", "arbitration", "closing"}) {
    keys.push_back(std::string("paper.") + word);
  }
  for (const char* word : {"applied", "confirmed", "refused", "closed"}) {
    keys.push_back(std::string("closing.") + word);
  }
  for (const auto& key : keys) EXPECT_TRUE(catalogue.has(key)) << key;
}

// Steps name their sentences in the rules' room, which does not know the catalogue.
TEST(Catalogue, HasTheSentenceOfEveryStep) {
  const auto catalogue = Catalogue::builtin();
  static const std::regex kStep("\"([a-z]+\\.step\\.[a-z-]+)\"");
  std::size_t found = 0;
  for (const auto& file : fs::directory_iterator(fs::path(ANXIN_SOURCE) / "payments/rules")) {
    if (file.path().extension() != ".cc") continue;
    const auto text = read(file.path());
    for (std::sregex_iterator at(text.begin(), text.end(), kStep), end; at != end; ++at) {
      EXPECT_TRUE(catalogue.has((*at)[1].str())) << (*at)[1];
      ++found;
    }
  }
  EXPECT_GT(found, 30U);
}

// Over the network a sentence names fields of the description, and no option of a command.
TEST(Catalogue, NamesFieldsOfTheServiceWhereTheServiceSpeaks) {
  std::set<std::string> fields;
  for (const auto& route : routes::all_routes()) {
    for (const auto* some : {&route.query, &route.body, &route.headers}) {
      for (const auto& field : *some) fields.insert(std::string(field.name));
    }
  }
  fields.insert("actor");  // whoever holds the key
  static const std::regex kOption("\\{(--[^}]+)\\}");
  std::size_t found = 0;
  for (const auto& cells : catalogue_lines()) {
    const auto& text = cells.back();
    for (std::sregex_iterator at(text.begin(), text.end(), kOption), end; at != end; ++at) {
      auto one = std::make_shared<Catalogue>();
      one->add("option\tx\t" + (*at)[0].str() + "\n");
      const auto name = Voice(one, Language::english, Face::service).say("option");
      EXPECT_TRUE(fields.contains(name)) << cells.front() << ": " << name;
      ++found;
    }
  }
  EXPECT_GT(found, 20U);
}

// Each sentence that is not a command's alone, whether it is a reason, a step or a report's.
TEST(Catalogue, NamesNoOptionOfACommandWhereTheServiceSpeaks) {
  // Their operators' own, who are asked to do it.
  const std::set<std::string> of_operators{"webhook.url-inside", "webhook.url-plain"};
  const auto is_of_commands = [](const std::string& key) {
    const auto begins = [&](std::string_view prefix) { return key.starts_with(prefix); };
    return begins("cli.") || begins("usage.") || begins("file.");
  };
  const auto served = Voice::builtin(Language::chinese).at(Face::service);
  std::size_t looked_at = 0;
  for (const auto& cells : catalogue_lines()) {
    const auto& key = cells.front();
    if (is_of_commands(key) || of_operators.contains(key)) continue;
    for (const auto language : {Language::chinese, Language::english}) {
      const auto said = served.in(language).say(key);
      EXPECT_EQ(said.find("--"), std::string::npos) << key << ": " << said;
    }
    ++looked_at;
  }
  EXPECT_GT(looked_at, 1'000U);
}

TEST(Catalogue, BeginsNoEnglishSentenceSmallAfterAFullStop) {
  static const std::regex kSmall("[^.]\\. [a-z]");
  for (const auto& cells : catalogue_lines()) {
    EXPECT_FALSE(std::regex_search(cells.back(), kSmall)) << cells.front() << ": " << cells.back();
  }
}

TEST(Catalogue, FillsItsHoles) {
  Catalogue catalogue;
  catalogue.add("# comment\na.b\t余额 {x} 和 {y}\tbalance {x} and {y}\n");
  const Fields details{{"x", "1.00"}, {"y", "{x}"}};
  EXPECT_EQ(catalogue.text("a.b", Language::english, details), "balance 1.00 and {x}");
  EXPECT_EQ(catalogue.text("a.b", Language::chinese, details), "余额 1.00 和 {x}");
  EXPECT_EQ(catalogue.text("unknown.key", Language::english), "unknown.key");
}

}  // namespace
}  // namespace anxin::text
