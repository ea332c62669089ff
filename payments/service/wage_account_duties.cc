// What a contract's wage account owes by law and contract, until when, and whether it was done.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "payments/domain/chart.h"
#include "payments/service/funding_service.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 4> kDutyKindWords{"open-account", "file-account",
                                                         "labour-cost", "top-up"};
constexpr std::array<std::string_view, 4> kStateWords{"open", "done", "done-late", "overdue"};

DutyState state_of(const AccountDuty& duty, Date on) {
  if (duty.done_on) {
    return duty.last_day && *duty.done_on > *duty.last_day ? DutyState::done_late : DutyState::done;
  }
  return duty.last_day && on > *duty.last_day ? DutyState::overdue : DutyState::open;
}

/// The duties of one contract, put together from one snapshot.
class DutyList {
 public:
  DutyList(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
           Date on)
      : book_(book), reader_(reader), contract_(contract), on_(on) {
    if (const auto region = region_of(reader, contract)) region_ = *region;
    for (auto& one : find_all(reader, kWageAccounts, contract.id + "/")) {
      if (one.value.opened_on <= on) accounts_.push_back(std::move(one.value));
    }
    std::stable_sort(accounts_.begin(), accounts_.end(),
                     [](const auto& a, const auto& b) { return a.opened_on < b.opened_on; });
  }

  Result<std::vector<AccountDuty>> run() {
    LEDGER_CHECK(add_opening());
    for (const auto& account : accounts_) LEDGER_CHECK(add_filing(account));
    for (auto& duty : duties_) duty.state = state_of(duty, on_);
    add_labour_cost();
    return std::move(duties_);
  }

 private:
  // Null where the place is not known or no rule is in force: then nothing is guessed.
  [[nodiscard]] const Deadline* rule(Duty duty, Date event) const {
    if (!region_) return nullptr;
    return duty_rule(book_, *region_, duty, event).value_or(nullptr);
  }

  [[nodiscard]] Result<std::optional<Date>> last_day_after(const Deadline& rule, Date event) const {
    const auto day = LEDGER_TRY(term_after(event, rule.term(), book_.data().calendar));
    return std::optional(day.date);
  }

  // 开立: from the signing, or where the place says so from the start of works.
  Result<void> add_opening() {
    AccountDuty duty;
    duty.subject = contract_.id;
    duty.rule = rule(Duty::open_account, contract_.signed_on);
    if (!accounts_.empty()) duty.done_on = accounts_.front().opened_on;
    if (duty.rule != nullptr) {
      const auto event = begins_on(*duty.rule);
      if (event) duty.last_day = LEDGER_TRY(last_day_after(*duty.rule, *event));
    }
    duties_.push_back(std::move(duty));
    return {};
  }

  [[nodiscard]] std::optional<Date> begins_on(const Deadline& rule) const {
    if (rule.counted_from != DutyEvent::start_of_works) return contract_.signed_on;
    const auto start = find(reader_, kWorksStarts, contract_.id);
    return start ? std::optional(start->value.on) : std::nullopt;
  }

  // 备案: of every account, also of one that the contract moved to.
  Result<void> add_filing(const WageAccount& account) {
    AccountDuty duty;
    duty.what = AccountDutyKind::file_account;
    duty.subject = account.id;
    duty.rule = rule(Duty::file_account, account.opened_on);
    if (duty.rule != nullptr) {
      duty.last_day = LEDGER_TRY(last_day_after(*duty.rule, account.opened_on));
    }
    const auto filing = find(reader_, kFilings, contract_.id + "/" + account.id);
    if (filing && filing->value.on <= on_) duty.done_on = filing->value.on;
    duties_.push_back(std::move(duty));
    return {};
  }

  void add_labour_cost() {
    const auto first = static_cast<std::ptrdiff_t>(duties_.size());
    add_months();
    for (const auto& top_up : papers_of(reader_, kTopUps, contract_.id)) add_top_up(top_up);
    const auto begin = duties_.begin() + first;
    std::stable_sort(begin, duties_.end(),
                     [](const auto& a, const auto& b) { return a.last_day < b.last_day; });
    meet({begin, duties_.end()});
  }

  // Months made due on the books, and those before today that nobody has made due. A book that
  // began in the middle of the works counts from the first month that it knows.
  void add_months() {
    std::map<Month, FundingDue> recorded;
    for (auto& one : find_all(reader_, kFundingDues, contract_.id + "/")) {
      recorded.emplace(one.value.month, std::move(one.value));
    }
    const Month begin = recorded.empty() ? month_of(contract_.signed_on) : recorded.begin()->first;
    for (const auto& [month, due] : recorded) add_month(due, true);
    for (Month month = begin; month <= last_month(); month += std::chrono::months(1)) {
      const Date due_on = labour_cost_due_on(contract_, month);
      if (recorded.contains(month) || due_on > on_) continue;
      add_month({contract_.id, month, labour_cost_of(reader_, contract_, month), due_on}, false);
    }
  }

  // Labour cost is paid over the contract's months, while nobody has finished, closed or succeeded.
  [[nodiscard]] Month last_month() const {
    Month last = month_of(contract_.signed_on) + std::chrono::months(contract_.months - 1);
    const auto not_after = [&](Date day) { last = std::min(last, month_of(day)); };
    for (const auto& closing : papers_of(reader_, kClosings, contract_.id)) {
      if (!std::holds_alternative<closing_state::Refused>(closing.state)) {
        not_after(closing.completed_on);
      }
    }
    const auto succession = find(reader_, kSuccessions, contract_.id);
    if (succession) not_after(succession->value.on);
    return last;
  }

  void add_month(const FundingDue& month, bool recorded) {
    AccountDuty duty;
    duty.what = AccountDutyKind::labour_cost;
    duty.subject = to_string(month.month);
    duty.rule = rule(Duty::labour_cost_cycle, last_day(month.month));
    duty.last_day = month.due_on;
    duty.due = month.amount;
    duty.recorded = recorded;
    const auto notice = find(reader_, kNonFundings, contract_.id + "/" + duty.subject);
    if (notice && notice->value.on <= on_) duty.notice = to_word(notice->value.state);
    duties_.push_back(std::move(duty));
  }

  void add_top_up(const TopUp& top_up) {
    const auto* agreed = std::get_if<proposal_state::Agreed>(&top_up.state);
    if (agreed == nullptr || agreed->on > on_) return;
    AccountDuty duty;
    duty.what = AccountDutyKind::top_up;
    duty.subject = top_up.id;
    duty.last_day = agreed->on;
    duty.due = top_up.amount;
    duties_.push_back(std::move(duty));
  }

  // What the owner has paid meets what is due, oldest first; the account says how much it was, the
  // receipts say when.
  struct Due {
    std::vector<AccountDuty>::iterator begin;
    std::vector<AccountDuty>::iterator end;
  };
  void meet(Due dues) {
    Money left = paid_by_owner();
    Money due_so_far;
    const auto receipts = owners_receipts();
    for (auto duty = dues.begin; duty != dues.end; ++duty) {
      duty->met = std::min(left, duty->due);
      left -= duty->met;
      due_so_far += duty->due;
      if (duty->met == duty->due) duty->done_on = day_of(receipts, due_so_far);
      duty->state = state_of(*duty, on_);
      const bool met_on_no_day = duty->met == duty->due && !duty->done_on;
      if (met_on_no_day) duty->state = DutyState::done;
    }
  }

  [[nodiscard]] Money paid_by_owner() const {
    const auto account = reader_.account(chart::funding_due(contract_.id, contract_.owner));
    return account ? reader_.posted_effective(*account, on_).credits : Money();
  }

  [[nodiscard]] std::vector<FundingReceipt> owners_receipts() const {
    std::vector<FundingReceipt> receipts;
    for (auto& one : find_all(reader_, kReceipts, contract_.id + "/")) {
      if (one.value.source != FundingSource::owner || one.value.on > on_) continue;
      receipts.push_back(std::move(one.value));
    }
    std::stable_sort(receipts.begin(), receipts.end(),
                     [](const auto& a, const auto& b) { return a.on < b.on; });
    return receipts;
  }

  // The day on which the receipts reached the sum.
  static std::optional<Date> day_of(const std::vector<FundingReceipt>& receipts, Money sum) {
    Money reached;
    for (const auto& receipt : receipts) {
      reached += receipt.amount;
      if (reached >= sum) return receipt.on;
    }
    return std::nullopt;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  Date on_;
  std::optional<RegionCode> region_;
  std::vector<WageAccount> accounts_;
  std::vector<AccountDuty> duties_;
};

}  // namespace

std::string_view to_word(AccountDutyKind kind) {
  return kDutyKindWords.at(static_cast<std::size_t>(kind));
}
std::string_view to_word(DutyState state) {
  return kStateWords.at(static_cast<std::size_t>(state));
}

Result<std::vector<AccountDuty>> duties_of(const PaymentsBook& book, const ledger::Reader& reader,
                                           const Contract& contract, Date on) {
  return DutyList(book, reader, contract, on).run();
}

}  // namespace anxin::payments
