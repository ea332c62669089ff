#include "tests/bench/book_files.h"

#include <fcntl.h>
#include <unistd.h>

#include "ledger/base/invariant.h"
#include "tests/bench/running_book.h"

namespace anxin::bench {
namespace {

namespace fs = std::filesystem;

store::BookIdentity identity() {
  return {"00112233445566778899aabbccddeeff", "110105", "bench", store::ClockKind::simulated,
          standing_still()};
}

// Writes back whatever the file system still owes, so that no run pays for the one before.
void flush_file_system(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  LEDGER_INVARIANT(fd >= 0);
  LEDGER_INVARIANT(::syncfs(fd) == 0);
  ::close(fd);
}

}  // namespace

Result<void> make_book(const Workload& work, const fs::path& folder) {
  LEDGER_CHECK(store::LmdbStore::create(folder, ledger::first_contents(identity())));
  const auto store = LEDGER_TRY(store::LmdbStore::open(folder, store::Access::write));
  const ManualClock clock(standing_still());
  const auto writer = LEDGER_TRY(ledger::Writer::open(*store, clock));
  for (std::size_t i = 0; i < work.parts(); ++i) ask(*writer, work.part(i));
  return writer->checkpoint();
}

void copy_book(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  fs::copy_file(from / "data.mdb", to / "data.mdb", fs::copy_options::overwrite_existing);
  flush_file_system(to / "data.mdb");
}

std::uint64_t file_bytes(const fs::path& book) { return fs::file_size(book / "data.mdb"); }

Scratch::Scratch(fs::path folder) : folder_(std::move(folder)) {
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

Scratch::~Scratch() {
  std::error_code ignored;  // a destructor has nobody to tell
  fs::remove_all(folder_, ignored);
}

}  // namespace anxin::bench
