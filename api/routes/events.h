// What has happened, as those are told who may know: one event an entry, and whose business it is.
//
// Role: the change feed and the webhooks.
// Source: decision 0028 (project events hold entries of one contract).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/json/json.h"
#include "ledger/service/reader.h"
#include "payments/service/access_key_service.h"

namespace anxin::routes {

/// Which contract a record belongs to: the longest id that its key begins with.
class RecordOwners {
 public:
  explicit RecordOwners(const ledger::Reader& reader);
  /// Empty for none.
  [[nodiscard]] std::string_view owner(std::string_view key) const;

 private:
  std::vector<std::string> ids_;
};

/// The contract that the entry is about, and no other: what two share is shown to those who see
/// the whole book. Empty for none or several.
[[nodiscard]] std::string contract_of(const book::Entry& entry, const RecordOwners& owners);

/// An entry as a webhook tells of it: thin, so that who wants more asks for it with a key.
struct BookEvent {
  book::EntryNumber entry = 0;
  Instant recorded_at;
  std::string kind;  ///< what was asked of a service, "payroll.approve"; of the bare ledger, "post"
  std::string contract;  ///< empty: of none, or of several
  Digest digest;
};

[[nodiscard]] std::string kind_of_entry(const book::Entry& entry);

/// Nothing for an entry that is not there.
[[nodiscard]] std::optional<BookEvent> event_of(const ledger::Reader& reader,
                                                book::EntryNumber number,
                                                const RecordOwners& owners);

/// Whether a key that reaches as far as its login, of a role that looks into the whole book.
[[nodiscard]] bool sees_whole_book(const payments::AccessGrant& grant);
/// As GET /v1/events and GET /v1/projects/{project}/events would show it.
[[nodiscard]] bool sees_event(const ledger::Reader& reader, const payments::AccessGrant& grant,
                              const BookEvent& event);

/// {"type":…,"timestamp":…,"data":{"entry":…,"contract":…,"digest":…}}: always the same bytes.
[[nodiscard]] std::string event_body(const BookEvent& event);

}  // namespace anxin::routes
