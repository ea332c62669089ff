// The service: lets requests in by key, role and scope, and has their routes answer them.
//
// Role: stands behind the transport. What comes out has a request id, a language and, for changes,
//       an audit trail in the books themselves (the actor and key of every entry).
// Threads: any.
// Source: interfaces.md, "HTTP": outside the scope the answer is 404; reliability.md, rows 7,
// 20, 21.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "api/http/transport.h"
#include "api/routes/call.h"
#include "api/routes/rate.h"
#include "api/routes/router.h"
#include "api/text/voice.h"

namespace anxin::routes {

/// One line for the log: nothing personal, no query, no key.
struct RequestNote {
  std::string request_id;
  std::string trace;  ///< of a traceparent that came in
  std::string span;   ///< ours, of that trace
  std::string_view method;
  std::string_view route;  ///< the template; "" for none
  int status = 0;
  std::chrono::nanoseconds took{0};
  std::chrono::nanoseconds commit{0};  ///< of it, waited for the writer and the disk
  std::string actor;                   ///< empty where nobody was let in
  std::string code;                    ///< of a refusal
};
using Log = std::function<void(const RequestNote&)>;

struct ServiceOptions {
  ServiceOptions(text::Voice spoken, Log noted) : voice(std::move(spoken)), log(std::move(noted)) {}

  text::Voice voice;
  Log log;
  Rate rate{500, 1'000};  ///< of one key: a page of a hundred questions, many times a second
  Rate strangers{5, 20};  ///< of one address without a valid key
  Rate open{50, 200};     ///< of one address, of what asks for no key: an office opens the page
  /// Peers whose X-Forwarded-For says who calls.
  std::vector<std::string> proxies{};
};

class Service final : public http::Handler {
 public:
  /// Requires: `ground` and the routes outlive the service.
  Service(const Ground& ground, const std::vector<Route>& routes, ServiceOptions options);

  [[nodiscard]] http::Admission admit(const http::RequestHead& head) override;
  [[nodiscard]] http::Response answer(const http::Request& request) override;
  [[nodiscard]] http::Response refuse(Reason reason, const http::RequestHead& head) override;

 private:
  struct Visit;
  [[nodiscard]] Result<void> let_in(Visit& visit);
  [[nodiscard]] Result<void> find_route(Visit& visit) const;
  [[nodiscard]] Result<void> know(Visit& visit);
  [[nodiscard]] Result<void> check_subject(const Visit& visit) const;
  [[nodiscard]] Result<http::Response> carry_out(Visit& visit, const http::Request& request);
  [[nodiscard]] static http::Response tagged(const Visit& visit, http::Response response);
  [[nodiscard]] http::Response finish(Visit& visit, Result<http::Response> result);
  /// The same, noted in the log.
  [[nodiscard]] http::Response told(const Visit& visit, http::Response response) const;
  void note_broken_stream(const RequestNote& note, http::Response& response) const;
  void count(const RequestCounts::Request& request, http::Response& response) const;
  [[nodiscard]] http::Response refused(Visit& visit, Fault fault) const;
  [[nodiscard]] Visit visit_of(const http::RequestHead& head);

  const Ground& ground_;
  Router router_;
  ServiceOptions options_;
  RateLimiter known_;
  RateLimiter strangers_;
  RateLimiter open_;
  std::string run_id_;  ///< of this start of the service
  std::atomic<std::uint64_t> requests_{0};
};

}  // namespace anxin::routes
