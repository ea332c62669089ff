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
  Replay(const simulator::ToldPath& path, std::uint32_t number)
      : path_(path), told_(path.told(number)), plan_(path, told_.events) {
    on(1);
    book_.load({{"region.toml", MasterText(path.world).text()}});
    open_fund();
  }

  /// Every month of the path. Answers what differs, a line for each; empty: nothing.
  std::vector<std::string> run() {
    for (std::int32_t t = 0; t < static_cast<std::int32_t>(path_.policies.size()); ++t) month(t);
    return differences_;
  }
  [[nodiscard]] const simulator::PathResult& result() const { return told_.result; }
  [[nodiscard]] const ReplayBook& book() const { return book_; }

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
  std::set<std::size_t> closed_;
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
  each(PathEventKind::project_ended_month, &Replay::compare_project);
  each(PathEventKind::fund_ended_month, &Replay::compare_fund);
  compare_layers();
  check_book();
}

// ---- money that comes ---------------------------------------------------------------------------

inline void Replay::open_fund() {
  payments::EmergencyFundService funds(*book_.book);
  must("fund", funds.open(book_.by("first.regulator"),
                          {kFund, std::string(kRegion), "应急周转金", std::nullopt}));
  must("fund", funds.move(book_.by("first.regulator"),
                          {kFund, payments::FundMovementKind::appropriated, "",
                           fen(path_.policies.front().fund_size), std::nullopt, "郑财社〔1〕号"}));
}

inline void Replay::appropriate(std::size_t index) {
  const auto amount = event(index).amount;
  if (amount == 0) return;
  must("appropriation",
       payments::EmergencyFundService(*book_.book)
           .move(book_.by("first.regulator"),
                 {kFund, payments::FundMovementKind::appropriated, "", fen(amount), std::nullopt,
                  fmt::format("郑财社〔{}〕号", index)}));
}

// The engine names no debtor: whoever owes the fund.
inline void Replay::recover_for_fund(std::size_t index) {
  auto left = event(index).amount;
  payments::EmergencyFundService funds(*book_.book);
  const auto debtors = funds.show(kFund).value().debtors;
  for (const auto& debtor : debtors) {
    const auto part = std::min(left, fen(debtor.owed));
    if (part == 0) continue;
    must("recovery",
         funds.move(book_.by("first.regulator"),
                    {kFund, payments::FundMovementKind::recovered, debtor.party, fen(part),
                     std::nullopt, fmt::format("追偿〔{}〕号", index)}));
    left -= part;
  }
  compare("recovered for the fund and owed by nobody", left, 0);
}

inline void Replay::receive(std::size_t place, payments::FundingSource source,
                            const std::string& reference, Fen amount) {
  if (amount == 0) return;
  must("funding", payments::FundingService(*book_.book)
                      .receive(book_.by("bank.BK"), {contract_of(place), source, fen(amount),
                                                     std::nullopt, reference}));
}

inline void Replay::receive_funding(std::size_t index) {
  receive(event(index).place, payments::FundingSource::owner, fmt::format("OW-{}", index),
          event(index).amount);
}

inline void Replay::certify(std::size_t index) {
  if (event(index).amount == 0) return;
  const auto place = event(index).place;
  must("certificate",
       payments::PriceService(*book_.book)
           .move(book_.by(site(place)),
                 {contract_of(place), payments::PriceMovementKind::certified,
                  fen(event(index).amount), fmt::format("计量〔{}〕号", index), std::nullopt}));
}

// What has arrived of bills by now is price that is paid.
inline void Replay::settle_prices() {
  std::map<std::size_t, Fen> waiting;
  for (const auto& one : told_.events) {
    const bool moves_price = one.kind == PathEventKind::funded ||
                             one.kind == PathEventKind::fell_due ||
                             one.kind == PathEventKind::billed;
    if (one.month == t_ && moves_price) waiting[one.place] = one.after.waiting;
  }
  for (const auto& [place, amount] : waiting) settle_price(place, amount);
}

inline void Replay::settle_price(std::size_t place, Fen waiting) {
  const auto id = contract_of(place);
  const auto open = book_.balance(payments::chart::price_open(id, owner_of(project(place).owner)));
  if (open == waiting) return;
  must("price", payments::PriceService(*book_.book)
                    .move(book_.by(site(place)),
                          {id, payments::PriceMovementKind::paid, fen(open - waiting),
                           fmt::format("付款〔{}-{}〕号", place, t_), std::nullopt}));
}

// ---- deposits -----------------------------------------------------------------------------------

inline payments::DepositFacts Replay::deposit_facts(std::size_t place) const {
  const auto& own = project(place);
  payments::DepositFacts facts;
  facts.live_projects = 0;
  for (const auto& other : path_.world.projects) {
    const bool lives = other.works_in(std::max(0, own.start));
    if (other.contractor == own.contractor && lives) ++facts.live_projects;
  }
  facts.arrears_within_two_years = last_arrears_.contains(own.contractor);
  return facts;
}

inline void Replay::begin(std::size_t index) {
  const auto& begun = event(index);
  const auto id = contract_of(begun.place);
  book_.load_project(path_.world, begun.place, plan_.heads(begun.place));
  payments::AssessRequest request;
  request.contract = id;
  request.permit_on = first_day(kStart + std::chrono::months(t_));
  request.facts = deposit_facts(begun.place);
  const auto assessed =
      must("assessment", deposits().assess(book_.by("first.regulator"), request));
  compare(id + " deposit required", begun.amount,
          fen(parse_yuan(tests::field(assessed, "required")).value()));
  if (begun.after.letter > 0) {
    const payments::LetterRequest letter{id,
                                         payments::GuaranteeKind::bank_letter,
                                         "BL",
                                         "BH-" + id,
                                         fen(begun.after.letter),
                                         book_.book->today(),
                                         book_.book->today() + std::chrono::days(5 * 366),
                                         ""};
    const auto taken =
        must("letter", deposits().take_letter(book_.by("first.regulator"), letter));
    letters_[begun.place] = tests::field(taken, "letter");
  } else if (begun.after.deposit > 0) {
    must("deposit", deposits().book_money(
                        book_.by("bank.BK"), {id, payments::DepositMoney::stored,
                                              fen(begun.after.deposit), std::nullopt, "BZ-" + id}));
  }
}

inline void Replay::refill(std::size_t index) {
  const auto id = contract_of(event(index).place);
  must("refill", deposits().book_money(
                     book_.by("bank.BK"),
                     {id, payments::DepositMoney::stored, fen(event(index).amount), std::nullopt,
                      fmt::format("BJ-{}", index)}));
}

// The works were over before, and the publicity has run its thirty days.
inline void Replay::release(std::size_t index) {
  const auto place = event(index).place;
  const auto view = deposits().show(contract_of(place)).value();
  if (closed_.contains(place) || view.cover().is_zero()) return;
  const auto before = first_day(kStart + std::chrono::months(t_ - 1));
  const auto applied =
      must("refund", deposits().apply_refund(book_.by(clerk(place)),
                                             {contract_of(place), before + std::chrono::days(19),
                                              before + std::chrono::days(20)}));
  const auto refund = tests::field(applied, "refund");
  must("audit", deposits().audit_refund(book_.by("first.regulator"),
                                        {refund, payments::audit::Passed{}}));
  const auto done =
      must("refund", deposits().confirm_refund(book_.by("second.regulator"), refund));
  compare(contract_of(place) + " deposit released", event(index).amount,
          fen(parse_yuan(tests::field(done, "principal")).value()));
}

inline void Replay::close(std::size_t index) {
  const auto place = event(index).place;
  if (!closed_.insert(place).second) {
    return compare(contract_of(place) + " left to the contractor after the closing",
                   event(index).amount, 0);
  }
  payments::WageAccountService accounts(*book_.book);
  const auto before = first_day(kStart + std::chrono::months(t_ - 1));
  const auto applied = must(
      "closing", accounts.apply_closing(book_.by(clerk(place)),
                                        {contract_of(place), before + std::chrono::days(19),
                                         before + std::chrono::days(20), "承诺〔1〕号"}));
  const auto closing = tests::field(applied, "closing");
  must("closing", accounts.confirm_closing(book_.by("first.regulator"), {closing, ""}));
  const auto done = must("closing", accounts.close(book_.by("bank.BK"), closing));
  compare(contract_of(place) + " left on the account", event(index).amount,
          fen(parse_yuan(tests::field(done, "balance")).value()));
}

// ---- wages --------------------------------------------------------------------------------------

// Lines that one event pays are one team: an approver pays teams, and whole.
inline std::string team_of(const WageLine& line) {
  return line.payer == kNobody ? "无" : fmt::format("第{}组", line.payer);
}

inline void Replay::submit(std::size_t index) {
  const auto place = event(index).place;
  const auto lines = plan_.due(place, t_);
  if (lines.empty()) return;
  std::string table = "序号,姓名,身份证号,工种,班组,应发工资,实发工资,银行卡号\n";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto serial = serial_of(place, lines[i]->worker);
    const auto amount = to_string(fen(lines[i]->amount));
    table += fmt::format("{},{},{},普工,{},{},{},{}\n", i + 1, name_of(serial), id_no_of(serial),
                         team_of(*lines[i]), amount, amount, card_of(serial));
  }
  const auto taken =
      must("payroll", payments::PayrollService(*book_.book)
                          .submit(book_.by(clerk(place)),
                                  {contract_of(place), kStart + std::chrono::months(t_ - 1), table,
                                   "按付款拆分", true}));
  compare(contract_of(place) + " lines parked", 0, std::stoll(tests::field(taken, "parked")));
  const auto batch = tests::field(taken, "batch");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i]->id = fmt::format("{}-{:04}", batch, i + 1);
  }
  submitted_.emplace_back(place, batch);
}

inline void Replay::approve() {
  for (const auto& [place, batch] : submitted_) {
    must("approval", payments::PayrollService(*book_.book).approve(book_.by(site(place)), batch));
  }
  submitted_.clear();
}

inline void Replay::pay_wages(std::size_t index) {
  const auto place = event(index).place;
  receive(place, payments::FundingSource::contractor, fmt::format("GC-{}", index),
          event(index + 1).amount);
  pay(place, plan_.paid_by(index));
}

inline void Replay::pay_by_court(std::size_t index) {
  const auto place = event(index).place;
  receive(place, payments::FundingSource::contractor, fmt::format("CT-{}", index),
          event(index).amount);
  pay(place, plan_.paid_by(index));
}

// Batch by batch: instructed, and answered by the bank.
inline void Replay::pay(std::size_t place, const Lines& lines) {
  std::map<std::string, Lines> batches;
  for (auto* line : lines) batches[line->id.substr(0, line->id.rfind('-'))].push_back(line);
  for (const auto& [batch, paid] : batches) {
    const payments::shortfall::Teams teams{{team_of(*paid.front())}};
    const auto sent = must("instruction", payments::PayrollService(*book_.book)
                                              .instruct(book_.by(site(place)), {batch, teams, {}}));
    compare(batch + " instructed", sum_of(paid),
            fen(parse_yuan(tests::field(sent, "sum")).value()));
    std::vector<tests::LineAnswer> answers;
    for (const auto* line : paid) answers.push_back({line->id, "ACSC", "", ""});
    const auto file = tests::field(sent, "files");
    must("result", payments::BankService(*book_.book)
                       .import(book_.by("bank.BK"),
                               tests::result_file("M-" + file, file, answers)));
  }
}

// ---- arrears ------------------------------------------------------------------------------------

inline bool Replay::has_arrears(std::size_t place) const {
  const auto reader = book_.reader();
  const auto today = book_.book->today();
  for (const auto& line :
       payments::find_of_contract(reader, payments::kLines, contract_of(place))) {
    if (!payments::is_owed(line.value.state)) continue;
    const auto batch = payments::find(reader, payments::kBatches, line.value.batch);
    if (batch->value.due_on < today) return true;
  }
  return false;
}

inline void Replay::note_arrears() {
  for (std::size_t place = 0; place < path_.world.projects.size(); ++place) {
    if (has_arrears(place)) last_arrears_[project(place).contractor] = t_;
  }
}

inline void Replay::begin_case(std::size_t index) {
  const auto place = event(index).place;
  cases_[place].clear();
  finding_[place] = fmt::format("郑人社欠认〔{}〕号", index);
}

// What the case turns out to be about: where an owner pays at any time, its lateness is the cause.
inline payments::DischargeCause Replay::cause_from(std::size_t index) const {
  for (auto i = index; i < told_.events.size(); ++i) {
    const auto& one = event(i);
    if (one.place != event(index).place) continue;
    if (i > index && one.kind == PathEventKind::case_opened) break;
    const bool by_owner = one.kind == PathEventKind::order_expired &&
                          one.cause == payments::DischargeCause::owner_late;
    if (by_owner) return payments::DischargeCause::owner_late;
  }
  return payments::DischargeCause::contractor;
}

// Over what is overdue and in no case yet.
inline void Replay::open_case(std::size_t index) {
  const auto place = event(index).place;
  payments::OpenCaseRequest request;
  request.contract = contract_of(place);
  request.cause = cause_from(index);
  request.document = finding_.at(place);
  request.fund = kFund;
  request.fund_cause = payments::FundCause::unable;
  auto opened = recourse().open(book_.by("first.regulator"), request);
  if (!opened && opened.error().reason == payments::kRecourseLineTaken) return;
  cases_[place].push_back(tests::field(must("case", std::move(opened)), "case"));
}

inline void Replay::note_order(std::size_t place, payments::DischargeOrder order) {
  for (const auto& id : cases_[place]) {
    payments::CaseNote note;
    note.case_id = id;
    note.order = order;
    note.document = finding_.at(place);
    if (order == payments::DischargeOrder::expired) {
      note.papers = {payments::DischargePaper::price_statement,
                     payments::DischargePaper::payment_notice,
                     payments::DischargePaper::fund_approval};
    }
    must("order", recourse().note(book_.by("first.regulator"), note));
  }
}

inline Replay::Lines Replay::of_case(std::size_t index, PathEventKind kind,
                                     const std::string& id) {
  if (index >= told_.events.size() || event(index).kind != kind) return {};
  auto lines = plan_.paid_by(index);
  const auto reader = book_.reader();
  std::erase_if(lines, [&](const WageLine* line) {
    const auto found = payments::find(reader, payments::kCaseLines, line->id);
    return !found || found->value.case_id != id;
  });
  return lines;
}

inline void Replay::discharge(std::size_t index) {
  const auto place = event(index).place;
  open_case(index);
  note_order(place, payments::DischargeOrder::expired);
  Fen paid = 0;
  const auto cases = cases_[place];
  for (const auto& id : cases) {
    CaseStep step{place, id, fmt::format("郑人社监令〔{}〕号", index), {}, {}, {}, {}};
    step.owner = of_case(index + 1, PathEventKind::paid_by_owner, id);
    step.deposit = of_case(index + 2, PathEventKind::paid_by_deposit, id);
    step.letter = of_case(index + 3, PathEventKind::paid_by_letter, id);
    step.fund = of_case(index + kStepsToFund, PathEventKind::paid_by_fund, id);
    for (const auto* lines : {&step.owner, &step.deposit, &step.letter, &step.fund}) {
      paid += sum_of(*lines);
    }
    discharge_case(step);
  }
  Fen due = 0;
  for (std::size_t i = index + 1; i <= index + kStepsToFund; ++i) {
    const bool is_step = is_decided(event(i).kind) || event(i).kind == PathEventKind::paid_by_fund;
    if (event(i).place == place && is_step) due += event(i).amount;
  }
  compare(contract_of(place) + " discharged", due, paid);
}

// All steps are decided by one plan, and then carried out.
inline void Replay::discharge_case(const CaseStep& step) {
  compare_plan(step);
  pay_by_owner(step);
  std::vector<std::pair<std::string, std::string>> notices;
  if (!step.deposit.empty()) notices.emplace_back(notice_for(step, step.deposit, ""), "bank.BK");
  if (!step.letter.empty()) {
    notices.emplace_back(notice_for(step, step.letter, letters_.at(step.place)), "bank.BL");
  }
  const auto advance = step.fund.empty() ? std::string() : propose_advance(step);
  for (const auto& [notice, bank] : notices) carry_out_notice(notice, bank);
  if (!advance.empty()) carry_out_advance(advance);
  pay(step.place, step.owner);
}

inline void Replay::compare_plan(const CaseStep& step) {
  const auto view = recourse().show(step.id).value();
  std::map<DischargeGround, Fen> planned;
  for (const auto& one : view.plan.steps) planned[one.ground] += fen(one.amount);
  const auto check = [&](DischargeGround ground, Fen engine) {
    compare(step.id + " " + std::string(payments::to_word(ground)), engine, planned[ground]);
  };
  check(DischargeGround::employer, 0);
  check(DischargeGround::owner_late, sum_of(step.owner));
  check(DischargeGround::deposit, sum_of(step.deposit) + sum_of(step.letter));
  check(DischargeGround::fund, sum_of(step.fund));
}

inline void Replay::execute(const CaseStep& step, DischargeGround ground,
                            const std::string& paper) {
  payments::ExecuteStepRequest request;
  request.case_id = step.id;
  request.ground = ground;
  request.decision = step.decision;
  request.paper = paper;
  if (ground == DischargeGround::owner_late) {
    request.amount = fen(sum_of(step.owner));
    request.reference = fmt::format("AD-{}-{}", step.id, t_);
  }
  must("step", recourse().execute(book_.by("first.regulator"), request));
}

inline void Replay::pay_by_owner(const CaseStep& step) {
  if (!step.owner.empty()) execute(step, DischargeGround::owner_late, "");
}

inline std::string Replay::notice_for(const CaseStep& step, const Lines& lines,
                                      const std::string& letter) {
  const auto yesterday = book_.book->today() - std::chrono::days(1);
  const auto proposed = must(
      "notice", deposits().propose_notice(book_.by("first.regulator"),
                                          {contract_of(step.place), step.decision, yesterday,
                                           ids_of(lines), letter}));
  auto notice = tests::field(proposed, "notice");
  execute(step, DischargeGround::deposit, notice);
  return notice;
}

inline void Replay::carry_out_notice(const std::string& notice, const std::string& bank) {
  must("notice", deposits().approve_notice(book_.by("second.regulator"), notice));
  payments::NoticeAnswer answer;
  answer.notice = notice;
  answer.rest_paid = true;
  must("notice", deposits().answer_notice(book_.by(bank), answer));
}

inline std::string Replay::propose_advance(const CaseStep& step) {
  payments::FundPaymentRequest request;
  request.fund = kFund;
  request.contract = contract_of(step.place);
  request.case_id = step.id;
  request.decision = step.decision;
  request.bank = kFundBank;
  request.cause = payments::FundCause::unable;
  request.lines = ids_of(step.fund);
  const auto proposed = must("advance", payments::FundPaymentService(*book_.book)
                                            .propose(book_.by("first.regulator"), request));
  compare(step.id + " advanced", sum_of(step.fund),
          fen(parse_yuan(tests::field(proposed, "sum")).value()));
  auto payment = tests::field(proposed, "payment");
  execute(step, DischargeGround::fund, payment);
  return payment;
}

inline void Replay::carry_out_advance(const std::string& payment) {
  payments::FundPaymentService advances(*book_.book);
  must("advance", advances.approve(book_.by("second.regulator"), payment));
  must("advance", advances.approve(book_.by("third.regulator"), payment));
  payments::FundPaymentAnswer answer;
  answer.payment = payment;
  answer.answers.rest_paid = true;
  must("advance", advances.answer(book_.by("bank.BF"), answer));
}

// ---- what is compared at the end of a month -----------------------------------------------------

inline void Replay::compare_project(std::size_t index) {
  namespace chart = payments::chart;
  const auto& ended = event(index);
  const auto id = contract_of(ended.place);
  const auto sums = [&](const std::string& prefix) { return book_.sum_under(prefix); };
  compare(id + " account", ended.after.account, sums(chart::wage_bank_prefix(id)));
  compare(id + " deposit", ended.after.deposit, book_.balance(chart::deposit_bank(id)));
  compare(id + " letter", ended.after.letter,
          sums(chart::contract_prefix(id) + "guarantee_letter:"));
  compare(id + " owed", ended.amount, sums(chart::wage_payable_prefix(id)));
  compare(id + " price open", ended.after.waiting,
          book_.balance(chart::price_open(id, owner_of(project(ended.place).owner))));
}

inline void Replay::compare_fund(std::size_t index) {
  compare("the fund", event(index).amount, book_.balance(payments::chart::fund_bank(kFund)));
}

inline Layer layer_of(PathEventKind kind) {
  switch (kind) {
    case PathEventKind::paid_by_account:
      return Layer::account;
    case PathEventKind::paid_by_contractor:
      return Layer::contractor;
    case PathEventKind::paid_by_owner:
      return Layer::owner;
    case PathEventKind::paid_by_deposit:
    case PathEventKind::paid_by_letter:
      return Layer::deposit;
    case PathEventKind::paid_by_fund:
      return Layer::fund;
    default:
      return Layer::court;
  }
}

inline void Replay::compare_layers() {
  std::array<Fen, simulator::kLayers> engine{};
  for (const auto& one : told_.events) {
    const bool pays = is_decided(one.kind) || one.kind == PathEventKind::paid_by_account ||
                      one.kind == PathEventKind::paid_by_contractor ||
                      one.kind == PathEventKind::paid_by_fund;
    if (one.month <= t_ && pays) {
      engine.at(simulator::place_of(layer_of(one.kind))) += one.amount;
    }
  }
  const auto services = paid_by_services();
  constexpr std::array kWords{"account", "contractor", "owner", "deposit", "fund", "court"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    compare(std::string("paid by ") + kWords.at(i), engine.at(i), services.at(i));
  }
}

// By the postings on what workers are owed: each says from which account it was paid. What went
// through the wage account is told apart by the receipts that brought it there.
inline std::array<Fen, simulator::kLayers> Replay::paid_by_services() const {
  const auto reader = book_.reader();
  std::array<Fen, simulator::kLayers> paid{};
  for (std::size_t place = 0; place < path_.world.projects.size(); ++place) {
    add_paid(reader, place, paid);
  }
  for (const auto& account : reader.accounts(payments::chart::fund_prefix(kFund))) {
    const auto* kind = payments::chart::kind_of(*reader.account_name(account.number));
    if (kind->kind != "fund_receivable") continue;
    const auto advanced = fen(account.posted.of(book::Side::debit));
    paid.at(simulator::place_of(Layer::fund)) += advanced;
    paid.at(simulator::place_of(Layer::deposit)) -= advanced;
  }
  return paid;
}

inline void Replay::add_paid(const ledger::Reader& reader, std::size_t place,
                             std::array<Fen, simulator::kLayers>& paid) const {
  constexpr std::size_t kLinesMax = 1'000;
  const auto sum = [&paid](Layer layer) -> Fen& { return paid.at(simulator::place_of(layer)); };
  for (const auto& account :
       reader.accounts(payments::chart::wage_payable_prefix(contract_of(place)))) {
    for (const auto& line : reader.history(account, kLinesMax, {})) {
      if (line.side != book::Side::debit) continue;
      const auto* kind = payments::chart::kind_of(*reader.account_name(line.counter));
      // From the deposit's bank; outside the accounts of the contract: by a guarantor or a fund.
      const bool by_wage_account = kind->kind == "wage_bank";
      sum(by_wage_account ? Layer::account : Layer::deposit) += fen(line.amount);
    }
  }
  for (const auto& receipt :
       payments::find_all(reader, payments::kReceipts, contract_of(place) + "/")) {
    const auto& reference = receipt.value.reference;
    if (reference.starts_with("OW-")) continue;
    const auto layer = reference.starts_with("GC-")   ? Layer::contractor
                       : reference.starts_with("AD-") ? Layer::owner
                                                      : Layer::court;
    sum(layer) += fen(receipt.value.amount);
    sum(Layer::account) -= fen(receipt.value.amount);
  }
}

inline void Replay::check_book() {
  const auto broken = book_.broken();
  if (!broken.empty()) differences_.push_back(fmt::format("month {}: {}", t_, broken));
  if (ledger::verify(book_.store, nullptr).value().findings.empty()) return;
  differences_.push_back(fmt::format("month {}: the book does not verify", t_));
}

}  // namespace anxin::replay
