// A change that is meant for one version of a thing, as If-Match names it.
//
// Role: stands between a request's services and the writer.
// Threads: one, as the call that owns it.
#pragma once

#include <functional>

#include "ledger/base/clock.h"
#include "ledger/service/ledger_port.h"

namespace anxin::routes {

class MeantPort final : public ledger::LedgerPort {
 public:
  /// What must hold in the book before anything is changed; nothing: no more than the services ask.
  using Meant = std::function<Result<void>(const ledger::Reader&)>;
  MeantPort(ledger::LedgerPort& ledger, const Clock& clock) : ledger_(ledger), clock_(clock) {}

  void mean(Meant meant) { meant_ = std::move(meant); }

  [[nodiscard]] Result<ledger::Reader> read(Instant now) const override {
    return ledger_.read(now);
  }
  [[nodiscard]] Result<ledger::Reader> read_records(Instant now) const override {
    return ledger_.read_records(now);
  }
  /// Refuses: what was meant, unless the key is known; and as the ledger. What was meant holds at
  /// the commit too, since a command that changes the thing names the version it was decided on.
  Result<ledger::Receipt> execute(book::Command command) override {
    LEDGER_CHECK(check(command.key));
    return ledger_.execute(std::move(command));
  }
  Result<ledger::Receipt> judge(const book::Command& command) override {
    LEDGER_CHECK(check(command.key));
    return ledger_.judge(command);
  }
  /// Refuses: what was meant, unless a request with this key was answered already.
  [[nodiscard]] Result<void> check(const std::string& key) const {
    if (!meant_) return {};
    const auto reader = LEDGER_TRY(ledger_.read_records(clock_.now()));
    return reader.entry_of_key(key) ? Result<void>() : meant_(reader);
  }

 private:
  ledger::LedgerPort& ledger_;
  const Clock& clock_;
  Meant meant_;
};

}  // namespace anxin::routes
