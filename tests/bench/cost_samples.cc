#include "tests/bench/cost_samples.h"

#include <dlfcn.h>
#include <elf.h>
#include <sys/time.h>
#include <ucontext.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>

#include "ledger/base/invariant.h"

namespace anxin::bench {
namespace {

constexpr suseconds_t kEveryMicros = 1'000;
constexpr std::size_t kSamplesMax = 60'000;  // a minute

// A signal finds nothing but what is global.
std::atomic<std::size_t> sample_count = 0;
std::array<std::uintptr_t, kSamplesMax> samples;

std::uintptr_t instruction_of(const void* context) {
  const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  return static_cast<std::uintptr_t>(machine.gregs[REG_RIP]);
#else
  return machine.pc;
#endif
}

void take_sample(int /*signal*/, siginfo_t* /*info*/, void* context) {
  const auto place = sample_count.fetch_add(1);
  if (place < kSamplesMax) samples[place] = instruction_of(context);
}

void set_clock(suseconds_t micros) {
  const itimerval every{{0, micros}, {0, micros}};
  LEDGER_INVARIANT(::setitimer(ITIMER_PROF, &every, nullptr) == 0);
}

// ---- names --------------------------------------------------------------------------------------

struct Function {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  std::string name;
};

template <class T>
T read_at(const std::string& bytes, std::size_t offset) {
  T value;
  LEDGER_INVARIANT(offset + sizeof(T) <= bytes.size());
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

void add_functions(const std::string& program, const Elf64_Shdr& symbols, const Elf64_Shdr& names,
                   std::vector<Function>& all) {
  for (std::size_t at = 0; at < symbols.sh_size; at += sizeof(Elf64_Sym)) {
    const auto symbol = read_at<Elf64_Sym>(program, symbols.sh_offset + at);
    if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC || symbol.st_size == 0) continue;
    all.push_back({symbol.st_value, symbol.st_value + symbol.st_size,
                   program.c_str() + names.sh_offset + symbol.st_name});
  }
}

// This program's own, in the order of their addresses; none when its symbols were stripped.
std::vector<Function> own_functions() {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  const std::string program(std::istreambuf_iterator<char>(file), {});
  const auto head = read_at<Elf64_Ehdr>(program, 0);
  std::vector<Function> all;
  for (std::size_t i = 0; i < head.e_shnum; ++i) {
    const auto section = read_at<Elf64_Shdr>(program, head.e_shoff + i * head.e_shentsize);
    if (section.sh_type != SHT_SYMTAB) continue;
    const auto names_at = head.e_shoff + std::size_t{section.sh_link} * head.e_shentsize;
    add_functions(program, section, read_at<Elf64_Shdr>(program, names_at), all);
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return all;
}

std::uintptr_t load_address() {
  Dl_info info{};
  LEDGER_INVARIANT(::dladdr(reinterpret_cast<const void*>(&load_address), &info) != 0);
  return reinterpret_cast<std::uintptr_t>(info.dli_fbase);
}

std::string name_at(const std::vector<Function>& all, std::uintptr_t address) {
  const auto after = std::upper_bound(all.begin(), all.end(), address,
                                      [](auto at, const auto& one) { return at < one.begin; });
  if (after == all.begin() || address >= std::prev(after)->end) return "";
  return std::prev(after)->name;
}

}  // namespace

CostSamples::CostSamples() {
  sample_count = 0;
  struct sigaction action {};
  action.sa_sigaction = take_sample;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  LEDGER_INVARIANT(::sigaction(SIGPROF, &action, nullptr) == 0);
  set_clock(kEveryMicros);
}

// The handler stays: a signal may still be under way.
CostSamples::~CostSamples() { set_clock(0); }

std::vector<std::string> CostSamples::functions() {
  const auto all = own_functions();
  const auto base = load_address();
  std::vector<std::string> names;
  const auto count = std::min<std::size_t>(sample_count, kSamplesMax);
  for (std::size_t i = 0; i < count; ++i) names.push_back(name_at(all, samples[i] - base));
  return names;
}

}  // namespace anxin::bench
