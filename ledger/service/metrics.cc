#include "ledger/service/metrics.h"

#include <string_view>

#include "ledger/service/prometheus_text.h"

namespace anxin::ledger {
namespace {

using Kind = PrometheusText::Kind;

void add_commands(PrometheusText& text, const WriterMetrics& writer) {
  constexpr std::string_view kName = "anxin_commands_total";
  text.head(kName, "Commands answered since the writer was opened.", Kind::counter);
  text.sample(kName, {{"outcome", "accepted"}}, writer.accepted);
  text.sample(kName, {{"outcome", "replayed"}}, writer.replayed);
  text.sample(kName, {{"outcome", "refused"}}, writer.refused);
}

void add_commits(PrometheusText& text, const Durations& commits) {
  constexpr std::string_view kName = "anxin_commit_seconds";
  DurationCounts counts{Durations::kBounds, {}, commits.count(), commits.sum()};
  for (std::size_t i = 0; i < Durations::kBounds.size(); ++i) {
    counts.within.push_back(commits.within(i));
  }
  text.head(kName, "From a group of entries to their being on disk.", Kind::histogram);
  text.durations(kName, {}, counts);
}

void add_store(PrometheusText& text, const store::StoreStatus& store) {
  text.gauge("anxin_store_file_bytes", "Size of the book's file.", store.file_bytes);
  text.gauge("anxin_store_live_bytes", "Pages of it in use.", store.live_bytes);
  text.gauge("anxin_store_map_bytes", "The file can never be larger.", store.map_bytes);
  text.gauge("anxin_store_disk_free_bytes", "Free on the disk.", store.disk_free_bytes);
  text.gauge("anxin_store_reserve_bytes", "Below so much room writes are refused.",
             store.reserve_bytes);
  text.gauge("anxin_store_readers", "Snapshots open now.", store.readers);
  text.gauge("anxin_store_oldest_reader_commits", "Commits since the oldest of them was taken.",
             store.oldest_reader_commits);
}

}  // namespace

void Durations::add(Nanoseconds took) {
  ++count_;
  sum_ += took;
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    if (took > kBounds[i]) continue;
    ++counts_[i];
    return;
  }
}

std::uint64_t Durations::within(std::size_t index) const {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i <= index; ++i) count += counts_[i];
  return count;
}

std::string to_prometheus(const WriterMetrics& writer, const store::StoreStatus& store) {
  PrometheusText text;
  add_commands(text, writer);
  text.counter("anxin_expired_holds_total", "Holds ended by their deadline.", writer.expired);
  text.counter("anxin_postings_total", "Postings booked.", writer.postings);
  add_commits(text, writer.commits);
  text.counter("anxin_commit_bytes_total", "Keys and values committed.", writer.commit_bytes);
  text.counter("anxin_failed_commits_total", "Commits that failed.", writer.failed_commits);
  text.gauge("anxin_waiting_commands", "Commands in the queue.", writer.waiting);
  text.gauge("anxin_dirty_accounts", "Changed since they were last in the checkpoint.",
             writer.dirty_accounts);
  text.gauge("anxin_writer_stopped", "1 once a commit's outcome is unknown.",
             writer.stopped ? 1 : 0);
  add_store(text, store);
  return text.take();
}

}  // namespace anxin::ledger
