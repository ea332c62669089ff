// How far a webhook has come: what each outcome of a try makes of it.
//
// Role: pure; Deliveries carries it out and keeps the result.
// Source: decision 0029.
#pragma once

#include <array>
#include <chrono>

#include "api/routes/webhook_store.h"

namespace anxin::routes {

/// How long after each try of an event the next one follows, less a tenth at most by chance. The
/// last one lies within a day of the first.
inline constexpr std::array<std::chrono::seconds, kTriesOfASchedule - 1> kRetryDelays{
    std::chrono::seconds(5), std::chrono::minutes(5), std::chrono::minutes(30),
    std::chrono::hours(2),   std::chrono::hours(5),   std::chrono::hours(10),
    std::chrono::hours(6)};
/// Events that were given up one after the other, about a day each: then the webhook stops.
inline constexpr std::int64_t kDeadInARowMax = 3;

/// An entry with its digest, by which a book that was put back is known.
struct EntryMark {
  std::int64_t entry = 0;
  Digest digest;
};

/// Everything up to this entry is settled, in whatever way.
void settle_through(Progress& progress, const EntryMark& mark);
/// Nothing is sent any more until its login says so.
void stop_for(Progress& progress, StopCause cause, Instant now);
/// Its login has answered a stop, or changed something that makes another try worth while: what
/// waits is tried at once, as often as if it were new.
void begin_anew(Progress& progress);
/// The receiver has taken an event, wherever the try came from: if it was the one that is waited
/// for, the next one goes. A webhook that had stopped goes on, and what waits is tried at once;
/// otherwise what waits keeps its time and its tries.
void note_taken(Progress& progress, const EntryMark& mark);
/// The event that is waited for has failed at `now`. Answers whether it is given up; if not, it
/// is due again after its delay, less a share of a tenth: `chance` of 65 536.
bool note_failed(Progress& progress, const EntryMark& mark, Instant now, std::int64_t chance);

}  // namespace anxin::routes
