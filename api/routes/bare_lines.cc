#include "api/routes/bare_lines.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "api/json/ledger_json.h"
#include "api/routes/reasons.h"
#include "ledger/base/text.h"
#include "ledger/book/reasons.h"

namespace anxin::routes {
namespace {

using json::Json;

// Accounts of tests and of outside programs; all others belong to payments.
bool is_bare(std::string_view account) {
  return account.starts_with("t:") || account.starts_with("x:");
}

// Whether a question asks only about what the bare ledger may see.
class Seen {
 public:
  explicit Seen(const ledger::Reader& reader) : reader_(reader) {}
  bool operator()(const json::AskBalance& ask) const { return is_bare(ask.account); }
  bool operator()(const json::AskHistory& ask) const { return is_bare(ask.account); }
  bool operator()(const json::AskEntry& ask) const { return sees_entry(ask.entry); }
  bool operator()(const json::AskHold& ask) const { return sees_entry(ask.hold); }

 private:
  // An entry that wrote records is a service's; a bare one has none.
  [[nodiscard]] bool sees_entry(const book::EntryName& name) const {
    const auto* number = std::get_if<book::EntryNumber>(&name);
    const auto found = number != nullptr ? std::optional(*number)
                                         : reader_.entry_of_key(std::get<std::string>(name));
    const auto entry = found ? reader_.entry(*found) : std::nullopt;
    return entry && entry->records.empty() && entry->content.empty();
  }

  const ledger::Reader& reader_;
};

Result<Json> answer_question(const Call& call, const json::Question& question) {
  const auto now = call.ground().clock.now();
  const auto reader = LEDGER_TRY(call.ground().writer.read(now));
  if (!std::visit(Seen(reader), question)) return fail(book::kAccountNotFound);
  return json::answer(reader, question, now);
}

// Lines under way and their answers, in order.
class LineAnswers {
 public:
  explicit LineAnswers(Call& call) : call_(call) {}

  void take(std::string_view line) {
    auto parsed = json::parse_apply_line(line);
    if (parsed && parsed->at) parsed = fail_at(book::kMalformed, "/at");
    if (!parsed) return refuse(parsed.error());
    if (auto* command = std::get_if<book::Command>(&parsed->request)) {
      return submit(std::move(*command));
    }
    wait();
    const auto found = answer_question(call_, std::get<json::Question>(parsed->request));
    if (!found) return refuse(found.error());
    text_ += found->dump() + "\n";
  }

  [[nodiscard]] std::string finish() {
    wait();
    return std::move(text_);
  }

 private:
  void submit(book::Command command) {
    command.actor = call_.grant().staff.actor;
    command.caller = book::Caller::bare_on_payments;
    const auto place = results_.size();
    {
      const std::lock_guard lock(mutex_);
      results_.emplace_back();
      ++open_;
    }
    call_.ground().writer.submit(std::move(command), [this, place](Result<ledger::Receipt> result) {
      const std::lock_guard lock(mutex_);
      results_[place] = std::move(result);
      if (--open_ == 0) done_.notify_one();
    });
  }

  void wait() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return open_ == 0; });
    for (const auto& result : results_) say(*result);
    results_.clear();
  }

  void refuse(const Fault& fault) {
    wait();
    say(tl::make_unexpected(fault));
  }

  void say(const Result<ledger::Receipt>& result) {
    const auto sentence = [&](const Fault& fault) { return call_.voice().sentence(fault); };
    const auto json =
        result ? json::receipt_json(*result) : json::refusal_json(result.error(), sentence);
    text_ += json.dump() + "\n";
  }

  Call& call_;
  std::string text_;
  std::mutex mutex_;  // guards the two below while lines are open
  std::vector<std::optional<Result<ledger::Receipt>>> results_;
  std::size_t open_ = 0;
  std::condition_variable done_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  auto lines = split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

Fault at_line(Fault fault, std::size_t index) {
  fault.field = "/" + std::to_string(index) + fault.field;
  return fault;
}

}  // namespace

Result<std::string> answer_lines(Call& call, std::string_view text) {
  const auto lines = lines_of(text);
  if (lines.size() > kBareLinesMax) {
    return fail(kTooManyLines, {{"max", std::to_string(kBareLinesMax)}});
  }
  LineAnswers answers(call);
  for (const auto line : lines) answers.take(line);
  return answers.finish();
}

Result<ledger::Receipt> apply_as_one(Call& call, std::string_view text) {
  book::Command all;
  all.key = call.caller().key;
  all.actor = call.grant().staff.actor;
  all.caller = book::Caller::bare_on_payments;
  std::size_t index = 0;
  for (const auto line : lines_of(text)) {
    auto parsed = json::parse_apply_line(line);
    if (!parsed) return tl::make_unexpected(at_line(parsed.error(), index));
    auto* command = std::get_if<book::Command>(&parsed->request);
    if (command == nullptr || parsed->at) {
      return tl::make_unexpected(at_line({book::kMalformed, -1, "/op", {}}, index));
    }
    for (auto& step : command->steps) all.steps.push_back(std::move(step));
    ++index;
  }
  return call.ground().writer.execute(std::move(all));
}

}  // namespace anxin::routes
