#include "tests/bench/bank_file_row.h"

#include <fmt/format.h>

#include "payments/bank/pain001.h"
#include "tests/bench/cpu_time.h"

namespace anxin::bench {
namespace {

constexpr double kHalfASecond = 500'000;  // µs
constexpr double kMicros = 1'000'000;
constexpr double kMegabyte = 1'000'000;

// Every element that a payroll has.
payments::Initiation city_wages() {
  payments::Initiation wages;
  wages.message_id = wages.payment_info_id = "QH01-202610-01-F1";
  wages.created = *parse_instant("2026-11-15T02:30:00Z");
  wages.initiator = "青溪建设集团";
  wages.execution = *parse_date("2026-11-16");
  wages.debtor = {"青溪建设集团农民工工资专用账户", "36050180000000000017", "105651000017"};
  for (std::size_t at = 0; at < bank::kInitiationTransfersMax; ++at) {
    wages.transfers.push_back({fmt::format("QH01-202610-01-{:05}", at),
                               Money::from_minor(307'919),
                               {"周小满", fmt::format("62170000{:011}", at), "105651000017"},
                               "11010519491231002X",
                               "2026年10月工资"});
  }
  return wages;
}

}  // namespace

Row measure_bank_file(std::size_t runs) {
  const auto wages = city_wages();
  std::size_t bytes = 0;
  const auto seconds = median_cpu_seconds(runs, [&] { bytes = bank::write_pain001(wages).size(); });
  return Row{"B1",
             fmt::format("pain.001 of {} wages checked and written", wages.transfers.size()),
             {"file", seconds * kMicros, "µs"},
             {},
             Goal{Bound::at_most, kHalfASecond},
             {{"size", static_cast<double>(bytes) / kMegabyte, "MB"}}};
}

}  // namespace anxin::bench
