// Papers about a wage account: start of works, filing (备案), notices of non-funding (未拨付报告),
// the succession of a replaced contractor.
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/wage_account_parts.h"

namespace anxin::payments {
namespace {

// "2026-04-19", or "-" where no rule says until when.
std::string last_day_text(const std::vector<AccountDuty>& duties, const std::string& account) {
  for (const auto& duty : duties) {
    if (duty.what == AccountDutyKind::file_account && duty.subject == account && duty.last_day) {
      return to_string(*duty.last_day);
    }
  }
  return "-";
}

// The month among what is due by contract. Refuses: wage-account.month-unknown.
Result<AccountDuty> month_due(const PaymentsBook& book, const ledger::Reader& reader,
                              const Contract& contract, Month month) {
  const auto text = to_string(month);
  for (auto& duty : LEDGER_TRY(duties_of(book, reader, contract, book.today()))) {
    if (duty.what == AccountDutyKind::labour_cost && duty.subject == text) return std::move(duty);
  }
  return fail(kMonthNotDue, {{"month", text}});
}

std::string non_funding_key(const std::string& contract, Month month) {
  return contract + "/" + to_string(month);
}

Result<void> check_missing(const AccountDuty& duty, Date today) {
  if (today <= *duty.last_day) {
    return fail(kNotYetDue, {{"month", duty.subject}, {"due_on", to_string(*duty.last_day)}});
  }
  if (duty.missing().is_zero()) return fail(kNothingMissing, {{"month", duty.subject}});
  return {};
}

void answer_notice(CommandDraft& draft, const NonFundingNotice& notice) {
  draft.answer("contract", notice.contract);
  draft.answer("month", to_string(notice.month));
  draft.answer("missing", to_string(notice.missing));
  draft.answer("state", std::string(to_word(notice.state)));
}

// Two contracts of one project, and no ring of successors.
bool may_succeed(const ledger::Reader& reader, const Contract& contract,
                 const Contract& successor) {
  if (contract.project != successor.project) return false;
  std::set<std::string> seen{contract.id};
  for (auto id = successor.id;;) {
    if (!seen.insert(id).second) return false;
    const auto next = find(reader, kSuccessions, id);
    if (!next) return true;
    id = next->value.successor;
  }
}

}  // namespace

Result<void> check_document(const std::string& text, std::size_t max) {
  if (!trim(text).empty() && text.size() <= max) return {};
  return fail(kDocumentMissing, {{"max", count_text(max)}});
}

Result<void> check_day(Date on, Date first, Date today) {
  if (first <= on && on <= today) return {};
  return fail(kAccountDate, {{"on", to_string(on)}});
}

Result<ledger::Receipt> WageAccountService::start_works(const Caller& caller,
                                                        const WorksStartRequest& request) {
  Fields content{{"/op", "wage-account.start"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/on", to_string(request.on)},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        LEDGER_TRY(book_.require(reader, caller, contract.value,
                                 {Role::clerk, Role::approver, Role::regulator}));
        LEDGER_CHECK(check_document(request.document));
        LEDGER_CHECK(check_day(request.on, contract.value.signed_on, book_.today()));
        if (const auto known = find(reader, kWorksStarts, id)) {
          return fail(kStartedAlready, {{"on", to_string(known->value.on)}});
        }
        CommandDraft draft;
        draft.create(kWorksStarts, id, {id, request.on, request.document});
        draft.answer("contract", id);
        draft.answer("on", to_string(request.on));
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::file(const Caller& caller,
                                                 const FilingRequest& request) {
  Fields content{{"/op", "wage-account.file"},    {"/actor", caller.actor},
                 {"/contract", request.contract}, {"/account", request.account},
                 {"/on", to_string(request.on)},  {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto& id = contract.value.id;
        const auto staff = LEDGER_TRY(book_.require(
            reader, caller, contract.value, {Role::clerk, Role::approver, Role::regulator}));
        LEDGER_CHECK(check_document(request.document));
        const auto key = id + "/" + request.account;
        const auto account = find(reader, kWageAccounts, key);
        if (!account) return fail(kAccountUnknown, {{"contract", key}});
        LEDGER_CHECK(check_day(request.on, account->value.opened_on, book_.today()));
        if (const auto known = find(reader, kFilings, key)) {
          return fail(kFiledAlready,
                      {{"account", request.account}, {"on", to_string(known->value.on)}});
        }
        const auto duties = LEDGER_TRY(duties_of(book_, reader, contract.value, book_.today()));
        CommandDraft draft;
        draft.create(kFilings, key,
                     {id, request.account, request.on, request.document, staff.person});
        draft.answer("contract", id);
        draft.answer("account", request.account);
        draft.answer("on", to_string(request.on));
        draft.answer("last_day", last_day_text(duties, request.account));
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::notice_non_funding(const Caller& caller,
                                                               const std::string& id, Month month) {
  Fields content{{"/op", "wage-account.non-funding"},
                 {"/actor", caller.actor},
                 {"/contract", id},
                 {"/month", to_string(month)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, id));
        const auto staff = LEDGER_TRY(book_.require(reader, caller, contract.value,
                                                    {Role::bank, Role::clerk, Role::approver}));
        const auto duty = LEDGER_TRY(month_due(book_, reader, contract.value, month));
        const auto key = non_funding_key(contract.value.id, month);
        if (const auto known = find(reader, kNonFundings, key)) {
          return fail(kNoticedAlready,
                      {{"month", duty.subject}, {"on", to_string(known->value.on)}});
        }
        const Date today = book_.today();
        LEDGER_CHECK(check_missing(duty, today));
        NonFundingNotice notice{contract.value.id, month, *duty.last_day, duty.missing(), today,
                                staff.person,      {}};
        // What the contractor notices itself, the regulator is told at once.
        if (staff.role != Role::bank) {
          notice.state = non_funding_state::Reported{staff.person, today};
        }
        CommandDraft draft;
        draft.create(kNonFundings, key, notice);
        answer_notice(draft, notice);
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::report_non_funding(const Caller& caller,
                                                               const std::string& id, Month month) {
  Fields content{{"/op", "wage-account.report"},
                 {"/actor", caller.actor},
                 {"/contract", id},
                 {"/month", to_string(month)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, id));
        const auto staff = LEDGER_TRY(
            book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
        const auto stored = find(reader, kNonFundings, non_funding_key(contract.value.id, month));
        if (!stored) return fail(kNotNoticed, {{"month", to_string(month)}});
        auto notice = stored->value;
        if (const auto* told = std::get_if<non_funding_state::Reported>(&notice.state)) {
          return fail(kReportedAlready, {{"month", to_string(month)}, {"on", to_string(told->on)}});
        }
        notice.state = non_funding_state::Reported{staff.person, book_.today()};
        CommandDraft draft;
        draft.update(kNonFundings, *stored, notice);
        answer_notice(draft, notice);
        return draft;
      });
}

Result<ledger::Receipt> WageAccountService::succeed(const Caller& caller,
                                                    const SuccessionRequest& request) {
  Fields content{{"/op", "wage-account.succeed"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/successor", request.successor},
                 {"/document", request.document}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto successor = LEDGER_TRY(book_.contract(reader, request.successor));
        const auto& id = contract.value.id;
        const auto staff =
            LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::regulator}));
        LEDGER_CHECK(check_document(request.document));
        if (const auto known = find(reader, kSuccessions, id)) {
          return fail(kSucceededAlready, {{"contract", id}, {"successor", known->value.successor}});
        }
        if (!may_succeed(reader, contract.value, successor.value)) {
          return fail(kSuccessorInvalid, {{"contract", id}, {"successor", successor.value.id}});
        }
        CommandDraft draft;
        draft.create(kSuccessions, id,
                     {id, successor.value.id, book_.today(), request.document, staff.person});
        draft.answer("contract", id);
        draft.answer("successor", successor.value.id);
        return draft;
      });
}

}  // namespace anxin::payments
