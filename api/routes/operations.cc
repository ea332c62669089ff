#include "api/routes/operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>

#include "api/routes/reasons.h"

namespace anxin::routes {
namespace {

// What is thrown may name anything: it is our own mistake, and only that is told.
Result<OperationAnswer> work_off(const OperationWork& work, OperationProgress& progress) {
  try {
    return work(progress);
  } catch (const std::exception&) {
    return fail(kInternalFault);
  }
}

}  // namespace

std::string_view to_word(OperationState state) {
  constexpr std::array<std::string_view, 5> kWords{"queued", "running", "done", "failed",
                                                   "cancelled"};
  return kWords.at(static_cast<std::size_t>(state));
}

struct Operations::Operation {
  std::string id;
  OperationRequest request;
  OperationState state = OperationState::queued;
  OperationProgress progress{};
  std::chrono::nanoseconds begun{0};
  std::chrono::nanoseconds ended{0};
  std::optional<Fault> fault{};
  std::shared_ptr<const OperationAnswer> answer{};

  [[nodiscard]] bool is_over() const {
    return state != OperationState::queued && state != OperationState::running;
  }
};

Operations::Operations(const Clock& clock, std::string name)
    : clock_(clock), name_(std::move(name)), thread_([this] { work_on(); }) {}

Operations::~Operations() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (running_) running_->progress.cancel();
    queue_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

Result<OperationView> Operations::start(OperationRequest request) {
  const std::lock_guard lock(mutex_);
  forget_old();
  if (const auto same = same_as(request)) return view_of(*same);
  LEDGER_CHECK(room_for(request.owner));
  auto operation = std::make_shared<Operation>();
  operation->id = fmt::format("op_{}{:08x}", name_, started_++);
  operation->request = std::move(request);
  operations_.emplace(operation->id, operation);
  queue_.push_back(operation);
  changed_.notify_one();
  return view_of(*operation);
}

Result<void> Operations::check_room(const std::string& owner) {
  const std::lock_guard lock(mutex_);
  return room_for(owner);
}

Result<OperationView> Operations::find(const std::string& owner, const std::string& id) {
  const std::lock_guard lock(mutex_);
  return view_of(*LEDGER_TRY(owned(owner, id)));
}

Result<OperationView> Operations::cancel(const std::string& owner, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto operation = LEDGER_TRY(owned(owner, id));
  operation->progress.cancel();
  if (operation->state == OperationState::queued) {
    std::erase(queue_, operation);
    end(*operation, OperationState::cancelled);
  }
  return view_of(*operation);
}

// Requires: the mutex is held, as by all below but work_on.
Operations::Shared Operations::same_as(const OperationRequest& request) const {
  for (const auto& [id, operation] : operations_) {
    const bool same =
        operation->request.owner == request.owner && operation->request.content == request.content;
    const bool dead = operation->state == OperationState::failed || operation->progress.cancelled();
    if (same && !dead) return operation;
  }
  return nullptr;
}

Result<void> Operations::room_for(const std::string& owner) const {
  if (waiting_of(owner) >= kOwnQueueMax) {
    return fail(kOwnOperationsFull, {{"max", std::to_string(kOwnQueueMax)}});
  }
  if (queue_.size() < kQueueMax) return {};
  return fail(kOperationsFull, {{"max", std::to_string(kQueueMax)}});
}

Result<Operations::Shared> Operations::owned(const std::string& owner, const std::string& id) {
  forget_old();
  const auto found = operations_.find(id);
  if (found != operations_.end() && found->second->request.owner == owner) return found->second;
  return fail(kOperationUnknown, {{"operation", id}});
}

OperationView Operations::view_of(const Operation& operation) const {
  OperationView view{operation.id, operation.state, 0,
                     std::nullopt, operation.fault, operation.answer};
  const auto done = operation.progress.done();
  const auto total = std::max(done, operation.progress.total());
  if (operation.state == OperationState::done) view.percent = 100;
  if (operation.state != OperationState::running || done == 0) return view;
  view.percent = std::min<std::int64_t>(99, done * 100 / total);
  const auto spent =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_.elapsed() - operation.begun);
  view.left = std::chrono::ceil<std::chrono::seconds>(spent * (total - done) / done);
  return view;
}

std::size_t Operations::waiting_of(const std::string& owner) const {
  return static_cast<std::size_t>(
      std::count_if(queue_.begin(), queue_.end(),
                    [&](const Shared& one) { return one->request.owner == owner; }));
}

// The oldest of the login whose last turn is longest ago.
Operations::Shared Operations::next_in_turn() {
  const auto turn = [this](const Shared& one) {
    const auto found = last_turns_.find(one->request.owner);
    return found == last_turns_.end() ? 0 : found->second;
  };
  const auto next =
      std::min_element(queue_.begin(), queue_.end(),
                       [&](const Shared& a, const Shared& b) { return turn(a) < turn(b); });
  auto operation = *next;
  queue_.erase(next);
  std::erase_if(last_turns_, [this](const auto& one) { return waiting_of(one.first) == 0; });
  last_turns_[operation->request.owner] = ++turns_;
  return operation;
}

// Those that ended too long ago, and the oldest of too many.
void Operations::forget_old() {
  const auto now = clock_.elapsed();
  std::erase_if(operations_, [&](const auto& one) {
    return one.second->is_over() && now - one.second->ended >= kKept;
  });
  auto over = std::count_if(operations_.begin(), operations_.end(),
                            [](const auto& one) { return one.second->is_over(); });
  for (auto at = operations_.begin(); over > static_cast<std::int64_t>(kKeptMax);) {
    const bool gone = at->second->is_over();
    at = gone ? operations_.erase(at) : std::next(at);
    if (gone) --over;
  }
}

void Operations::end(Operation& operation, OperationState state) {
  operation.state = state;
  operation.ended = clock_.elapsed();
  operation.request.work = nullptr;  // with all that it holds
}

void Operations::work_on() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    running_ = next_in_turn();
    running_->state = OperationState::running;
    running_->begun = clock_.elapsed();
    const auto work = running_->request.work;
    lock.unlock();
    auto answer = work_off(work, running_->progress);
    lock.lock();
    const bool cancelled = running_->progress.cancelled();
    if (answer) running_->answer = std::make_shared<const OperationAnswer>(std::move(*answer));
    if (!answer && !cancelled) running_->fault = answer.error();
    end(*running_, running_->answer ? OperationState::done
                   : cancelled      ? OperationState::cancelled
                                    : OperationState::failed);
    running_ = nullptr;
  }
}

}  // namespace anxin::routes
