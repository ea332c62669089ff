#include "tests/fuzz/seeds.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "ledger/store/codec.h"
#include "payments/domain/bank_ledger.h"
#include "payments/domain/payroll.h"
#include "payments/domain/record_codec.h"

namespace anxin::fuzz {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// In the order of their names, so that every run begins alike.
std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> files;
  for (const auto& path : paths) files.push_back(bytes_of(path));
  LEDGER_INVARIANT(!files.empty());
  return files;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  const auto text = bytes_of(path);
  for (const auto line : split(text, '\n')) {
    if (!line.empty()) lines.emplace_back(line);
  }
  LEDGER_INVARIANT(!lines.empty());
  return lines;
}

const fs::path kFixtures(ANXIN_FIXTURES);

template <class T>
std::string plain_record() {
  return payments::encode_record(T{});
}

}  // namespace

std::vector<std::string> table_seeds() { return files_in(kFixtures / "corpus"); }

std::vector<std::string> bank_seeds() { return files_in(kFixtures / "corpus/bank"); }

std::vector<std::string> apply_seeds() {
  return lines_of(kFixtures / "corpus/ledger/apply.ndjson");
}

std::vector<std::string> entry_seeds() {
  constexpr std::string_view kMark = "canonical ";
  std::vector<std::string> entries;
  for (const auto& line : lines_of(kFixtures / "golden/journal/entries.txt")) {
    if (line.rfind(kMark, 0) == 0) entries.push_back(from_hex(line.substr(kMark.size())).value());
  }
  LEDGER_INVARIANT(!entries.empty());
  return entries;
}

std::vector<std::string> row_seeds() {
  store::AccountOpening opening;
  opening.name = "t:cash";
  ByteWriter block;
  store::write_block(block, 1, Instant{}, {book::Posting{}, book::Posting{}});
  book::Hold hold;
  hold.lines.resize(2);
  return {store::encode(store::BookIdentity{}),
          store::encode(book::Head{}),
          store::encode_journal_head({}, 1),
          store::encode(book::AccountState{}),
          store::encode(opening),
          store::encode(book::SideSums{}),
          store::encode_slice(hold, 0),
          store::expiry_key({}),
          store::record_key({"line", "1"}),
          store::encode_record(1, "value"),
          block.take()};
}

std::vector<std::string> record_seeds() {
  return {plain_record<payments::PayrollBatch>(), plain_record<payments::PayrollLine>(),
          plain_record<payments::InstructionFile>(), plain_record<payments::BankStatement>(),
          plain_record<payments::BankEntry>()};
}

std::vector<std::string> data_seeds() {
  const auto data = fs::path(ANXIN_SOURCE) / "payments/rules/data";
  auto seeds = files_in(data);
  for (auto& rules : files_in(data / "rules")) seeds.push_back(std::move(rules));
  seeds.push_back(bytes_of(kFixtures / "county/county.toml"));
  return seeds;
}

std::vector<std::string> head_seeds() {
  return {
      "GET /v1/projects/P1?limit=10&cursor=a%2Bb HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
      "POST /v1/payrolls HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n",
      "PUT /v1/%E5%B7%A5 HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\nConnection: close, x\r\n\r\n",
      "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: "
      "chunked\r\n\r\n0\r\n\r\n",
      "GET /a/%2e%2e/b HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
      "OPTIONS /\t HTTP/1.1\nHost : a\r\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  };
}

std::vector<std::string> target_seeds() {
  return {"https://example.org:8443/a/b?c=d",
          "https://[2606:4700::1111]/",
          "https://1.1.1.1:443",
          "http://10.0.0.1/",
          "https://0x7f.1/",
          "fd00::/8"};
}

}  // namespace anxin::fuzz
