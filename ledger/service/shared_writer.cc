#include "ledger/service/shared_writer.h"

#include <future>
#include <utility>

namespace anxin::ledger {

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

SharedWriter::SharedWriter(Writer& writer) : writer_(writer), thread_([this] { run(); }) {}

SharedWriter::~SharedWriter() { stop(); }

void SharedWriter::stop() {
  {
    const std::lock_guard lock(queue_mutex_);
    ending_ = true;
  }
  wanted_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<Reader> SharedWriter::read(Instant now) const {
  const AtRest rest(*this);
  return Reader::open(writer_, now);
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
  {
    std::unique_lock lock(queue_mutex_);
    room_.wait(lock, [&] { return queue_.size() < kSharedQueueMax; });
    queue_.push_back({std::move(command), std::move(answer)});
  }
  wanted_.notify_one();
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
  while (wait_for_work()) {
    std::deque<Waiting> taken;
    {
      const std::lock_guard lock(queue_mutex_);
      taken.swap(queue_);
    }
    room_.notify_all();
    move(std::move(taken));
  }
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

void SharedWriter::move(std::deque<Waiting> taken) {
  {
    std::unique_lock lock(rest_mutex_);
    rested_.wait(lock, [&] { return turns_ == 0; });
    moving_ = true;
  }
  for (auto& one : taken) writer_.submit(std::move(one.command), std::move(one.answer));
  while (writer_.pump()) {
  }
  behind_ = true;
  {
    const std::lock_guard lock(rest_mutex_);
    moving_ = false;
    turns_ = asking_;
  }
  rested_.notify_all();
}

// Nothing is lost without it: the next opening would only have more to do.
void SharedWriter::catch_up() {
  const AtRest rest(*this);
  if (!writer_.stopped()) [[maybe_unused]]
    const auto written = writer_.checkpoint();
  behind_ = false;
}

}  // namespace anxin::ledger
