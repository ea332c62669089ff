// The state of one path while it is played, and what happens in its months.
//
// Role: internal to path_player.cc (the path, a contractor), project_works.cc and
//       project_arrears.cc …: one file for each party or duty. The order of events: path_player.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulator/clearing.h"
#include "simulator/id_draws.h"
#include "simulator/numeric.h"
#include "simulator/path_player.h"
#include "simulator/path_state.h"
#include "simulator/wages.h"

namespace anxin::simulator {

/// An exponential value of mean 1.
inline double exponential_value(std::uint32_t word) { return -natural_log((word + 0.5) * 0x1p-32); }
/// Whole months of an exponential wait.
inline std::int32_t exponential_wait(std::uint32_t word, double mean) {
  return static_cast<std::int32_t>(exponential_value(word) * mean);
}

class PathPlayer::Play {
 public:
  explicit Play(const RunInput& input);
  PathResult path(std::uint32_t path);

 private:
  // ---- the path
  void begin(std::uint32_t path);
  void begin_projects();
  void begin_project(std::size_t place);
  void month(std::int32_t t);
  void move_factors();
  [[nodiscard]] MonthChances chances_for(double factor, const Words& systemic) const;
  void default_owners();
  void stop_largest();
  void stop_owner(std::size_t place);
  [[nodiscard]] Words draw_now(StableId entity, Purpose purpose) const;
  [[nodiscard]] Fen fund_part(std::size_t district) const;
  void move_funds();
  void move_fund(DistrictState& district, Fen size);
  void take_figures();
  void count_project(std::size_t place);
  void count_arrears(std::size_t place);
  void close_figures();
  void audit();
  [[nodiscard]] Fen held() const;
  // ---- whoever listens
  void tell(PathEventKind kind, const ProjectState& project, Fen amount) {
    if (input_.events != nullptr) add_event(kind, project, amount);
  }
  void tell_fund(PathEventKind kind, Fen amount) {
    if (input_.events != nullptr) input_.events->push_back({kind, t_, 0, amount, {}, {}});
  }
  void tell_plan(const ProjectState& project, const DischargeAsk& ask,
                 payments::DischargeCause cause);
  void tell_month_end();
  void add_event(PathEventKind kind, const ProjectState& project, Fen amount);
  void add_fingerprint();

  // ---- a contractor and its projects
  void gather_active();
  /// The places of a contractor's projects that are begun and not yet done.
  [[nodiscard]] std::span<const std::uint32_t> active_of(std::size_t contractor) const {
    return {active_.data() + first_active_[contractor],
            active_.data() + first_active_[contractor + 1]};
  }
  void fetch_for_works(std::size_t at) const;
  void fetch_for_wages(std::size_t at) const;
  void play_projects();
  void pay_contractor(std::size_t place);
  void draw_distress(std::size_t place);
  void begin_contractor_month(std::size_t place);
  void pay_debts(ContractorState& state);
  void settle_trade();
  [[nodiscard]] ClearingNode clearing_node(std::size_t place) const;
  [[nodiscard]] Fen spendable(std::size_t place) const;
  void share_cash(std::size_t place);
  [[nodiscard]] Past past_of(const ContractorState& state) const;

  // ---- a project
  void play_project(std::size_t place, ContractorState& contractor);
  void start_works(std::size_t place, ContractorState& contractor);
  void prepay_labour(std::size_t place);
  void settle_project(std::size_t place, ContractorState& contractor);
  void receive_bills(std::size_t place, ContractorState& contractor);
  void do_work(std::size_t place, ContractorState& contractor);
  [[nodiscard]] Fen labour_of_month(std::size_t place, std::int32_t k);
  void send_bill(std::size_t place, Fen bill, ContractorState& contractor);
  void make_wages_due(std::size_t place);
  void pay_costs(std::size_t place, Fen bill, ContractorState& contractor);
  void fund_account(std::size_t place, std::int32_t wait, Fen& to_account);
  void pay_wages(std::size_t place, Fen cash, ContractorState& contractor);
  void abscond(std::size_t place, Fen cash, const PaidByAge& before);
  void owe_stolen(std::size_t place, std::int32_t age, Fen taken);
  [[nodiscard]] bool sub_runs_off(std::size_t place) const;
  [[nodiscard]] bool is_ring_fenced(const ProjectState& project) const {
    return project.ways[1] < policy_->account_below;
  }

  // ---- early warning
  void watch(std::size_t place, Fen arrears);
  [[nodiscard]] bool raises_warning(const ProjectState& project) const;
  void top_up(std::size_t place);

  // ---- deposits
  void store_deposit(std::size_t place, Fen required);
  void keep_deposit(std::size_t place, ContractorState& contractor);
  void bear_deposit_cost(ProjectState& project, ContractorState& contractor);
  void release_deposit(ProjectState& project, ContractorState& contractor);
  Fen call_deposit(ProjectState& project, Fen amount);

  // ---- arrears
  void enforce(std::size_t place, ContractorState& contractor, Fen arrears);
  void open_case(std::size_t place);
  void assign_cases();
  void note_case(const ClosedCase& closed);
  void discharge_arrears(std::size_t place, ContractorState& contractor, Fen arrears);
  void note_refusal(std::size_t place, const ContractorState& contractor);
  [[nodiscard]] DischargeAsk ask_for(std::size_t place, Fen arrears) const;
  [[nodiscard]] Fen fund_allows(const ProjectState& project) const;
  void execute(std::size_t place, const DischargeAsk& ask, const DischargePaid& paid);
  void advance_from_fund(std::size_t place, Fen allowed, Fen wanted);
  void go_to_court(std::size_t place);
  void recover_by_court(std::size_t place, Fen arrears);
  [[nodiscard]] bool works_are_over(std::size_t place) const {
    const auto& plan = plan_of(place);
    const auto stopped_at = owner_of(place).stopped_at;
    const bool stands_still = stopped_at >= 0 && t_ >= stopped_at + policy_->works_go_on;
    return t_ >= plan.start + plan.months || stands_still;
  }
  void close_project(std::size_t place, ContractorState& contractor);

  [[nodiscard]] const PlannedProject& plan_of(std::size_t place) const {
    return input_.works.project(place);
  }
  [[nodiscard]] const OwnerState& owner_of(std::size_t place) const {
    return owners_[plan_of(place).owner];
  }
  [[nodiscard]] bool stopped(std::size_t place) const { return owner_of(place).stopped_at >= 0; }
  void receive_part(std::size_t place, ContractorState& contractor, std::int64_t part);
  void receive_rest(std::size_t place, ContractorState& contractor);
  [[nodiscard]] DistrictState& district_of(std::size_t place) {
    return districts_[plan_of(place).district];
  }
  void receive(ContractorState& contractor, Fen amount);
  [[nodiscard]] std::int32_t run_months() const {
    return static_cast<std::int32_t>(input_.policies.size());
  }

  RunInput input_;
  IdDraws owner_draws_;
  IdDraws contractor_draws_;
  IdDraws project_draws_;
  IdDraws active_draws_;

  std::uint32_t path_ = 0;
  std::int32_t t_ = 0;
  const MonthPolicy* policy_ = nullptr;
  double factor_ = 0;
  std::vector<DistrictState> districts_;
  std::vector<OwnerState> owners_;
  std::vector<ContractorState> contractors_;
  std::vector<ProjectState> projects_;
  std::vector<std::uint32_t> active_;        // places of projects, rising
  std::vector<std::uint32_t> first_active_;  // of each contractor, and the end
  std::vector<StableId> active_ids_;
  std::vector<std::uint32_t> kept_;  // of the active ones, those that are not done: for next month
  Fen outside_ = 0;                  // came in less went out, since the beginning
  Fen held_at_start_ = 0;
  Fen wages_paid_ = 0;
  std::uint64_t print_ = 0;  // running hash of all money
  MonthFigures figures_;     // of this month so far, as the next
  Fen month_owed_ = 0;
  PathResult result_;
};

}  // namespace anxin::simulator
