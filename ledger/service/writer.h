// The single writer of a book: queues commands, applies them group by group, answers after the
// group is on disk.
//
// Role: between the faces or services and the store. Whoever owns it calls pump(): a loop, a
// thread,
//       a simulation. It starts no thread and waits for nothing but the disk.
// Threads: one.
// Source: laws 3 and 4 of the architecture: a receipt only after a durable commit; a retry never
//         books twice.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "ledger/base/clock.h"
#include "ledger/book/apply.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/codec.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

inline constexpr std::size_t kGroupPostingsMax = 8'192;  // one sync each; more gives little (L1a)
inline constexpr std::size_t kGroupCommandsMax = 1'024;  // bounds the wait of the first caller

/// Proof that a command is in the book.
struct Receipt {
  std::string book;
  book::EntryNumber entry = 0;
  Digest digest;          ///< of that entry: compare it with any later copy of the book
  bool replayed = false;  ///< the key was seen before: nothing was booked now
  Fields answer;          ///< what a service answered the first time
};

using Answer = std::function<void(Result<Receipt>)>;

class Writer {
 public:
  /// Takes the book over: from here on an older writer's commits are refused.
  /// Refuses: store.damaged, and what the store refuses.
  static Result<std::unique_ptr<Writer>> open(store::Store& store, const Clock& clock);

  /// Queues a command; `answer` is called from pump(), after the commit, refused or not.
  void submit(book::Command command, Answer answer);

  /// Closes one group (what is queued, up to the limits) and commits it.
  /// Ensures: every command of the group has been answered. Returns how many.
  std::size_t pump();

  /// submit and pump for one caller.
  /// Refuses: what apply() and the store refuse; store.outcome-unknown once stopped.
  Result<Receipt> execute(book::Command command);

  /// What execute() would answer, without changing anything: entry 0 for a command that would
  /// stand.
  Result<Receipt> judge(const book::Command& command);

  /// True after a commit with an unknown outcome: nothing is written any more, the process should
  /// end (exit 74) and be started again.
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] const book::Head& head() const { return books_->head(); }
  [[nodiscard]] const store::BookIdentity& book() const { return identity_; }
  [[nodiscard]] Instant now() const { return clock_.now(); }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const store::Store& store() const { return store_; }

 private:
  struct Waiting {
    book::Command command;
    Answer answer;
  };
  struct Answered {
    Answer answer;
    Result<Receipt> result;
  };
  /// What a group adds to the store besides the state that changed.
  struct Group {
    store::WriteBatch batch;
    std::vector<Answered> answers;
    std::size_t postings = 0;
  };

  Writer(store::Store& store, const Clock& clock, store::BookIdentity identity)
      : store_(store), clock_(clock), identity_(std::move(identity)) {}
  Result<void> take_over();
  Result<void> load();
  Result<void> refresh();
  void take(Group& group, Waiting waiting);
  void sweep(Group& group, Instant now);
  Result<Receipt> receipt(Group& group, const book::Command& command, const book::Verdict& verdict);
  void commit(Group& group);

  store::Store& store_;
  const Clock& clock_;
  store::BookIdentity identity_;
  std::uint64_t epoch_ = 0;
  Hasher hasher_;
  std::unique_ptr<store::Snapshot> snapshot_;
  StoreLoader loader_;
  std::unique_ptr<book::Books> books_;
  std::deque<Waiting> queue_;
  bool stopped_ = false;
};

/// The first contents of a new book, for a store's creation.
[[nodiscard]] store::WriteBatch first_contents(const store::BookIdentity& identity);

}  // namespace anxin::ledger
