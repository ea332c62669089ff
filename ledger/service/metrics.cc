#include "ledger/service/metrics.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <utility>

namespace anxin::ledger {
namespace {

class PrometheusText {
 public:
  void counter(std::string_view name, std::string_view help, std::uint64_t value) {
    head(name, help, "counter");
    line(name, "", value);
  }
  void gauge(std::string_view name, std::string_view help, std::uint64_t value) {
    head(name, help, "gauge");
    line(name, "", value);
  }
  void commands(const WriterMetrics& writer) {
    constexpr std::string_view kName = "anxin_commands_total";
    head(kName, "Commands answered since the writer was opened.", "counter");
    line(kName, "{outcome=\"accepted\"}", writer.accepted);
    line(kName, "{outcome=\"replayed\"}", writer.replayed);
    line(kName, "{outcome=\"refused\"}", writer.refused);
  }
  void durations(std::string_view name, std::string_view help, const Durations& durations) {
    head(name, help, "histogram");
    const auto bucket = fmt::format("{}_bucket", name);
    for (std::size_t i = 0; i < Durations::kBounds.size(); ++i) {
      const auto label = fmt::format("{{le=\"{}\"}}", seconds(Durations::kBounds[i]));
      line(bucket, label, durations.within(i));
    }
    line(bucket, "{le=\"+Inf\"}", durations.count());
    fmt::format_to(std::back_inserter(out_), "{}_sum {}\n", name, seconds(durations.sum()));
    line(fmt::format("{}_count", name), "", durations.count());
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  // Exact: nanoseconds behind a decimal point.
  static std::string seconds(std::chrono::nanoseconds time) {
    constexpr std::int64_t kNanos = 1'000'000'000;
    return fmt::format("{}.{:09}", time.count() / kNanos, time.count() % kNanos);
  }
  void head(std::string_view name, std::string_view help, std::string_view type) {
    fmt::format_to(std::back_inserter(out_), "# HELP {} {}\n# TYPE {} {}\n", name, help, name,
                   type);
  }
  void line(std::string_view name, std::string_view labels, std::uint64_t value) {
    fmt::format_to(std::back_inserter(out_), "{}{} {}\n", name, labels, value);
  }
  std::string out_;
};

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
  text.commands(writer);
  text.counter("anxin_expired_holds_total", "Holds ended by their deadline.", writer.expired);
  text.counter("anxin_postings_total", "Postings booked.", writer.postings);
  text.durations("anxin_commit_seconds", "From a group of entries to their being on disk.",
                 writer.commits);
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
