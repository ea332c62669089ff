#include "api/routes/events.h"

#include <algorithm>

#include "payments/service/records.h"

namespace anxin::routes {

RecordOwners::RecordOwners(const ledger::Reader& reader) {
  for (const auto& contract : payments::find_all(reader, payments::kContracts)) {
    ids_.push_back(contract.value.id);
  }
}

std::string_view RecordOwners::owner(std::string_view key) const {
  std::string_view owner;
  for (const auto& id : ids_) {
    const bool begins = key.starts_with(id) &&
                        (key.size() == id.size() || key[id.size()] == '/' || key[id.size()] == '-');
    if (begins && id.size() > owner.size()) owner = id;
  }
  return owner;
}

std::string contract_of(const book::Entry& entry, const RecordOwners& owners) {
  std::string_view found;
  for (const auto& record : entry.records) {
    const auto owner = owners.owner(record.id.key);
    if (owner.empty() || owner == found) continue;
    if (!found.empty()) return "";
    found = owner;
  }
  return std::string(found);
}

std::string kind_of_entry(const book::Entry& entry) {
  for (const auto& field : entry.content) {
    if (field.name == "/op") return field.value;
  }
  return entry.events.empty() ? "record" : std::string(book::kind_of(entry.events.front()));
}

std::optional<BookEvent> event_of(const ledger::Reader& reader, book::EntryNumber number,
                                  const RecordOwners& owners) {
  const auto entry = reader.entry(number);
  const auto digest = reader.digest(number);
  if (!entry || !digest) return std::nullopt;
  return BookEvent{number, entry->recorded_at, kind_of_entry(*entry), contract_of(*entry, owners),
                   *digest};
}

bool sees_whole_book(const payments::AccessGrant& grant) {
  const auto role = grant.staff.role;
  const bool checks = role == payments::Role::auditor || role == payments::Role::regulator;
  return checks && payments::is_whole(grant.key);
}

bool sees_event(const ledger::Reader& reader, const payments::AccessGrant& grant,
                const BookEvent& event) {
  if (sees_whole_book(grant)) return true;
  if (event.contract.empty()) return false;
  const auto contract = payments::find(reader, payments::kContracts, event.contract);
  return contract && payments::sees(reader, grant, contract->value);
}

std::string event_body(const BookEvent& event) {
  using json::Json;
  Json data = Json::object();
  data.set("entry", event.entry);
  data.set("contract", event.contract.empty() ? Json() : Json(event.contract));
  data.set("digest", event.digest.hex());
  Json body = Json::object();
  body.set("type", event.kind).set("timestamp", to_string(event.recorded_at));
  return body.set("data", std::move(data)).dump();
}

}  // namespace anxin::routes
