// Pieces that the steps about a wage account share. Internal to payments/service.
#pragma once

#include <string>
#include <vector>

#include "payments/domain/posting.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/wage_account_service.h"

namespace anxin::payments {

/// Refuses: wage-account.document-missing.
[[nodiscard]] Result<void> check_document(const std::string& text,
                                          std::size_t max = kAccountDocumentMax);
/// Refuses: wage-account.date (before `first` or after `today`).
[[nodiscard]] Result<void> check_day(Date on, Date first, Date today);

/// The duties of a contract as they stand on a day: account first, then labour cost by its due day.
/// Refuses: calendar.year-unknown.
[[nodiscard]] Result<std::vector<AccountDuty>> duties_of(const PaymentsBook& book,
                                                         const ledger::Reader& reader,
                                                         const Contract& contract, Date on);

/// An application for closing that is neither closed nor refused; empty where there is none.
[[nodiscard]] std::string open_closing(const ledger::Reader& reader, const std::string& contract);

/// What a decision makes of a proposal.
[[nodiscard]] ProposalState decided(const ProposalDecision& decision, const std::string& person,
                                    Date today);

/// What agreeing to a move checks and books. Internal to wage_account_proposals.cc and _move.cc.
[[nodiscard]] Result<void> check_move(const PaymentsBook& book, const ledger::Reader& reader,
                                      const AccountMove& move);
void book_move(const ledger::Reader& reader, AccountMove& move, Date today, CommandDraft& draft);
/// The same for an opening balance: wage_account_opening.cc.
[[nodiscard]] Result<void> check_opening(const PaymentsBook& book, const ledger::Reader& reader,
                                         const AccountOpening& opening);
void book_opening(const AccountOpening& opening, CommandDraft& draft);

}  // namespace anxin::payments
