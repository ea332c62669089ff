#include "ledger/service/writer.h"

#include <algorithm>
#include <utility>

#include "ledger/base/invariant.h"
#include "ledger/service/open_books.h"
#include "ledger/store/book_rows.h"

namespace anxin::ledger {
namespace {

using book::AccountTable;
using store::Table;
using store::WriteBatch;

constexpr std::size_t kCheckpointAccounts = 8'192;  // per commit of a whole checkpoint

// How many postings a command makes at most.
class PostingCounter {
 public:
  explicit PostingCounter(book::Books& books) : books_(books) {}
  std::size_t operator()(const book::Post& step) const { return step.postings.size(); }
  std::size_t operator()(const book::BulkPost& step) const { return step.postings.size(); }
  std::size_t operator()(const book::HoldOrder& step) const { return step.postings.size(); }
  std::size_t operator()(const book::Settle& step) const {
    if (step.lines) return step.lines->size();
    return lines_of(step.hold);
  }
  std::size_t operator()(const book::Void& step) const {
    return step.lines ? step.lines->size() : lines_of(step.hold);
  }
  std::size_t operator()(const book::Reverse& step) const {
    const auto number = book::resolve_name(books_, step.entry);
    const auto entry = number ? books_.find_entry(*number) : std::nullopt;
    std::size_t count = 0;
    for (const auto& event : entry ? entry->events : std::vector<book::Event>{}) {
      if (const auto* posted = std::get_if<book::Posted>(&event)) count += posted->postings.size();
      if (const auto* settled = std::get_if<book::Settled>(&event)) count += settled->lines.size();
    }
    return count;
  }
  template <class Other>
  std::size_t operator()(const Other&) const {
    return 0;
  }

 private:
  [[nodiscard]] std::size_t lines_of(const book::EntryName& name) const {
    const auto* hold = book::find_hold(books_, name);
    return hold != nullptr ? hold->lines.size() : 0;
  }
  book::Books& books_;
};

std::size_t count_postings(book::Books& books, const book::Command& command) {
  std::size_t count = 0;
  for (const auto& step : command.steps) count += std::visit(PostingCounter(books), step);
  return count;
}

}  // namespace

WriteBatch first_contents(const store::BookIdentity& identity) {
  Hasher hasher;
  book::Head head;
  head.digest = book::genesis(hasher, identity);
  head.recorded_at = identity.created;
  WriteBatch batch;
  batch.put(Table::meta, store::kMetaBook, store::encode(identity));
  batch.put(Table::meta, store::kMetaHead, store::encode(head));
  batch.put(Table::meta, store::kMetaEpoch, store::encode_epoch(0));
  batch.put(Table::meta, store::kMetaCheckpoint, store::encode_entry_number(0));
  batch.put(Table::anchors, store::entry_key(0), store::encode(head));
  return batch;
}

// ---- opening ------------------------------------------------------------------------------------

Writer::Writer(store::Store& store, const Clock& clock, store::BookIdentity identity)
    : store_(store), clock_(clock), identity_(std::move(identity)) {}
Writer::~Writer() {
  while (under_way_) finish();
}

Result<Reader> Writer::read(Instant now) const { return Reader::open(*this, now); }

std::shared_ptr<const Standing> Writer::standing() const {
  LEDGER_INVARIANT(at_rest());
  if (standing_ != nullptr) return standing_;
  const auto& expiries = books_->expiries();
  const auto first = expiries.empty() ? std::nullopt : std::optional(expiries.begin()->first);
  auto pages = std::make_shared<const AccountTable::Pages>(books_->accounts().share());
  standing_ = std::make_shared<const Standing>(
      Standing{identity_, books_->head(), std::move(pages), first});
  return standing_;
}

Result<std::unique_ptr<Writer>> Writer::open(store::Store& store, const Clock& clock,
                                             Overlap overlap) {
  auto snapshot = LEDGER_TRY(store.snapshot());
  const auto identity = LEDGER_TRY(store::read_identity(*snapshot));
  snapshot.reset();
  std::unique_ptr<Writer> writer(new Writer(store, clock, identity));
  LEDGER_CHECK(writer->refresh());
  LEDGER_CHECK(check_from_anchor(*writer->snapshot_, writer->hasher_));
  LEDGER_CHECK(writer->take_over());
  LEDGER_CHECK(writer->load());
  if (overlap == Overlap::on) writer->committer_ = std::make_unique<Committer>();
  return writer;
}

Result<void> Writer::take_over() {
  const auto row = snapshot_->get(Table::meta, store::kMetaEpoch);
  const auto before = row ? store::decode_epoch(*row) : std::nullopt;
  if (!before) return fail(store::kDamaged, {{"what", "epoch"}});
  epoch_ = *before + 1;
  WriteBatch batch;
  batch.expect(Table::meta, store::kMetaEpoch, *row);
  batch.put(Table::meta, store::kMetaEpoch, store::encode_epoch(epoch_));
  snapshot_.reset();
  return store_.commit(batch);
}

Result<void> Writer::load() {
  LEDGER_CHECK(refresh());
  books_ = LEDGER_TRY(open_books(*snapshot_, loader_));
  const auto anchors = snapshot_->cursor(Table::anchors);
  const auto anchor = anchors->last() ? store::decode_head(anchors->value()) : std::nullopt;
  if (!anchor) return fail(store::kDamaged, {{"what", "anchor"}});
  anchored_ = *anchor;
  return {};
}

Result<void> Writer::refresh() {
  auto next = LEDGER_TRY(store_.snapshot(store::kEndless));
  loader_.aim(*next);
  snapshot_ = std::move(next);
  return {};
}

// ---- groups -------------------------------------------------------------------------------------

void Writer::submit(book::Command command, Answer answer) {
  queue_.push_back({std::move(command), std::move(answer)});
}

void Writer::on_commit_end(std::function<void()> tell) {
  if (committer_) committer_->on_end(std::move(tell));
}

bool Writer::pump() {
  if (!step()) return false;
  if (queue_.empty()) finish();
  return true;
}

bool Writer::step() {
  if (at_rest()) return false;
  if (queue_.empty()) {
    finish();
    return true;
  }
  Group group = fill();
  const auto before = finish();
  if (group.answers.empty()) return true;
  if (!before) {
    answer(group, before);
    return true;
  }
  begin(std::move(group));
  if (!committer_) finish();
  return true;
}

Writer::Group Writer::fill() {
  standing_.reset();  // pages that nobody shares need no copy to be changed
  Group group;
  if (!spare_.empty()) {
    group.writes = std::move(spare_.back());
    spare_.pop_back();
  }
  group.head_before = books_->head();
  group.answers.reserve(std::min(queue_.size(), kGroupCommandsMax));
  while (!queue_.empty() && group.answers.size() < kGroupCommandsMax) {
    const auto size = stopped_ ? 0 : count_postings(*books_, queue_.front().command);
    if (!group.answers.empty() && group.postings + size > kGroupPostingsMax) break;
    group.postings += size;
    take(group, queue_.front());
    queue_.pop_front();
  }
  return group;
}

void Writer::take(Group& group, Waiting& waiting) {
  if (stopped_) {
    group.answers.push_back({std::move(waiting.answer), fail(store::kOutcomeUnknown)});
    return;
  }
  const Instant now = waiting.command.at.value_or(clock_.now());
  expire(group, now);
  auto verdict = book::apply(*books_, hasher_, waiting.command, now);
  if (!verdict) {
    group.answers.push_back({std::move(waiting.answer), tl::make_unexpected(verdict.error())});
    return;
  }
  group.answers.push_back({std::move(waiting.answer), receipt(group, waiting.command, *verdict)});
}

void Writer::expire(Group& group, Instant now) {
  while (auto expired = book::expire_next(*books_, hasher_, now)) {
    group.writes.accepted.push_back({std::move(*expired), {}, books_->head().postings});
    ++group.expired;
  }
}

Receipt Writer::receipt(Group& group, book::Command& command, book::Verdict& verdict) {
  if (const auto* replayed = std::get_if<book::Replayed>(&verdict)) {
    return Receipt{replayed->entry, {}, true, replayed->answer};
  }
  auto& applied = std::get<book::Applied>(verdict);
  Receipt receipt{applied.entry.number, applied.digest, false, std::move(command.answer)};
  group.writes.accepted.push_back(
      {std::move(applied), std::move(command.writes), books_->head().postings});
  return receipt;
}

// Adds what the group changed, and what must be so when it is committed.
void Writer::close(Group& group, AccountTable::Stripe stripe) {
  auto& batch = group.writes.closing;
  batch.expect(Table::meta, store::kMetaHead, store::encode(group.head_before));
  batch.expect(Table::meta, store::kMetaEpoch, store::encode_epoch(epoch_));
  write_holds(batch, *books_);
  write_stripe(batch, *books_, stripe);
  const auto& head = books_->head();
  group.booked = head.postings - group.head_before.postings;
  batch.put(Table::meta, store::kMetaHead, store::encode(head));
  if (head.entry >= anchored_.entry + kAnchorEntries ||
      head.postings >= anchored_.postings + kAnchorPostings) {
    batch.append(Table::anchors, store::entry_key(head.entry), store::encode(head));
    anchored_ = head;
  }
}

// ---- commits ------------------------------------------------------------------------------------

void Writer::begin(Group group) {
  LEDGER_INVARIANT(!under_way_);
  under_way_ = std::make_unique<Group>(std::move(group));
  books_->end_group();
  if (under_way_->writes.accepted.empty()) return;  // answers only
  const auto pages = (books_->accounts().pages() + kStripes - 1) / kStripes;
  close(*under_way_, {pages, SIZE_MAX});
  commit();
}

void Writer::commit() {
  auto& writes = under_way_->writes;
  if (committer_) {
    committer_->begin([this, &writes] { return ledger::commit(store_, clock_, writes); });
    elsewhere_ = true;
    return;
  }
  loader_.let_go();
  snapshot_.reset();  // an open reader would keep the pages this commit frees
  committed_ = ledger::commit(store_, clock_, writes);
}

// Waits for the group under way, if there is one, and answers its commands.
Result<void> Writer::finish() {
  if (!under_way_) return {};
  auto outcome = std::exchange(elsewhere_, false) ? committer_->finish()
                                                  : std::exchange(committed_, Result<void>());
  const auto group = std::move(under_way_);
  // What is on disk but cannot be read again is as good as unknown.
  if (outcome && !refresh()) outcome = fail(store::kOutcomeUnknown);
  if (!outcome) {
    // When the store says that nothing was changed, the books are read again and work goes on.
    const bool unchanged = outcome.error().reason == store::kFull && load().has_value();
    stopped_ = stopped_ || !unchanged;
  }
  answer(*group, outcome);
  count(*group, outcome);
  group->writes.clear();
  spare_.push_back(std::move(group->writes));
  return outcome;
}

void Writer::answer(Group& group, const Result<void>& outcome) {
  for (auto& [reply, result] : group.answers) {
    if (!outcome) {
      // Refusals too: they may rest on a posting that never happened.
      result = tl::make_unexpected(outcome.error());
    } else if (result && result->replayed) {
      const auto row = loader_.journal(result->entry);
      if (row) result->digest = row->digest;
    }
    ++(!result ? metrics_.refused : result->replayed ? metrics_.replayed : metrics_.accepted);
    reply(std::move(result));
  }
}

void Writer::count(const Group& group, const Result<void>& outcome) {
  if (group.writes.batch.empty()) return;  // answers only
  if (!outcome) {
    ++metrics_.failed_commits;
    return;
  }
  metrics_.commits.add(group.writes.commit_time);
  metrics_.expired += group.expired;
  metrics_.commit_bytes += group.writes.batch.bytes();
  metrics_.postings += group.booked;
}

WriterMetrics Writer::metrics() const {
  auto metrics = metrics_;
  metrics.waiting = queue_.size();
  metrics.dirty_accounts = books_->accounts().dirty();
  metrics.stopped = stopped_;
  return metrics;
}

Result<Receipt> Writer::execute(book::Command command) {
  Result<Receipt> outcome = fail(store::kOutcomeUnknown);
  submit(std::move(command), [&outcome](Result<Receipt> result) { outcome = std::move(result); });
  while (pump()) {
  }
  return outcome;
}

Result<Receipt> Writer::judge(const book::Command& command) {
  LEDGER_INVARIANT(at_rest());
  if (stopped_) return fail(store::kOutcomeUnknown);
  book::Books scratch = books_->scratch();
  while (book::expire_next(scratch, hasher_, clock_.now())) {
  }
  const auto verdict = LEDGER_TRY(book::apply(scratch, hasher_, command, clock_.now()));
  const auto* replayed = std::get_if<book::Replayed>(&verdict);
  if (replayed == nullptr) return Receipt{0, {}, false, command.answer};
  const auto row = loader_.journal(replayed->entry);
  return Receipt{replayed->entry, row ? row->digest : Digest{}, true, replayed->answer};
}

Result<void> Writer::sweep() {
  LEDGER_INVARIANT(at_rest());
  if (stopped_) return fail(store::kOutcomeUnknown);
  Group group = fill();
  expire(group, clock_.now());
  if (group.writes.accepted.empty()) {
    spare_.push_back(std::move(group.writes));
    return {};
  }
  begin(std::move(group));
  return finish();
}

Result<void> Writer::checkpoint() {
  LEDGER_INVARIANT(at_rest());
  if (stopped_) return fail(store::kOutcomeUnknown);
  while (books_->accounts().dirty() > 0) {
    under_way_ = std::make_unique<Group>(fill());
    close(*under_way_, {SIZE_MAX, kCheckpointAccounts});
    commit();
    LEDGER_CHECK(finish());
  }
  return {};
}

}  // namespace anxin::ledger
