#include "api/views/bank_profiles.h"

#include "api/views/values.h"

namespace anxin::views {
namespace {

using payments::OutgoingProfile;

Json columns_view(const OutgoingProfile& profile) {
  Json columns = Json::array();
  for (const auto& column : profile.columns) {
    Json one = Json::object();
    one.set("caption", column.caption).set("field", word_in(payments::kFieldWords, column.field));
    one.set("text", given_or_null(column.text));
    columns.push(std::move(one));
  }
  return columns;
}

Json outgoing_view(const OutgoingProfile& profile) {
  Json json = Json::object();
  json.set("id", profile.id).set("name", profile.name);
  json.set("carrier", word_in(payments::kCarrierWords, profile.carrier));
  json.set("encoding", word_in(payments::kEncodingWords, profile.encoding));
  json.set("line_end", word_in(payments::kLineEndWords, profile.line_end));
  json.set("separator", std::string(1, profile.separator));
  json.set("extension", profile.extension).set("head_cells", profile.head.size());
  json.set("lines_max", profile.lines_max).set("columns", columns_view(profile));
  json.set("source", profile.source);
  return json;
}

Json incoming_view(const payments::IncomingProfile& profile) {
  Json json = Json::object();
  json.set("id", profile.id).set("name", profile.name);
  json.set("shape", payments::to_word(profile.shape)).set("source", profile.source);
  return json;
}

Json bank_view(const payments::BankProfile& bank) {
  Json json = Json::object();
  json.set("id", bank.id).set("name", bank.name).set("lines_max", bank.lines_max);
  json.set("debit_mode", bank.debit_mode == payments::DebitMode::gross ? "gross" : "net");
  json.set("outgoing", bank.outgoing).set("source", bank.source);
  return json;
}

}  // namespace

Json bank_profiles_view(const payments::PaymentsData& data) {
  Json json = Json::object();
  json.set("banks", array_of(data.profiles, bank_view));
  json.set("outgoing", array_of(data.outgoing, outgoing_view));
  return json.set("incoming", array_of(data.incoming, incoming_view));
}

}  // namespace anxin::views
