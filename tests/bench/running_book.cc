#include "tests/bench/running_book.h"

#include "ledger/base/bytes.h"
#include "ledger/base/invariant.h"

namespace anxin::bench {

Instant standing_still() {
  const auto instant = parse_instant("2026-10-31T02:00:00Z");
  LEDGER_INVARIANT(instant.has_value());
  return *instant;
}

Result<std::unique_ptr<RunningBook>> RunningBook::open(const std::filesystem::path& folder,
                                                       Recording recording) {
  auto store = LEDGER_TRY(store::LmdbStore::open(folder, store::Access::write));
  std::unique_ptr<RunningBook> book(new RunningBook(std::move(store)));
  store::Store& asked = *book->store_;
  store::Store& used = recording == Recording::on ? book->recorder_ : asked;
  book->writer_ = LEDGER_TRY(ledger::Writer::open(used, book->clock_, ledger::Overlap::on));
  static_cast<void>(book->take_commits());  // taking the book over is not the work
  return book;
}

std::uint64_t digest_number(const ledger::Receipt& receipt) {
  return ByteReader(receipt.digest.view()).u64();
}

std::uint64_t ask(ledger::Writer& writer, std::vector<book::Command> commands) {
  std::uint64_t sum = 0;
  for (auto& one : commands) {
    writer.submit(std::move(one), [&sum](const Result<ledger::Receipt>& result) {
      LEDGER_INVARIANT(result.has_value());  // a workload asks for nothing that is refused
      sum += digest_number(*result);
    });
  }
  while (writer.pump()) {
  }
  return sum;
}

}  // namespace anxin::bench
