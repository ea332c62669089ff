#include "api/http/lobby.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "api/http/refusal.h"
#include "ledger/base/invariant.h"

namespace anxin::http {
namespace {

using std::chrono::milliseconds;

constexpr int kEventsMax = 256;      // per wait; more are shown by the next
constexpr int kAcceptedAtOnce = 64;  // then those inside have their turn again
constexpr milliseconds kDeaf{50};    // until another try when no descriptor was free
// An answer that meets unread input is reset before it is read; so long, and so much, is read off.
constexpr milliseconds kLeaveTime{1'000};
constexpr std::size_t kLeaveBytes = 1U << 20;
constexpr std::size_t kSendBytes = 1U
                                   << 20;  // then others have their turn, however fast a reader is
constexpr milliseconds kLongestWait{1'000};  // between two looks at the deadlines

void ring(int bell) {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto put = ::write(bell, &one, sizeof one);
}

void silence(int bell) {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(bell, &count, sizeof count);
}

bool idle(const Connection& connection) {
  return connection.phase == Phase::reading && connection.in.empty();
}

}  // namespace

Lobby::Lobby(LobbyParts parts)
    : parts_(parts),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      last_moment_(Moment::max().time_since_epoch().count()) {
  LEDGER_INVARIANT(epoll_.number() >= 0 && bell_.number() >= 0);
  watch(bell_.number(), EPOLLIN);
}

void Lobby::watch(int descriptor, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event);
}

void Lobby::run(Listener listener) {
  listener_ = std::move(listener);
  watch(listener_->descriptor(), EPOLLIN);
  next_look_ = moment_now();
  while (!over()) {
    wait_for_events();
    take_arrivals();
    if (stopping_ && !closing_) begin_to_stop();
    const auto now = moment_now();
    if (now >= next_look_) end_late_ones(now);
  }
  seats_.clear();
}

void Lobby::stop() {
  last_moment_ = (moment_now() + parts_.limits.stop_grace).time_since_epoch().count();
  stopping_ = true;
  ring(bell_.number());
}

Moment Lobby::last_moment() const { return Moment(Moment::duration(last_moment_)); }

void Lobby::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    arrivals_.push_back(std::move(connection));
  }
  ring(bell_.number());
}

void Lobby::wait_for_events() {
  std::array<epoll_event, kEventsMax> events{};
  const auto left = std::chrono::ceil<milliseconds>(next_look_ - moment_now());
  const auto wait = std::clamp(left, milliseconds(0), kLongestWait).count();
  const int count =
      ::epoll_wait(epoll_.number(), events.data(), kEventsMax, static_cast<int>(wait));
  for (int i = 0; i < count; ++i) {
    const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
    if (descriptor == bell_.number()) {
      silence(descriptor);
    } else if (listener_ && descriptor == listener_->descriptor()) {
      accept_some();
    } else {
      advance(descriptor);
    }
  }
}

void Lobby::take_arrivals() {
  std::vector<std::unique_ptr<Connection>> arrivals;
  {
    const std::lock_guard lock(mutex_);
    arrivals.swap(arrivals_);
  }
  for (auto& connection : arrivals) seat(std::move(connection));
}

// --- who comes in -------------------------------------------------------------------------------

void Lobby::accept_some() {
  for (int i = 0; i < kAcceptedAtOnce; ++i) {
    auto next = listener_->accept();
    if (auto* accepted = std::get_if<Accepted>(&next)) {
      welcome(std::move(*accepted));
      continue;
    }
    if (std::get<NoMore>(next) == NoMore::until_descriptors_are_free) {
      ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listener_->descriptor(), nullptr);
      deaf_until_ = moment_now() + kDeaf;
      next_look_ = std::min(next_look_, *deaf_until_);
    }
    return;
  }
}

void Lobby::welcome(Accepted accepted) {
  ++parts_.tally.connections;
  if (!make_room(accepted.peer)) return turn_away(std::move(accepted));
  auto connection = std::make_unique<Connection>();
  connection->peer = accepted.peer;
  connection->channel = parts_.tls == nullptr ? make_plain_channel(std::move(accepted.socket))
                                              : parts_.tls->open(std::move(accepted.socket));
  if (connection->channel == nullptr) return;
  parts_.tally.open = ++open_;
  ++peers_[connection->peer];
  seat(std::move(connection));
}

// The connection that has been idle for longest makes room: of the peer that has too many, or of
// all.
bool Lobby::make_room(const std::string& peer) {
  const auto own = peers_.find(peer);
  const bool crowd = own != peers_.end() && own->second >= parts_.limits.per_peer;
  if (!crowd && open_ < parts_.limits.connections) return true;
  const Connection* longest = nullptr;
  for (const auto& [descriptor, seat] : seats_) {
    if (!idle(*seat.connection) || (crowd && seat.connection->peer != peer)) continue;
    if (longest == nullptr || seat.connection->opened < longest->opened) {
      longest = seat.connection.get();
    }
  }
  if (longest == nullptr) return false;
  leave(longest->channel->descriptor());
  return true;
}

void Lobby::turn_away(Accepted accepted) {
  ++parts_.tally.refused;
  if (parts_.tls != nullptr) return;
  RequestHead head;
  head.peer = accepted.peer;
  const auto channel = make_plain_channel(std::move(accepted.socket));
  if (channel->write(refusal_bytes(parts_.handler, kOverloaded, head)).moved == Moved::some) {
    channel->finish();
  }
}

// --- what they do -------------------------------------------------------------------------------

void Lobby::seat(std::unique_ptr<Connection> connection) {
  if (connection->phase == Phase::gone) return count_out(connection->peer);
  const int descriptor = connection->channel->descriptor();
  connection->opened = moment_now();
  connection->begun = connection->progress = connection->opened;
  Seat& place = seats_[descriptor];
  place = {std::move(connection), 0};
  advance(descriptor);
}

void Lobby::advance(int descriptor) {
  const auto found = seats_.find(descriptor);
  if (found == seats_.end()) return;
  Step next = Step::again;
  while (next == Step::again) next = step(found->second);
  if (next == Step::wait) {
    next_look_ = std::min(next_look_, deadline_of(*found->second.connection));
  } else if (found->second.connection == nullptr) {
    seats_.erase(found);
  } else {
    leave(descriptor);
  }
}

Lobby::Step Lobby::step(Seat& seat) {
  switch (seat.connection->phase) {
    case Phase::reading:
      return read_on(seat);
    case Phase::flushing:
      return flush_on(seat);
    case Phase::leaving:
      return throw_away(seat);
    case Phase::gone:
      return Step::left;
  }
  return Step::left;
}

Lobby::Step Lobby::read_on(Seat& seat) {
  auto& connection = *seat.connection;
  if (!fill(connection, parts_.limits.header_bytes + 1)) return Step::left;
  if (connection.in.empty()) return closing_ ? Step::left : want(seat, EPOLLIN);
  if (const auto reason = find_head(connection, parts_.limits)) return refuse(seat, *reason);
  if (connection.head == 0) return closing_ ? Step::left : want(seat, EPOLLIN);
  return hand_over(seat);
}

Lobby::Step Lobby::hand_over(Seat& seat) {
  if (seat.events != 0) {
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, seat.connection->channel->descriptor(), nullptr);
  }
  seat.events = 0;
  if (parts_.queue.offer(seat.connection)) return Step::left;
  return refuse(seat, kOverloaded);
}

Lobby::Step Lobby::flush_on(Seat& seat) {
  auto& connection = *seat.connection;
  Moved wants = Moved::some;
  if (!drain(connection, kSendBytes, wants)) return Step::left;
  if (wants == Moved::must_write) return want(seat, EPOLLOUT);
  if (wants == Moved::must_read) return want(seat, EPOLLIN);
  connection.share.reset();
  connection.opened = connection.begun = connection.progress = moment_now();
  connection.looked = connection.head = connection.flushed = 0;
  if (connection.persistence == Persistence::keep && !closing_) {
    connection.phase = Phase::reading;
    return Step::again;
  }
  connection.channel->finish();
  connection.phase = Phase::leaving;
  return Step::again;
}

Lobby::Step Lobby::throw_away(Seat& seat) {
  auto& connection = *seat.connection;
  connection.in.clear();
  while (connection.thrown < kLeaveBytes) {
    if (!fill(connection, 1)) return Step::left;
    if (connection.in.empty()) return want(seat, EPOLLIN);
    connection.thrown += connection.in.size();
    connection.in.clear();
  }
  return Step::left;
}

Lobby::Step Lobby::refuse(Seat& seat, Reason reason) {
  auto& connection = *seat.connection;
  ++parts_.tally.refused;
  ReadHead read;
  if (connection.head > 0 && connection.head <= parts_.limits.header_bytes) {
    const auto whole = std::string_view(connection.in).substr(0, connection.head);
    [[maybe_unused]] const auto also = read_head(whole, parts_.limits, read);
  }
  find_language(connection.in, read.head);
  read.head.peer = connection.peer;
  connection.out = refusal_bytes(parts_.handler, reason, read.head);
  connection.in.clear();
  connection.persistence = Persistence::close;
  connection.phase = Phase::flushing;
  connection.begun = connection.progress = moment_now();
  return Step::again;
}

Lobby::Step Lobby::want(Seat& seat, std::uint32_t events) const {
  if (seat.events == events) return Step::wait;
  epoll_event event{};
  event.events = events;
  event.data.fd = seat.connection->channel->descriptor();
  const int change = seat.events == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  ::epoll_ctl(epoll_.number(), change, event.data.fd, &event);
  seat.events = events;
  return Step::wait;
}

void Lobby::leave(int descriptor) {
  const auto found = seats_.find(descriptor);
  const auto peer = found->second.connection->peer;
  found->second.connection->channel->finish();
  seats_.erase(found);
  count_out(peer);
}

void Lobby::count_out(const std::string& peer) {
  parts_.tally.open = --open_;
  const auto own = peers_.find(peer);
  if (--own->second == 0) peers_.erase(own);
}

// --- who is late --------------------------------------------------------------------------------

Moment Lobby::deadline_of(const Connection& connection) const {
  const auto& limits = parts_.limits;
  if (connection.phase == Phase::leaving) return connection.opened + kLeaveTime;
  if (connection.phase == Phase::flushing) {
    return std::min(connection.progress + limits.write_timeout,
                    transfer_deadline(connection.begun, connection.flushed, limits));
  }
  if (!connection.in.empty()) {
    return std::min(connection.progress + limits.read_timeout,
                    connection.begun + limits.request_deadline);
  }
  return connection.opened +
         (connection.channel->greeted() ? limits.keep_alive : limits.read_timeout);
}

void Lobby::end_late_ones(Moment now) {
  next_look_ = now + kLongestWait;
  if (deaf_until_ && now >= *deaf_until_ && listener_) {
    deaf_until_.reset();
    watch(listener_->descriptor(), EPOLLIN);
  }
  std::vector<int> late;
  for (const auto& [descriptor, seat] : seats_) {
    const auto deadline = deadline_of(*seat.connection);
    if (deadline <= now)
      late.push_back(descriptor);
    else
      next_look_ = std::min(next_look_, deadline);
  }
  for (const int descriptor : late) expire(descriptor);
}

// A head that came too slowly is told so; everything else that is late simply ends.
void Lobby::expire(int descriptor) {
  Seat& seat = seats_.at(descriptor);
  if (seat.connection->phase != Phase::reading || seat.connection->in.empty()) {
    return leave(descriptor);
  }
  [[maybe_unused]] const auto next = refuse(seat, kTooSlow);
  advance(descriptor);
}

void Lobby::begin_to_stop() {
  closing_ = true;
  listener_->close();
  std::vector<int> unasked;
  for (const auto& [descriptor, seat] : seats_) {
    if (seat.connection->phase == Phase::reading) unasked.push_back(descriptor);
  }
  for (const int descriptor : unasked) leave(descriptor);
  next_look_ = std::min(next_look_, last_moment());
}

bool Lobby::over() const { return closing_ && (open_ == 0 || moment_now() >= last_moment()); }

}  // namespace anxin::http
