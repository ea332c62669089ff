#include "tests/bench/http_payroll_row.h"

#include <fmt/format.h>

#include "ledger/base/invariant.h"
#include "payments/service/payroll_service.h"
#include "tests/bench/book_files.h"
#include "tests/bench/county_book.h"
#include "tests/bench/http_load.h"
#include "tests/bench/statistics.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kThreads = 8;
constexpr Month kWageMonth = std::chrono::year(2026) / std::chrono::October;
constexpr const char* kWhy = "bench";  // for whatever needs an explanation

struct Took {
  std::vector<double> micros;
  Spent spent;
};

void in_process(CountyBook& book, std::size_t copy, Took& took) {
  const payments::SubmitRequest request{kSite, kWageMonth, site_wages(copy), kWhy, true, {}};
  const Stopwatch watch(took.spent);
  const auto begin = SteadyClock::now();
  auto payments = book.payments();
  payments::PayrollService service(payments);
  const auto sheet = service.check(kSite, kWageMonth, request.bytes, {});
  LEDGER_INVARIANT(sheet.has_value());
  const auto receipt = service.submit({kSiteClerk, "upload-" + std::to_string(copy)}, request);
  if (!receipt) fmt::print(stderr, "{}\n", receipt.error().reason.word());
  LEDGER_INVARIANT(receipt.has_value());
  took.micros.push_back(micros_since(begin));
}

void over_http(const RunningService& service, std::size_t copy, Took& took) {
  HttpRequest request{"POST",
                      "/v1/projects/QH01/payrolls/check?month=2026-10",
                      service.secret(),
                      {},
                      site_wages(copy)};
  const auto check = request_bytes(request);
  request.target = "/v1/projects/QH01/payrolls?month=2026-10&confirmed=true";
  request.reason = kWhy;
  request.idempotency_key = "upload-" + std::to_string(copy);
  const auto submission = request_bytes(request);
  HttpLoad load(service.port(), 1);
  const Stopwatch watch(took.spent);
  const auto begin = SteadyClock::now();
  load.ask(1, [&] { return check; });
  load.ask(1, [&] { return submission; });
  took.micros.push_back(micros_since(begin));
}

double cpu_of(const Took& took) {
  return Micros(took.spent.cpu).count() / static_cast<double>(took.micros.size());
}

}  // namespace

Result<Row> measure_upload(const std::filesystem::path& folder, std::size_t runs) {
  const Scratch scratch(folder / "service");
  const auto equal = LEDGER_TRY(CountyBook::make(scratch / "equal"));
  const auto book = LEDGER_TRY(CountyBook::make(scratch / "book"));
  const auto service = LEDGER_TRY(RunningService::open(*book, kThreads));
  Took ours;
  Took theirs;
  for (std::size_t copy = 0; copy < runs; ++copy) {
    over_http(*service, copy, ours);
    in_process(*equal, copy, theirs);
  }
  return Row{"H3",
             fmt::format("payroll of {} lines uploaded, checked, submitted, beside in-process",
                         kSiteWorkers),
             {"service", median(ours.micros), "µs"},
             Figure{"in-process", median(theirs.micros), "µs"},
             Goal{Bound::at_most, 2},
             {{"connections", 1, ""},
              {"p50", percentiles(ours.micros).p50, "µs"},
              {"p99", percentiles(ours.micros).p99, "µs"},
              {"CPU", cpu_of(ours), "µs/payroll"},
              {"in-process CPU", cpu_of(theirs), "µs/payroll"}}};
}

}  // namespace anxin::bench
