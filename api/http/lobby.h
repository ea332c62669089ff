// Where connections wait: for their next request, for a slow reader, for their end.
//
// Role: one thread watches all of them with epoll and hands a connection to the threads only when a
//       whole head lies in its buffer, so that neither idle nor slow nor silent peers hold a
//       thread. It closes what is late, bounds how many there are, of one peer and in all, and
//       answers overload at once.
// Threads: run() on one; give_back(), stop() and the questions from any.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/http/connection.h"
#include "api/http/listener.h"
#include "api/http/tls.h"
#include "api/http/work_queue.h"

namespace anxin::http {

/// Counts that metrics() shows.
struct Tally {
  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> busy{0};
  std::atomic<std::uint64_t> open{0};
  std::atomic<std::size_t> unsent{0};  ///< bytes of answers that wait in the lobby
};

/// What the lobby works with; all of it outlives it.
struct LobbyParts {
  const Limits& limits;
  Handler& handler;
  WorkQueue& queue;
  Tally& tally;
  TlsContext* tls;  ///< null: plain
};

class Lobby {
 public:
  explicit Lobby(LobbyParts parts);

  /// Serves the listener until stop() and until what was under way has ended, or its grace has.
  void run(Listener listener);
  void stop();
  /// A thread has done with the connection; its phase says how it goes on.
  void give_back(std::unique_ptr<Connection> connection);
  [[nodiscard]] bool stopping() const { return stopping_; }
  /// Past it, nothing waits any more; far away until stop() is called.
  [[nodiscard]] Moment last_moment() const;

 private:
  struct Seat {
    std::unique_ptr<Connection> connection;
    std::uint32_t events = 0;  ///< watched for; 0: not yet watched
  };
  enum class Step : std::uint8_t { wait, again, left };

  void watch(int descriptor, std::uint32_t events);
  void wait_for_events();
  void take_arrivals();
  void accept_some();
  void welcome(Accepted accepted);
  [[nodiscard]] bool make_room(const std::string& peer);
  void turn_away(Accepted accepted);

  void seat(std::unique_ptr<Connection> connection);
  void advance(int descriptor);
  [[nodiscard]] Step step(Seat& seat);
  [[nodiscard]] Step read_on(Seat& seat);
  [[nodiscard]] Step hand_over(Seat& seat);
  [[nodiscard]] Step flush_on(Seat& seat);
  [[nodiscard]] Step throw_away(Seat& seat);
  [[nodiscard]] Step refuse(Seat& seat, Reason reason);
  [[nodiscard]] Step want(Seat& seat, std::uint32_t events) const;
  void leave(int descriptor);
  void count_out(const std::string& peer);

  [[nodiscard]] Moment deadline_of(const Connection& connection) const;
  void end_late_ones(Moment now);
  void expire(int descriptor);
  void begin_to_stop();
  [[nodiscard]] bool over() const;

  LobbyParts parts_;
  Descriptor epoll_;
  Descriptor bell_;  // rung by other threads
  std::optional<Listener> listener_;
  std::optional<Moment> deaf_until_;  // no descriptors were free

  std::unordered_map<int, Seat> seats_;
  std::map<std::string, std::size_t, std::less<>> peers_;  // open connections of each
  std::size_t open_ = 0;
  Moment next_look_;  // at deadlines

  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> arrivals_;  // guarded by mutex_
  std::atomic<bool> stopping_{false};
  std::atomic<Moment::rep> last_moment_;
  bool closing_ = false;  // run() has noticed stopping_
};

}  // namespace anxin::http
