#include "payments/service/event_kinds.h"

#include <algorithm>
#include <array>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 116> kKinds{
    // clang-format off
    "access-key-create", "access-key-revoke", "arrears.approve", "arrears.establish",
    "arrears.reduce", "arrears.withdraw", "attachment.decided", "attachment.execute",
    "attachment.lifted", "attachment.nature-noticed", "attachment.objected", "attachment.open",
    "bank.import", "bank.quarantine.add", "bank.quarantine.reject", "bank.quarantine.release",
    "close", "close_period", "deposit.approve", "deposit.approve-assessment", "deposit.assess",
    "deposit.audit", "deposit.confirm", "deposit.letter", "deposit.letter-end", "deposit.money",
    "deposit.notice", "deposit.refund", "deposit.result", "deposit.withdraw",
    "deposit.withdraw-assessment", "expire", "freeze", "fund.advance", "fund.advance-approve",
    "fund.advance-result", "fund.advance-withdraw", "fund.appropriated", "fund.approve",
    "fund.given-back", "fund.interest", "fund.open", "fund.recovered", "fund.relief",
    "fund.withdraw", "fund.written-off", "funding.due", "funding.receive", "hold", "ledger.entry",
    "limits", "load", "open", "payroll.accept", "payroll.approve", "payroll.cash",
    "payroll.confirm", "payroll.instruct", "payroll.notary", "payroll.payee", "payroll.repair",
    "payroll.submit", "payroll.withdraw", "payroll.withdraw-paper", "post", "price.certified",
    "price.paid", "reconcile.confirm", "reconcile.run", "reconcile.run-once", "reconcile.sign",
    "reconcile.unmatch", "record", "recourse.approve", "recourse.execute", "recourse.note",
    "recourse.open", "recourse.recover", "recourse.settle", "recourse.waive", "recourse.withdraw",
    "reverse", "settle", "suspense.approve", "suspense.propose", "suspense.withdraw", "tax.remit",
    "unfreeze", "void", "wage-account.amend", "wage-account.bar", "wage-account.close",
    "wage-account.close-apply", "wage-account.close-confirm", "wage-account.decide",
    "wage-account.file", "wage-account.move", "wage-account.non-funding", "wage-account.opening",
    "wage-account.report", "wage-account.start", "wage-account.succeed", "wage-account.top-up",
    "wage-account.unbar", "webhook-change", "webhook-create", "webhook-delete",
    "webhook-delivery-replay", "webhook-disable", "webhook-enable", "webhook-replay",
    "webhook-rotate", "webhook-test", "worker.approve", "worker.change", "worker.withdraw"
    // clang-format on
};

}  // namespace

std::span<const std::string_view> event_kinds() { return kKinds; }

bool is_event_kind(std::string_view kind) {
  return std::binary_search(kKinds.begin(), kKinds.end(), kind);
}

}  // namespace anxin::payments
