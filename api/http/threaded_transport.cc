// The threads that answer (decisions 0027 and 0030).
#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <thread>
#include <utility>

#include "api/http/answer_head.h"
#include "api/http/body_budget.h"
#include "api/http/lobby.h"
#include "api/http/refusal.h"
#include "api/http/transport.h"
#include "ledger/base/invariant.h"

namespace anxin::http {
namespace {

using std::chrono::milliseconds;

constexpr auto kNoBound = std::numeric_limits<std::size_t>::max();
// A client that asks again at once is answered by the same thread, without a walk to the lobby.
constexpr milliseconds kLinger{2};
// How often a thread that waits for a socket looks whether the service stops.
constexpr milliseconds kStopLook{100};
// Of a streamed answer: sent when so much has come together, and no chunk is larger.
constexpr std::size_t kStreamBytes = 64U << 10;
constexpr std::size_t kBodyPiece = 64U << 10;
constexpr std::size_t kBodyReserve = 1U << 20;  // at once; memory for more comes with its bytes
constexpr std::size_t kHeadBytes = 512;         // of an answer, mostly
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

/// What all threads share.
struct Office {
  const Limits& limits;
  Handler& handler;
  WorkQueue& queue;
  Tally& tally;
  BodyBudget& bodies;
  BodyBudget& places;
  Lobby& lobby;
};

// Waits for a socket no longer than a step may take, the whole may take, and the service lives,
// which it looks up every now and then.
bool await_step(const Office& office, const Connection& connection, Moved wants, Moment latest) {
  const auto step =
      wants == Moved::must_write ? office.limits.write_timeout : office.limits.read_timeout;
  const auto end = std::min(moment_now() + step, latest);
  for (;;) {
    const auto until = std::min(end, office.lobby.last_moment());
    const auto now = moment_now();
    if (await(*connection.channel, wants, std::min(until, now + kStopLook))) return true;
    if (now >= until) return false;
  }
}

bool flush(const Office& office, Connection& connection) {
  Moved wants = Moved::some;
  for (;;) {
    if (!drain(connection, kNoBound, wants)) return false;
    if (wants == Moved::some) return true;
    const auto latest = transfer_deadline(connection.begun, connection.flushed, office.limits);
    if (!await_step(office, connection, wants, latest)) return false;
  }
}

// What a body amounts to on the wire.
enum class Outcome : std::uint8_t { whole, maker_failed, reader_failed };

class Busy {
 public:
  explicit Busy(std::atomic<std::uint64_t>& count) : count_(count) { ++count_; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  ~Busy() { --count_; }

 private:
  std::atomic<std::uint64_t>& count_;
};

// One thread's work.
class Clerk {
 public:
  explicit Clerk(Office& office) : office_(office) {}

  void work() {
    while (auto connection = office_.queue.take()) {
      try {
        if (moment_now() < office_.lobby.last_moment()) serve(*connection);
      } catch (...) {  // no memory for the answer: this connection's end, nobody else's
        connection->phase = Phase::gone;
      }
      office_.lobby.give_back(std::move(connection));
    }
  }

 private:
  void serve(Connection& connection) {
    do {
      const Busy busy(office_.tally.busy);
      answer(connection);
    } while (sent_off(connection) && another(connection));
  }

  void answer(Connection& connection) {
    ReadHead read;
    const auto bytes = std::string_view(connection.in).substr(0, connection.head);
    const auto reason = read_head(bytes, office_.limits, read);
    read.head.peer = connection.peer;
    connection.in.erase(0, connection.head);
    connection.looked = connection.head = 0;
    auto response = reason ? refuse(*reason, read) : reply(connection, read);
    if (connection.phase == Phase::gone) return;
    if (office_.lobby.stopping()) read.persistence = Persistence::close;
    write(connection, read, response);
  }

  Response refuse(Reason reason, ReadHead& read) {
    ++office_.tally.refused;
    read.persistence = Persistence::close;
    return refusal(office_.handler, reason, read.head);
  }

  Response reply(Connection& connection, ReadHead& read) {
    try {
      auto admission = office_.handler.admit(read.head);
      if (auto* refused = std::get_if<Response>(&admission)) {
        skip_body(connection, read);
        return std::move(*refused);
      }
      const auto& admitted = std::get<Admitted>(admission);
      if (read.length > admitted.bytes_max) return refuse(kBodyTooLarge, read);
      const auto counted = read.length > office_.limits.small_body ? read.length : 0;
      const auto room = office_.bodies.take(admitted.caller, counted);
      if (!room) return refuse(room.error().reason, read);
      Request request;
      if (const auto reason = read_body(connection, read, admitted.caller, request.body)) {
        return refuse(*reason, read);
      }
      request.head = std::move(read.head);
      auto response = office_.handler.answer(request);
      read.head.method = request.head.method;
      return response;
    } catch (...) {
      read.persistence = Persistence::close;
      return failure();
    }
  }

  // A body that has come already is passed over; for one that has not, the connection ends.
  static void skip_body(Connection& connection, ReadHead& read) {
    if (connection.in.size() < read.length) {
      read.persistence = Persistence::close;
    } else {
      connection.in.erase(0, read.length);
    }
  }

  std::optional<Reason> read_body(Connection& connection, const ReadHead& read,
                                  const std::string& caller, std::string& body) {
    body = connection.in.substr(0, read.length);
    connection.in.erase(0, body.size());
    if (body.size() == read.length) return std::nullopt;
    const auto place = office_.places.take(caller, 1);
    if (!place) return place.error().reason;
    body.reserve(std::min(read.length, kBodyReserve));
    connection.begun = moment_now();
    if (read.continues && body.empty()) {
      connection.out = kContinue;
      if (!flush(office_, connection)) return gone(connection);
    }
    while (body.size() < read.length) {
      if (const auto reason = read_piece(connection, read, body)) return reason;
      if (connection.phase == Phase::gone) return kTooSlow;
    }
    return std::nullopt;
  }

  std::optional<Reason> read_piece(Connection& connection, const ReadHead& read,
                                   std::string& body) {
    std::array<char, kBodyPiece>
        piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
    const auto most = std::min(piece.size(), read.length - body.size());
    const auto transfer = connection.channel->read(std::span(piece.data(), most));
    if (transfer.moved == Moved::closed) return gone(connection);
    // Also for a sender who never lets us wait: the whole has its deadline, too.
    const auto latest = transfer_deadline(connection.begun, body.size(), office_.limits);
    if (transfer.moved == Moved::some) {
      body.append(piece.data(), transfer.bytes);
      return moment_now() < latest ? std::nullopt : std::optional(kTooSlow);
    }
    const bool came = await_step(office_, connection, transfer.moved, latest);
    return came ? std::nullopt : std::optional(kTooSlow);
  }

  static std::optional<Reason> gone(Connection& connection) {
    connection.phase = Phase::gone;
    return kTooSlow;
  }

  void write(Connection& connection, ReadHead& read, Response& response) {
    if (response.stream && !read.chunks) read.persistence = Persistence::close;
    connection.flushed = 0;
    connection.begun = connection.progress = moment_now();
    connection.phase = Phase::flushing;
    const auto outcome = write_once(connection, read, response);
    if (outcome == Outcome::maker_failed && connection.flushed == 0) {
      // Nothing of it has been sent: it can still be said.
      connection.out.clear();
      read.persistence = Persistence::close;
      auto instead = failure();
      [[maybe_unused]] const auto again = write_once(connection, read, instead);
    } else if (outcome != Outcome::whole) {
      connection.phase = Phase::gone;
    }
    connection.persistence = read.persistence;
  }

  Outcome write_once(Connection& connection, const ReadHead& read, Response& response) {
    const auto framing = framing_of(response, read.chunks);
    connection.out.reserve(kHeadBytes + response.body.size());
    append_head(connection.out, response, {framing, read.persistence});
    if (framing == Framing::none || read.head.method == Method::head) return Outcome::whole;
    if (response.stream) return stream(connection, framing, response);
    connection.out += response.body;
    return Outcome::whole;
  }

  Outcome stream(Connection& connection, Framing framing, Response& response) {
    bool ok = true;
    const Sink sink = [&](std::string_view bytes) {
      if (bytes.empty()) ok = ok && flush(office_, connection);
      for (; ok && !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kStreamBytes))) {
        append_piece(connection.out, bytes.substr(0, kStreamBytes), framing);
        if (connection.out.size() >= kStreamBytes) ok = flush(office_, connection);
      }
      return ok;
    };
    try {
      response.stream(sink);
    } catch (...) {
      return Outcome::maker_failed;
    }
    if (!ok) return Outcome::reader_failed;
    append_end(connection.out, framing);
    return Outcome::whole;
  }

  // A reader who keeps up is served to the end, or for a tenth of a second.
  static bool push(Connection& connection, Moved& wants) {
    const auto end = moment_now() + kStopLook;
    do {
      if (!drain(connection, kNoBound, wants)) return false;
      if (wants == Moved::some) return true;
    } while (moment_now() < end && await(*connection.channel, wants, moment_now() + kLinger));
    return true;
  }

  // What the socket takes at once; the lobby sends the rest, unless it keeps too much already.
  bool sent_off(Connection& connection) {
    if (connection.phase == Phase::gone) return false;
    Moved wants = Moved::some;
    bool there = push(connection, wants);
    if (there && wants != Moved::some) {
      const auto rest = connection.out.size() - connection.sent;
      if (office_.tally.unsent + rest <= office_.limits.unsent_bytes) {
        connection.share = std::make_unique<ByteShare>(office_.tally.unsent, rest);
        return false;
      }
      there = flush(office_, connection);
    }
    if (!there) connection.phase = Phase::gone;
    return there && connection.persistence == Persistence::keep;
  }

  // Another request on the same connection, if it comes at once and nobody else waits.
  bool another(Connection& connection) {
    connection.phase = Phase::reading;
    if (office_.queue.size() > 0 || office_.lobby.stopping()) return false;
    const bool here = !connection.in.empty() || connection.channel->buffered();
    if (!here && !await(*connection.channel, Moved::must_read, moment_now() + kLinger))
      return false;
    if (!fill(connection, office_.limits.header_bytes + 1)) {
      connection.phase = Phase::gone;
      return false;
    }
    if (!find_head(connection, office_.limits) && connection.head > 0) return true;
    connection.looked = connection.head = 0;
    return false;
  }

  Office& office_;
};

// Waiting for bodies may not take every thread: a fourth of them always serves what is whole. One
// caller's may take a fourth, so that slow bodies of one keep nobody else's out.
BodyBudget::Most places_for_bodies(std::size_t threads) {
  return {std::max<std::size_t>(threads * 3 / 4, 1), std::max<std::size_t>(threads / 4, 1)};
}

// Sends the threads home before they are waited for, whatever ends the service.
struct QueueEnd {
  WorkQueue& queue;
  ~QueueEnd() { queue.close(); }
};

class ThreadedTransport final : public Transport {
 public:
  ThreadedTransport(ListenOptions options, Handler& handler)
      : options_(std::move(options)),
        handler_(handler),
        queue_(options_.limits.waiting),
        bodies_({options_.limits.body_bytes, options_.limits.own_body_bytes}),
        places_(places_for_bodies(options_.limits.threads)) {}

  Result<std::uint16_t> bind() override {
    if (options_.tls) tls_ = LEDGER_TRY(make_tls(*options_.tls));
    listener_ = LEDGER_TRY(Listener::open(options_));
    const LobbyParts parts{options_.limits, handler_, queue_, tally_, tls_.get()};
    lobby_ = std::make_unique<Lobby>(parts);
    return listener_->port();
  }

  void serve() override {
    LEDGER_INVARIANT(listener_ && lobby_ != nullptr);
    Office office{options_.limits, handler_, queue_, tally_, bodies_, places_, *lobby_};
    std::vector<std::jthread> clerks;
    clerks.reserve(options_.limits.threads);
    const QueueEnd end{queue_};
    for (std::size_t i = 0; i < options_.limits.threads; ++i) {
      clerks.emplace_back([&office] { Clerk(office).work(); });
    }
    lobby_->run(std::move(*listener_));
  }

  void stop() override {
    if (lobby_ != nullptr) lobby_->stop();
  }

  [[nodiscard]] TransportMetrics metrics() const override {
    return {tally_.connections, tally_.refused, queue_.size(), tally_.busy,
            bodies_.taken(),    tally_.unsent,  tally_.open};
  }

 private:
  ListenOptions options_;
  Handler& handler_;
  WorkQueue queue_;
  Tally tally_;
  BodyBudget bodies_;  // bytes
  BodyBudget places_;  // threads that wait for bodies
  std::unique_ptr<TlsContext> tls_;
  std::optional<Listener> listener_;
  std::unique_ptr<Lobby> lobby_;
};

}  // namespace

std::unique_ptr<Transport> make_transport(ListenOptions options, Handler& handler) {
  return std::make_unique<ThreadedTransport>(std::move(options), handler);
}

}  // namespace anxin::http
