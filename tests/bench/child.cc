#include "tests/bench/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "ledger/base/invariant.h"

namespace anxin::bench {
namespace {

constexpr std::string_view kThisProgram = "/proc/self/exe";

}  // namespace

Child::Child(std::string_view task, const std::filesystem::path& folder) {
  std::array<int, 2> ends{};
  LEDGER_INVARIANT(::pipe2(ends.data(), O_CLOEXEC) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program(kThisProgram);
  std::string flag = "--child";
  std::string task_text(task);
  std::string folder_text = folder.string();
  const std::array<char*, 5> arguments{program.data(), flag.data(), task_text.data(),
                                       folder_text.data(), nullptr};
  const int code =
      ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  LEDGER_INVARIANT(code == 0);
  ::close(ends[1]);
  output_ = ends[0];
}

Child::~Child() {
  kill();
  ::close(output_);
}

std::string Child::read_line() {
  std::string line;
  char byte = 0;
  while (::read(output_, &byte, 1) == 1 && byte != '\n') line.push_back(byte);
  return line;
}

void Child::reap(int options) {
  if (pid_ == 0) return;
  rusage usage{};
  if (::wait4(pid_, nullptr, options, &usage) != pid_) return;
  resident_max_ = 1024.0 * static_cast<double>(usage.ru_maxrss);  // Linux counts kilobytes
  pid_ = 0;
}

bool Child::runs() {
  reap(WNOHANG);
  return pid_ != 0;
}

void Child::kill() {
  if (pid_ != 0) ::kill(pid_, SIGKILL);
  reap(0);
}

double Child::memory_bytes() const {
  std::ifstream file(fmt::format("/proc/{}/statm", pid_));
  double all = 0;
  double resident = 0;
  double of_files = 0;
  file >> all >> resident >> of_files;
  return (resident - of_files) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace anxin::bench
