// The log of the service, whose reader may be slow, or never come.
#include "api/cli/line_log.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <ostream>
#include <sstream>
#include <streambuf>

namespace anxin::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// A pipe, and what is written to it as a stream.
class Pipe final : public std::streambuf {
 public:
  Pipe() : out(this) { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~Pipe() override {
    close_reader();
    ::close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] int writer() const { return ends_[1]; }
  [[nodiscard]] std::string read_some() const {
    std::array<char, 65'536> bytes{};
    const auto got = ::read(ends_[0], bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
  }
  void close_reader() {
    if (ends_[0] >= 0) ::close(std::exchange(ends_[0], -1));
  }
  std::ostream out;

 protected:
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    return ::write(ends_[1], bytes, static_cast<std::size_t>(count));
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

TEST(LineLog, WritesWhatWaitsWhenItEnds) {
  std::ostringstream out;
  {
    LineLog log(out);
    for (int i = 0; i < 1'000; ++i) log.add(std::to_string(i));
  }
  EXPECT_TRUE(out.str().starts_with("0\n1\n2\n"));
  EXPECT_TRUE(out.str().ends_with("998\n999\n"));
}

TEST(LineLog, EndsThoughNobodyReads) {
  Pipe pipe;
  const auto begun = steady_clock::now();
  {
    LineLog log(pipe.out, pipe.writer(), milliseconds(200));
    for (int i = 0; i < 5'000; ++i) log.add(std::string(100, 'x'));
  }
  const auto took = steady_clock::now() - begun;
  EXPECT_GE(took, milliseconds(200));
  EXPECT_LT(took, std::chrono::seconds(3));  // a busy machine may take its time
}

TEST(LineLog, KeepsLinesWholeThatAreLongerThanThePipesPieces) {
  Pipe pipe;
  const auto line = std::string(10'000, 'y');
  {
    LineLog log(pipe.out, pipe.writer());
    log.add("first");
    log.add(line);
  }
  EXPECT_EQ(pipe.read_some(), "first\n" + line + "\n");
}

}  // namespace
}  // namespace anxin::cli
