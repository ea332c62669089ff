// What is compared at the end of a month, all of it read from the ledger.
//
// Role: a part of replay.h.
#pragma once

#include "tests/replay/replay.h"

namespace anxin::replay {

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
