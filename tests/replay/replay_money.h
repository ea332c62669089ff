// Money that comes and goes without a payroll: the fund, bills, statements of the bank, deposits.
//
// Role: a part of replay.h.
#pragma once

#include "tests/replay/replay.h"

namespace anxin::replay {

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
  must("appropriation", payments::EmergencyFundService(*book_.book)
                            .move(book_.by("first.regulator"),
                                  {kFund, payments::FundMovementKind::appropriated, "", fen(amount),
                                   std::nullopt, fmt::format("郑财社〔{}〕号", index)}));
}

// The engine names no debtor: whoever owes the fund.
inline void Replay::recover_for_fund(std::size_t index) {
  auto left = event(index).amount;
  payments::EmergencyFundService funds(*book_.book);
  const auto debtors = funds.show(kFund).value().debtors;
  for (const auto& debtor : debtors) {
    const auto part = std::min(left, fen(debtor.owed));
    if (part == 0) continue;
    must("recovery", funds.move(book_.by("first.regulator"),
                                {kFund, payments::FundMovementKind::recovered, debtor.party,
                                 fen(part), std::nullopt, fmt::format("追偿〔{}〕号", index)}));
    left -= part;
  }
  compare("recovered for the fund and owed by nobody", left, 0);
}

inline void Replay::receive(std::size_t place, payments::FundingSource source,
                            const std::string& reference, Fen amount) {
  if (amount == 0) return;
  must("funding", payments::FundingService(*book_.book)
                      .receive(book_.by("bank.BK"),
                               {contract_of(place), source, fen(amount), std::nullopt, reference}));
  moves_of(place).push_back({"", "CRDT", to_string(fen(amount)), reference});
}

// Labour money that comes after the account was closed is the contractor's, and never on it.
inline void Replay::receive_funding(std::size_t index) {
  const auto& funded = event(index);
  if (closed_.contains(funded.place)) {
    late_[funded.place] += funded.amount;
    return;
  }
  receive(funded.place, payments::FundingSource::owner, fmt::format("OW-{}", index), funded.amount);
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
  must("price",
       payments::PriceService(*book_.book)
           .move(book_.by(site(place)), {id, payments::PriceMovementKind::paid, fen(open - waiting),
                                         fmt::format("付款〔{}-{}〕号", place, t_), std::nullopt}));
}

// ---- the bank of the wage accounts --------------------------------------------------------------

inline void Replay::bring_statements() {
  for (const auto& [place, moves] : bank_) bring_statement(place, moves);
  bank_.clear();
  const auto all = payments::overview(*book_.book).value();
  for (const auto& one : all) {
    compare(one.contract + " unreconciled", 0, fen(to_money(one.unreconciled)));
  }
}

inline void Replay::bring_statement(std::size_t place, const std::vector<tests::Movement>& moves) {
  tests::StatementText statement;
  statement.id = fmt::format("ST-{}-{}", place, t_);
  statement.account = account_number_of(place);
  statement.day = to_string(book_.book->today());
  statement.opening = to_string(fen(bank_holds_[place]));
  for (auto move : moves) {
    move.reference = fmt::format("{}-{}", statement.id, statement.movements.size());
    const auto amount = fen(parse_yuan(move.amount).value());
    bank_holds_[place] += move.direction == "CRDT" ? amount : -amount;
    statement.movements.push_back(std::move(move));
  }
  statement.closing = to_string(fen(bank_holds_[place]));
  must("statement", payments::BankService(*book_.book)
                        .import(book_.by("bank.BK"), tests::statement_file(statement)));
  (void)payments::ReconcileService(*book_.book)
      .run(book_.by(clerk(place)), contract_of(place), std::nullopt)
      .value();
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
  const auto assessed = must("assessment", deposits().assess(book_.by("first.regulator"), request));
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
    const auto taken = must("letter", deposits().take_letter(book_.by("first.regulator"), letter));
    letters_[begun.place] = tests::field(taken, "letter");
  } else if (begun.after.deposit > 0) {
    must("deposit", deposits().book_money(book_.by("bank.BK"),
                                          {id, payments::DepositMoney::stored,
                                           fen(begun.after.deposit), std::nullopt, "BZ-" + id}));
  }
}

inline void Replay::refill(std::size_t index) {
  const auto id = contract_of(event(index).place);
  must("refill", deposits().book_money(book_.by("bank.BK"), {id, payments::DepositMoney::stored,
                                                             fen(event(index).amount), std::nullopt,
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
  must("audit",
       deposits().audit_refund(book_.by("first.regulator"), {refund, payments::audit::Passed{}}));
  const auto done = must("refund", deposits().confirm_refund(book_.by("second.regulator"), refund));
  compare(contract_of(place) + " deposit released", event(index).amount,
          fen(parse_yuan(tests::field(done, "principal")).value()));
}

inline void Replay::close(std::size_t index) {
  const auto place = event(index).place;
  if (!closed_.insert(place).second) {
    return compare(contract_of(place) + " passed on after the closing", event(index).amount,
                   std::exchange(late_[place], 0));
  }
  payments::WageAccountService accounts(*book_.book);
  const auto before = first_day(kStart + std::chrono::months(t_ - 1));
  const auto applied =
      must("closing", accounts.apply_closing(book_.by(clerk(place)),
                                             {contract_of(place), before + std::chrono::days(19),
                                              before + std::chrono::days(20), "承诺〔1〕号"}));
  const auto closing = tests::field(applied, "closing");
  must("closing", accounts.confirm_closing(book_.by("first.regulator"), {closing, ""}));
  const auto done = must("closing", accounts.close(book_.by("bank.BK"), closing));
  if (event(index).amount > 0) {
    moves_of(place).push_back({"", "DBIT", to_string(fen(event(index).amount)), closing});
  }
  compare(contract_of(place) + " left on the account", event(index).amount,
          fen(parse_yuan(tests::field(done, "balance")).value()));
}

}  // namespace anxin::replay
