// The single writer of a book: queues commands, applies them group by group, answers after the
// group is on disk.
//
// Role: between the faces or services and the store. Whoever owns it calls pump(): a loop, a
// thread,
//       a simulation. With Overlap::on a second thread syncs one group while the next is judged.
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
#include "ledger/service/committer.h"
#include "ledger/service/group_writes.h"
#include "ledger/service/ledger_port.h"
#include "ledger/service/metrics.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/codec.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

inline constexpr std::size_t kGroupPostingsMax = 8'192;  // one sync each; more gives little (L1a)
inline constexpr std::size_t kGroupCommandsMax = 1'024;  // bounds the wait of the first caller
inline constexpr std::size_t kStripes = 256;             // commits until every account is written
inline constexpr book::EntryNumber kAnchorEntries = 100'000;       // reopening checks from the last
inline constexpr book::PostingNumber kAnchorPostings = 1'000'000;  // anchor: a fraction of a second

using Answer = std::function<void(Result<Receipt>)>;

/// Whether commits run on a thread of their own.
enum class Overlap : std::uint8_t { off, on };

class Writer final : public LedgerPort {
 public:
  /// Takes the book over: from here on an older writer's commits are refused. Checks the chain from
  /// the last anchor first. Refuses: store.format-older, store.format-newer, store.damaged,
  /// and what the store refuses.
  static Result<std::unique_ptr<Writer>> open(store::Store& store, const Clock& clock,
                                              Overlap overlap = Overlap::off);
  ~Writer() override;

  /// From its own memory, at no cost. Requires: at rest.
  [[nodiscard]] Result<Reader> read(Instant now) const override;
  [[nodiscard]] Result<Reader> read_records(Instant now) const override { return read(now); }
  /// What readers of this rest share, made for the first of them. Requires: at rest.
  [[nodiscard]] std::shared_ptr<const Standing> standing() const;

  /// Queues a command; `answer` is called from pump(), after the commit, refused or not.
  void submit(book::Command command, Answer answer);

  /// Closes one group (what is queued, up to the limits) and commits it; when nothing more waits,
  /// every command has been answered when it returns. False when there was nothing to do.
  bool pump();

  /// The same, but with Overlap::on it leaves the commit under way: the next group is judged beside
  /// it, and the next call waits for it. False when nothing was queued or under way.
  bool step();
  /// No commit is running: the next step() waits for none.
  [[nodiscard]] bool committed() const { return !elsewhere_ || committer_->ended(); }
  /// See Committer::on_end; nothing without one. Requires: at rest.
  void on_commit_end(std::function<void()> tell);

  /// submit and pump for one caller.
  /// Refuses: what apply() and the store refuse; store.outcome-unknown once stopped.
  Result<Receipt> execute(book::Command command) override;

  /// What execute() would answer, without changing anything: entry 0 for a command that would
  /// stand. Requires: at rest.
  Result<Receipt> judge(const book::Command& command) override;

  /// Records the holds that have expired by now, as entries of their own. Requires: at rest.
  Result<void> sweep();

  /// Writes out every account that has changed, so that the next opening has nothing to carry out
  /// again. Nothing is lost without it. Requires: at rest.
  Result<void> checkpoint();

  [[nodiscard]] std::size_t queued() const { return queue_.size(); }
  /// Nothing is queued and nothing is under way.
  [[nodiscard]] bool at_rest() const { return queue_.empty() && !under_way_; }
  /// True after a commit with an unknown outcome: nothing is written any more, the process should
  /// end (exit 74) and be started again.
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] WriterMetrics metrics() const;
  [[nodiscard]] const book::Head& head() const { return books_->head(); }
  [[nodiscard]] const book::AccountTable& accounts() const { return books_->accounts(); }
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
  /// What a group adds to the store, and whom it answers.
  struct Group {
    GroupWrites writes;
    std::vector<Answered> answers;
    std::size_t postings = 0;        // asked for
    std::uint64_t expired = 0;       // holds
    book::PostingNumber booked = 0;  // known when it is closed
    book::Head head_before;
  };

  Writer(store::Store& store, const Clock& clock, store::BookIdentity identity);
  Result<void> take_over();
  Result<void> load();
  Result<void> refresh();
  Group fill();
  void take(Group& group, Waiting& waiting);
  void expire(Group& group, Instant now);
  Receipt receipt(Group& group, book::Command& command, book::Verdict& verdict);
  void close(Group& group, book::AccountTable::Stripe stripe);
  void begin(Group group);
  void commit();
  Result<void> finish();
  void answer(Group& group, const Result<void>& outcome);
  void count(const Group& group, const Result<void>& outcome);

  store::Store& store_;
  const Clock& clock_;
  store::BookIdentity identity_;
  std::uint64_t epoch_ = 0;
  Hasher hasher_;
  std::unique_ptr<store::Snapshot> snapshot_;
  StoreLoader loader_;
  std::unique_ptr<book::Books> books_;
  mutable std::shared_ptr<const Standing> standing_;  // null while work goes on, or nobody asked
  book::Head anchored_;                               // the head at the last anchor
  std::deque<Waiting> queue_;
  std::unique_ptr<Group> under_way_;
  std::vector<GroupWrites> spare_;  // emptied, with their memory
  bool elsewhere_ = false;          // the committer has the group under way
  Result<void> committed_;          // of the group under way otherwise
  bool stopped_ = false;
  WriterMetrics metrics_;  // what is counted; the rest is asked for
  std::unique_ptr<Committer> committer_;
};

/// The first contents of a new book, for a store's creation.
[[nodiscard]] store::WriteBatch first_contents(const store::BookIdentity& identity);

}  // namespace anxin::ledger
