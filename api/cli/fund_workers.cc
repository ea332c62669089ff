#include "api/cli/fund_workers.h"

#include <map>

#include "api/cli/views.h"
#include "ledger/base/text.h"
#include "payments/bank/csv.h"
#include "payments/bank/decode.h"
#include "payments/bank/sheet.h"
#include "payments/bank/xlsx.h"

namespace anxin::cli {
namespace {

using payments::FundWorker;

enum class Meaning : std::uint8_t {
  worker,
  monthly_wage,
  shareholding,
  responsible_person,
  relative,
  month
};

struct Caption {
  std::string_view text;
  Meaning meaning;
};
constexpr Caption kCaptions[] = {{"worker", Meaning::worker},
                                 {"编号", Meaning::worker},
                                 {"monthly-wage", Meaning::monthly_wage},
                                 {"月工资", Meaning::monthly_wage},
                                 {"shareholding", Meaning::shareholding},
                                 {"持股", Meaning::shareholding},
                                 {"responsible-person", Meaning::responsible_person},
                                 {"负责人", Meaning::responsible_person},
                                 {"relative", Meaning::relative},
                                 {"近亲属", Meaning::relative}};

struct TableColumn {
  std::uint32_t at = 0;
  Meaning meaning = Meaning::month;
  Month month{};  // where the meaning is one
};

class WorkersReader {
 public:
  explicit WorkersReader(const bank::CellTable& table) : table_(table) {}
  FundWorkers read();

 private:
  void read_header();
  [[nodiscard]] std::optional<TableColumn> column_of(std::uint32_t at) const;
  void read_row(std::uint32_t row);
  void read_cell(std::uint32_t row, const TableColumn& column, FundWorker& worker);
  void name(std::uint32_t row, std::uint32_t at, FundWorker& worker);
  [[nodiscard]] std::optional<Money> amount(std::uint32_t row, std::uint32_t at);
  [[nodiscard]] bool flag(std::uint32_t row, std::uint32_t at);
  [[nodiscard]] std::string cell(std::uint32_t row, std::uint32_t at) const {
    return std::string(trim(table_.cell(row, at)));
  }
  [[nodiscard]] bool is_blank(std::uint32_t row) const;
  void refuse(std::uint32_t row, std::uint32_t at, Reason code, Fields details = {}) {
    read_.findings.push_back(
        {row, bank::cell_name(row, at), "", payments::Severity::refuse, code, std::move(details)});
  }

  const bank::CellTable& table_;
  std::vector<TableColumn> columns_;
  std::map<std::string, std::uint32_t> rows_;  // of the workers
  FundWorkers read_;
};

FundWorkers WorkersReader::read() {
  read_header();
  if (!read_.findings.empty()) return std::move(read_);
  for (std::uint32_t row = 2; row <= table_.rows(); ++row) {
    if (!is_blank(row)) read_row(row);
  }
  return std::move(read_);
}

void WorkersReader::read_header() {
  bool has_worker = false;
  bool has_month = false;
  for (std::uint32_t at = 0; at < table_.cells_in(1); ++at) {
    const auto text = cell(1, at);
    const auto column = column_of(at);
    if (!column) {
      refuse(1, at, kFundColumn, {{"text", text}});
      continue;
    }
    for (const auto& other : columns_) {
      if (other.meaning == column->meaning && other.month == column->month) {
        refuse(1, at, kFundColumnTwice, {{"text", text}});
      }
    }
    has_worker = has_worker || column->meaning == Meaning::worker;
    has_month = has_month || column->meaning == Meaning::month;
    columns_.push_back(*column);
  }
  if (!has_worker || !has_month) refuse(1, 0, kFundColumnMissing);
}

std::optional<TableColumn> WorkersReader::column_of(std::uint32_t at) const {
  const auto text = cell(1, at);
  for (const auto& caption : kCaptions) {
    if (caption.text == text) return TableColumn{at, caption.meaning, Month{}};
  }
  const auto month = parse_month(text);
  if (!month) return std::nullopt;
  return TableColumn{at, Meaning::month, *month};
}

void WorkersReader::read_row(std::uint32_t row) {
  FundWorker worker;
  const auto before = read_.findings.size();
  for (const auto& column : columns_) read_cell(row, column, worker);
  if (read_.findings.size() == before && worker.arrears.empty()) refuse(row, 0, kFundNothingOwed);
  read_.workers.push_back(std::move(worker));
}

void WorkersReader::read_cell(std::uint32_t row, const TableColumn& column, FundWorker& worker) {
  switch (column.meaning) {
    case Meaning::worker:
      return name(row, column.at, worker);
    case Meaning::monthly_wage:
      worker.monthly_wage = amount(row, column.at);
      return;
    case Meaning::shareholding:
      worker.shareholding = amount(row, column.at).value_or(Money());
      return;
    case Meaning::responsible_person:
      worker.responsible_person = flag(row, column.at);
      return;
    case Meaning::relative:
      worker.relative = flag(row, column.at);
      return;
    case Meaning::month:
      if (const auto owed = amount(row, column.at)) {
        worker.arrears.push_back({column.month, *owed});
      }
      return;
  }
}

void WorkersReader::name(std::uint32_t row, std::uint32_t at, FundWorker& worker) {
  worker.id = cell(row, at);
  if (worker.id.empty()) return refuse(row, at, kFundWorkerMissing);
  const auto [known, is_new] = rows_.emplace(worker.id, row);
  if (!is_new) refuse(row, at, kFundWorkerAgain, {{"row", std::to_string(known->second)}});
}

std::optional<Money> WorkersReader::amount(std::uint32_t row, std::uint32_t at) {
  const auto text = cell(row, at);
  if (text.empty()) return std::nullopt;
  const auto amount = parse_amount_option(text);
  if (!amount) {
    refuse(row, at, amount.error().reason, amount.error().details);
    return std::nullopt;
  }
  const auto fits = payments::check_rule_amount(payments::kFundAmount, cell(1, at), *amount);
  if (!fits) refuse(row, at, fits.error().reason, fits.error().details);
  if (amount->is_zero()) return std::nullopt;
  return *amount;
}

bool WorkersReader::flag(std::uint32_t row, std::uint32_t at) {
  const auto text = cell(row, at);
  if (text == "yes" || text == "是") return true;
  if (!text.empty()) refuse(row, at, kFundFlag, {{"text", text}});
  return false;
}

bool WorkersReader::is_blank(std::uint32_t row) const {
  for (std::uint32_t at = 0; at < table_.cells_in(row); ++at) {
    if (!cell(row, at).empty()) return false;
  }
  return true;
}

Result<bank::CellTable> open_rows(std::string_view bytes) {
  if (bank::is_zip(bytes)) {
    auto workbook = LEDGER_TRY(bank::read_xlsx(bytes, ""));
    return std::move(workbook.cells);
  }
  const auto decoded = LEDGER_TRY(bank::decode_text(bytes));
  return bank::read_csv(decoded.text);
}

}  // namespace

FundWorkers read_fund_workers(std::string_view bytes) {
  const auto cells = open_rows(bytes);
  if (!cells) return {{}, bank::refused_file(cells.error())};
  if (cells->rows() == 0) return {{}, bank::refused_file({bank::kFileEmpty, -1, {}, {}})};
  return WorkersReader(*cells).read();
}

}  // namespace anxin::cli
