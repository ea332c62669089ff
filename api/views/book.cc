#include "api/views/book.h"

namespace anxin::views {

Json new_book_view(const ledger::Reader& reader) {
  Json head = Json::object();
  head.set("entry", reader.head().entry).set("digest", reader.head().digest.hex());
  return Json::object().set("book", reader.book().id).set("head", std::move(head));
}

Json head_view(const ledger::Reader& reader) {
  const auto& at = reader.head();
  Json json = Json::object();
  json.set("book", reader.book().id).set("entry", at.entry).set("digest", at.digest.hex());
  json.set("recorded_at", to_string(at.recorded_at));
  return json.set("accounts", at.accounts).set("postings", at.postings);
}

Json verify_view(const ledger::VerifyReport& report) {
  Json findings = Json::array();
  for (const auto& finding : report.findings) {
    findings.push(Json::object().set("code", finding.code.word()).set("place", finding.place));
  }
  Json json = Json::object();
  json.set("ok", report.ok()).set("entries", report.head.entry);
  json.set("postings", report.head.postings).set("accounts", report.head.accounts);
  json.set("head", report.head.digest.hex()).set("findings", std::move(findings));
  return json;
}

}  // namespace anxin::views
