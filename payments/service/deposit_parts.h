// Pieces that the steps about a deposit share. Internal to deposit_*.cc.
#pragma once

#include <optional>
#include <string>

#include "payments/rules/duty_rules.h"
#include "payments/service/deposit_reasons.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// Where the contract's project lies. Refuses: deposit.region-unknown.
[[nodiscard]] Result<RegionCode> region_of(const ledger::Reader& reader, const Contract& contract);

/// The rule about a duty in a place on the day it begins. Refuses: rules.none-in-force.
[[nodiscard]] Result<const Deadline*> duty_rule(const PaymentsBook& book, RegionCode region,
                                                Duty duty, Date on);
/// The last day of a duty that an event begins. Refuses: rules.none-in-force,
/// calendar.year-unknown.
[[nodiscard]] Result<Date> last_day_of(const PaymentsBook& book, RegionCode region, Duty duty,
                                       Date event);

/// A contract and its deposit out of one snapshot: what nearly every step begins with.
struct LoadedDeposit {
  Versioned<Contract> contract;
  Versioned<Deposit> deposit;
};
/// Refuses: payments.contract-unknown, deposit.not-assessed.
[[nodiscard]] Result<LoadedDeposit> load_deposit(const PaymentsBook& book,
                                                 const ledger::Reader& reader,
                                                 const std::string& contract);

/// Balance and available balance of an account; nothing where it was never opened.
[[nodiscard]] Money balance_of(const ledger::Reader& reader, const book::AccountName& account);
[[nodiscard]] Money available_of(const ledger::Reader& reader, const book::AccountName& account);

/// Opens what cash needs: deposit_bank, deposit_liability, deposit_interest.
void open_cash_accounts(const ledger::Reader& reader, const Contract& contract,
                        CommandDraft& draft);

/// The next free id of a contract's papers in the table: contract-N01, contract-N02, …
template <class T>
[[nodiscard]] std::string next_paper(const ledger::Reader& reader, const RecordTable<T>& table,
                                     const std::string& contract, char kind) {
  std::uint32_t number = 1;
  while (find(reader, table, paper_id(contract, kind, number))) ++number;
  return paper_id(contract, kind, number);
}

/// Lowers what is to be replenished; the duty ends with it.
void put_back(Deposit& deposit, Money amount);

}  // namespace anxin::payments
