// Change of bank (变更开户银行): the whole balance goes to another account of the same contract.
#include <algorithm>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/chart.h"
#include "payments/service/attachment_service.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

// Which account is in use, also where the contract has always had the same.
Result<AccountUse> use_of(const PaymentsBook& book, const ledger::Reader& reader,
                          const std::string& contract) {
  if (const auto stored = find(reader, kAccountUses, contract)) return stored->value;
  const auto only = LEDGER_TRY(book.wage_account(reader, contract));
  return AccountUse{contract, only.account.id, std::nullopt, {}};
}

// Σ with the bank and not decided, over all accounts of the contract.
Money held_by_banks(const ledger::Reader& reader, const std::string& contract) {
  Money held;
  for (const auto& account : reader.accounts(chart::wage_bank_prefix(contract))) {
    held += account.lowering();
  }
  return held;
}

// What lies on the contract's other accounts.
std::vector<MovedMoney> elsewhere(const ledger::Reader& reader, const AccountMove& move) {
  std::vector<MovedMoney> found;
  for (const auto& account : find_all(reader, kWageAccounts, move.contract + "/")) {
    if (account.value.id == move.to) continue;
    const auto balance = balance_of(reader, chart::wage_bank(move.contract, account.value.id));
    if (balance > Money()) found.push_back({account.value.id, balance});
  }
  return found;
}

bool took_from(const AccountMove& move, const std::string& account) {
  return std::any_of(move.moved.begin(), move.moved.end(),
                     [&](const MovedMoney& part) { return part.from == account; });
}

Result<void> check_no_open_move(const ledger::Reader& reader, const std::string& contract) {
  for (const auto& move : papers_of(reader, kAccountMoves, contract)) {
    if (is_open(move.state)) return fail(kProposalOpen, {{"id", move.id}});
  }
  return {};
}

}  // namespace

Result<void> check_move(const PaymentsBook& book, const ledger::Reader& reader,
                        const AccountMove& move) {
  LEDGER_CHECK(check_account_open(reader, move.contract));
  LEDGER_TRY(book.wage_account_named(reader, move.contract, move.to));
  const auto use = LEDGER_TRY(use_of(book, reader, move.contract));
  const auto closing = open_closing(reader, move.contract);
  if (!closing.empty()) return fail(kClosingOpen, {{"closing", closing}});
  const auto attachment = open_attachment(reader, move.contract);
  if (!attachment.empty()) return fail(kBarAttachment, {{"case", attachment}});
  if (const auto end = ended_on(use, move.to)) {
    return fail(kMoveBack, {{"account", move.to}, {"until", to_string(*end)}});
  }
  const auto held = held_by_banks(reader, move.contract);
  if (!held.is_zero()) return fail(kMoveInFlight, {{"sum", to_string(held)}});
  if (move.to == use.account && elsewhere(reader, move).empty()) {
    return fail(kMoveNothing, {{"account", move.to}});
  }
  return {};
}

void book_move(const ledger::Reader& reader, AccountMove& move, Date today, CommandDraft& draft) {
  move.moved = elsewhere(reader, move);
  const auto to = chart::wage_bank(move.contract, move.to);
  for (const auto& part : move.moved) {
    const auto moved = posting::bank_changed(chart::wage_bank(move.contract, part.from), to);
    draft.post_whole(today, moved, part.amount);
  }
  // A contract with two accounts has this record since the second one was loaded.
  const auto stored = find(reader, kAccountUses, move.contract);
  if (!stored) return;
  auto use = stored->value;
  for (auto& former : use.former) {
    if (took_from(move, former.account)) former.until = today;
  }
  if (use.account != move.to) use.former.push_back({use.account, today});
  use.account = move.to;
  draft.update(kAccountUses, *stored, use);
}

Result<ledger::Receipt> WageAccountService::propose_move(const Caller& caller,
                                                         const AccountMoveRequest& request) {
  Fields content{{"/op", "wage-account.move"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/to", request.to},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        LEDGER_CHECK(check_document(request.document));
        AccountMove move;
        move.id = next_paper(reader, kAccountMoves, id, 'M');
        move.contract = id;
        move.to = request.to;
        move.document = request.document;
        move.proposer = staff.person;
        LEDGER_CHECK(check_move(book_, reader, move));
        LEDGER_CHECK(check_no_open_move(reader, id));
        CommandDraft draft;
        draft.create(kAccountMoves, move.id, move);
        draft.answer("id", move.id);
        draft.answer("contract", id);
        draft.answer("to", move.to);
        return draft;
      });
}

}  // namespace anxin::payments
