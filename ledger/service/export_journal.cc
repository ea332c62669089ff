#include "ledger/service/export_journal.h"

#include <fmt/format.h>

#include <ostream>
#include <sstream>
#include <unordered_map>

#include "ledger/base/amount.h"
#include "ledger/base/bytes.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/book_rows.h"

namespace anxin::ledger {
namespace {

using store::Table;

constexpr std::size_t kExportSlice = 50'000;     // a fraction of a second on one snapshot
constexpr std::size_t kExportBytes = 1U << 20U;  // of a slice: held until they are taken
constexpr std::size_t kNamesCached = 1U << 16U;  // then the cache begins anew

/// What a line of text says of an account; none of it changes.
struct NamedAccount {
  book::AccountNumber number = 0;
  std::string name;
  book::Side normal = book::Side::debit;
  Currency currency;
  Date opened_on;
};

class AccountNames {
 public:
  void aim(const store::Snapshot& snapshot) { loader_.aim(snapshot); }

  Result<NamedAccount> of(book::AccountNumber number) {
    if (const auto known = known_.find(number); known != known_.end()) return known->second;
    const auto found = loader_.opening(number);
    if (!found) return fail(store::kDamaged, {{"what", fmt::format("account {}", number)}});
    if (known_.size() >= kNamesCached) known_.clear();
    const NamedAccount account{number, std::string(found->name), found->normal, found->currency,
                               found->opened_on};
    return known_.emplace(number, account).first->second;
  }

 private:
  StoreLoader loader_;
  std::unordered_map<book::AccountNumber, NamedAccount> known_;
};

/// A posting with what a format may say of it.
struct ExportedPosting {
  book::EntryNumber entry;
  std::size_t index;
  Instant recorded_at;
  const book::Posting& posting;
  NamedAccount debit;
  NamedAccount credit;
  std::string amount;
};

class Format {
 public:
  explicit Format(std::ostream& out) : out_(out) {}
  virtual ~Format() = default;
  virtual void begin(const store::BookIdentity& book, const book::Head& head) = 0;
  /// `first`: of its transaction: the postings of an entry that share kind and date.
  virtual void write(const ExportedPosting& one, bool first) = 0;

 protected:
  std::ostream& out_;
};

class CsvFormat final : public Format {
 public:
  using Format::Format;
  void begin(const store::BookIdentity&, const book::Head&) override {
    out_ << "entry,posting,recorded_at,effective_on,kind,debit,credit,amount,currency,"
            "debit_balance,credit_balance\n";
  }
  void write(const ExportedPosting& one, bool) override {
    const auto& posting = one.posting;
    out_ << fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", one.entry, one.index,
                        to_string(one.recorded_at), to_string(posting.effective_on),
                        to_word(posting.kind), one.debit.name, one.credit.name, one.amount,
                        one.debit.currency.code(), balance(one.debit, posting.debit_after),
                        balance(one.credit, posting.credit_after));
  }

 private:
  static std::string balance(const NamedAccount& account, const book::SideSums& sums) {
    return to_string(sums.of(account.normal) - sums.of(book::other(account.normal)),
                     account.currency);
  }
};

// Ledger's journal, which hledger reads as well.
class LedgerFormat final : public Format {
 public:
  using Format::Format;
  void begin(const store::BookIdentity& book, const book::Head& head) override {
    out_ << fmt::format("; book {} at entry {}, digest {}\n", book.id, head.entry,
                        head.digest.hex());
  }
  void write(const ExportedPosting& one, bool first) override {
    if (first) {
      out_ << fmt::format("\n{} * ({}) {}\n", to_string(one.posting.effective_on), one.entry,
                          to_word(one.posting.kind));
    }
    const auto currency = one.debit.currency.code();
    out_ << fmt::format("    {}  {} {}\n    {}  {} -{}\n", one.debit.name, currency, one.amount,
                        one.credit.name, currency, one.amount);
  }
};

// Beancount wants five kinds of account and capital letters: a debit-normal account t:cash with the
// number 7 becomes Assets:T:Cash:A7, and its name stands beside its opening.
class BeancountFormat final : public Format {
 public:
  using Format::Format;
  void begin(const store::BookIdentity& book, const book::Head& head) override {
    out_ << fmt::format("; book {} at entry {}, digest {}\n", book.id, head.entry,
                        head.digest.hex());
  }
  void write(const ExportedPosting& one, bool first) override {
    open(one.debit);
    open(one.credit);
    if (first || opened_) {
      out_ << fmt::format("\n{} * \"{}\" ^entry-{}\n", to_string(one.posting.effective_on),
                          to_word(one.posting.kind), one.entry);
    }
    opened_ = false;
    const auto currency = one.debit.currency.code();
    out_ << fmt::format("  {}  {} {}\n  {}  -{} {}\n", spelled(one.debit), one.amount, currency,
                        spelled(one.credit), one.amount, currency);
  }

 private:
  void open(const NamedAccount& account) {
    if (account.number <= known_.size() && known_[account.number - 1]) return;
    if (account.number > known_.size()) known_.resize(account.number);
    known_[account.number - 1] = true;
    opened_ = true;
    out_ << fmt::format("\n{} open {} {}\n  name: \"{}\"\n", to_string(account.opened_on),
                        spelled(account), account.currency.code(), account.name);
  }

  static std::string spelled(const NamedAccount& account) {
    std::string text = account.normal == book::Side::debit ? "Assets" : "Liabilities";
    bool first_of_part = true;
    text += ':';
    for (const char c : account.name) {
      if (first_of_part) add_first(text, c);
      if (!first_of_part) text += c == '.' || c == '_' ? '-' : c;
      first_of_part = c == ':';
    }
    return fmt::format("{}:A{}", text, account.number);
  }
  static void add_first(std::string& text, char c) {
    const bool lower = c >= 'a' && c <= 'z';
    const bool fits = lower || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    text += lower ? static_cast<char>(c - 'a' + 'A') : fits ? c : 'X';
  }

  std::vector<bool> known_;  // by account number
  bool opened_ = false;      // an opening stands between the last transaction and the next posting
};

std::unique_ptr<Format> make_format(JournalFormat format, std::ostream& out) {
  switch (format) {
    case JournalFormat::csv:
      return std::make_unique<CsvFormat>(out);
    case JournalFormat::hledger:
    case JournalFormat::ledger:
      return std::make_unique<LedgerFormat>(out);
    case JournalFormat::beancount:
      return std::make_unique<BeancountFormat>(out);
  }
  return nullptr;
}

class Exporter {
 public:
  Exporter(const store::Store& store, JournalFormat format)
      : store_(store), format_(make_format(format, text_)) {}

  // What takes the text may be slow: no snapshot is open meanwhile.
  Result<void> run(std::ostream& out) {
    LEDGER_CHECK(begin());
    hand_over(out);
    while (next_ <= head_.postings && out) {
      LEDGER_CHECK(slice());
      hand_over(out);
    }
    return {};
  }

 private:
  Result<void> begin() {
    const auto snapshot = LEDGER_TRY(store_.snapshot());
    const auto identity = LEDGER_TRY(store::read_identity(*snapshot));
    head_ = LEDGER_TRY(store::read_head(*snapshot));
    format_->begin(identity, head_);
    return {};
  }

  void hand_over(std::ostream& out) {
    out << text_.str();
    text_.str("");
  }

  Result<void> slice() {
    const auto snapshot = LEDGER_TRY(store_.snapshot());
    names_.aim(*snapshot);
    const auto cursor = snapshot->cursor(Table::postings);
    const auto enough = next_ + kExportSlice;
    const auto takes_more = [&] {
      const bool short_of_bytes = text_.tellp() < static_cast<std::streamoff>(kExportBytes);
      return next_ <= head_.postings && next_ < enough && short_of_bytes;
    };
    bool more = cursor->seek(store::entry_key(next_));
    for (; more && takes_more(); more = cursor->next()) {
      const auto block = store::decode_block(cursor->value());
      const bool expected = block && cursor->key() == store::entry_key(next_);
      if (!expected) return damaged();
      LEDGER_CHECK(write(*block));
      next_ += block->postings.size();
    }
    return takes_more() ? damaged() : Result<void>();
  }

  [[nodiscard]] Result<void> damaged() const {
    return fail(store::kDamaged, {{"what", fmt::format("posting {}", next_)}});
  }

  Result<void> write(const store::PostingBlock& block) {
    const book::Posting* before = nullptr;
    for (std::size_t i = 0; i < block.postings.size(); ++i) {
      const auto& posting = block.postings[i];
      const auto debit = LEDGER_TRY(names_.of(posting.debit));
      const bool first = before == nullptr || before->kind != posting.kind ||
                         before->effective_on != posting.effective_on;
      format_->write(
          {block.entry, i, block.recorded_at, posting, debit, LEDGER_TRY(names_.of(posting.credit)),
           to_string(posting.amount, debit.currency)},
          first);
      before = &posting;
    }
    return {};
  }

  const store::Store& store_;
  std::ostringstream text_;
  std::unique_ptr<Format> format_;
  AccountNames names_;
  book::Head head_;
  book::PostingNumber next_ = 1;
};

}  // namespace

std::optional<JournalFormat> parse_journal_format(std::string_view word) {
  if (word == "csv") return JournalFormat::csv;
  if (word == "hledger") return JournalFormat::hledger;
  if (word == "ledger") return JournalFormat::ledger;
  if (word == "beancount") return JournalFormat::beancount;
  return std::nullopt;
}

Result<void> export_journal(const store::Store& store, JournalFormat format, std::ostream& out) {
  return Exporter(store, format).run(out);
}

}  // namespace anxin::ledger
