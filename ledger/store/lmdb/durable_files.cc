#include "ledger/store/lmdb/durable_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "ledger/store/store.h"

namespace anxin::store {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Fault> unavailable() {
  return fail(kUnavailable, {{"cause", std::strerror(errno)}});
}

Result<void> sync(const fs::path& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
  if (fd < 0) return unavailable();
  const int code = ::fsync(fd);
  const auto fault = unavailable();
  ::close(fd);
  if (code != 0) return fault;
  return {};
}

fs::path lock_file(const fs::path& folder) { return folder / "writer.lock"; }

}  // namespace

Result<void> sync_folder(const fs::path& folder) { return sync(folder, O_RDONLY | O_DIRECTORY); }
Result<void> sync_file(const fs::path& file) { return sync(file, O_RDONLY); }

Result<WriterLock> WriterLock::take(const fs::path& folder) {
  WriterLock lock(::open(lock_file(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kFileMode));
  if (lock.fd_ < 0) return unavailable();
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return fail(kBusy, {{"path", folder.string()}});
    return unavailable();
  }
  // For people who ask who writes; the lock itself is the kernel's.
  const auto name = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.fd_, 0) == 0) {
    [[maybe_unused]] const auto written = ::pwrite(lock.fd_, name.data(), name.size(), 0);
  }
  return lock;
}

std::string WriterLock::holder(const fs::path& folder) {
  const int fd = ::open(lock_file(folder).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return "";
  std::string name;
  if (::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    std::array<char, 32> bytes{};
    const auto got = ::pread(fd, bytes.data(), bytes.size(), 0);
    name.assign(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    while (!name.empty() && name.back() == '\n') name.pop_back();
    if (name.empty()) name = "?";
  }
  ::close(fd);
  return name;
}

WriterLock::~WriterLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace anxin::store
