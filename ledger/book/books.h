// The books in memory: what apply() reads and changes.
//
// Role: owned by the writer (ledger/service) and by tests. Accounts, holds and keys that are not
//       in memory come from a Loader; what has changed is drained into the store group by group.
// Threads: one.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/base/digest.h"
#include "ledger/book/account.h"
#include "ledger/book/entry.h"
#include "ledger/book/hold.h"

namespace anxin::book {

/// The end of the chain and the counters that go with it.
struct Head {
  EntryNumber entry = 0;
  Digest digest;
  Instant recorded_at;
  AccountNumber accounts = 0;
  PostingNumber postings = 0;
  bool operator==(const Head&) const = default;
};

/// Where state comes from that is not in memory yet: a snapshot of the store. Absent = nothing.
class Loader {
 public:
  virtual ~Loader() = default;
  virtual std::optional<Account> account(const AccountName& name) = 0;
  virtual std::optional<Account> account(AccountNumber number) = 0;
  virtual std::optional<Hold> hold(EntryNumber entry) = 0;
  virtual std::optional<EntryNumber> key(std::string_view key) = 0;
  virtual std::optional<Entry> entry(EntryNumber number) = 0;
  virtual std::optional<EntryNumber> record_version(const RecordId& id) = 0;
};

/// A line of a hold that has changed.
struct ChangedLine {
  EntryNumber hold = 0;
  std::uint32_t line = 0;
  auto operator<=>(const ChangedLine&) const = default;
};

/// What has changed since the last drain, each thing once, in order.
struct Changes {
  std::vector<AccountNumber> accounts;
  std::vector<ChangedLine> lines;
};

/// A hold that ends by itself, ordered by when.
using Expiry = std::pair<Instant, EntryNumber>;

class Books {
 public:
  /// `loader` may be null: then the books begin empty.
  Books(Head head, Loader* loader) : head_(head), loader_(loader) {}

  [[nodiscard]] const Head& head() const { return head_; }
  /// Null where no such account, hold, key or entry exists.
  Account* find(const AccountName& name);
  Account* find(AccountNumber number);
  /// Requires: the number came from the books.
  Account& at(AccountNumber number);
  Hold* find_hold(EntryNumber entry);
  std::optional<EntryNumber> find_key(std::string_view key);
  std::optional<Entry> find_entry(EntryNumber number);
  std::optional<EntryNumber> record_version(const RecordId& id);

  /// Holds with an expiry that are open; filled by the writer on opening.
  std::set<Expiry>& expiries() { return expiries_; }

  /// Everything changed since the last call. The memory of keys, entries and record versions of
  /// that time is dropped: from then on the loader must know them.
  Changes drain();
  [[nodiscard]] std::size_t accounts_in_memory() const { return by_number_.size(); }

 private:
  friend class Attempt;
  Account& remember(Account account);

  Head head_;
  Loader* loader_;
  std::unordered_map<AccountNumber, Account> by_number_;
  std::unordered_map<std::string, AccountNumber> by_name_;
  std::unordered_map<EntryNumber, Hold> holds_;
  std::set<Expiry> expiries_;
  // since the last drain
  std::map<std::string, EntryNumber, std::less<>> keys_;
  std::map<EntryNumber, Entry> entries_;
  std::map<RecordId, EntryNumber> records_;
  std::vector<AccountNumber> changed_accounts_;
  std::vector<ChangedLine> changed_lines_;
};

/// The hold of this key or entry number; null where there is none.
[[nodiscard]] Hold* find_hold(Books& books, const HoldName& name);

/// One try at changing the books: kept whole or undone whole when it ends.
class Attempt {
 public:
  explicit Attempt(Books& books) : books_(books) {}
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  Account& open(Account account);
  Account& change(AccountNumber number);
  [[nodiscard]] const Account& look(AccountNumber number) { return books_.at(number); }
  Hold& add(Hold hold);
  HoldLine& change(Hold& hold, std::uint32_t line);
  /// Numbers the next posting.
  PostingNumber next_posting() { return books_.head_.postings + ++postings_; }
  /// Makes everything permanent under this entry and head.
  void keep(const Entry& entry, const Digest& digest);

 private:
  struct AccountBefore {
    AccountNumber number;
    SideSums posted;
    SideSums held;
    PostingNumber last_posting;
  };
  struct LineBefore {
    EntryNumber hold;
    std::uint32_t line;
    HoldLine before;
  };
  void undo();

  Books& books_;
  bool kept_ = false;
  PostingNumber postings_ = 0;
  std::vector<AccountBefore> accounts_before_;
  std::vector<AccountNumber> opened_;
  std::vector<EntryNumber> added_holds_;
  std::vector<LineBefore> lines_before_;
};

}  // namespace anxin::book
