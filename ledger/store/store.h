// The port behind which bytes are kept: ordered tables, snapshots, one atomic durable write.
//
// Role: implemented by memory (memory.h), LMDB (lmdb/), later PostgreSQL; used by ledger/service.
//       What the bytes mean is codec.h.
// Shape: keys are ordered bytewise and 1 to 480 bytes long. A write is a value, the WriteBatch: it
//        can be recorded, replayed and compared, and nothing runs inside a transaction.
// Threads: commit() from one thread at a time; snapshots from any, each used by one.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"

namespace anxin::store {

inline constexpr Reason kUnavailable{"store.unavailable"};         ///< cannot be opened or read
inline constexpr Reason kNotFound{"store.not-found"};              ///< no book there
inline constexpr Reason kExists{"store.exists"};                   ///< a book is there already
inline constexpr Reason kBusy{"store.busy"};                       ///< another process writes
inline constexpr Reason kFull{"store.full"};                       ///< no room; nothing was changed
inline constexpr Reason kHeadMoved{"store.head-moved"};            ///< somebody else has written
inline constexpr Reason kOutcomeUnknown{"store.outcome-unknown"};  ///< the commit failed midway
inline constexpr Reason kDamaged{"store.damaged"};                 ///< bytes that cannot be read
inline constexpr Reason kReadTooLong{"store.read-too-long"};       ///< a snapshot past its deadline
inline constexpr Reason kFormatOlder{"store.format-older"};        ///< to be migrated first
inline constexpr Reason kFormatNewer{"store.format-newer"};        ///< than this program knows
inline constexpr std::array kReasons{kUnavailable, kNotFound,    kExists,         kBusy,
                                     kFull,        kHeadMoved,   kOutcomeUnknown, kDamaged,
                                     kReadTooLong, kFormatOlder, kFormatNewer};

inline constexpr std::size_t kKeyBytesMax = 480;  // LMDB takes 511; the rest is room for prefixes

enum class Table : std::uint8_t {
  meta,      ///< word → value: the book, its head, the checkpoint's mark, the writer's epoch
  journal,   ///< entry → digest and canonical bytes; the only truth
  postings,  ///< first posting of an entry → its linked postings
  accounts,  ///< number → account, complete up to an entry (a striped checkpoint)
  account_numbers,  ///< number → name
  names,            ///< name → number
  days,             ///< effective day, account → what its postings of that day add up to
  months,           ///< effective month, account → the same for the month
  keys,             ///< idempotency key → entry
  holds,            ///< hold, slice → lines and their states
  expiries,         ///< instant, hold → nothing
  reversals,        ///< entry → the entry that reversed it
  records,          ///< table, key → version and value of a domain record
  anchors,          ///< entry → the head as it was then
};
inline constexpr std::size_t kTables = 14;
inline constexpr std::array<std::string_view, kTables> kTableNames{
    "meta",   "journal", "postings", "accounts", "account_numbers", "names",   "days",
    "months", "keys",    "holds",    "expiries", "reversals",       "records", "anchors"};

/// Puts and erasures that become true together. Keys and values are copied into one arena.
class WriteBatch {
 public:
  enum class Action : std::uint8_t { put, append, add, erase, expect };
  struct Op {
    Table table;
    Action action;
    std::size_t key_at, key_size, value_at, value_size;
  };

  void put(Table table, std::string_view key, std::string_view value) {
    add(table, Action::put, key, value);
  }
  /// A put whose key is known to be beyond the table's last one.
  void append(Table table, std::string_view key, std::string_view value) {
    add(table, Action::append, key, value);
  }
  /// The same with a value in two parts, so that the longer one is copied once.
  void append(Table table, std::string_view key, std::string_view head, std::string_view rest) {
    add(table, Action::append, key, head);
    ops_.back().value_size += rest.size();
    arena_.append(rest);
  }
  /// The same with a value that `write` puts where it is to be, by a ByteWriter.
  template <class Write>
  void append_in_place(Table table, std::string_view key, const Write& write) {
    add(table, Action::append, key, {});
    ByteWriter out(std::move(arena_));
    write(out);
    arena_ = out.take();
    ops_.back().value_size = arena_.size() - ops_.back().value_at;
  }
  /// Adds to a row of numbers, one by one; an absent row counts as zeros. Row and value have the
  /// shape of numbers.h.
  void add_up(Table table, std::string_view key, std::string_view value) {
    add(table, Action::add, key, value);
  }
  void erase(Table table, std::string_view key) { add(table, Action::erase, key, {}); }
  /// The commit is refused (store.head-moved) unless the key holds exactly this value.
  void expect(Table table, std::string_view key, std::string_view value) {
    add(table, Action::expect, key, value);
  }

  /// Adds everything that another batch holds, behind what is here.
  void add(const WriteBatch& other) {
    const auto at = arena_.size();
    arena_.append(other.arena_);
    for (auto op : other.ops_) {
      op.key_at += at;
      op.value_at += at;
      ops_.push_back(op);
    }
  }

  [[nodiscard]] const std::vector<Op>& ops() const { return ops_; }
  [[nodiscard]] std::string_view key(const Op& op) const {
    return std::string_view(arena_).substr(op.key_at, op.key_size);
  }
  [[nodiscard]] std::string_view value(const Op& op) const {
    return std::string_view(arena_).substr(op.value_at, op.value_size);
  }
  [[nodiscard]] std::size_t bytes() const { return arena_.size(); }
  [[nodiscard]] bool empty() const { return ops_.empty(); }
  /// Empties the batch and keeps its memory for the next one.
  void clear() {
    ops_.clear();
    arena_.clear();
  }

 private:
  void add(Table table, Action action, std::string_view key, std::string_view value) {
    ops_.push_back(
        {table, action, arena_.size(), key.size(), arena_.size() + key.size(), value.size()});
    arena_.append(key).append(value);
  }
  std::string arena_;
  std::vector<Op> ops_;
};

/// A position in one table of a snapshot. Views are valid while the snapshot lives; after that a
/// cursor may be destroyed and nothing else.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Moves to the first key at or after `key`; false when there is none.
  virtual bool seek(std::string_view key) = 0;
  /// Moves to the last key at or before `key`; false when there is none.
  virtual bool seek_back(std::string_view key) = 0;
  virtual bool next() = 0;
  virtual bool last() = 0;
  [[nodiscard]] virtual std::string_view key() const = 0;
  [[nodiscard]] virtual std::string_view value() const = 0;
};

/// The store as it was at one commit.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  [[nodiscard]] virtual std::optional<std::string_view> get(Table table,
                                                            std::string_view key) const = 0;
  [[nodiscard]] virtual std::unique_ptr<Cursor> cursor(Table table) const = 0;
};

enum class Access { read, write };

/// How long a snapshot may be read from: an old one keeps every page that was freed since, so that
/// a minute's reader of a busy book can grow the file a hundredfold. Long work takes many
/// snapshots.
using Patience = std::chrono::seconds;
inline constexpr Patience kReadPatience{60};           // a page of a face takes milliseconds
inline constexpr Patience kEndless = Patience::max();  // the writer's own, renewed at each commit

/// Thrown by reads of a snapshot that is past its deadline. Who asked should ask again.
class ReadTooLong : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "store.read-too-long"; }
};

/// Thrown by reads when the store's bytes make no sense: "absent" would be a wrong answer.
class Unreadable : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "store.damaged"; }
};

/// How much room there is, and who looks.
struct StoreStatus {
  std::uint64_t file_bytes = 0;             ///< of the book's file
  std::uint64_t live_bytes = 0;             ///< of it, pages in use
  std::uint64_t map_bytes = 0;              ///< the file can never be larger
  std::uint64_t disk_free_bytes = 0;        ///< on the disk that it lies on
  std::uint64_t reserve_bytes = 0;          ///< below so much of either, writes are refused
  std::uint64_t commits = 0;                ///< since the book was made
  std::uint32_t readers = 0;                ///< snapshots open now
  std::uint64_t oldest_reader_commits = 0;  ///< made since the oldest of them was taken
  std::string writer;  ///< process that holds the writer's lock, empty for none
};

class Store {
 public:
  virtual ~Store() = default;
  /// Refuses: store.unavailable.
  [[nodiscard]] virtual Result<std::unique_ptr<Snapshot>> snapshot(
      Patience patience = kReadPatience) const = 0;
  /// Makes the batch true as a whole, on disk when it returns.
  /// Refuses: store.head-moved, store.full (both: nothing changed), store.outcome-unknown.
  [[nodiscard]] virtual Result<void> commit(const WriteBatch& batch) = 0;
  /// A compact copy of the last commit in a new folder, on disk when it returns. Does not stop the
  /// writer. Refuses: store.unavailable.
  [[nodiscard]] virtual Result<void> copy_to(const std::filesystem::path& folder) const = 0;
  [[nodiscard]] virtual StoreStatus status() const = 0;
};

}  // namespace anxin::store
