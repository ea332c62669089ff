#include "tests/bench/county_book.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "ledger/base/invariant.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "payments/service/access_key_service.h"
#include "payments/service/master_data_service.h"
#include "tests/bench/bench_people.h"
#include "tests/bench/running_book.h"
#include "tests/bench/uniform_pairs.h"

namespace anxin::bench {
namespace {

namespace fs = std::filesystem;

store::BookIdentity county_identity() {
  return {"c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", "360799", "bench", store::ClockKind::simulated,
          standing_still()};
}

payments::PaymentsData shipped() {
  return {payments::builtin_captions(),          payments::builtin_bank_profiles(),
          payments::builtin_calendar(),          payments::builtin_rules(),
          payments::builtin_outgoing_profiles(), payments::builtin_incoming_profiles()};
}

std::string county_toml() {
  std::ifstream file(fs::path(ANXIN_FIXTURES) / "county" / "county.toml", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string site_roster() {
  std::string text =
      "工号,姓名,身份证号,手机号,工资卡号,开户行行号,工种,班组,用工单位,书面合同,进场日期,退场日期"
      "\n";
  for (std::size_t worker = 1; worker <= kSiteWorkers; ++worker) {
    text += fmt::format("W{:05},{},{},1002{:07},{},105999900012,普工,木工班,LW1,是,2026-04-30,\n",
                        worker, kBenchName, bench_id(worker), worker, bench_card(worker));
  }
  return text;
}

}  // namespace

std::string site_wages(std::size_t copy) {
  std::string text = "序号,姓名,身份证号,银行卡号,班组,应发工资,借支,实发工资\r\n";
  for (std::size_t row = 1; row <= kSiteWorkers; ++row) {
    const auto wage = bench_wage(row + copy);
    text += fmt::format("{},{},{},{},木工班,{},0,{}\r\n", row, kBenchName, bench_id(row),
                        bench_card(row), wage, wage);
  }
  return text;
}

// ---- the book -----------------------------------------------------------------------------------

CountyBook::CountyBook(std::unique_ptr<store::LmdbStore> store)
    : store_(std::move(store)),
      clock_(standing_still()),
      vault_(SecretKey::generate(entropy_), entropy_),
      data_(shipped()),
      workers_(clock_, entropy_) {}

Result<std::unique_ptr<CountyBook>> CountyBook::make(const fs::path& folder) {
  LEDGER_CHECK(store::LmdbStore::create(folder, ledger::first_contents(county_identity())));
  auto store = LEDGER_TRY(store::LmdbStore::open(folder, store::Access::write));
  std::unique_ptr<CountyBook> book(new CountyBook(std::move(store)));
  book->writer_ =
      LEDGER_TRY(ledger::Writer::open(*book->store_, book->clock_, ledger::Overlap::on));
  LEDGER_CHECK(book->fill());
  book->shared_ = std::make_unique<ledger::SharedWriter>(*book->writer_);
  return book;
}

Result<void> CountyBook::fill() {
  payments::PaymentsBook county(*writer_, vault_, data_);
  payments::MasterDataService master(county);
  const auto plan =
      master.plan({{"county.toml", county_toml()}, {"roster-QH01.csv", site_roster()}});
  LEDGER_TRY(master.load({"zhao.regulator", "load"}, plan));
  const UniformPairs bare({}, {}, 0);
  for (std::size_t i = 0; i < bare.parts(); ++i) ask(*writer_, bare.part(i));
  return writer_->checkpoint();
}

payments::PaymentsBook CountyBook::payments() { return {*shared_, *store_, clock_, vault_, data_}; }

routes::Ground CountyBook::ground() {
  return {*shared_, *store_, clock_,
          vault_,   data_,   entropy_,
          workers_, ending_, [] { return Result<std::string>(std::string("{}")); }};
}

std::string CountyBook::make_key() {
  auto book = payments();
  payments::AccessKeyService keys(book, entropy_);
  payments::AccessKeyRequest request;
  request.actor = kSiteClerk;
  return keys.create({"", "key-" + std::to_string(clock_.elapsed().count())}, request)
      .value()
      .secret;
}

// ---- the service --------------------------------------------------------------------------------

namespace {

constexpr std::chrono::minutes kSideBySide{10};  // a connection waits while the other side runs

routes::ServiceOptions unbounded() {
  routes::ServiceOptions options(text::Voice::builtin(text::Language::english),
                                 [](const routes::RequestNote& /*note*/) {});
  options.rate = {};
  options.strangers = {};
  return options;
}

http::ListenOptions on_loopback(std::size_t threads) {
  http::ListenOptions listen;
  listen.limits.threads = threads;
  listen.limits.keep_alive = kSideBySide;
  return listen;
}

}  // namespace

RunningService::RunningService(CountyBook& book, std::size_t threads)
    : ground_(book.ground()),
      service_(ground_, routes::all_routes(), unbounded()),
      transport_(http::make_transport(on_loopback(threads), service_)),
      secret_(book.make_key()) {}

Result<std::unique_ptr<RunningService>> RunningService::open(CountyBook& book,
                                                             std::size_t threads) {
  std::unique_ptr<RunningService> service(new RunningService(book, threads));
  service->port_ = LEDGER_TRY(service->transport_->bind());
  service->thread_ = std::thread([transport = service->transport_.get()] { transport->serve(); });
  return service;
}

RunningService::~RunningService() {
  if (!thread_.joinable()) return;
  transport_->stop();
  thread_.join();
}

}  // namespace anxin::bench
