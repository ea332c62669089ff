// Stages 3 to 5: names become account numbers, written amounts become money, dates are checked.
#pragma once

#include <vector>

#include "ledger/book/books.h"
#include "ledger/book/reasons.h"

namespace anxin::book {

/// What the stages need to know besides the books.
struct Context {
  Caller caller = Caller::service;
  Date today;  ///< the recorded day in Shanghai
};

/// What the checks of stages 5 and 6 look at, gathered in one pass over the accounts.
struct PostingFacts {
  Date earliest;  ///< the later of both accounts' openings
  Standing debit;
  Standing credit;
};
[[nodiscard]] PostingFacts facts_of(Books& books, const ResolvedPosting& posting);
[[nodiscard]] std::vector<PostingFacts> facts_of(Books& books,
                                                 const std::vector<ResolvedPosting>& postings);

struct Resolution {
  std::vector<ResolvedPosting> postings;
  std::vector<PostingFacts> facts;
};
/// Refuses: account-reserved, account-not-found, currency-mismatch; each stage over all postings
/// before the next. An amount that 64 bits of the currency's minor unit cannot hold becomes zero,
/// that of a condition is marked; stage 8 refuses both.
[[nodiscard]] Result<Resolution> resolve_postings(Books& books,
                                                  const std::vector<PostingOrder>& orders,
                                                  const Context& context);

/// Refuses: likewise; currency-mismatch also for accounts of another currency than the step's.
[[nodiscard]] Result<Resolution> resolve_postings(Books& books, const BulkPost& step,
                                                  const Context& context);

/// The effective date that was given or today's.
/// Refuses: effective-date-invalid (after today, or before the opening of an account named), then
///          period-closed.
[[nodiscard]] Result<Date> resolve_effective_date(Books& books,
                                                  const std::vector<PostingFacts>& facts,
                                                  const std::optional<Date>& given,
                                                  const Context& context);

/// Refuses: account-closed, account-frozen; posting by posting, debit before credit.
[[nodiscard]] Result<void> check_standing(Books& books,
                                          const std::vector<ResolvedPosting>& postings,
                                          const std::vector<PostingFacts>& facts);

/// Refuses: hold-not-found, account-reserved (a hold on accounts the caller may not name).
[[nodiscard]] Result<Hold*> resolve_hold(Books& books, const EntryName& name,
                                         const Context& context);

/// Everything that an entry posted, mirrored, last posting first, and the entry's number.
/// Refuses: entry-not-found (also for one that posted nothing), account-reserved.
struct Mirror {
  EntryNumber entry = 0;
  std::vector<ResolvedPosting> postings;
};
[[nodiscard]] Result<Mirror> resolve_reversal(Books& books, const EntryName& name,
                                              const Context& context);

/// An account that a command names alone. Refuses: account-reserved, account-not-found.
[[nodiscard]] Result<AccountNumber> resolve_account(Books& books, const AccountName& name,
                                                    const Context& context);

/// Refuses: currency-mismatch, overflow, at `field`: bounds have no posting to wait for, so both
/// are of stage 4.
[[nodiscard]] Result<std::optional<Money>> resolve_bound(const std::optional<Decimal>& bound,
                                                         Currency currency, std::string_view field);

/// Refuses: account-reserved, account-exists, currency-mismatch, effective-date-invalid,
///          period-closed.
[[nodiscard]] Result<Opened> resolve_opening(Books& books, const OpenAccount& step,
                                             const Context& context);

/// Refuses: account-reserved.
[[nodiscard]] Result<void> check_reserved(const AccountName& name, Caller caller,
                                          std::string field);

}  // namespace anxin::book
