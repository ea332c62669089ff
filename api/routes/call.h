// One request that may be answered: who asks, what is given, and the books.
//
// Role: made by the service once key, role, scope and fields are in order; a route's work sees
//       nothing else.
// Threads: one.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/routes/fields.h"
#include "api/routes/meant_port.h"
#include "api/routes/places.h"
#include "api/routes/request_counts.h"
#include "api/routes/router.h"
#include "api/routes/worker_door.h"
#include "ledger/service/reader.h"
#include "ledger/service/shared_writer.h"
#include "payments/service/access_key_service.h"
#include "payments/service/payments_book.h"

namespace anxin::routes {

class Deliveries;
class Operations;

/// What the service runs on. Everything outlives it.
struct Ground {
  ledger::SharedWriter& writer;
  const store::Store& store;
  const Clock& clock;
  const payments::Vault& vault;
  const payments::PaymentsData& data;
  Entropy& entropy;
  WorkerDoor& workers;
  const std::atomic<bool>& ending;  ///< the service is to end: nobody waits any longer
  /// Proves the whole book in a process of its own, since a damaged file can end one; its JSON.
  std::function<Result<std::string>()> verify;
  SharedManualClock* simulated = nullptr;  ///< the clock above, where the book has a simulated one
  Operations* operations = nullptr;        ///< what takes long; nothing: none is taken
  Deliveries* deliveries = nullptr;        ///< to webhooks; nothing: there are none
  std::string version{};                   ///< of the program, and who compiled it
  std::string compiler{};
  Gates gates{};  ///< how many at once of what is dear
  std::shared_ptr<RequestCounts> counts = std::make_shared<RequestCounts>();
  /// Of the door in front; nothing where there is none.
  std::function<http::TransportMetrics()> transport{};
};

/// The shared writer, and how long one request has waited for it: in its queue and for the disk.
class TimedPort final : public ledger::LedgerPort {
 public:
  TimedPort(ledger::SharedWriter& writer, const Clock& clock) : writer_(writer), clock_(clock) {}
  [[nodiscard]] Result<ledger::Reader> read(Instant now) const override {
    return writer_.read(now);
  }
  [[nodiscard]] Result<ledger::Reader> read_records(Instant now) const override {
    return writer_.read_records(now);
  }
  Result<ledger::Receipt> execute(book::Command command) override;
  Result<ledger::Receipt> judge(const book::Command& command) override {
    return writer_.judge(command);
  }
  [[nodiscard]] std::chrono::nanoseconds waited() const { return waited_; }

 private:
  ledger::SharedWriter& writer_;
  const Clock& clock_;
  std::chrono::nanoseconds waited_{0};
};

/// What the request carries behind "Bearer "; empty where it carries nothing.
[[nodiscard]] std::string_view secret_of(const http::RequestHead& head);

class Call {
 public:
  struct Parts {
    const Ground& ground;
    const http::Request& request;
    const Match& match;
    const text::Voice& voice;
    const std::optional<ledger::Reader>& reader;  ///< nothing where nobody is asked for
    const payments::AccessGrant& grant;
    const Arguments& given;
    std::string request_id;
  };
  explicit Call(Parts parts)
      : parts_(std::move(parts)),
        timed_(parts_.ground.writer, parts_.ground.clock),
        port_(timed_, parts_.ground.clock),
        book_(port_, parts_.ground.store, parts_.ground.clock, parts_.ground.vault,
              parts_.ground.data) {}
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  [[nodiscard]] const Ground& ground() const { return parts_.ground; }
  [[nodiscard]] const http::RequestHead& head() const { return parts_.request.head; }
  /// The bytes as they came.
  [[nodiscard]] const std::string& body() const { return parts_.request.body; }
  /// The word of the path. Requires: the route's path has it.
  [[nodiscard]] const std::string& word(std::string_view name) const;
  [[nodiscard]] const PathWords& words() const { return parts_.match.words; }
  [[nodiscard]] const Route& route() const { return *parts_.match.route; }
  [[nodiscard]] const Arguments& given() const { return parts_.given; }
  [[nodiscard]] const text::Voice& voice() const { return parts_.voice; }
  [[nodiscard]] std::string_view secret() const { return secret_of(head()); }

  [[nodiscard]] const payments::AccessGrant& grant() const { return parts_.grant; }
  /// Who acts, under the request's Idempotency-Key.
  [[nodiscard]] payments::Caller caller() const;
  /// The books as they were when the request was let in. Requires: a key was asked for. Where the
  /// route changes them, for records and entries: an account would be dear.
  [[nodiscard]] const ledger::Reader& reader() const { return *parts_.reader; }
  [[nodiscard]] payments::PaymentsBook& book() { return book_; }
  /// From now on nothing is changed but the version of the path's first word that If-Match names;
  /// whatever is asked where it names none, or the word has no versions.
  /// Refuses: request.changed-since, unless the request was answered before.
  Result<void> keep_to_version();
  /// Its writer, for what no service of payments does.
  [[nodiscard]] ledger::LedgerPort& port() { return port_; }
  /// How long it has waited for the writer so far.
  [[nodiscard]] std::chrono::nanoseconds waited() const { return timed_.waited(); }
  /// The contract, or the project with one. Refuses: payments.contract-unknown.
  [[nodiscard]] Result<payments::Versioned<payments::Contract>> contract(
      const std::string& id) const {
    return book_.contract(reader(), id);
  }

  [[nodiscard]] ProblemContext problem_context() const;
  /// As the client gave it; empty where none was asked for.
  [[nodiscard]] std::string idempotency_key() const;
  /// What a service answered, as the view shows it: 200, or `status` for what is new.
  [[nodiscard]] http::Response answered(const ledger::Receipt& receipt, const json::Json& view,
                                        int status = 200) const;
  /// What a service answered: 200, or 201 for what is new. {"entry":…,"replayed":…,"digest":…,…}
  [[nodiscard]] http::Response receipt(const ledger::Receipt& receipt, int status = 200) const;

 private:
  Parts parts_;
  TimedPort timed_;
  MeantPort port_;
  payments::PaymentsBook book_;
};

/// A key that reaches as far as its login: what is about the whole book, or makes other keys, asks
/// for one. Refuses: access.not-permitted.
[[nodiscard]] Result<void> check_whole_key(const Call& call);

/// The key under which the ledger keeps a request: each login's own, so that nobody meets
/// another's.
[[nodiscard]] std::string ledger_key(std::string_view actor, std::string_view idempotency_key);

}  // namespace anxin::routes
