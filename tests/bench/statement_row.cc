#include "tests/bench/statement_row.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>

#include "ledger/base/amount.h"
#include "ledger/base/invariant.h"
#include "payments/bank/bank_file.h"
#include "tests/bench/book_files.h"
#include "tests/bench/child.h"
#include "tests/bench/child_tasks.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/xml_walk.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kDetails = 100'000;
constexpr std::size_t kFewDetails = kDetails / 10;
constexpr std::size_t kBatchDetails = 2'000;  // a file to the bank
constexpr Money kWage = Money::from_minor(307'919);
constexpr const char* kStatementFile = "statement.xml";
constexpr double kMicros = 1'000'000;
constexpr double kMebibyte = 1 << 20U;

double parse(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string yuan(std::size_t wages) {
  return to_string(Money::from_minor(kWage.minor() * static_cast<std::int64_t>(wages)));
}

std::string balance_xml(std::string_view type, std::size_t wages) {
  return fmt::format(
      "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{}</Amt>"
      "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-17</Dt></Dt></Bal>",
      type, yuan(wages));
}

std::string detail_xml(std::size_t batch, std::size_t at) {
  return fmt::format(
      "<TxDtls><Refs><PmtInfId>QH01-202610-01-F{0}</PmtInfId><EndToEndId>QH01-202610-01-{1:05}"
      "</EndToEndId></Refs><Amt Ccy=\"CNY\">{2}</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><Dbtr>"
      "<Pty><Nm>青溪建设集团农民工工资专用账户</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>"
      "36050180000000000017</Id></Othr></Id></DbtrAcct><Cdtr><Pty><Nm>周小满</Nm></Pty></Cdtr>"
      "<CdtrAcct><Id><Othr><Id>62170000{1:011}</Id></Othr></Id></CdtrAcct></RltdPties><RmtInf>"
      "<Ustrd>2026年10月工资</Ustrd></RmtInf></TxDtls>",
      batch, at, yuan(1));
}

std::string batch_xml(std::size_t batch, std::size_t wages) {
  auto text = fmt::format(
      "<Ntry><Amt Ccy=\"CNY\">{0}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
      "<BookgDt><Dt>2026-11-17</Dt></BookgDt><AcctSvcrRef>R{1:04}</AcctSvcrRef><BkTxCd><Domn><Cd>"
      "PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>"
      "<Btch><PmtInfId>QH01-202610-01-F{1}</PmtInfId><NbOfTxs>{2}</NbOfTxs></Btch>",
      yuan(wages), batch, wages);
  for (std::size_t at = 0; at < wages; ++at) text += detail_xml(batch, batch * kBatchDetails + at);
  return text + "</NtryDtls></Ntry>";
}

std::string statement_xml(std::size_t details) {
  auto text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document "
      "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>STM1"
      "</MsgId><CreDtTm>2026-11-17T20:00:00+08:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><Acct><Id>"
      "<Othr><Id>36050180000000000017</Id></Othr></Id><Ccy>CNY</Ccy></Acct>" +
      balance_xml("OPBD", details) + balance_xml("CLBD", 0);
  for (std::size_t batch = 0; batch * kBatchDetails < details; ++batch) {
    text += batch_xml(batch, kBatchDetails);
  }
  return text + "</Stmt></BkToCstmrStmt></Document>";
}

const payments::Statement& only_statement(const payments::BankDocument& document) {
  LEDGER_INVARIANT(document.findings.empty());
  return std::get<payments::ParsedStatements>(document.content).statements.front();
}

std::size_t count_details(const payments::BankDocument& document) {
  std::size_t count = 0;
  for (const auto& entry : only_statement(document).entries) count += entry.details.size();
  return count;
}

// What a string has outside of itself, with what the heap adds.
double outside(const std::string& text) {
  constexpr std::size_t kInside = 15;
  constexpr std::size_t kHeapStep = 16;
  if (text.capacity() <= kInside) return 0;
  return static_cast<double>((text.capacity() + 1 + sizeof(std::size_t) + kHeapStep - 1) /
                             kHeapStep * kHeapStep);
}

double bytes_of(const payments::Statement& statement) {
  double bytes = 0;
  for (const auto& entry : statement.entries) {
    bytes += static_cast<double>(entry.details.capacity() * sizeof(payments::StatementDetail));
    for (const auto& detail : entry.details) {
      bytes += outside(detail.end_to_end_id) + outside(detail.payment_info_id) +
               outside(detail.return_reason) + outside(detail.counterparty) +
               outside(detail.counterparty_account) + outside(detail.remittance);
    }
  }
  return bytes;
}

// Of this process since it began; getrusage() would count what its parent had before.
double resident_bytes_max() {
  constexpr std::string_view kHighest = "VmHWM:";
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(kHighest)) continue;
    const auto digits = line.find_first_of("0123456789");
    return 1024.0 * parse(std::string_view(line).substr(digits));  // Linux counts kilobytes
  }
  return 0;
}

std::string read_whole(const std::filesystem::path& path) {
  std::string bytes(std::filesystem::file_size(path), '\0');
  std::ifstream(path, std::ios::binary)
      .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

Figure memory_figure(const std::filesystem::path& folder, std::size_t details) {
  const Scratch scratch(folder / "statement");
  std::ofstream(scratch / kStatementFile, std::ios::binary) << statement_xml(details);
  Child child(kStatementTask, scratch / ".");
  const double bytes = parse(child.read_line());
  return {fmt::format("beside file and result of {}", details), bytes / kMebibyte, "MiB"};
}

}  // namespace

Row measure_statement(const std::filesystem::path& folder, std::size_t runs) {
  const auto text = statement_xml(kDetails);
  const auto seconds = median_cpu_seconds(
      runs, [&] { LEDGER_INVARIANT(count_details(bank::read_bank_file(text)) == kDetails); },
      [&] { walk_xml(text); });
  return {"B2",
          fmt::format("camt.053 of {} details read and checked", kDetails),
          {"file", seconds.work * kMicros, "µs"},
          Figure{"walk of the file", seconds.reference * kMicros, "µs"},
          Goal{Bound::at_most, 1.3},
          {memory_figure(folder, kFewDetails), memory_figure(folder, kDetails)}};
}

Result<double> bytes_beside_statement(const std::filesystem::path& folder) {
  const auto text = read_whole(folder / kStatementFile);
  const double before = resident_bytes_max();
  const auto document = bank::read_bank_file(text);
  return resident_bytes_max() - before - bytes_of(only_statement(document));
}

}  // namespace anxin::bench
