// The opening balance (期初余额) of a project that has been running: the contractor names it, the
// bank confirms it, and only then it is booked.
#include <algorithm>

#include "ledger/base/amount.h"
#include "payments/domain/chart.h"
#include "payments/service/funding_service.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

// Has anything happened on the account that the books know of?
bool is_used(const ledger::Reader& reader, const AccountOpening& opening) {
  const auto is_of = [&](const auto& record) {
    return record.value.wage_account == opening.account;
  };
  const auto statements = find_all(reader, kStatements, opening.contract + "/");
  const auto receipts = find_all(reader, kReceipts, opening.contract + "/");
  return std::any_of(statements.begin(), statements.end(), is_of) ||
         std::any_of(receipts.begin(), receipts.end(), is_of) ||
         !balance_of(reader, chart::wage_bank(opening.contract, opening.account)).is_zero();
}

bool has_opening(const ledger::Reader& reader, const AccountOpening& opening) {
  const auto all = papers_of(reader, kAccountOpenings, opening.contract);
  return std::any_of(all.begin(), all.end(), [&](const AccountOpening& other) {
    const bool stands = is_open(other.state) || is_agreed(other.state);
    return other.id != opening.id && other.account == opening.account && stands;
  });
}

}  // namespace

Result<void> check_opening(const PaymentsBook& book, const ledger::Reader& reader,
                           const AccountOpening& opening) {
  LEDGER_CHECK(check_account_open(reader, opening.contract));
  const auto found = LEDGER_TRY(book.wage_account_named(reader, opening.contract, opening.account));
  LEDGER_CHECK(check_day(opening.on, found.account.opened_on, book.today()));
  if (is_used(reader, opening) || has_opening(reader, opening)) {
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
        const AccountOpening opening{next_paper(reader, kAccountOpenings, id, 'O'),
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
