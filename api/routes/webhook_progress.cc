#include "api/routes/webhook_progress.h"

namespace anxin::routes {
namespace {

constexpr std::int64_t kChances = 1 << 16;
constexpr std::int64_t kChanceShare = 10;  // a tenth

std::chrono::nanoseconds delay_after(std::int64_t tries, std::int64_t chance) {
  const std::chrono::nanoseconds whole = kRetryDelays.at(static_cast<std::size_t>(tries - 1));
  return whole - whole / kChanceShare * chance / kChances;
}

}  // namespace

void settle_through(Progress& progress, const EntryMark& mark) {
  progress.position = mark.entry;
  progress.at = mark.digest;
  progress.pending = 0;
  progress.tries = 0;
  progress.due.reset();
}

void stop_for(Progress& progress, StopCause cause, Instant now) {
  progress.stop = cause;
  progress.stopped_at = now;
  progress.due.reset();
}

void begin_anew(Progress& progress) {
  progress.tries = 0;
  progress.due.reset();
  progress.dead_in_a_row = 0;
  progress.stop = StopCause::none;
  progress.stopped_at.reset();
}

void note_taken(Progress& progress, const EntryMark& mark) {
  if (progress.stop != StopCause::none) begin_anew(progress);
  if (mark.entry == progress.pending) settle_through(progress, mark);
  if (progress.pending == 0) progress.failing_since.reset();
  progress.dead_in_a_row = 0;
  ++progress.delivered;
}

bool note_failed(Progress& progress, const EntryMark& mark, Instant now, std::int64_t chance) {
  ++progress.tries;
  if (progress.tries <= static_cast<std::int64_t>(kRetryDelays.size())) {
    progress.due = now + delay_after(progress.tries, chance);
    return false;
  }
  settle_through(progress, mark);
  if (++progress.dead_in_a_row >= kDeadInARowMax) stop_for(progress, StopCause::failing, now);
  return true;
}

}  // namespace anxin::routes
