// Withheld and remitted: what a withholder pays on from its own money, and what is due of it.
#include <algorithm>
#include <map>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/posting.h"
#include "payments/service/accrued_lines.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/withholding_service.h"

namespace anxin::payments {
namespace {

// The month's end from which the time to remit runs: of the month in which the wage was paid.
struct WithheldPart {
  Money amount;
  std::optional<Date> month_end;  ///< nothing while the wage is not paid: nothing is due yet
};

std::map<WithheldPlace, std::vector<WithheldPart>> withheld_parts(const ledger::Reader& reader,
                                                                  const std::string& contract) {
  std::map<WithheldPlace, std::vector<WithheldPart>> parts;
  for (const auto& accrued : accrued_lines(reader, contract)) {
    const auto paid = paid_on(accrued.last.state);
    std::optional<Date> end;
    if (paid) end = last_day(month_of(*paid));
    const auto add = [&](WithheldKind kind, Money amount) {
      if (amount.is_zero()) return;
      parts[{accrued.line.employer, kind, accrued.month}].push_back({amount, end});
    };
    add(WithheldKind::tax, accrued.line.tax);
    add(WithheldKind::other, accrued.line.other);
  }
  return parts;
}

Money remitted_for(const ledger::Reader& reader, const std::string& contract,
                   const WithheldPlace& place) {
  Money sum;
  for (const auto& one : find_of_contract(reader, kRemittances, contract)) {
    const WithheldPlace of{one.value.withholder, one.value.kind, one.value.period};
    if (of == place) sum += one.value.amount;
  }
  return sum;
}

Money withheld_sum(const std::vector<WithheldPart>& parts) {
  Money sum;
  for (const auto& part : parts) sum += part.amount;
  return sum;
}

Result<Staff> require_withholder(const PaymentsBook& book, const ledger::Reader& reader,
                                 const Caller& caller, const RemitRequest& request) {
  const auto contract = LEDGER_TRY(book.contract(reader, request.contract));
  auto staff = LEDGER_TRY(book.require(reader, caller, contract.value,
                                       {Role::clerk, Role::approver, Role::subcontractor}));
  if (staff.role == Role::subcontractor && staff.party != request.withholder) {
    return fail(kNotPermitted,
                {{"actor", staff.actor}, {"role", std::string(to_word(staff.role))}});
  }
  const auto& subs = contract.value.subcontractors;
  const bool of_contract = request.withholder == contract.value.contractor ||
                           std::find(subs.begin(), subs.end(), request.withholder) != subs.end();
  if (!of_contract) {
    return fail(kEmployerNotInContract,
                {{"employer", request.withholder}, {"contract", contract.value.id}});
  }
  return staff;
}

Result<void> check_request(const ledger::Reader& reader, const Remittance& made, Date today) {
  if (made.amount <= Money()) return fail_at(kAmountInvalid, "/amount");
  if (made.voucher.empty() || made.voucher.size() > kVoucherBytesMax) {
    return fail_at(kVoucherMissing, "/voucher", {{"max", count_text(kVoucherBytesMax)}});
  }
  if (made.on > today || made.on < first_day(made.period)) {
    return fail(kRemittanceDate, {{"on", to_string(made.on)}});
  }
  for (const auto& one : find_of_contract(reader, kRemittances, made.contract)) {
    const bool same = one.value.voucher == made.voucher && one.value.kind == made.kind &&
                      one.value.withholder == made.withholder;
    if (same) return fail(kVoucherUsed, {{"voucher", made.voucher}, {"remittance", one.key}});
  }
  return {};
}

Result<WithheldView> view_of(const PaymentsBook& book, RegionCode region,
                             const WithheldPlace& place, const std::vector<WithheldPart>& parts) {
  WithheldView view;
  view.withholder = place.withholder;
  view.kind = place.kind;
  view.period = place.period;
  view.withheld = withheld_sum(parts);
  if (view.kind == WithheldKind::other) return view;
  for (const auto& part : parts) {
    if (!part.month_end) continue;
    const auto day = LEDGER_TRY(last_day_of(book, region, Duty::remit_withheld, *part.month_end));
    const auto last = day.date;
    view.due_by = std::min(view.due_by.value_or(last), last);
    if (last < book.today()) view.overdue += part.amount;
  }
  return view;
}

}  // namespace

// Of the period, and never more than the account holds.
Money open_withheld(const ledger::Reader& reader, const std::string& contract,
                    const WithheldPlace& place) {
  const auto parts = withheld_parts(reader, contract);
  const auto found = parts.find(place);
  if (found == parts.end()) return {};
  const auto account = posting::remitted(contract, to_word(place.kind), place.withholder).debit;
  return std::min(withheld_sum(found->second) - remitted_for(reader, contract, place),
                  balance_of(reader, account));
}

Result<ledger::Receipt> WithholdingService::remit(const Caller& caller,
                                                  const RemitRequest& request) {
  Fields content{{"/op", "tax.remit"},
                 {"/actor", caller.actor},
                 {"/contract", request.contract},
                 {"/kind", std::string(to_word(request.kind))},
                 {"/withholder", request.withholder},
                 {"/amount", to_string(request.amount)},
                 {"/period", to_string(request.period)},
                 {"/voucher", request.voucher},
                 {"/on", to_string(request.on)}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        const auto contract = LEDGER_TRY(book_.contract(reader, request.contract));
        const auto staff = LEDGER_TRY(require_withholder(book_, reader, caller, request));
        Remittance made{next_paper(reader, kRemittances, contract.value.id, 'W'),
                        contract.value.id,
                        request.kind,
                        request.withholder,
                        request.period,
                        request.amount,
                        std::string(trim(request.voucher)),
                        request.on,
                        staff.person};
        LEDGER_CHECK(check_request(reader, made, book_.today()));
        const Money open =
            open_withheld(reader, made.contract, {made.withholder, made.kind, made.period});
        if (made.amount > open) {
          return fail(kRemittedTooMuch,
                      {{"payable", to_string(open)}, {"period", to_string(made.period)}});
        }
        const auto move = posting::remitted(made.contract, to_word(made.kind), made.withholder);
        if (made.amount > least_since(reader, move.debit, made.on, book_.today())) {
          return fail(kRemittanceDate, {{"on", to_string(made.on)}});  // not withheld by then
        }
        CommandDraft draft;
        draft.post(made.on, move, made.amount);
        draft.create(kRemittances, made.id, made);
        draft.answer("remittance", made.id);
        draft.answer("withholder", made.withholder);
        draft.answer("kind", std::string(to_word(made.kind)));
        draft.answer("period", to_string(made.period));
        draft.answer("amount", to_string(made.amount));
        draft.answer("left", to_string(open - made.amount));
        return draft;
      });
}

Result<std::vector<WithheldView>> WithholdingService::list(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  const auto region = LEDGER_TRY(region_of(reader, contract.value));
  std::vector<WithheldView> views;
  for (const auto& [place, parts] : withheld_parts(reader, contract.value.id)) {
    auto view = LEDGER_TRY(view_of(book_, region, place, parts));
    view.remitted = remitted_for(reader, contract.value.id, place);
    view.overdue = std::max(Money(), view.overdue - view.remitted);
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace anxin::payments
