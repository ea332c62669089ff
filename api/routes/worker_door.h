// How a worker gets in: a code that is used once, with the last four digits of the own card.
//
// Role: somebody of the contractor, the bank or the authority has a code made and hands it over, on
//       the slip or by message; with it the worker's telephone opens a view for a quarter of an
//       hour. Nothing of it is written to the books or to disk: a restart forgets codes and views.
// Threads: any.
// Source: interfaces.md (a worker's view comes by a one-time code bound to the phone or the card's
//         last four digits).
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/clock.h"
#include "ledger/base/entropy.h"

namespace anxin::routes {

inline constexpr std::chrono::hours kCodeLife{72};    // from pay day's slip to a quiet evening
inline constexpr std::chrono::minutes kViewLife{15};  // a lent telephone shows nothing next day
inline constexpr int kCodeTries = 5;                  // of 10 000 endings of a card
inline constexpr int kDayTries = 20;  // of one worker, whatever the codes: of 10 000 endings still
inline constexpr std::size_t kCodesMax = 100'000;  // a month's workers of a large county
inline constexpr std::string_view kViewPrefix = "axw_";

/// Whose wages, and with which contract: whoever hands out a code knows no more than its own.
struct WorkerOfContract {
  std::string contract;
  std::string worker;
};

class WorkerDoor {
 public:
  WorkerDoor(const Clock& clock, Entropy& entropy) : clock_(clock), entropy_(entropy) {}

  /// A code of ten digits for the worker; one that was made before ends, its tries do not. Nothing
  /// while there are kCodesMax.
  [[nodiscard]] std::optional<std::string> make_code(const WorkerOfContract& whose);
  /// The worker of a code that may still be tried; this counts as a try.
  [[nodiscard]] std::optional<WorkerOfContract> try_code(const std::string& code);
  /// Ends the code and answers the token of its view; nothing where the code has ended meanwhile.
  [[nodiscard]] std::optional<std::string> open_view(const std::string& code);
  /// Whose view it is, while it is open.
  [[nodiscard]] std::optional<WorkerOfContract> worker_of(std::string_view token) const;

 private:
  struct Code {
    WorkerOfContract whose;
    std::chrono::nanoseconds until;
    int tries = 0;
  };
  struct View {
    WorkerOfContract whose;
    std::chrono::nanoseconds until;
  };
  struct Tries {
    int count = 0;
    std::chrono::nanoseconds until;
  };
  void forget_ended();

  const Clock& clock_;
  Entropy& entropy_;
  mutable std::mutex mutex_;  // guards the three below
  std::map<std::string, Code> codes_;
  std::map<std::string, View, std::less<>> views_;
  std::map<std::string, Tries> tries_;  // by worker
};

}  // namespace anxin::routes
