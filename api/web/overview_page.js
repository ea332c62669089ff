// Where everything stands today.
import { ask, me } from "/web/api.js";
import { h } from "/web/dom.js";
import { asOf, count, fen, monthName, sumOf, yuan } from "/web/format.js";
import { sortTable } from "/web/sort_table.js";
import { t } from "/web/texts.js";

export async function overviewPage() {
  const { data } = await ask("/v1/overview");
  return [
    h("div", { class: "page-head" },
      h("div", {}, h("h1", { tabindex: "-1" }, t("web.overview.title")),
        h("p", { class: "lead" }, t("web.overview.lead", { count: count(data.contracts.length) })),
        maySimulate() && h("p", {}, h("a", { href: "#/simulations" }, t("web.simulations.title")))),
      h("p", { class: "as-of" }, asOf(data.as_of))),
    tiles(data),
    handsSection(data),
    h("section", {}, h("h2", {}, t("web.overview.contracts")), contractTable(data)),
  ];
}

function maySimulate() {
  return ["regulator", "auditor"].includes(me().role);
}

/** A figure with its unit; `tone` is "bad" for what must not be. */
export function tile(label, value, { unit = t("web.unit.yuan"), note = null, tone = null } = {}) {
  return h("div", { class: ["tile", tone].filter(Boolean).join(" ") },
    h("dt", {}, label), h("dd", {}, h("span", { class: "figure" }, value), h("span", { class: "unit" }, unit),
      note && h("span", { class: "note" }, note)));
}

function tiles({ contracts, funds }) {
  const sum = (member) => sumOf(contracts, (one) => one[member]);
  const overdue = sum("overdue");
  const deposits = sumOf(contracts, (one) => one.deposit.cash);
  const letters = sumOf(contracts, (one) => one.deposit.letters);
  const covered = contracts.filter((one) => one.deposit.covered).length;
  const fund = sumOf(funds, (one) => one.held);
  return h("dl", { class: "tiles" },
    tile(t("web.overview.balance"), yuan(sum("balance"))),
    tile(t("web.overview.unpaid"), yuan(sum("unpaid"))),
    tile(t("web.overview.overdue"), yuan(overdue), { tone: overdue > 0n ? "bad" : null, note: t("web.overview.overdue-note") }),
    tile(t("web.overview.in-transit"), yuan(sum("in_transit"))),
    tile(t("web.overview.deposits"), yuan(deposits + letters), { note: t("web.overview.covered", { covered: count(covered), all: count(contracts.length) }) }),
    funds.length > 0 && tile(t("web.overview.fund"), yuan(fund), { note: funds.map((one) => one.name).join(" · ") }));
}

// ---- what needs a hand today --------------------------------------------------------------------

const kSteps = {
  confirm: (details) => t("web.hand.confirm", details),
  approve: (details) => t("web.hand.approve", details),
  instruct: (details) => t("web.hand.instruct", details),
  funds: (details) => t("web.hand.funds", details),
  repair: (details) => t("web.hand.repair", details),
};

/** What of this contract waits for somebody: {tone, sentence, href}, the worst first. */
export function handsOf(contract) {
  const project = `#/projects/${encodeURIComponent(contract.contract)}`;
  const hands = [];
  const add = (tone, sentence, href = project) => hands.push({ tone, sentence, href });
  if (fen(contract.taken_beyond) > 0n) add("bad", t("web.hand.taken-beyond", { amount: yuan(fen(contract.taken_beyond)) }));
  if (fen(contract.overdue) > 0n) add("bad", t("web.hand.overdue", { amount: yuan(fen(contract.overdue)) }));
  if (contract.overdue_duties > 0) add("bad", t("web.hand.duties", { count: contract.overdue_duties }));
  for (const one of contract.waiting) {
    add("warn", kSteps[one.step]({ month: monthName(one.month), lines: count(one.lines), amount: yuan(fen(one.net)), due: one.due_on }),
      `#/payrolls/${encodeURIComponent(one.batch)}`);
  }
  if (fen(contract.unreconciled) !== 0n) add("warn", t("web.hand.unreconciled", { amount: yuan(fen(contract.unreconciled)) }));
  if (!contract.deposit.covered) add("info", t("web.hand.deposit"));
  return hands;
}

const kToneOrder = ["bad", "warn", "info"];

function handsSection({ contracts }) {
  const hands = contracts.flatMap((contract) => handsOf(contract).map((hand) => ({ ...hand, contract })));
  hands.sort((a, b) => kToneOrder.indexOf(a.tone) - kToneOrder.indexOf(b.tone));
  const items = hands.map(({ tone, sentence, href, contract }) => h("li", { class: tone },
    h("a", { href }, h("span", { class: "what" }, sentence), h("span", { class: "where" }, contract.project))));
  return h("section", {}, h("h2", {}, t("web.hand.title"), h("span", { class: "badge" }, count(hands.length))),
    items.length > 0 ? h("ul", { class: "hands" }, items) : h("p", { class: "empty" }, t("web.hand.nothing")));
}

// ---- the contracts ------------------------------------------------------------------------------

function contractTable({ contracts, as_of }) {
  const money = (label, valueOf) => ({ label, kind: "money", value: (row) => fen(valueOf(row)), show: (row) => yuan(fen(valueOf(row))) });
  const project = {
    label: t("web.col.project"), headline: true, value: (row) => row.project,
    show: (row) => h("a", { href: `#/projects/${encodeURIComponent(row.contract)}` }, row.project, h("small", {}, row.contract)),
  };
  return sortTable({
    caption: t("web.overview.caption", { as_of: asOf(as_of) }),
    name: `anxin-overview-${me().actor}`,
    empty: t("web.overview.none"),
    rows: contracts,
    columns: [
      project,
      { label: t("web.col.workers"), kind: "number", value: (row) => row.workers, show: (row) => count(row.workers) },
      money(t("web.col.gross"), (row) => row.gross),
      money(t("web.col.paid"), (row) => row.paid),
      money(t("web.col.unpaid"), (row) => row.unpaid),
      money(t("web.col.overdue"), (row) => row.overdue),
      money(t("web.col.balance"), (row) => row.balance),
      money(t("web.col.in-transit"), (row) => row.in_transit),
      money(t("web.col.funding-due"), (row) => row.funding_due),
      money(t("web.col.unreconciled"), (row) => row.unreconciled),
    ],
  });
}
