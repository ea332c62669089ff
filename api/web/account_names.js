// What the accounts of the chart (payments/domain/chart.h) are called: "c:QH01:wage_bank:QH01-1".
import { t } from "/web/texts.js";

const kNames = {
  wage_bank: () => t("web.account.wage-bank"),
  escrow: () => t("web.account.escrow"),
  wage_payable: () => t("web.account.wage-payable"),
  deduction_payable: () => t("web.account.deduction-payable"),
  suspense_in: () => t("web.account.suspense-in"),
  suspense_out: () => t("web.account.suspense-out"),
  funding_due: () => t("web.account.funding-due"),
  funding_contra: () => t("web.account.contra"),
  overpaid: () => t("web.account.overpaid"),
  restitution_due: () => t("web.account.restitution-due"),
  deposit_bank: () => t("web.account.deposit-bank"),
  deposit_liability: () => t("web.account.deposit-liability"),
  deposit_interest: () => t("web.account.deposit-interest"),
  guarantee_letter: () => t("web.account.guarantee-letter"),
  guarantee_contra: () => t("web.account.contra"),
  claim: () => t("web.account.claim"),
  claim_contra: () => t("web.account.contra"),
  price_open: () => t("web.account.price-open"),
  price_contra: () => t("web.account.contra"),
};

/** "wage_bank" of the account's name. */
export function kindOf(account) {
  return account.split(":")[2] ?? "";
}

/** What people call the account. */
export function accountName(account) {
  return kNames[kindOf(account)]?.() ?? account;
}

/** What tells it from others of its kind: whose it is, or nothing. */
export function accountOwner(account) {
  return account.split(":").slice(3).join(" · ");
}
