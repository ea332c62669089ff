// Wages: payrolls, and the discharge of arrears by recourse.
//
// Role: a part of replay.h.
#pragma once

#include "tests/replay/replay.h"

namespace anxin::replay {

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
  const auto taken = must(
      "payroll",
      payments::PayrollService(*book_.book)
          .submit(book_.by(clerk(place)), {contract_of(place), kStart + std::chrono::months(t_ - 1),
                                           table, "按付款拆分", true}));
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
    const auto sent = must(
        "instruction",
        payments::PayrollService(*book_.book).instruct(book_.by(site(place)), {batch, teams, {}}));
    compare(batch + " instructed", sum_of(paid),
            fen(parse_yuan(tests::field(sent, "sum")).value()));
    std::vector<tests::LineAnswer> answers;
    for (const auto* line : paid) answers.push_back({line->id, "ACSC", "", ""});
    const auto file = tests::field(sent, "files");
    must("result",
         payments::BankService(*book_.book)
             .import(book_.by("bank.BK"), tests::result_file("M-" + file, file, answers)));
    moves_of(place).push_back({"", "DBIT", to_string(fen(sum_of(paid))), "", file, "ICDT/SALA"});
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

inline Replay::Lines Replay::of_case(std::size_t index, PathEventKind kind, const std::string& id) {
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

inline std::string Replay::advance_reference(const CaseStep& step) const {
  return fmt::format("AD-{}-{}", step.id, t_);
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
    request.reference = advance_reference(step);
  }
  must("step", recourse().execute(book_.by("first.regulator"), request));
}

inline void Replay::pay_by_owner(const CaseStep& step) {
  if (step.owner.empty()) return;
  execute(step, DischargeGround::owner_late, "");
  moves_of(step.place)
      .push_back({"", "CRDT", to_string(fen(sum_of(step.owner))), advance_reference(step)});
}

inline std::string Replay::notice_for(const CaseStep& step, const Lines& lines,
                                      const std::string& letter) {
  const auto yesterday = book_.book->today() - std::chrono::days(1);
  const auto proposed = must(
      "notice", deposits().propose_notice(
                    book_.by("first.regulator"),
                    {contract_of(step.place), step.decision, yesterday, ids_of(lines), letter}));
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
  const auto proposed =
      must("advance",
           payments::FundPaymentService(*book_.book).propose(book_.by("first.regulator"), request));
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

}  // namespace anxin::replay
