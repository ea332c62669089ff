// The opening balance (期初余额) of a project that has been running: the contractor names it, the
// bank confirms it, and only then it is booked.
#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/domain/chart.h"
#include "payments/service/funding_service.h"
#include "payments/service/opening_balance.h"
#include "payments/service/reconcile_report.h"
#include "payments/service/sub_books.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

// What the books know of the account must lie after the opening's day, and begin with its balance.
bool fits_what_is_known(const ledger::Reader& reader, const AccountOpening& opening) {
  const auto statements = statements_by_day(reader, opening.contract + "/" + opening.account + "/");
  if (!statements.empty()) {
    const auto& first = statements.front().value;
    if (first.on <= opening.on || first.opening != opening.balance) return false;
  }
  const auto receipts = find_all(reader, kReceipts, opening.contract + "/");
  return std::none_of(receipts.begin(), receipts.end(), [&](const auto& receipt) {
    return receipt.value.wage_account == opening.account && receipt.value.on <= opening.on;
  });
}

// A number in use holds what its statements say, whichever contract it belongs to.
bool is_number_in_use(const ledger::Reader& reader, const WageAccount& account) {
  const auto sharing = sharing_accounts(reader, account);
  return std::any_of(sharing.begin(), sharing.end(), [&](const WageAccount& other) {
    return !find_all(reader, kStatements, other.contract + "/" + other.id + "/").empty();
  });
}

bool has_opening(const ledger::Reader& reader, const AccountOpening& opening) {
  const auto all = papers_of(reader, kAccountOpenings, opening.contract);
  return std::any_of(all.begin(), all.end(), [&](const AccountOpening& other) {
    const bool stands = is_open(other.state) || is_agreed(other.state);
    return other.id != opening.id && other.account == opening.account && stands;
  });
}

}  // namespace

std::optional<AccountOpening> agreed_opening(const ledger::Reader& reader,
                                             const std::string& contract,
                                             const std::string& account) {
  for (auto& one : papers_of(reader, kAccountOpenings, contract)) {
    if (one.account == account && is_agreed(one.state)) return std::move(one);
  }
  return std::nullopt;
}

Money opening_balance(const ledger::Reader& reader, const std::string& contract,
                      const std::string& account) {
  const auto opening = agreed_opening(reader, contract, account);
  return opening ? opening->balance : Money();
}

Result<void> check_opening(const PaymentsBook& book, const ledger::Reader& reader,
                           const AccountOpening& opening) {
  LEDGER_CHECK(check_account_open(reader, opening.contract));
  const auto found = LEDGER_TRY(book.wage_account_named(reader, opening.contract, opening.account));
  LEDGER_CHECK(check_day(opening.on, found.account.opened_on, book.today()));
  const bool late = !fits_what_is_known(reader, opening) || has_opening(reader, opening) ||
                    is_number_in_use(reader, found.account);
  if (late) {
    return fail(kOpeningLate, {{"account", opening.account}});
  }
  return {};
}

void book_opening(const AccountOpening& opening, CommandDraft& draft) {
  const auto bank = chart::wage_bank(opening.contract, opening.account);
  draft.post(opening.on, posting::funded(opening.contract, bank), opening.balance);
}

Result<ledger::Receipt> WageAccountService::propose_opening(const Caller& caller,
                                                            const AccountOpeningRequest& request) {
  Fields content{{"/op", "wage-account.opening"},          {"/actor", caller.actor},
                 {"/contract", request.contract},          {"/account", request.account},
                 {"/balance", to_string(request.balance)}, {"/on", to_string(request.on)},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        LEDGER_CHECK(check_document(request.document));
        if (request.balance <= Money() || request.balance > kFundingMax) {
          return fail_at(kAmountInvalid, "/balance");
        }
        const AccountOpening opening{next_paper(reader, kAccountOpenings, id, 'K'),
                                     id,
                                     request.account,
                                     request.balance,
                                     request.on,
                                     request.document,
                                     staff.person,
                                     {}};
        LEDGER_CHECK(check_opening(book_, reader, opening));
        CommandDraft draft;
        draft.create(kAccountOpenings, opening.id, opening);
        draft.answer("id", opening.id);
        draft.answer("contract", id);
        draft.answer("account", opening.account);
        draft.answer("balance", to_string(opening.balance));
        return draft;
      });
}

}  // namespace anxin::payments
