#include "api/cli/open_book.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "ledger/base/text.h"

namespace anxin::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kInputBytesMax = std::size_t{128} << 20U;  // the largest bank file accepted
constexpr std::size_t kReadBytes = 1U << 16U;

Result<std::string> read_all(int descriptor, const std::string& path) {
  std::string bytes;
  std::array<char, kReadBytes> part{};
  for (;;) {
    const auto got = ::read(descriptor, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 || bytes.size() > kInputBytesMax) {
      return fail(kFileUnreadable, {{"path", path}, {"cause", std::strerror(errno)}});
    }
    if (got == 0) return bytes;
    bytes.append(part.data(), static_cast<std::size_t>(got));
  }
}

Result<SecretKey> read_master_key(Context& context) {
  const auto file = context.master_key_file();
  const auto text = read_file(context, file.string());
  const auto raw = text ? from_hex(trim(*text)) : std::nullopt;
  if (!raw || raw->size() != SecretKey::kBytes) {
    return fail(kMasterKeyUnreadable, {{"path", file.string()}});
  }
  return SecretKey::from_bytes(*raw);
}

}  // namespace

Result<std::unique_ptr<payments::Vault>> open_vault(Context& context) {
  const auto master = LEDGER_TRY(read_master_key(context));
  return std::make_unique<payments::Vault>(master, context.world().entropy);
}

Result<Instant> command_time(const Context& context, const store::Store& store) {
  const auto reader = LEDGER_TRY(ledger::Reader::open(store, Instant{}));
  const auto given = context.given_now();
  if (reader.book().clock == store::ClockKind::simulated) {
    return std::max(given.value_or(reader.head().recorded_at), reader.head().recorded_at);
  }
  if (given) return fail(kUsageClock);
  return context.world().clock.now();
}

Result<ReadableBook> ReadableBook::open(const Context& context) {
  ReadableBook book;
  const auto folder = LEDGER_TRY(context.data_folder());
  book.store_ = LEDGER_TRY(context.world().stores.open(folder, store::Access::read));
  book.now_ = LEDGER_TRY(command_time(context, *book.store_));
  return book;
}

Result<ReadableBook> ReadableBook::open_unread(const Context& context) {
  ReadableBook book;
  const auto folder = LEDGER_TRY(context.data_folder());
  book.store_ = LEDGER_TRY(context.world().stores.open(folder, store::Access::read));
  book.now_ = context.given_now().value_or(context.world().clock.now());
  return book;
}

PaymentsSession::~PaymentsSession() {
  // Nothing is lost without it: the next opening would only have more to do.
  if (writer_ && writer_->at_rest() && !writer_->stopped()) {
    [[maybe_unused]] const auto written = writer_->checkpoint();
  }
}

Result<std::unique_ptr<PaymentsSession>> PaymentsSession::open(Context& context,
                                                               store::Access access) {
  std::unique_ptr<PaymentsSession> session(new PaymentsSession());
  const auto& world = context.world();
  const auto folder = LEDGER_TRY(context.data_folder());
  session->store_ = LEDGER_TRY(world.stores.open(folder, access));
  session->clock_.set(LEDGER_TRY(command_time(context, *session->store_)));
  session->vault_ = LEDGER_TRY(open_vault(context));
  if (access == store::Access::read) {
    session->payments_ = std::make_unique<payments::PaymentsBook>(*session->store_, session->clock_,
                                                                  *session->vault_, context.data());
    const auto& actor = context.options().actor;
    if (!actor.empty()) LEDGER_TRY(session->payments_->known(actor));
    return session;
  }
  session->writer_ = LEDGER_TRY(ledger::Writer::open(*session->store_, session->clock_));
  session->payments_ =
      std::make_unique<payments::PaymentsBook>(*session->writer_, *session->vault_, context.data());
  return session;
}

Result<std::string> read_file(Context& context, const std::string& path) {
  if (path == "-") return read_all(context.world().input, path);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return fail(kFileUnreadable, {{"path", path}, {"cause", std::strerror(errno)}});
  }
  auto bytes = read_all(descriptor, path);
  ::close(descriptor);
  return bytes;
}

Result<void> write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return fail(kFileUnreadable, {{"cause", std::strerror(errno)}});
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Result<void> write_file(const std::string& path, std::string_view bytes, FileUse use) {
  // Written beside and renamed: a reader sees the old file or the whole new one, and nobody else's.
  const auto beside = path + ".new";
  ::unlink(beside.c_str());
  const bool keeping = use == FileUse::keeping;
  const int descriptor =
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, keeping ? 0600 : 0644);
  const bool written =
      descriptor >= 0 && write_all(descriptor, bytes) && (!keeping || ::fsync(descriptor) == 0);
  if (descriptor >= 0) ::close(descriptor);
  if (!written || ::rename(beside.c_str(), path.c_str()) != 0) {
    return fail(kFileUnreadable, {{"path", path}, {"cause", std::strerror(errno)}});
  }
  return {};
}

Result<void> check_writable(const std::string& path) {
  std::error_code ignored;
  const bool folder = fs::is_directory(path, ignored);
  const auto probe = folder ? (fs::path(path) / ".anxin.new").string() : path + ".new";
  const int descriptor = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(kFileUnreadable, {{"path", path}, {"cause", std::strerror(errno)}});
  }
  ::close(descriptor);
  ::unlink(probe.c_str());
  return {};
}

Result<void> make_master_key(Context& context) {
  const auto file = fs::absolute(context.master_key_file());
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (descriptor < 0 && errno == EEXIST) {
    LEDGER_TRY(read_master_key(context));
    return {};
  }
  const auto key = SecretKey::generate(context.world().entropy);
  const auto hex = to_hex(key.view()) + "\n";
  const bool written =
      descriptor >= 0 &&
      ::write(descriptor, hex.data(), hex.size()) == static_cast<ssize_t>(hex.size()) &&
      ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!written) return fail(kMasterKeyUnreadable, {{"path", file.string()}});
  const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

}  // namespace anxin::cli
