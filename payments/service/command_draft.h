// Builds the one command in which a service's decision becomes true.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/book/command.h"
#include "payments/domain/posting.h"
#include "payments/service/records.h"

namespace anxin::payments {

class CommandDraft {
 public:
  /// Opens the account as the chart says, unless the book has it.
  /// Requires: the name is one of the chart's.
  void ensure_open(const ledger::Reader& reader, const book::AccountName& account, Date opened_on);
  /// A rule's moves (posting.h), all with the same amount. Nothing is posted for zero.
  void post(Date effective_on, const Moves& moves, Money amount);
  void post(Date effective_on, const Move& move, Money amount) {
    post(effective_on, Moves{move}, amount);
  }
  /// Posts all that is available on the credited account; the ledger refuses where it is another
  /// amount by then.
  void post_whole(Date effective_on, const Move& move, Money amount);
  void hold(const Moves& moves, Money amount);
  /// The hold stands only while the account has at least this available before its first line.
  void hold_needs(const book::AccountName& account, Money available);
  void settle(const std::string& hold_key, std::uint32_t line, Date effective_on);
  void release(const std::string& hold_key, std::uint32_t line);

  /// A part of the first answer.
  void answer(std::string name, std::string value) {
    command_.answer.push_back({std::move(name), std::move(value)});
  }
  void note(std::string text) { command_.note = std::move(text); }

  /// Writes a record that must not exist yet.
  template <class T>
  void create(const RecordTable<T>& table, const std::string& key, const T& value) {
    write(table.name, key, encode_record(value), std::nullopt);
  }
  /// Writes a record over the version that was read.
  template <class T>
  void update(const RecordTable<T>& table, const Versioned<T>& read, const T& value) {
    write(table.name, read.key, encode_record(value), read.version);
  }
  /// Writes bytes that are no record type of their own, under an id that must not exist yet.
  void write_raw(const book::RecordId& id, std::string bytes) {
    write(id.table, id.key, std::move(bytes), std::nullopt);
  }
  /// The decision rests on this version of a record that is not written.
  template <class T>
  void rests_on(const RecordTable<T>& table, const Versioned<T>& read) {
    command_.reads.push_back({{std::string(table.name), read.key}, read.version});
  }

  /// Steps in the order open, post, hold, settle, void; postings of one date share a step.
  [[nodiscard]] book::Command build(std::string key, std::string actor, Fields content) &&;

 private:
  void add_in_steps(book::Post post);
  void write(std::string_view table, const std::string& key, std::string bytes,
             std::optional<book::EntryNumber> version);

  book::Command command_;
  std::map<book::RecordId, std::string> writes_;  // the last value, where one is written twice
  std::map<std::string, book::OpenAccount> opens_;
  std::map<Date, book::Post> posts_;
  book::HoldOrder hold_;
  std::map<std::pair<std::string, Date>, std::vector<book::SettleLine>> settles_;
  std::map<std::string, std::vector<std::uint32_t>> voids_;
};

}  // namespace anxin::payments
