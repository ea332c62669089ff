#include "api/views/book.h"

#include "api/views/values.h"
#include "ledger/store/codec.h"

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

Json status_view(const ledger::Reader& reader, const store::StoreStatus& store, const Json& done) {
  Json json = Json::object();
  json.set("book", reader.book().id).set("format", store::kStoreFormat);
  json.set("entry", reader.head().entry).set("head", reader.head().digest.hex());
  json.set("postings", reader.head().postings).set("accounts", reader.head().accounts);
  json.set("writer", given_or_null(store.writer));
  json.set("file_bytes", store.file_bytes).set("live_bytes", store.live_bytes);
  json.set("map_bytes", store.map_bytes).set("disk_free_bytes", store.disk_free_bytes);
  json.set("reserve_bytes", store.reserve_bytes).set("commits", store.commits);
  json.set("readers", store.readers).set("oldest_reader_commits", store.oldest_reader_commits);
  for (const auto* name : {"backup", "verify"}) {
    const auto* one = done.find(name);
    json.set(std::string("last_") + name, one != nullptr ? *one : Json());
  }
  return json;
}

Json compacted_view(std::uintmax_t before, std::uintmax_t after) {
  return Json::object().set("bytes_before", before).set("bytes_after", after);
}

Json migrated_view(int from, const std::string& kept) {
  Json json = Json::object();
  json.set("format", store::kStoreFormat).set("format_before", from);
  return json.set("kept", given_or_null(kept));
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
