#include "ledger/book/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace anxin::book {
namespace {

class ShapeChecker {
 public:
  explicit ShapeChecker(std::optional<Instant> deadline) : deadline_(deadline) {}

  Result<void> operator()(const OpenAccount& step) const {
    if (step.min && step.max && greater(*step.min, *step.max)) return fail_at(kMalformed, "/max");
    return {};
  }
  Result<void> operator()(const Post& step) const { return postings(step.postings); }
  Result<void> operator()(const BulkPost& step) const {
    LEDGER_CHECK(count(step.postings.size()));
    for (std::size_t i = 0; i < step.postings.size(); ++i) LEDGER_CHECK(line(step, i));
    return {};
  }
  Result<void> operator()(const HoldOrder& step) const {
    if (step.expires_at && deadline_ && *step.expires_at <= *deadline_) {
      return fail_at(kMalformed, "/expires_at");
    }
    return postings(step.postings);
  }
  Result<void> operator()(const Settle& step) const {
    if (!step.lines) return {};
    std::vector<std::uint32_t> named;
    for (const auto& line : *step.lines) named.push_back(line.line);
    LEDGER_CHECK(lines(named));
    for (std::size_t i = 0; i < step.lines->size(); ++i) {
      const auto& amount = (*step.lines)[i].amount;
      if (amount && !amount->is_positive()) {
        return fail_at(kAmountNotPositive, fmt::format("/lines/{}/amount", i));
      }
    }
    return {};
  }
  Result<void> operator()(const Void& step) const {
    if (!step.lines) return {};
    return lines(*step.lines);
  }
  Result<void> operator()(const Reverse& step) const {
    if (step.reason.empty()) return fail_at(kMalformed, "/reason");
    if (step.reason.size() > kNoteBytesMax) return fail_at(kTooLarge, "/reason");
    return {};
  }
  Result<void> operator()(const Freeze&) const { return {}; }
  Result<void> operator()(const CloseAccount&) const { return {}; }
  Result<void> operator()(const SetLimits& step) const {
    if (!step.min.given && !step.max.given) return fail_at(kMalformed, "/min");
    const auto& [min, max] = std::pair(step.min.bound, step.max.bound);
    if (min && max && greater(*min, *max)) return fail_at(kMalformed, "/max");
    return {};
  }
  Result<void> operator()(const ClosePeriod&) const { return {}; }

 private:
  static bool greater(const Decimal& a, const Decimal& b) {
    const auto value = [](const Decimal& d) {
      const Total magnitude = Total(d.whole) * 10'000 + d.ten_thousandths;
      return d.negative ? Total(-magnitude) : magnitude;
    };
    return value(a) > value(b);
  }

  static Result<void> lines(std::vector<std::uint32_t> named) {
    if (named.empty()) return fail_at(kMalformed, "/lines");
    if (named.size() > kPostingsMax) return fail_at(kTooLarge, "/lines");
    auto sorted = named;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice == sorted.end()) return {};
    const auto second =
        std::find(std::find(named.begin(), named.end(), *twice) + 1, named.end(), *twice);
    return fail_at(kMalformed, fmt::format("/lines/{}", second - named.begin()));
  }

  static Result<void> count(std::size_t postings) {
    if (postings == 0) return fail_at(kMalformed, "/postings");
    if (postings > kPostingsMax) return fail_at(kTooLarge, "/postings");
    return {};
  }

  static Result<void> line(const BulkPost& step, std::size_t index) {
    const auto& [debit, credit, amount] = step.postings[index];
    const auto names = step.accounts.size();
    if (debit >= names) return fail_at_posting(kMalformed, index, "/debit");
    if (credit >= names) return fail_at_posting(kMalformed, index, "/credit");
    if (amount <= Money()) return fail_at_posting(kAmountNotPositive, index, "/amount");
    const bool same = debit == credit || step.accounts[debit] == step.accounts[credit];
    if (same) return fail_at_posting(kSameAccount, index, "/credit");
    return {};
  }

  static Result<void> postings(const std::vector<PostingOrder>& orders) {
    LEDGER_CHECK(count(orders.size()));
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (!orders[i].amount.is_positive()) {
        return fail_at_posting(kAmountNotPositive, i, "/amount");
      }
      if (orders[i].debit == orders[i].credit) return fail_at_posting(kSameAccount, i, "/credit");
    }
    return {};
  }

  std::optional<Instant> deadline_;
};

bool needs_key(const Command& command) {
  return command.steps.empty() || !std::holds_alternative<OpenAccount>(command.steps.front());
}

Result<void> check_steps(const Command& command, std::optional<Instant> deadline) {
  for (const auto& step : command.steps) {
    LEDGER_CHECK(std::visit(ShapeChecker(deadline), step));
  }
  return {};
}

Result<void> check_records(const std::vector<RecordWrite>& writes) {
  std::set<std::pair<std::string_view, std::string_view>> written;
  for (const auto& [id, value] : writes) {
    if (!written.emplace(id.table, id.key).second) return fail_at(kMalformed, "/records");
  }
  for (const auto& [id, value] : writes) {
    if (id.table.size() + id.key.size() > kRecordIdBytesMax) return fail_at(kTooLarge, "/records");
  }
  return {};
}

}  // namespace

tl::unexpected<Fault> fail_at_posting(Reason reason, std::size_t index, std::string_view rest) {
  return tl::make_unexpected(
      Fault{reason, static_cast<int>(index), fmt::format("/postings/{}{}", index, rest), {}});
}

Result<void> check_shape(const Command& command, std::optional<Instant> deadline) {
  if (command.key.size() > kKeyBytesMax) return fail_at(kMalformed, "/key");
  if (command.key.empty() && needs_key(command)) return fail_at(kMalformed, "/key");
  auto steps = check_steps(command, deadline);
  if (!steps && steps.error().reason == kMalformed) return steps;
  if (command.note.size() > kNoteBytesMax) return fail_at(kTooLarge, "/note");
  LEDGER_CHECK(check_records(command.writes));
  return steps;
}

}  // namespace anxin::book
