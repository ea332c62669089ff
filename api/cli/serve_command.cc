// serve: the books over the network
#include <pthread.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <csignal>
#include <iostream>
#include <ostream>
#include <thread>

#include "api/cli/beside.h"
#include "api/cli/build_info.h"
#include "api/cli/commands.h"
#include "api/cli/in_child.h"
#include "api/cli/line_log.h"
#include "api/cli/open_book.h"
#include "api/http/caller.h"
#include "api/http/post.h"
#include "api/http/transport.h"
#include "api/routes/deliveries.h"
#include "api/routes/operations.h"
#include "api/routes/service.h"
#include "ledger/base/text.h"
#include "ledger/service/shared_writer.h"

namespace anxin::cli {
namespace {

constexpr std::uint64_t kPortMax = 65'535;

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  std::string tls_cert;
  std::string tls_key;
  bool insecure = false;
  std::size_t threads = 64;
  std::int64_t rate = 500;
  std::vector<std::string> proxies;
  std::vector<std::string> webhook_networks;
};

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

Result<void> check_proxies(const std::vector<std::string>& proxies) {
  for (const auto& proxy : proxies) {
    if (!http::is_address(proxy)) return fail(kUsageProxy, {{"text", proxy}});
  }
  return {};
}

Result<http::ListenOptions> listen_options(const ServeOptions& options) {
  http::ListenOptions listen;
  const auto colon = options.listen.rfind(':');
  const auto port = colon == std::string::npos
                        ? std::nullopt
                        : parse_number(std::string_view(options.listen).substr(colon + 1));
  if (!port || *port > kPortMax || colon == 0) {
    return fail(kUsageListen, {{"text", options.listen}});
  }
  listen.host = options.listen.substr(0, colon);
  listen.port = static_cast<std::uint16_t>(*port);
  LEDGER_CHECK(check_proxies(options.proxies));
  if (options.tls_cert.empty() != options.tls_key.empty()) return fail(kUsageTls);
  if (!options.tls_cert.empty()) listen.tls = http::TlsFiles{options.tls_cert, options.tls_key};
  const bool open = !is_loopback(listen.host) && !listen.tls && !options.insecure;
  if (open) return fail(kUsageOpenListen, {{"text", options.listen}});
  listen.limits.threads = options.threads;
  return listen;
}

Json note_json(const Context& context, const routes::RequestNote& note) {
  Json json = Json::object();
  json.set("at", to_string(context.world().clock.now())).set("request_id", note.request_id);
  json.set("method", note.method).set("route", note.route).set("status", note.status);
  json.set("us", std::chrono::duration_cast<std::chrono::microseconds>(note.took).count());
  if (note.commit.count() > 0) {
    json.set("commit_us",
             std::chrono::duration_cast<std::chrono::microseconds>(note.commit).count());
  }
  if (!note.actor.empty()) json.set("actor", note.actor);
  if (!note.code.empty()) json.set("code", note.code);
  if (!note.trace.empty()) json.set("trace", note.trace).set("span", note.span);
  return json;
}

// Ends the transport when the process is asked to end. The signals must be blocked before any
// other thread begins.
class SignalWatch {
 public:
  SignalWatch() {
    sigemptyset(&signals_);
    for (const int signal : {SIGTERM, SIGINT}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void start(http::Transport& transport) {
    thread_ = std::thread([this, &transport] {
      int signal = 0;
      sigwait(&signals_, &signal);
      ending_ = true;
      transport.stop();
    });
  }
  [[nodiscard]] const std::atomic<bool>& ending() const { return ending_; }
  ~SignalWatch() {
    if (!thread_.joinable()) return;
    pthread_kill(thread_.native_handle(), SIGTERM);  // where it still waits
    thread_.join();
  }
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

 private:
  sigset_t signals_{};
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

// The book, its one writer, and the clock that all of them go by.
struct OpenedBook {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<SharedManualClock> simulated;
  std::unique_ptr<ledger::Writer> writer;
  std::unique_ptr<payments::Vault> vault;
};

Result<OpenedBook> open_book(Context& context) {
  OpenedBook book;
  const auto folder = LEDGER_TRY(context.data_folder());
  book.store = LEDGER_TRY(context.world().stores.open(folder, store::Access::write));
  const auto now = LEDGER_TRY(command_time(context, *book.store));
  const auto reader = LEDGER_TRY(ledger::Reader::open(*book.store, now));
  if (reader.book().clock == store::ClockKind::simulated) {
    book.simulated = std::make_unique<SharedManualClock>(now);
  }
  book.vault = LEDGER_TRY(open_vault(context));
  const Clock& clock = book.simulated ? *book.simulated : context.world().clock;
  book.writer = LEDGER_TRY(ledger::Writer::open(*book.store, clock, ledger::Overlap::on));
  return book;
}

Result<std::unique_ptr<store::Store>> open_webhook_store(const Context& context,
                                                         const std::string& book_id) {
  const auto folder = webhook_folder(LEDGER_TRY(context.data_folder()));
  const auto& stores = context.world().stores;
  auto opened = stores.open(folder, store::Access::write);
  if (opened || opened.error().reason != store::kNotFound) return opened;
  LEDGER_CHECK(stores.create(folder, routes::first_of_webhooks(book_id)));
  return stores.open(folder, store::Access::write);
}

Result<std::vector<http::Network>> webhook_networks(const ServeOptions& options) {
  std::vector<http::Network> networks;
  for (const auto& text : options.webhook_networks) {
    const auto network = http::parse_network(text);
    if (!network) return fail(kUsageNetwork, {{"text", text}});
    networks.push_back(*network);
  }
  return networks;
}

Json delivery_json(const Context& context, const routes::DeliveryNote& note) {
  Json json = Json::object();
  json.set("at", to_string(context.world().clock.now())).set("webhook", note.webhook);
  json.set("host", note.host.empty() ? Json() : Json(note.host))
      .set("entry", note.entry == 0 ? Json() : Json(note.entry));
  json.set("outcome", to_word(note.outcome));
  json.set("status", note.status == 0 ? Json() : Json(note.status));
  return std::move(json.set("us", note.us));
}

/// What delivers to webhooks, with all that it stands on. Its tries are given up when it ends.
class Messenger {
 public:
  Messenger(const routes::Ground& ground, LineLog& lines, const Context& context)
      : ground_(ground), lines_(lines), context_(context) {}
  ~Messenger() { end(); }
  Messenger(const Messenger&) = delete;
  Messenger& operator=(const Messenger&) = delete;

  /// Nothing is sent before it is started.
  Result<routes::Deliveries*> open(const std::string& book_id, const ServeOptions& options) {
    auto networks = LEDGER_TRY(webhook_networks(options));
    store_ = LEDGER_TRY(open_webhook_store(context_, book_id));
    resolver_ = http::make_resolver(ending_);
    post_ = http::make_post({networks}, *resolver_, ending_);
    const auto log = [this](const routes::DeliveryNote& note) {
      lines_.add(delivery_json(context_, note).dump());
    };
    deliveries_ = std::make_unique<routes::Deliveries>(
        ground_, *store_, *post_, routes::DeliveryOptions{std::move(networks), log});
    return deliveries_.get();
  }
  /// Requires: nobody asks the service any more.
  void end() {
    ending_ = true;
    deliveries_.reset();
  }

 private:
  const routes::Ground& ground_;
  LineLog& lines_;
  const Context& context_;
  std::atomic<bool> ending_{false};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<http::Resolver> resolver_;
  std::unique_ptr<http::Post> post_;
  std::unique_ptr<routes::Deliveries> deliveries_;
};

// `ledger verify` beside us: a damaged file can end the process that reads it.
Result<std::string> verify_in_process(const Context& context) {
  const auto folder = LEDGER_TRY(context.data_folder());
  const auto answer =
      output_of_ourselves({"ledger", "verify", "--json", "--data", folder.string()});
  if (!answer || answer->empty()) return fail(store::kUnavailable, {{"what", "ledger verify"}});
  return *answer;
}

Result<Exit> run_service(Context& context, const http::ListenOptions& listen,
                         const ServeOptions& options) {
  SignalWatch watch;
  const auto book = LEDGER_TRY(open_book(context));
  ledger::SharedWriter writer(*book.writer);
  routes::WorkerDoor workers(context.world().clock, context.world().entropy);
  routes::Operations operations(book.writer->clock(), to_hex(context.world().entropy.bytes(4)));
  const auto build = build_info();
  std::unique_ptr<http::Transport> transport;
  routes::Ground ground{writer,
                        *book.store,
                        book.writer->clock(),
                        *book.vault,
                        context.data(),
                        context.world().entropy,
                        workers,
                        watch.ending(),
                        [&] { return verify_in_process(context); },
                        book.simulated.get(),
                        &operations,
                        nullptr,
                        build.version,
                        build.compiler,
                        {},
                        std::make_shared<routes::RequestCounts>(),
                        [&] { return transport->metrics(); }};
  LineLog lines(context.out(), &context.out() == &std::cout ? STDOUT_FILENO : -1);
  Messenger messenger(ground, lines, context);
  ground.deliveries = LEDGER_TRY(messenger.open(book.writer->book().id, options));
  const auto log = [&](const routes::RequestNote& note) {
    lines.add(note_json(context, note).dump());
  };
  routes::ServiceOptions service_options(context.voice(), log);
  service_options.rate = {options.rate, 2 * options.rate};
  if (options.rate == 0) service_options.open = {};
  service_options.proxies = options.proxies;
  routes::Service service(ground, routes::all_routes(), std::move(service_options));
  transport = http::make_transport(listen, service);
  const auto port = LEDGER_TRY(transport->bind());
  lines.add(Json::object().set("listening", listen.host + ":" + std::to_string(port)).dump());
  LEDGER_CHECK(ground.deliveries->start());  // the log begins with where it listens
  watch.start(*transport);
  transport->serve();
  messenger.end();
  writer.stop();
  return book.writer->stopped() ? Exit::outcome_unknown : Exit::done;
}

Result<Exit> serve(Context& context, const ServeOptions& options) {
  if (context.options().dry_run) return fail(kUsageDryRun);
  return run_service(context, LEDGER_TRY(listen_options(options)), options);
}

}  // namespace

void add_serve_command(CLI::App& root, Context& context, Runner& runner) {
  auto options = std::make_shared<ServeOptions>();
  auto& verb = add_command(root, context, "serve", "cli.help.serve");
  const auto with_default = [&](std::string_view key, const std::string& value) {
    return context.say(key, {{"default", value}});
  };
  verb.add_option("--listen", options->listen, with_default("cli.option.listen", options->listen));
  verb.add_option("--tls-cert", options->tls_cert, context.say("cli.option.tls-cert"));
  verb.add_option("--tls-key", options->tls_key, context.say("cli.option.tls-key"));
  verb.add_flag("--insecure", options->insecure, context.say("cli.option.insecure"));
  verb.add_option("--threads", options->threads,
                  with_default("cli.option.serve-threads", std::to_string(options->threads)))
      ->check(CLI::Range(2, 1'024));
  verb.add_option("--rate", options->rate,
                  with_default("cli.option.rate", std::to_string(options->rate)))
      ->check(CLI::Range(0, 1'000'000));
  verb.add_option("--proxy", options->proxies, context.say("cli.option.proxy"));
  verb.add_option("--webhook-networks", options->webhook_networks,
                  context.say("cli.option.webhook-networks"))
      ->delimiter(',');
  runner.on(verb, [options](Context& c) { return serve(c, *options); });
}

}  // namespace anxin::cli
