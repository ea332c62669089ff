// Opens a book for a command: store, clock, writer, vault.
#pragma once

#include <memory>

#include "api/cli/context.h"
#include "ledger/service/reader.h"
#include "ledger/service/writer.h"
#include "payments/service/payments_book.h"

namespace anxin::cli {

/// A book opened for reading. On a simulated clock its time is --now or the last entry's.
class ReadableBook {
 public:
  /// Refuses: usage.*, store.*.
  static Result<ReadableBook> open(const Context& context);
  /// The same without looking at what it holds: for a book that may be damaged.
  static Result<ReadableBook> open_unread(const Context& context);
  [[nodiscard]] const store::Store& store() const { return *store_; }
  [[nodiscard]] Result<ledger::Reader> read() const { return ledger::Reader::open(*store_, now_); }
  [[nodiscard]] Instant now() const { return now_; }

 private:
  std::unique_ptr<store::Store> store_;
  Instant now_;
};

/// A book with all that payments needs. One process at a time may open it for writing; any number
/// read beside it.
class PaymentsSession {
 public:
  /// Opens the book. A reader who gives a name must be known; who changes it is asked by each
  /// service, since the first load makes the first names.
  /// Refuses: usage.*, store.*, file.master-key-unreadable, access.actor-unknown.
  static Result<std::unique_ptr<PaymentsSession>> open(Context& context, store::Access access);
  ~PaymentsSession();
  PaymentsSession(const PaymentsSession&) = delete;
  PaymentsSession& operator=(const PaymentsSession&) = delete;
  [[nodiscard]] payments::PaymentsBook& payments() { return *payments_; }

 private:
  PaymentsSession() : clock_(Instant{}) {}
  std::unique_ptr<store::Store> store_;
  ManualClock clock_;
  std::unique_ptr<ledger::Writer> writer_;
  std::unique_ptr<payments::Vault> vault_;
  std::unique_ptr<payments::PaymentsBook> payments_;
};

/// Opens personal data with the master key. Refuses: file.master-key-unreadable.
[[nodiscard]] Result<std::unique_ptr<payments::Vault>> open_vault(Context& context);

/// The time a command acts at. Refuses: usage.clock (--now on a book with a real clock).
[[nodiscard]] Result<Instant> command_time(const Context& context, const store::Store& store);

/// The whole file, "-" for standard input. Refuses: file.unreadable.
[[nodiscard]] Result<std::string> read_file(Context& context, const std::string& path);
/// What a file is written for.
enum class FileUse : std::uint8_t {
  keeping,    ///< for its owner alone, on disk when write_file returns
  monitoring  ///< for other programs to look at; the next one comes soon
};
/// Refuses: file.unreadable.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes,
                                      FileUse use = FileUse::keeping);
/// Finds out by trying whether write_file could write to this path, or into this folder; leaves
/// nothing behind. Refuses: file.unreadable.
[[nodiscard]] Result<void> check_writable(const std::string& path);

/// Makes the master key of a new book, readable by its owner alone; an existing one is kept.
/// Refuses: file.master-key-unreadable.
[[nodiscard]] Result<void> make_master_key(Context& context);

}  // namespace anxin::cli
