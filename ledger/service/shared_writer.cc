#include "ledger/service/shared_writer.h"

#include <future>
#include <utility>

namespace anxin::ledger {
namespace {

// Postings that a command asks for in so many words.
std::size_t weight_of(const book::Command& command) {
  std::size_t postings = 0;
  for (const auto& step : command.steps) {
    if (const auto* post = std::get_if<book::Post>(&step)) postings += post->postings.size();
    if (const auto* bulk = std::get_if<book::BulkPost>(&step)) postings += bulk->postings.size();
    if (const auto* hold = std::get_if<book::HoldOrder>(&step)) postings += hold->postings.size();
  }
  return postings;
}

}  // namespace

class SharedWriter::AtRest {
 public:
  explicit AtRest(const SharedWriter& shared) : shared_(shared), lock_(shared.rest_mutex_) {
    ++shared_.asking_;
    shared_.rested_.wait(lock_, [&] { return !shared_.moving_; });
  }
  ~AtRest() {
    --shared_.asking_;
    if (shared_.turns_ > 0 && --shared_.turns_ == 0) shared_.rested_.notify_all();
  }
  AtRest(const AtRest&) = delete;
  AtRest& operator=(const AtRest&) = delete;

 private:
  const SharedWriter& shared_;
  std::unique_lock<std::mutex> lock_;
};

SharedWriter::SharedWriter(Writer& writer) : writer_(writer), stopped_(writer.stopped()) {
  writer_.on_commit_end([this] {
    // The thread looks under the mutex whether to wait: after this it either waits or has seen it.
    { const std::lock_guard lock(queue_mutex_); }
    wanted_.notify_one();
  });
  thread_ = std::thread([this] { run(); });
}

SharedWriter::~SharedWriter() { stop(); }

void SharedWriter::stop() {
  {
    const std::lock_guard lock(queue_mutex_);
    ending_ = true;
  }
  wanted_.notify_all();
  if (!thread_.joinable()) return;
  thread_.join();
  writer_.on_commit_end(nullptr);
}

Result<Reader> SharedWriter::read(Instant now) const {
  const AtRest rest(*this);
  return Reader::open(writer_, now);
}

Result<Reader> SharedWriter::read_records(Instant now) const {
  if (stopped_) return fail(store::kOutcomeUnknown);
  return Reader::open_for_records(writer_.store(), now);
}

Result<Receipt> SharedWriter::judge(const book::Command& command) {
  const AtRest rest(*this);
  return writer_.judge(command);
}

Result<Receipt> SharedWriter::execute(book::Command command) {
  std::promise<Result<Receipt>> answered;
  submit(std::move(command),
         [&](Result<Receipt> result) { answered.set_value(std::move(result)); });
  return answered.get_future().get();
}

void SharedWriter::submit(book::Command command, Answer answer) {
  const auto weight = weight_of(command);
  bool first = false;
  {
    std::unique_lock lock(queue_mutex_);
    room_.wait(lock, [&] { return queue_.size() < kSharedQueueMax; });
    first = queue_.empty();
    weight_ += weight;
    queue_.push_back({std::move(command), std::move(answer)});
  }
  if (first || weight >= kWorthJudgingAhead) wanted_.notify_one();
}

bool SharedWriter::wait_beyond(book::EntryNumber entry, std::chrono::milliseconds patience) const {
  std::unique_lock lock(rest_mutex_);
  return rested_.wait_for(lock, patience, [&] { return !moving_ && writer_.head().entry > entry; });
}

bool SharedWriter::stopped() const {
  const AtRest rest(*this);
  return writer_.stopped();
}

WriterMetrics SharedWriter::metrics() const {
  const AtRest rest(*this);
  return writer_.metrics();
}

void SharedWriter::run() {
  while (wait_for_work()) move();
  catch_up();
}

// False when there is nothing left to do and nothing more to come.
bool SharedWriter::wait_for_work() {
  std::unique_lock lock(queue_mutex_);
  const auto work = [&] { return !queue_.empty() || ending_; };
  if (behind_ && !wanted_.wait_for(lock, kIdleBefore, work)) {
    lock.unlock();
    catch_up();
    lock.lock();
  }
  wanted_.wait(lock, work);
  return !queue_.empty();
}

void SharedWriter::move() {
  {
    std::unique_lock lock(rest_mutex_);
    rested_.wait(lock, [&] { return turns_ == 0; });
    moving_ = true;
  }
  take();
  for (std::size_t groups = 1; writer_.step(); ++groups) {
    if (groups < kGroupsInARow) take_more();
  }
  behind_ = true;
  stopped_ = writer_.stopped();
  {
    const std::lock_guard lock(rest_mutex_);
    moving_ = false;
    turns_ = asking_;
  }
  rested_.notify_all();
}

void SharedWriter::take() {
  std::deque<Waiting> taken;
  {
    const std::lock_guard lock(queue_mutex_);
    taken.swap(queue_);
    weight_ = 0;
  }
  room_.notify_all();
  for (auto& one : taken) writer_.submit(std::move(one.command), std::move(one.answer));
}

// What has come meanwhile goes into the next group, which is judged beside the sync of this one
// where that is worth it.
void SharedWriter::take_more() {
  {
    std::unique_lock lock(queue_mutex_);
    const auto worth = [&] { return asking_ == 0 && weight_ >= kWorthJudgingAhead; };
    wanted_.wait(lock, [&] { return writer_.queued() > 0 || worth() || writer_.committed(); });
  }
  if (asking_ == 0 && writer_.queued() < kGroupCommandsMax) take();
}

// Nothing is lost without it: the next opening would only have more to do.
void SharedWriter::catch_up() {
  const AtRest rest(*this);
  if (!writer_.stopped()) [[maybe_unused]]
    const auto written = writer_.checkpoint();
  behind_ = false;
}

}  // namespace anxin::ledger
