#include "api/routes/bare_lines.h"

#include <algorithm>
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

// How an entry of several lines is known, and what its key is compared by.
const anxin::Field kEntryOfLines{"/op", "ledger.entry"};

// Accounts of tests and of outside programs; all others belong to payments.
bool is_bare(std::string_view account) {
  return account.starts_with("t:") || account.starts_with("x:");
}

// Periods are closed for the whole book, payments among it: never from here.
Result<void> check_bare(const book::Command& command) {
  for (const auto& step : command.steps) {
    if (std::holds_alternative<book::ClosePeriod>(step)) {
      return fail_at(book::kAccountReserved, "/op");
    }
  }
  return {};
}

// The keys of a login's lines are its own, as those of its requests are.
class OwnKeys {
 public:
  explicit OwnKeys(const Call& call) : actor_(call.grant().staff.actor) {}
  void apply(book::Command& command) const {
    if (!command.key.empty()) command.key = ledger_key(actor_, command.key);
    apply(command.steps);
  }
  void apply(std::vector<book::Step>& steps) const {
    for (auto& step : steps) {
      if (auto* settle = std::get_if<book::Settle>(&step)) apply(settle->hold);
      if (auto* ended = std::get_if<book::Void>(&step)) apply(ended->hold);
      if (auto* reverse = std::get_if<book::Reverse>(&step)) apply(reverse->entry);
    }
  }
  void apply(json::Question& question) const {
    if (auto* entry = std::get_if<json::AskEntry>(&question)) apply(entry->entry);
    if (auto* hold = std::get_if<json::AskHold>(&question)) apply(hold->hold);
  }

 private:
  void apply(book::EntryName& name) const {
    if (auto* key = std::get_if<std::string>(&name)) *key = ledger_key(actor_, *key);
  }
  const std::string& actor_;
};

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
    if (!entry || !entry->records.empty()) return false;
    return entry->content.empty() || entry->content.front() == kEntryOfLines;
  }

  const ledger::Reader& reader_;
};

Result<Json> answer_question(const Call& call, json::Question question) {
  OwnKeys(call).apply(question);
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
    if (const auto bare = check_bare(command); !bare) return refuse(bare.error());
    OwnKeys(call_).apply(command);
    if (call_.caller().mode == payments::Mode::dry_run) return judge(command);
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

  // Each line as if it were the only one.
  void judge(const book::Command& command) {
    wait();
    say(call_.ground().writer.judge(command));
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

// Counted first: of line ends alone, each would cost sixteen times its byte.
Result<std::vector<std::string_view>> lines_of(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  const auto count = ends + (text.empty() || text.ends_with('\n') ? 0 : 1);
  if (count > kBareLinesMax) return fail(kTooManyLines, {{"max", std::to_string(kBareLinesMax)}});
  auto lines = split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

constexpr std::size_t kLargeLines = 256U << 10;  // one for each thread fits into memory

// A large body needs one of a few places while it is read.
Result<Place> place_for(const Call& call, std::string_view text) {
  if (text.size() <= kLargeLines) return Place();
  return call.ground().gates.large_lines.take(call.grant().staff.actor);
}

// Posts of one day that follow each other are one post: thousands of steps cost many times more.
void add_step(std::vector<book::Step>& steps, book::Step step) {
  auto* const before = steps.empty() ? nullptr : std::get_if<book::Post>(&steps.back());
  auto* const post = std::get_if<book::Post>(&step);
  if (before == nullptr || post == nullptr || before->effective_on != post->effective_on) {
    return steps.push_back(std::move(step));
  }
  for (auto& order : post->postings) before->postings.push_back(std::move(order));
}

Fault at_line(Fault fault, std::size_t index) {
  fault.field = "/" + std::to_string(index) + fault.field;
  return fault;
}

}  // namespace

Result<std::string> answer_lines(Call& call, std::string_view text) {
  const auto place = LEDGER_TRY(place_for(call, text));
  const auto lines = LEDGER_TRY(lines_of(text));
  LineAnswers answers(call);
  for (const auto line : lines) answers.take(line);
  return answers.finish();
}

Result<ledger::Receipt> apply_as_one(Call& call, std::string_view text) {
  const auto place = LEDGER_TRY(place_for(call, text));
  const auto lines = LEDGER_TRY(lines_of(text));
  book::Command all;
  all.key = call.caller().key;
  all.actor = call.grant().staff.actor;
  all.caller = book::Caller::bare_on_payments;
  all.content = {kEntryOfLines, {"/actor", all.actor}, {"/lines", sha256(text).hex()}};
  const OwnKeys own(call);
  std::size_t index = 0;
  for (const auto line : lines) {
    auto parsed = json::parse_apply_line(line);
    if (!parsed) return tl::make_unexpected(at_line(parsed.error(), index));
    auto* command = std::get_if<book::Command>(&parsed->request);
    if (command == nullptr || parsed->at) {
      return tl::make_unexpected(at_line({book::kMalformed, -1, "/op", {}}, index));
    }
    if (const auto bare = check_bare(*command); !bare) {
      return tl::make_unexpected(at_line(bare.error(), index));
    }
    own.apply(command->steps);  // a line's own key names nothing
    if (all.note.empty()) all.note = command->note;
    if (!command->note.empty() && command->note != all.note) {
      return tl::make_unexpected(at_line({book::kMalformed, -1, "/note", {}}, index));
    }
    for (auto& step : command->steps) add_step(all.steps, std::move(step));
    ++index;
  }
  return book_bare(call, std::move(all));
}

Result<ledger::Receipt> book_bare(Call& call, book::Command command) {
  const bool dry = call.caller().mode == payments::Mode::dry_run;
  return dry ? call.port().judge(command) : call.port().execute(std::move(command));
}

}  // namespace anxin::routes
