// The pieces that the commands of `ledger` share.
#pragma once

#include "api/cli/context.h"
#include "ledger/service/verify.h"

namespace anxin::cli {

/// "1234/5678 (22 %, 3 s left)" on a terminal, from time to time; nothing otherwise.
class ProgressLine {
 public:
  explicit ProgressLine(Context& context);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(book::EntryNumber done, book::EntryNumber all);

 private:
  Context& context_;
  bool terminal_;
  bool shown_ = false;
  Instant begun_;
};

/// Verifies the store, payments' identities included.
[[nodiscard]] Result<ledger::VerifyReport> verify_all(Context& context, const store::Store& store,
                                                      Instant now);

void print_report(Context& context, const ledger::VerifyReport& report);

/// Writes what was last done to a book beside it, for `ledger status`. A folder that cannot be
/// written to keeps what it has.
void note_done(Context& context, std::string_view what, const book::Head& head);
/// {"backup":{"at":…,"entry":…,"head":…},"verify":…}; an empty object when nothing is known.
[[nodiscard]] Json last_done(Context& context);

}  // namespace anxin::cli
