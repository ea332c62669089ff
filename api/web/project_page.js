// One project: where it stands, its payrolls, its accounts.
import { ask, askAll, me } from "/web/api.js";
import { accountName, accountOwner, kindOf } from "/web/account_names.js";
import { h } from "/web/dom.js";
import { asOf, count, fen, monthName, sumOf, yuan } from "/web/format.js";
import { handsOf, tile } from "/web/overview_page.js";
import { sortTable } from "/web/sort_table.js";
import { t, word } from "/web/texts.js";

export async function projectPage(project) {
  const base = `/v1/projects/${encodeURIComponent(project)}`;
  const [overview, payrolls, accounts] = await Promise.all([
    mayLookOver() ? ask("/v1/overview") : { data: { contracts: [] } },
    askAll(`${base}/payrolls`, "batches"),
    askAll(`${base}/accounts`, "accounts"),
  ]);
  const contract = overview.data.contracts.find((one) => one.contract === project);
  return [
    head(project, contract, payrolls.asOf),
    contract && standing(contract),
    h("section", {}, h("h2", {}, t("web.project.payrolls")), payrollTable(project, payrolls)),
    h("section", {}, h("h2", {}, t("web.project.accounts")), accountTables(project, accounts)),
  ];
}

function mayLookOver() {
  return me().role !== "worker" && me().role !== "admin";
}

/** Whether whoever is signed in prepares or approves payrolls. */
export function isContractorStaff() {
  return me().role === "clerk" || me().role === "approver";
}

function head(project, contract, when) {
  const check = h("a", { class: "primary button", href: `#/projects/${encodeURIComponent(project)}/check` }, t("web.project.check"));
  return [
    h("nav", { class: "crumbs", aria: { label: t("web.nav.where") } }, h("a", { href: "#/" }, t("web.overview.title"))),
    h("div", { class: "page-head" },
      h("div", {}, h("h1", { tabindex: "-1" }, contract?.project ?? project), h("p", { class: "as-of" }, project, " · ", asOf(when))),
      isContractorStaff() && check),
  ];
}

function standing(contract) {
  const overdue = fen(contract.overdue);
  const hands = handsOf(contract);
  return [
    h("dl", { class: "tiles" },
      tile(t("web.overview.balance"), yuan(fen(contract.balance))),
      tile(t("web.overview.unpaid"), yuan(fen(contract.unpaid))),
      tile(t("web.overview.overdue"), yuan(overdue), { tone: overdue > 0n ? "bad" : null }),
      tile(t("web.overview.in-transit"), yuan(fen(contract.in_transit))),
      tile(t("web.overview.funding-due"), yuan(fen(contract.funding_due))),
      tile(t("web.overview.deposits"), yuan(fen(contract.deposit.cash) + fen(contract.deposit.letters)))),
    hands.length > 0 && h("ul", { class: "hands" }, hands.map(({ tone, sentence, href }) => h("li", { class: tone },
      href.startsWith("#/payrolls") ? h("a", { href }, h("span", { class: "what" }, sentence)) : h("p", {}, h("span", { class: "what" }, sentence))))),
  ];
}

/** A word for a state, with the colour of how far it is. */
export function stateBadge(state) {
  return h("span", { class: `state ${state}` }, word("state.", state));
}

function payrollTable(project, { items, asOf: when }) {
  const money = (label, member) => ({ label, kind: "money", value: (row) => fen(row[member]), show: (row) => yuan(fen(row[member])) });
  return sortTable({
    caption: t("web.project.payrolls-caption", { as_of: asOf(when) }),
    name: `anxin-payrolls-${project}`,
    empty: t("web.project.no-payrolls"),
    rows: items,
    columns: [
      { label: t("web.col.batch"), headline: true, value: (row) => row.batch, show: (row) => h("a", { href: `#/payrolls/${encodeURIComponent(row.batch)}` }, row.batch) },
      { label: t("web.col.month"), value: (row) => row.month, show: (row) => monthName(row.month) },
      { label: t("web.col.kind"), value: (row) => row.kind, show: (row) => word("web.batch-kind.", row.kind) },
      { label: t("web.col.state"), value: (row) => word("state.", row.state), show: (row) => stateBadge(row.state) },
      { label: t("web.col.lines"), kind: "number", value: (row) => row.lines, show: (row) => count(row.lines) },
      money(t("web.col.gross"), "gross"),
      money(t("web.col.deductions"), "deductions"),
      money(t("web.col.net"), "net"),
      { label: t("web.col.due"), value: (row) => row.due_on },
    ],
  });
}

// ---- accounts -----------------------------------------------------------------------------------

function accountTables(project, { items, asOf: when }) {
  const ofWorkers = items.filter((one) => kindOf(one.account) === "wage_payable");
  const others = items.filter((one) => kindOf(one.account) !== "wage_payable");
  return [
    accountTable(t("web.project.accounts-caption", { as_of: asOf(when) }), `anxin-accounts-${project}`, others),
    ofWorkers.length > 0 && h("details", {},
      h("summary", {}, t("web.project.worker-accounts", { count: count(ofWorkers.length), amount: yuan(sumOf(ofWorkers, (one) => one.balance)) })),
      accountTable(t("web.project.worker-accounts-caption", { as_of: asOf(when) }), `anxin-wages-owed-${project}`, ofWorkers)),
  ];
}

function accountTable(caption, name, rows) {
  const money = (label, valueOf) => ({ label, kind: "money", value: valueOf, show: (row) => yuan(valueOf(row)) });
  return sortTable({
    caption, name, rows,
    empty: t("web.project.no-accounts"),
    columns: [
      { label: t("web.col.account"), headline: true, value: (row) => accountName(row.account) + accountOwner(row.account), show: accountCell },
      { label: t("web.col.side"), value: (row) => row.normal, show: (row) => word("web.side.", row.normal) },
      money(t("web.col.balance-now"), (row) => fen(row.balance)),
      money(t("web.col.pending"), (row) => fen(row.debits_pending) + fen(row.credits_pending)),
      money(t("web.col.available"), (row) => fen(row.available)),
      { label: t("web.col.opened"), value: (row) => row.opened_on },
    ],
  });
}

function accountCell(row) {
  return h("span", { title: row.account }, accountName(row.account), h("small", {}, accountOwner(row.account)));
}
