// Plays a path of the engine again through the services of production, month by month, and tells
// where the two differ.
//
// Role: docs/simulator.md, "Agreement with production". The path says what its owners and
//       contractors do; what the law makes of it (deposits, plans of discharge, what the fund may
//       advance, what an account covers) is asked of the services and compared.
// Shape: a month's business in the order of the engine's: the fund on the 1st; deposits on the 2nd;
//        bills on the 3rd; payrolls from the 4th to the 6th; the court on the 8th; cases on the
//        10th; discharge on the 12th; deposits and accounts on the 23rd and 24th. Wages are due on
//        the 25th: what is overdue on the 12th is overdue by a month in the engine.
#pragma once

#include <set>

#include "payments/service/records.h"
#include "tests/replay/replay_book.h"

namespace anxin::replay {

using payments::DischargeGround;
using simulator::Layer;

class Replay {
 public:
  Replay(const simulator::ToldPath& path, simulator::Told told)
      : path_(path), told_(std::move(told)), plan_(path, told_.events) {
    on(1);
    book_.load({{"region.toml", MasterText(path.world).text()}});
    open_fund();
  }

  /// Every month of the path. Answers what differs, a line for each; empty: nothing.
  std::vector<std::string> run() {
    for (std::int32_t t = 0; t < static_cast<std::int32_t>(path_.policies.size()); ++t) month(t);
    return differences_;
  }

 private:
  using Lines = std::vector<WageLine*>;
  using Act = void (Replay::*)(std::size_t);

  void month(std::int32_t t);
  void each(PathEventKind kind, Act act);
  void on(unsigned day) {
    book_.now(first_day(kStart + std::chrono::months(t_)) + std::chrono::days(day - 1));
  }
  [[nodiscard]] const PathEvent& event(std::size_t index) const { return told_.events.at(index); }
  [[nodiscard]] const simulator::Project& project(std::size_t place) const {
    return path_.world.projects.at(place);
  }
  [[nodiscard]] std::string clerk(std::size_t place) const {
    return "clerk." + contractor_of(project(place).contractor);
  }
  [[nodiscard]] std::string site(std::size_t place) const {
    return "site." + contractor_of(project(place).contractor);
  }
  static Receipt must(const std::string& what, Result<Receipt> result) {
    return ReplayBook::must(what, std::move(result));
  }
  void compare(const std::string& what, Fen engine, Fen services) {
    if (engine == services) return;
    differences_.push_back(fmt::format("month {}: {}: the engine {}, the services {}", t_, what,
                                       to_string(fen(engine)), to_string(fen(services))));
  }

  // ---- money that comes
  void open_fund();
  void appropriate(std::size_t index);
  void recover_for_fund(std::size_t index);
  void receive_funding(std::size_t index);
  void receive(std::size_t place, payments::FundingSource source, const std::string& reference,
               Fen amount);
  void certify(std::size_t index);
  void settle_prices();
  void settle_price(std::size_t place, Fen waiting);

  // ---- the bank of the wage accounts
  [[nodiscard]] std::vector<tests::Movement>& moves_of(std::size_t place) { return bank_[place]; }
  void bring_statements();
  void bring_statement(std::size_t place, const std::vector<tests::Movement>& moves);

  // ---- deposits
  void begin(std::size_t index);
  [[nodiscard]] payments::DepositFacts deposit_facts(std::size_t place) const;
  void refill(std::size_t index);
  void release(std::size_t index);
  void close(std::size_t index);

  // ---- wages
  void submit(std::size_t index);
  void approve();
  void pay_wages(std::size_t index);
  void pay_by_court(std::size_t index);
  void pay(std::size_t place, const Lines& lines);

  // ---- arrears
  void note_arrears();
  [[nodiscard]] bool has_arrears(std::size_t place) const;
  void begin_case(std::size_t index);
  void open_case(std::size_t index);
  [[nodiscard]] payments::DischargeCause cause_from(std::size_t index) const;
  void note_order(std::size_t place, payments::DischargeOrder order);
  void discharge(std::size_t index);
  struct CaseStep;
  void discharge_case(const CaseStep& step);
  void compare_plan(const CaseStep& step);
  void pay_by_owner(const CaseStep& step);
  [[nodiscard]] std::string advance_reference(const CaseStep& step) const;
  std::string notice_for(const CaseStep& step, const Lines& lines, const std::string& letter);
  std::string propose_advance(const CaseStep& step);
  void execute(const CaseStep& step, DischargeGround ground, const std::string& paper);
  void carry_out_notice(const std::string& notice, const std::string& bank);
  void carry_out_advance(const std::string& payment);
  [[nodiscard]] Lines of_case(std::size_t index, PathEventKind kind, const std::string& id);
  [[nodiscard]] payments::RecourseService recourse() {
    return payments::RecourseService(*book_.book);
  }
  [[nodiscard]] payments::DepositService deposits() {
    return payments::DepositService(*book_.book);
  }

  // ---- what is compared at the end of a month
  void compare_project(std::size_t index);
  void compare_fund(std::size_t index);
  void compare_layers();
  [[nodiscard]] std::array<Fen, simulator::kLayers> paid_by_services() const;
  void add_paid(const ledger::Reader& reader, std::size_t place,
                std::array<Fen, simulator::kLayers>& paid) const;
  void check_book();

  [[nodiscard]] static Fen sum_of(const Lines& lines) {
    Fen sum = 0;
    for (const auto* line : lines) sum += line->amount;
    return sum;
  }
  [[nodiscard]] static std::vector<std::string> ids_of(const Lines& lines) {
    std::vector<std::string> ids;
    for (const auto* line : lines) ids.push_back(line->id);
    return ids;
  }

  const simulator::ToldPath& path_;
  simulator::Told told_;
  WagePlan plan_;
  ReplayBook book_;
  std::int32_t t_ = 0;
  std::vector<std::string> differences_;
  std::vector<std::pair<std::size_t, std::string>> submitted_;  // place and batch, to be approved
  std::map<std::uint32_t, std::int32_t> last_arrears_;          // by contractor, as the book shows
  std::map<std::size_t, std::vector<std::string>> cases_;       // of the open case of the engine
  std::map<std::size_t, std::string> finding_;                  // the document of that case
  std::map<std::size_t, std::string> letters_;
  std::map<std::size_t, std::vector<tests::Movement>> bank_;  // of the month
  std::map<std::size_t, Fen> bank_holds_;                     // by its own count
  std::set<std::size_t> closed_;
  std::map<std::size_t, Fen> late_;  // that came for a closed account
};

/// One case of production within a discharge.
struct Replay::CaseStep {
  std::size_t place = 0;
  std::string id;
  std::string decision;
  Lines owner;
  Lines deposit;
  Lines letter;
  Lines fund;
};

// ---- the month ----------------------------------------------------------------------------------

inline void Replay::each(PathEventKind kind, Act act) {
  for (std::size_t i = 0; i < told_.events.size(); ++i) {
    if (event(i).month == t_ && event(i).kind == kind) (this->*act)(i);
  }
}

inline void Replay::month(std::int32_t t) {
  t_ = t;
  on(1);
  each(PathEventKind::fund_moved, &Replay::appropriate);
  each(PathEventKind::fund_recovered, &Replay::recover_for_fund);
  on(2);
  each(PathEventKind::running, &Replay::begin);
  each(PathEventKind::begun, &Replay::begin);
  on(3);
  each(PathEventKind::funded, &Replay::receive_funding);
  each(PathEventKind::billed, &Replay::certify);
  settle_prices();
  on(4);
  each(PathEventKind::fell_due, &Replay::submit);
  on(5);
  approve();
  on(6);
  each(PathEventKind::paid_by_account, &Replay::pay_wages);
  on(8);
  note_arrears();
  each(PathEventKind::paid_by_court, &Replay::pay_by_court);
  on(10);
  each(PathEventKind::case_opened, &Replay::begin_case);
  on(12);
  each(PathEventKind::order_expired, &Replay::discharge);
  on(23);
  each(PathEventKind::refilled, &Replay::refill);
  on(24);
  each(PathEventKind::deposit_released, &Replay::release);
  each(PathEventKind::account_closed, &Replay::close);
  bring_statements();
  each(PathEventKind::project_ended_month, &Replay::compare_project);
  each(PathEventKind::fund_ended_month, &Replay::compare_fund);
  compare_layers();
  check_book();
}

}  // namespace anxin::replay

#include "tests/replay/replay_compare.h"
#include "tests/replay/replay_money.h"
#include "tests/replay/replay_wages.h"
