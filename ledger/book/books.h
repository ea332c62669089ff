// The books in memory: what apply() reads and changes.
//
// Role: owned by the writer (ledger/service) and by tests. What is not in memory comes from a
//       Loader; what has changed waits here until it is written: entries, keys, holds and records
//       with the next commit, accounts stripe by stripe.
// Threads: one.
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/base/digest.h"
#include "ledger/base/invariant.h"
#include "ledger/book/account_table.h"
#include "ledger/book/entry.h"
#include "ledger/book/hold.h"
#include "ledger/book/name_table.h"

namespace anxin::book {

/// The end of the chain and the counters that go with it.
struct Head {
  EntryNumber entry = 0;
  Digest digest;
  Instant recorded_at;
  AccountNumber accounts = 0;
  PostingNumber postings = 0;
  std::optional<Date> closed_through;  ///< no effective date on or before it any more
  bool operator==(const Head&) const = default;
};

/// Where state comes from that is not in memory yet: a snapshot of the store. Absent = nothing.
class Loader {
 public:
  virtual ~Loader() = default;
  virtual std::optional<AccountNumber> account_number(std::string_view name) = 0;
  virtual std::optional<AccountName> account_name(AccountNumber number) = 0;
  virtual std::optional<AccountState> account(AccountNumber number) = 0;
  virtual std::optional<Hold> hold(EntryNumber entry) = 0;
  virtual std::optional<EntryNumber> key(std::string_view key) = 0;
  virtual std::optional<Entry> entry(EntryNumber number) = 0;
  virtual std::optional<EntryNumber> reversed_by(EntryNumber entry) = 0;
  virtual std::optional<EntryNumber> record_version(const RecordId& id) = 0;
};

/// A line of a hold that has changed.
struct ChangedLine {
  EntryNumber hold = 0;
  std::uint32_t line = 0;
  auto operator<=>(const ChangedLine&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// How many postings ahead accounts are fetched into the cache (decision 0012).
inline constexpr std::size_t kAccountsAhead = 6;

/// A hold that ends by itself, ordered by when.
using Expiry = std::pair<Instant, EntryNumber>;

class Books {
 public:
  /// `loader` may be null: then the books begin empty.
  Books(Head head, Loader* loader) : head_(head), loader_(loader) {}
  Books& operator=(const Books&) = delete;

  /// A copy to try commands on. Requires: these books stay as they are while it lives, for it looks
  /// into their bytes.
  [[nodiscard]] Books scratch() const { return *this; }

  [[nodiscard]] const Head& head() const { return head_; }
  /// Nothing where no such account, hold, key or entry exists.
  std::optional<AccountNumber> number_of(const AccountName& name) {
    return number_of(name, NameTable::hash(name.text()));
  }
  /// The same with the name's hash at hand.
  std::optional<AccountNumber> number_of(const AccountName& name, NameTable::Hash hash);
  std::optional<AccountName> name_of(AccountNumber number);
  const AccountState* find(AccountNumber number);
  /// Requires: the number came from the books.
  const AccountState& at(AccountNumber number);
  Hold* find_hold(EntryNumber entry);
  std::optional<EntryNumber> find_key(std::string_view key);
  std::optional<Entry> find_entry(EntryNumber number);
  std::optional<EntryNumber> reversed_by(EntryNumber entry);
  std::optional<EntryNumber> record_version(const RecordId& id);

  /// Holds with an expiry that are open; filled by the writer on opening.
  std::set<Expiry>& expiries() { return expiries_; }
  [[nodiscard]] const AccountTable& accounts() const { return accounts_; }
  [[nodiscard]] const NameTable& names() const { return names_; }
  /// Has the accounts of a posting that comes soon fetched into the cache.
  void prefetch(const ResolvedPosting& posting) const {
    accounts_.prefetch(posting.debit);
    accounts_.prefetch(posting.credit);
  }

  /// The lines of holds that have changed since the last call, each once, in order.
  std::vector<ChangedLine> take_changed_lines();
  /// Writes accounts out: see AccountTable::write_out.
  template <class Write>
  void write_out(AccountTable::Stripe stripe, const Write& write) {
    accounts_.write_out(stripe, write);
  }

  /// Ends a group: what it remembers of keys, entries, records and holds is kept until the group
  /// after it has ended too. From then on the loader must know it.
  void end_group();

 private:
  friend class Attempt;
  friend class Reenactment;

  Books(const Books&) = default;

  /// What a group adds that the loader does not know before its commit.
  struct Recent {
    std::deque<std::string> entries;  // canonical bytes, numbered one after another
    EntryNumber first_entry = 0;
    boost::unordered_flat_map<std::string_view, EntryNumber> keys;  // which lie in those bytes
    std::map<EntryNumber, EntryNumber> reversals;
    std::map<RecordId, EntryNumber> records;
    std::set<EntryNumber> holds;

    [[nodiscard]] std::optional<Entry> entry(EntryNumber number) const;
    /// Keeps the bytes and answers where.
    std::string_view keep(const Entry& entry, std::string canonical);
  };
  const AccountSlot* slot(AccountNumber number);
  AccountSlot& writable(AccountNumber number);

  Head head_;
  Loader* loader_;
  AccountTable accounts_;
  std::uint64_t attempts_ = 0;  // numbered, so that an account knows which has noted it already
  NameTable names_;
  std::unordered_map<EntryNumber, Hold> holds_;
  std::set<Expiry> expiries_;
  std::vector<ChangedLine> changed_lines_;
  Recent current_;
  Recent previous_;  // of the group whose commit may still be under way
};

/// The entry with this key or number; nothing where there is none.
[[nodiscard]] std::optional<EntryNumber> resolve_name(Books& books, const EntryName& name);
/// The hold of this key or entry number; null where there is none.
[[nodiscard]] Hold* find_hold(Books& books, const EntryName& name);

/// One try at changing the books: kept whole or undone whole when it ends.
class Attempt {
 public:
  explicit Attempt(Books& books);
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  /// Numbers and adds an account.
  const AccountState& open(const AccountName& name, AccountState state);
  /// The account, for a change of its posted or held sums or its chain of postings.
  AccountSlot& change(AccountNumber number);
  void prefetch(const ResolvedPosting& posting) const { books_.prefetch(posting); }
  /// Makes room for as many accounts to be changed, within reason.
  void expect_changes(std::size_t accounts) { sums_before_.reserve(std::min(accounts, kExpected)); }
  /// The account, for a change of anything else.
  AccountState& change_terms(AccountNumber number);
  [[nodiscard]] const AccountState& look(AccountNumber number) { return books_.at(number); }
  [[nodiscard]] std::string name_of(AccountNumber number);
  /// Adds to the account's sums of an effective day.
  void note(AccountSlot& slot, Date day, Side side, Money amount);
  /// Adds a posting to the account's chain.
  ChainLinks append(AccountSlot& slot, PostingNumber number) {
    auto& chain = slot.state.chain;
    if (chain.before_mark()) chains_before_.push_back({slot.state.number, chain});
    return chain.append(number);
  }
  Hold& add(Hold hold);
  HoldLine& change(Hold& hold, std::uint32_t line);
  void reverse(EntryNumber entry) { reversed_.push_back(entry); }
  void close_through(Date day) { closed_through_ = day; }
  /// Numbers the next posting.
  PostingNumber next_posting() {
    const auto number = books_.head_.postings + ++postings_;
    LEDGER_INVARIANT(number <= kPostingNumberMax);  // a million a second for nine years
    return number;
  }
  /// Makes everything permanent under this entry and digest. Answers the canonical bytes, which
  /// the books keep until the group after this one has ended.
  std::string_view keep(const Entry& entry, std::string canonical, const Digest& digest);

 private:
  static constexpr std::size_t kExpected = 16'384;

  /// What the first change of sums can be undone with; the rest of the slot stays as it is, but
  /// for the marks of its chain.
  struct SumsBefore {
    AccountNumber number;
    SideSums posted;
    SideSums held;
    DaySums day;
    PostingNumber last;
    std::uint64_t count;
  };
  struct ChainBefore {
    AccountNumber number;
    PostingChain chain;
  };
  struct SlotBefore {
    AccountNumber number;
    AccountSlot slot;
  };
  struct LineBefore {
    EntryNumber hold;
    std::uint32_t line;
    HoldLine before;
  };
  void undo();
  void keep_holds();

  Books& books_;
  std::uint64_t id_;
  bool kept_ = false;
  PostingNumber postings_ = 0;
  std::vector<SumsBefore> sums_before_;
  std::vector<ChainBefore> chains_before_;  // before a mark: one posting in eight
  std::vector<SlotBefore> slots_before_;
  struct OpenedAccount {
    AccountNumber number;
    std::string_view name;
  };
  std::vector<OpenedAccount> opened_;
  std::vector<EntryNumber> added_holds_;
  std::vector<LineBefore> lines_before_;
  std::vector<EntryNumber> reversed_;
  std::optional<Date> closed_through_;
};

}  // namespace anxin::book
