// A loader for books that are tried without a store: it knows what a test tells it, and a test may
// leave out what must not be missing.
#pragma once

#include <map>
#include <string>

#include "ledger/book/books.h"

namespace anxin::tests {

class MapLoader final : public book::Loader {
 public:
  std::optional<book::AccountNumber> account_number(std::string_view name) override {
    return in(numbers, std::string(name));
  }
  std::optional<book::AccountName> account_name(book::AccountNumber number) override {
    for (const auto& [name, known] : numbers) {
      if (known == number) return book::AccountName::of(name);
    }
    return std::nullopt;
  }
  std::optional<book::AccountState> account(book::AccountNumber number) override {
    return in(accounts, number);
  }
  std::optional<book::Hold> hold(book::EntryNumber entry) override { return in(holds, entry); }
  std::optional<book::EntryNumber> key(std::string_view key) override {
    return in(keys, std::string(key));
  }
  std::optional<book::Entry> entry(book::EntryNumber number) override {
    return in(entries, number);
  }
  std::optional<book::EntryNumber> reversed_by(book::EntryNumber) override { return std::nullopt; }
  std::optional<book::EntryNumber> record_version(const book::RecordId&) override {
    return std::nullopt;
  }

  std::map<std::string, book::AccountNumber> numbers;
  std::map<book::AccountNumber, book::AccountState> accounts;
  std::map<book::EntryNumber, book::Hold> holds;
  std::map<std::string, book::EntryNumber> keys;
  std::map<book::EntryNumber, book::Entry> entries;

 private:
  template <class Key, class Value>
  static std::optional<Value> in(const std::map<Key, Value>& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
  }
};

}  // namespace anxin::tests
