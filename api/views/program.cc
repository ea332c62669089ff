#include "api/views/program.h"

#include "ledger/book/entry.h"
#include "ledger/store/codec.h"
#include "payments/domain/record_codec.h"

namespace anxin::views {

Json program_view(const BuildInfo& info) {
  Json libraries = Json::object();
  for (const auto& library : info.libraries) libraries.set(library.name, library.value);
  Json formats = Json::object();
  formats.set("entry", book::kEntryFormat).set("store", store::kStoreFormat);
  formats.set("record", payments::kRecordFormat);
  Json json = Json::object();
  json.set("version", info.version).set("commit", info.commit).set("compiler", info.compiler);
  return json.set("formats", std::move(formats)).set("libraries", std::move(libraries));
}

}  // namespace anxin::views
