// What a request names lies within the scope of its key, or is as unknown as what is not there.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "api/routes/service.h"
#include "ledger/base/text.h"
#include "payments/service/attachment_service.h"
#include "payments/service/records.h"
#include "tests/support/service_books.h"

namespace anxin::tests {
namespace {

using json::Json;

// Fields that name nothing of a contract: words, numbers and papers of the world outside; what a
// new thing is to be called; what lies in the contract of the path by its own key (account, worker,
// reference); places, whose rules anybody may ask; parties, who stand in a register that whoever
// takes a letter or opens a case must be able to name from.
const std::set<std::string> kPlainFields{
    "a",        "account",    "actor",   "after",        "arrears",   "b",           "bank",
    "bank_no",  "before",     "by",      "card",         "card_end",  "category",    "cause",
    "channel",  "code",       "columns", "confirmation", "court",     "creditor",    "cursor",
    "debtor",   "decision",   "deposit", "description",  "document",  "employer",    "format",
    "from",     "fund_cause", "how",     "issuer",       "kind",      "kinds",       "metric",
    "month",    "name",       "number",  "of",           "office",    "order",       "outcome",
    "paper",    "papers",     "party",   "payer",        "phone",     "profile",     "project",
    "projects", "promise",    "purpose", "reason",       "reference", "refused_for", "region",
    "regions",  "scenarios",  "seed",    "share",        "sheet",     "shortfall",   "state",
    "step",     "target",     "teams",   "to",           "url",       "value",       "voucher",
    "way",      "withholder", "worker"};

TEST(NamedThings, EveryTextOfARequestNamesAThingInSightOrIsKnownToNameNone) {
  for (const auto& route : routes::all_routes()) {
    for (const auto* fields : {&route.query, &route.body, &route.headers}) {
      for (const auto& field : *fields) {
        const bool text =
            field.kind == routes::FieldKind::text || field.kind == routes::FieldKind::texts;
        // A new fund's own id is no fund yet.
        const bool is_new = route.id == "open-fund" && field.name == "fund";
        if (!text || !field.thing.empty() || is_new) continue;
        EXPECT_TRUE(kPlainFields.contains(std::string(field.name)))
            << route.id << " " << field.name;
      }
    }
  }
}

// Things of QH01 that paths and examples lead to, and of QH03, which lies in another region.
template <class T, const payments::RecordTable<T>& table>
void put(payments::CommandDraft& draft, const std::string& id, const std::string& contract) {
  T record;
  if constexpr (requires { record.id; }) record.id = id;
  record.contract = contract;
  draft.create(table, id, record);
}

// The contract QH03 and the fund F3 of a region, beside the fund QH of the county's own.
void put_place(payments::CommandDraft& draft, const std::string& region) {
  payments::Project project;
  project.id = "QH03";
  project.region = region;
  draft.create(payments::kProjects, project.id, project);
  payments::Contract contract;
  contract.id = contract.project = "QH03";
  draft.create(payments::kContracts, contract.id, contract);
  const std::map<std::string, std::string> places{{"F3", region}, {"QH", "360799"}};
  for (const auto& [id, place] : places) {
    payments::EmergencyFund fund;
    fund.id = id;
    fund.region = place;
    draft.create(payments::kFunds, fund.id, fund);
  }
}

void put_things(ServiceBook& book) {
  payments::PaymentsBook books(book.writer, book.county().store, book.county().clock,
                               book.county().vault, book.county().data);
  const auto decide = [](const ledger::Reader&) -> Result<payments::CommandDraft> {
    payments::CommandDraft draft;
    put<payments::AttachmentCase, payments::kAttachments>(draft, "QH01-Q01", "QH01");
    put<payments::DepositNotice, payments::kNotices>(draft, "QH01-N01", "QH01");
    put<payments::FundPayment, payments::kFundPayments>(draft, "F1-P0001", "QH01");
    put<payments::PayrollLine, payments::kLines>(draft, "QH01-202610-01-0001", "QH01");
    put<payments::PayrollLine, payments::kLines>(draft, "QH01-202610-01-0002", "QH01");
    put<payments::PayrollLine, payments::kLines>(draft, "QH03-202610-01-0001", "QH03");
    put<payments::GuaranteeLetter, payments::kLetters>(draft, "QH03-G01", "QH03");
    put<payments::DischargeCase, payments::kCases>(draft, "QH03-D01", "QH03");
    put<payments::InstructionFile, payments::kFiles>(draft, "QH03-202610-01-F1", "QH03");
    put<payments::BankStatement, payments::kStatements>(draft, "QH03/ccb/000001", "QH03");
    payments::BankEntry entry;
    entry.statement = "QH03/ccb/000001";
    draft.create(payments::kBankEntries, "QH03/ccb/000001/000001", entry);
    put_place(draft, "360798");
    return draft;
  };
  ASSERT_TRUE(books.perform(book.county().by("zhao.regulator"), {{"/op", "put"}}, decide));
}

// thing → one of QH03, and one of the same form that is not there.
const std::map<std::string, std::pair<std::string, std::string>>& foreign_things() {
  static const std::map<std::string, std::pair<std::string, std::string>> kThings{
      {"line", {"QH03-202610-01-0001", "QH03-202610-01-9999"}},
      {"letter", {"QH03-G01", "QH03-G99"}},
      {"case", {"QH03-D01", "QH03-D99"}},
      {"file", {"QH03-202610-01-F1", "QH03-202610-01-F9"}},
      {"item", {"QH03/ccb/000001/000001", "QH03/ccb/000001/000009"}},
      {"contract", {"QH03", "QH99"}},
      {"fund", {"F3", "F9"}}};
  return kThings;
}

std::string path_with_things(const std::string& path) {
  std::string text;
  const std::map<std::string, std::string> things{{"{project}", "QH01"},
                                                  {"{attachment}", "QH01-Q01"},
                                                  {"{notice}", "QH01-N01"},
                                                  {"{payment}", "F1-P0001"}};
  for (const auto part : split(std::string_view(path).substr(1), '/')) {
    const auto found = things.find(std::string(part));
    text += "/" + (found == things.end() ? std::string(part) : found->second);
  }
  return text;
}

// The example's body with this field naming that thing.
std::string body_naming(const Json& operation, const std::string& field, const Json& value) {
  auto body = Json::object();
  const auto* content = operation.find("requestBody")->find("content")->find("application/json");
  for (const auto& [name, example] : *content->find("example")->members()) {
    if (name != field) body.set(name, example);
  }
  return body.set(field, value).dump();
}

struct Naming {
  std::string operation, thing, field, path;
  std::set<std::string> roles;
  Json described;
  bool in_query = false;
  bool many = false;
};

std::vector<Naming> fields_that_name() {
  std::vector<Naming> all;
  const auto described = document();
  for (const auto& [path, methods] : *described.find("paths")->members()) {
    for (const auto& [method, operation] : *methods.members()) {
      std::set<std::string> roles;
      for (const auto& role : *operation.find("x-roles")->items()) roles.insert(*role.text());
      const auto id = *operation.find("operationId")->text();
      const auto add = [&](const std::string& field, const Json& schema, bool query, bool many) {
        const auto* thing = schema.find("x-names");
        if (thing == nullptr) return;
        all.push_back({id, *thing->text(), field, path, roles, operation, query, many});
      };
      for (const auto& one : *operation.find("parameters")->items()) {
        add(*one.find("name")->text(), one, true, false);
      }
      const auto* body = operation.find("requestBody");
      const auto* json = body ? body->find("content")->find("application/json") : nullptr;
      if (json == nullptr) continue;
      for (const auto& [name, schema] : *json->find("schema")->find("properties")->members()) {
        const auto* type = schema.find("type");
        add(name, schema, false, type != nullptr && *type->text() == "array");
      }
    }
  }
  return all;
}

// Status, code and details, with the thing's name left out.
std::string answer_without(const Response& response, const std::string& thing) {
  const auto json = json::parse(response.body).value_or(Json::object());
  auto text = std::to_string(response.status) + " " + code_of(response) + " " +
              (json.find("details") ? json.find("details")->dump() : "");
  for (auto at = text.find(thing); at != std::string::npos; at = text.find(thing)) {
    text.replace(at, thing.size(), "?");
  }
  return text;
}

TEST(NamedThings, OutsideOfTheScopeAreAsUnknownAsThoseThatAreNotThere) {
  ServiceBook book;
  put_things(book);
  std::set<std::string> things;
  for (const auto& one : fields_that_name()) {
    const auto& [foreign, missing] = foreign_things().at(one.thing);
    for (const auto& role : one.roles) {
      const auto key = book.key_of({logins_by_role().at(role), {}, {}, {}, {"360799"}, {}});
      const auto ask = [&](const std::string& thing) {
        const Json value = one.many ? Json::array().push(thing) : Json(thing);
        Asked asked{one.described.find("x-effect")->text()->starts_with("changes") ||
                            one.described.find("requestBody") != nullptr
                        ? Method::post
                        : Method::get,
                    path_with_things(one.path)};
        asked.headers = {{"idempotency-key", one.operation + role + thing}};
        if (one.in_query) asked.query = {{one.field, thing}};
        if (!one.in_query) asked.body = body_naming(one.described, one.field, value);
        return answer_without(book.ask(key, asked), thing);
      };
      const auto answer = ask(foreign);
      EXPECT_EQ(answer, ask(missing)) << one.operation << " " << one.field << " " << role;
      EXPECT_TRUE(answer.starts_with("4")) << one.operation << " " << answer;
      if (answer.find("unknown") != std::string::npos) things.insert(one.thing);
    }
  }
  EXPECT_EQ(things.size(), foreign_things().size());  // each was refused as unknown somewhere
}

TEST(NamedThings, InSightGoOnToTheService) {
  ServiceBook book;
  put_things(book);
  const auto key = book.key_of({"zhao.regulator", {}, {}, {}, {"360799"}, {}});
  const auto ask = [&](const std::string& fund) {
    return code_of(
        book.ask(key, {Method::post,
                       "/v1/projects/QH01/discharge-cases",
                       R"({"cause":"subcontractor","document":"D1","fund":")" + fund + "\"}",
                       {},
                       {{"idempotency-key", "c" + fund}}}));
  };
  EXPECT_EQ(ask("F3"), "fund.unknown");
  EXPECT_NE(ask("QH"), "fund.unknown");
  EXPECT_NE(ask(""), "fund.unknown");
}

}  // namespace
}  // namespace anxin::tests
