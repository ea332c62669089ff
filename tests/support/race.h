// One list of commands through several books and the reference model: the same answers from all,
// and at the end the same books.
//
// Role: the body of the random test, and of its shrinking: a race is run as often as one likes, and
//       every run begins with empty books.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/store/lmdb/lmdb_store.h"
#include "tests/support/model_book.h"
#include "tests/support/random_commands.h"
#include "tests/support/show_command.h"
#include "tests/support/shrink.h"

namespace anxin::tests {

using ledger::Overlap;
using model::ModelBook;

enum class Keeping : std::uint8_t { memory, lmdb };

/// One of the books under test.
class Contestant {
 public:
  Contestant(Keeping keeping, Overlap overlap)
      : name_(std::string(keeping == Keeping::lmdb ? "LMDB" : "memory") +
              (overlap == Overlap::on ? " with overlap" : "")),
        overlap_(overlap) {
    const auto contents = ledger::first_contents(test_identity());
    if (keeping == Keeping::memory) {
      store_ = std::make_unique<store::MemoryStore>();
      done(store_->commit(contents));
    } else {
      done(store::LmdbStore::create(folder_.path() / "book", contents));
      store_ = store::LmdbStore::open(folder_.path() / "book", store::Access::write).value();
    }
  }
  void reopen(const Clock& clock) {
    writer_.reset();
    writer_ = Writer::open(*store_, clock, overlap_).value();
  }
  void submit(const Command& made) {
    writer_->submit(made, [this](Result<Receipt> answer) { answers.push_back(std::move(answer)); });
  }
  void pump_until_rest() {
    while (writer_->pump()) {
    }
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const store::Store& store() const { return *store_; }

  std::vector<Result<Receipt>> answers;  ///< of the last group

 private:
  TempFolder folder_;
  std::string name_;
  Overlap overlap_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Writer> writer_;
};

struct Lane {
  Keeping keeping = Keeping::memory;
  Overlap overlap = Overlap::off;
};

/// Where a race ended early, or that its books differ at the end.
struct Disagreement {
  std::optional<std::size_t> act;
  std::string text;
};

class Race {
 public:
  /// Changes the model's answer: for tests of the race itself.
  using Twist = std::function<void(const Command&, ModelBook::Answer&)>;

  explicit Race(std::vector<Lane> lanes, Twist twist = {})
      : lanes_(std::move(lanes)), twist_(std::move(twist)) {}

  /// Runs the list until the first disagreement; nothing when there is none.
  std::optional<Disagreement> run(const std::vector<Act>& acts) {
    Course course(lanes_, twist_);
    auto found = course.run(acts);
    seen_ = course.seen;
    return found;
  }
  /// How often the last run met each answer.
  [[nodiscard]] const std::map<std::string, int>& seen() const { return seen_; }

  /// A failing list made as small as it goes, to be read, by running about as many commands and
  /// postings as `work_max` says.
  [[nodiscard]] std::vector<Act> smallest(std::vector<Act> acts, std::size_t work_max) {
    if (const auto found = run(acts); found && found->act) acts.resize(*found->act + 1);
    auto race = *this;
    for (const auto& lane : lanes_) {
      Race one({lane}, twist_);
      if (!one.run(acts)) continue;
      race = one;  // one book is quicker than many
      break;
    }
    std::size_t work = 0;
    const auto go_on = [&] { return work < work_max; };
    const auto fails = [&](const std::vector<Act>& part) {
      for (const auto& act : part) work += 1 + postings_of(act);
      return race.run(part).has_value();
    };
    acts = shrink<Act>(std::move(acts), fails, go_on);
    for (auto& act : acts) {
      auto* postings = postings_in(act);
      if (postings == nullptr || postings->size() < 2) continue;
      const auto still_fails = [&](const std::vector<PostingOrder>& fewer) {
        const auto before = std::exchange(*postings, fewer);
        const bool failing = !fewer.empty() && fails(acts);
        *postings = before;
        return failing;
      };
      *postings = shrink<PostingOrder>(*postings, still_fails, go_on);
    }
    return shrink<Act>(std::move(acts), fails, go_on);
  }

 private:
  // One run.
  class Course {
   public:
    Course(const std::vector<Lane>& lanes, const Twist& twist) : twist_(twist) {
      for (const auto& lane : lanes) {
        contestants_.push_back(std::make_unique<Contestant>(lane.keeping, lane.overlap));
      }
    }
    std::optional<Disagreement> run(const std::vector<Act>& acts) {
      for (std::size_t begin = 0; begin < acts.size();) {
        auto end = begin + 1;
        while (end < acts.size() && acts[end].group == acts[begin].group) ++end;
        if (auto found = run_group(acts, begin, end)) return found;
        begin = end;
      }
      if (acts.empty()) return std::nullopt;
      auto text = differences_of_stores();
      text += differences_from_model();
      if (text.empty()) return std::nullopt;
      return Disagreement{std::nullopt, text};
    }

    std::map<std::string, int> seen;

   private:
    std::optional<Disagreement> run_group(const std::vector<Act>& acts, std::size_t begin,
                                          std::size_t end) {
      clock_.set(acts[begin].now);
      std::vector<ModelBook::Answer> expected;
      for (auto i = begin; i < end; ++i) {
        expected.push_back(reference_.run(acts[i].command, acts[begin].now));
        if (twist_) twist_(acts[i].command, expected.back());
        ++seen[expected.back().replayed ? "again" : expected.back().word];
      }
      for (const auto& one : contestants_) {
        if (begin == 0 || acts[begin].reopen) one->reopen(clock_);
        one->answers.clear();
        for (auto i = begin; i < end; ++i) one->submit(acts[i].command);
        one->pump_until_rest();
        if (one->answers.size() != end - begin) {
          return Disagreement{end - 1, one->name() + " did not answer everything"};
        }
      }
      for (auto i = begin; i < end; ++i) {
        if (auto text = compare(i - begin, expected[i - begin]); !text.empty()) {
          return Disagreement{i, text};
        }
      }
      return std::nullopt;
    }

    std::string compare(std::size_t i, const ModelBook::Answer& expected) const {
      const auto& first = contestants_.front()->answers[i];
      for (const auto& other : contestants_) {
        if (said(other->answers[i]) == said(first)) continue;
        return contestants_.front()->name() + ": " + said(first) + ", " + other->name() + ": " +
               said(other->answers[i]) + "\n";
      }
      if (agrees(first, expected)) return "";
      return "ledger: " + said(first) + ", model: " + said(expected) + "\n";
    }
    static bool agrees(const Result<Receipt>& answer, const ModelBook::Answer& expected) {
      if (answer) {
        return expected.word == "ok" && answer->entry == expected.entry &&
               answer->replayed == expected.replayed;
      }
      const auto given = answer.error().reason.word();
      return (given == expected.word || (!expected.or_word.empty() && given == expected.or_word)) &&
             answer.error().posting == expected.posting;
    }
    static std::string said(const Result<Receipt>& answer) {
      if (!answer) {
        return std::string(answer.error().reason.word()) + " at " +
               std::to_string(answer.error().posting) + " " + answer.error().field;
      }
      return "entry " + std::to_string(answer->entry) + (answer->replayed ? " again " : " ") +
             answer->digest.hex();
    }
    static std::string said(const ModelBook::Answer& answer) {
      if (answer.word != "ok") return answer.word + " at " + std::to_string(answer.posting);
      return "entry " + std::to_string(answer.entry) + (answer.replayed ? " again" : "");
    }

    [[nodiscard]] std::string differences_of_stores() const {
      std::string text;
      const auto rows = all_rows(contestants_.front()->store());
      for (const auto& one : contestants_) {
        const auto others = all_rows(one->store());
        for (std::size_t table = 0; table < store::kTables; ++table) {
          if (others[table] == rows[table]) continue;
          text += "the rows of " + std::string(store::kTableNames[table]) + " differ between " +
                  contestants_.front()->name() + " and " + one->name() + "\n";
        }
        const auto report = ledger::verify(one->store(), nullptr).value();
        if (!report.ok()) text += one->name() + ": " + describe(report);
      }
      return text;
    }

    // The stored sums: what expired since the last command is not yet in them, nor in the model.
    [[nodiscard]] std::string differences_from_model() const {
      const auto reader = Reader::open(contestants_.front()->store(), Instant::min()).value();
      std::string text;
      if (reader.head().entry != reference_.entries()) text += "the number of entries differs\n";
      if (reader.head().closed_through != reference_.closed_through()) {
        text += "the closed period differs\n";
      }
      for (const auto& [account, expected] : reference_.accounts()) {
        const auto found = reader.account(name(account));
        if (!found || !same(*found, expected)) text += "account " + account + " differs\n";
      }
      for (const auto& [entry, expected] : reference_.holds()) {
        const auto found = reader.hold(entry);
        if (!found || !same(*found, expected)) {
          text += "hold " + std::to_string(entry) + " differs\n";
        }
      }
      for (book::EntryNumber entry = 1; entry <= reference_.entries(); ++entry) {
        const auto expected = reference_.reversals().find(entry);
        const auto by = expected == reference_.reversals().end() ? std::nullopt
                                                                 : std::optional(expected->second);
        if (reader.reversed_by(entry) != by) {
          text += "the reversal of entry " + std::to_string(entry) + " differs\n";
        }
      }
      return text;
    }
    static bool same(const book::Account& found, const ModelBook::Account& expected) {
      return found.posted.debits.minor() == expected.debits &&
             found.posted.credits.minor() == expected.credits &&
             found.held.debits.minor() == expected.debits_held &&
             found.held.credits.minor() == expected.credits_held &&
             found.standing.closed == expected.closed &&
             found.standing.debits_frozen == expected.debits_frozen &&
             found.standing.credits_frozen == expected.credits_frozen &&
             found.opened_by == expected.opened_by && found.opened_on == expected.opened_on &&
             same(found.min, expected.min, expected) && same(found.max, expected.max, expected);
    }
    static bool same(const std::optional<Money>& found, const std::optional<Decimal>& expected,
                     const ModelBook::Account& account) {
      if (!found || !expected) return found.has_value() == expected.has_value();
      return found->minor() == ModelBook::minor(*expected, account.given.currency);
    }
    static bool same(const book::Hold& found, const ModelBook::Hold& expected) {
      return std::equal(found.lines.begin(), found.lines.end(), expected.lines.begin(),
                        expected.lines.end(), [](const auto& a, const auto& b) {
                          return a.state == b.state && a.settled.minor() == b.settled &&
                                 a.amount.minor() == b.amount;
                        });
    }

    const Twist& twist_;
    ManualClock clock_{test_identity().created};
    std::vector<std::unique_ptr<Contestant>> contestants_;
    ModelBook reference_{test_identity().created};
  };

  static std::vector<PostingOrder>* postings_in(Act& act) {
    auto& step = act.command.steps.front();
    if (auto* order = std::get_if<book::Post>(&step)) return &order->postings;
    if (auto* order = std::get_if<book::HoldOrder>(&step)) return &order->postings;
    return nullptr;
  }
  static std::size_t postings_of(const Act& act) {
    const auto& step = act.command.steps.front();
    if (const auto* order = std::get_if<book::Post>(&step)) return order->postings.size();
    if (const auto* order = std::get_if<book::BulkPost>(&step)) return order->postings.size();
    if (const auto* order = std::get_if<book::HoldOrder>(&step)) return order->postings.size();
    return 0;
  }

  std::vector<Lane> lanes_;
  Twist twist_;
  std::map<std::string, int> seen_;
};

/// One command a line, a blank line between groups.
inline std::string shown(const std::vector<Act>& acts) {
  std::string text;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    if (i > 0 && acts[i].group != acts[i - 1].group) {
      text += acts[i].reopen ? "-- the next group, after reopening\n" : "-- the next group\n";
    }
    text += CommandLine::of(acts[i].command, acts[i].now) + "\n";
  }
  return text;
}

}  // namespace anxin::tests
