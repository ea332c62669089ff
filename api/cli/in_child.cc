#include "api/cli/in_child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <ostream>
#include <sstream>

namespace anxin::cli {
namespace {

void write_pipe(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

std::string read_all(int descriptor) {
  std::string bytes;
  std::array<char, 4'096> part{};
  for (;;) {
    const auto got = ::read(descriptor, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return bytes;
    bytes.append(part.data(), static_cast<std::size_t>(got));
  }
}

Exit outcome_of(Context& context, const std::function<Result<Exit>()>& work) {
  try {
    const auto outcome = work();
    return outcome ? *outcome : context.refuse(outcome.error());
  } catch (const store::Unreadable&) {
    return context.refuse({store::kDamaged, -1, {}, {{"what", "data.mdb"}}});
  } catch (const store::ReadTooLong&) {
    return context.refuse({store::kReadTooLong, -1, {}, {}});
  } catch (const std::exception& failure) {
    return context.refuse({kInternal, -1, {}, {{"what", failure.what()}}});
  }
}

// What the child does: work, hand its output over, end without touching what it shares.
[[noreturn]] void be_child(Context& context, const std::function<Result<Exit>()>& work, int pipe) {
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  // A read beyond a file's end is to end the child as a signal, whoever else wanted to catch it.
  for (const int fault : {SIGBUS, SIGSEGV}) std::signal(fault, SIG_DFL);
  std::ostringstream printed;
  context.out().rdbuf(printed.rdbuf());
  const auto exit = outcome_of(context, work);
  context.world().err.flush();
  write_pipe(pipe, printed.str());
  ::_exit(static_cast<int>(exit));
}

// Its standard output goes to `output`; no signal is blocked in it.
std::optional<pid_t> spawn_ourselves(std::vector<std::string>& words, int output) {
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, "/proc/self/exe", &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? std::optional(child) : std::nullopt;
}

}  // namespace

std::optional<std::string> output_of_ourselves(const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  std::vector<std::string> words{"anxin"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto child = spawn_ourselves(words, ends[1]);
  ::close(ends[1]);
  auto printed = child ? read_all(ends[0]) : "";
  ::close(ends[0]);
  int status = 0;
  while (child && ::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!child || !WIFEXITED(status)) return std::nullopt;
  return printed;
}

std::optional<Exit> run_in_child(Context& context, const std::function<Result<Exit>()>& work) {
  std::array<int, 2> ends{};
  context.out().flush();
  context.world().err.flush();
  if (::pipe(ends.data()) != 0) return outcome_of(context, work);
  const auto child = ::fork();
  if (child < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    return outcome_of(context, work);
  }
  if (child == 0) be_child(context, work, ends[1]);
  ::close(ends[1]);
  const auto printed = read_all(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status)) return std::nullopt;
  context.out() << printed;
  return static_cast<Exit>(WEXITSTATUS(status));
}

}  // namespace anxin::cli
