// One payroll: its lines, its files, and the next step.
import { ask, fetchFile, me, newKey, Problem } from "/web/api.js";
import { actionButton, announce, fill, h, saveFile } from "/web/dom.js";
import { asOf, count, fen, monthName, yuan } from "/web/format.js";
import { isContractorStaff, stateBadge } from "/web/project_page.js";
import { agreed } from "/web/question.js";
import { sortTable } from "/web/sort_table.js";
import { t, word } from "/web/texts.js";

const kPath = ["checked", "confirmed", "approved", "instructed", "answered", "closed"];
const keys = new Map(); // what was asked for and not answered yet keeps its key

export async function payrollPage(batch, { reload }) {
  const path = `/v1/payrolls/${encodeURIComponent(batch)}`;
  const { data, asOf: when } = await ask(path);
  return [
    h("nav", { class: "crumbs", aria: { label: t("web.nav.where") } }, h("a", { href: "#/" }, t("web.overview.title")),
      h("a", { href: `#/projects/${encodeURIComponent(data.contract)}` }, data.contract)),
    h("div", { class: "page-head" },
      h("div", {}, h("h1", { tabindex: "-1" }, t("web.payroll.title", { month: monthName(data.month) })),
        h("p", { class: "as-of" }, data.batch, " · ", word("web.batch-kind.", data.kind), " · ", asOf(when))),
      stateBadge(data.state)),
    steps(data),
    sums(data),
    isContractorStaff() && actions(data, path, reload),
    files(data),
    h("section", {}, h("h2", {}, t("web.payroll.lines")), lineTable(data, when)),
  ];
}

function steps({ state }) {
  const reached = kPath.indexOf(state === "awaiting-funds" ? "approved" : state);
  if (reached < 0) return null;
  return h("ol", { class: "path", aria: { label: t("web.payroll.path") } }, kPath.map((step, index) => h("li", {
    class: index < reached ? "done" : null, aria: index === reached ? { current: "step" } : {},
  }, word("state.", step))));
}

function sums(batch) {
  const figure = (label, value, unit) => h("div", { class: "tile" }, h("dt", {}, label),
    h("dd", {}, h("span", { class: "figure" }, value), unit && h("span", { class: "unit" }, unit)));
  return h("dl", { class: "tiles" },
    figure(t("web.col.lines"), count(batch.lines), t("web.unit.lines")),
    figure(t("web.col.gross"), yuan(fen(batch.gross)), t("web.unit.yuan")),
    figure(t("web.col.deductions"), yuan(fen(batch.deductions)), t("web.unit.yuan")),
    figure(t("web.col.net"), yuan(fen(batch.net)), t("web.unit.yuan")),
    figure(t("web.col.due"), batch.due_on));
}

// ---- the next step ------------------------------------------------------------------------------

function actions(batch, path, reload) {
  const refusal = h("div", { class: "refusal", role: "alert" });
  const take = (step, body) => takeStep({ batch, path, step, body, refusal, reload });
  const buttons = buttonsFor(batch, take);
  if (buttons.length === 0) return null;
  return h("section", { class: "actions" }, h("h2", {}, t("web.payroll.next")), nextHint(batch),
    h("div", { class: "buttons" }, buttons), refusal);
}

function nextHint({ state }) {
  const hints = {
    checked: t("web.payroll.hint-checked"), confirmed: t("web.payroll.hint-confirmed"),
    approved: t("web.payroll.hint-approved"), "awaiting-funds": t("web.payroll.hint-funds"),
  };
  return h("p", { class: "hint" }, hints[state] ?? "");
}

function buttonsFor(batch, take) {
  const approver = me().role === "approver";
  const button = (step, label, style = "primary") => actionButton(label, () => take(step), { class: style });
  if (batch.kind === "decision") return [];
  const withdraw = button("withdraw", t("web.payroll.withdraw"), "quiet");
  if (batch.state === "checked") return approver ? [withdraw] : [button("confirm", t("web.payroll.confirm")), withdraw];
  if (batch.state === "confirmed") return approver ? [button("approve", t("web.payroll.approve")), withdraw] : [withdraw];
  const toPay = batch.state === "approved" || batch.state === "awaiting-funds";
  return toPay && approver ? instructControls(take) : [];
}

// What to do when the money does not cover is the approver's to say, and part of the entry.
function instructControls(take) {
  const choice = h("select", { id: "shortfall" },
    h("option", { value: "" }, t("web.shortfall.ask")),
    h("option", { value: "wait" }, t("web.shortfall.wait")),
    h("option", { value: "equal-shares" }, t("web.shortfall.equal-shares")));
  const press = () => take("instruct", choice.value ? { shortfall: choice.value } : {});
  return [h("label", { class: "field" }, h("span", {}, t("web.shortfall.label")), choice),
    actionButton(t("web.payroll.instruct"), press, { class: "primary" })];
}

async function takeStep({ batch, path, step, body, refusal, reload }) {
  fill(refusal);
  if (!(await agreed(questionOf(step, batch)))) return;
  const name = `${batch.batch}/${step}/${JSON.stringify(body ?? null)}`;
  const key = keys.get(name) ?? newKey();
  keys.set(name, key);
  try {
    await ask(`${path}/${step}`, { method: "POST", key, body: body ? JSON.stringify(body) : undefined });
  } catch (problem) {
    const answered = problem instanceof Problem;
    if (answered) keys.delete(name);
    fill(refusal, h("p", {}, answered ? problem.message : t("web.unreachable-again")));
    return;
  }
  keys.delete(name);
  announce(doneSentence(step));
  await reload();
}

function doneSentence(step) {
  const sentences = {
    confirm: t("web.payroll.done-confirm"), approve: t("web.payroll.done-approve"),
    instruct: t("web.payroll.done-instruct"), withdraw: t("web.payroll.done-withdraw"),
  };
  return sentences[step];
}

function questionOf(step, batch) {
  const details = { month: monthName(batch.month), lines: count(batch.lines), gross: yuan(fen(batch.gross)), net: yuan(fen(batch.net)) };
  const questions = {
    confirm: () => t("web.ask.confirm", details), approve: () => t("web.ask.approve", details),
    instruct: () => t("web.ask.instruct", details), withdraw: () => t("web.ask.withdraw", details),
  };
  return questions[step]();
}

// ---- files and lines ----------------------------------------------------------------------------

function files(batch) {
  if (batch.files.length === 0) return null;
  const mayFetch = isContractorStaff() || me().role === "bank";
  return h("section", {}, h("h2", {}, t("web.payroll.files")), h("ul", { class: "files" }, batch.files.map((file) => h("li", {},
    h("span", { class: "file-name" }, file.file),
    h("span", {}, t("web.payroll.file-sum", { lines: count(file.lines), amount: yuan(fen(file.sum)) })),
    mayFetch && actionButton(t("web.payroll.download"), () => download(file.file), { class: "quiet" })))));
}

async function download(file) {
  try {
    const { bytes, name } = await fetchFile(`/v1/payroll-files/${encodeURIComponent(file)}`);
    saveFile(bytes, name, "application/octet-stream");
  } catch (problem) {
    announce(problem instanceof Problem ? problem.message : t("web.unreachable"));
  }
}

function lineTable(batch, when) {
  const money = (label, member) => ({ label, kind: "money", value: (row) => fen(row[member]), show: (row) => yuan(fen(row[member])) });
  return sortTable({
    caption: t("web.payroll.lines-caption", { as_of: asOf(when) }),
    name: `anxin-${batch.batch}`,
    empty: t("web.payroll.no-lines"),
    rows: batch.items,
    columns: [
      { label: t("web.col.line"), headline: true, value: (row) => row.id },
      { label: t("web.col.sheet-row"), kind: "number", value: (row) => row.row },
      { label: t("web.col.worker"), value: (row) => row.worker },
      { label: t("web.col.employer"), value: (row) => row.employer },
      { label: t("web.col.team"), value: (row) => row.team },
      money(t("web.col.gross"), "gross"),
      money(t("web.col.deductions"), "deductions"),
      money(t("web.col.net"), "net"),
      { label: t("web.col.state"), value: (row) => word("state.", row.state), show: (row) => stateBadge(row.state) },
    ],
  });
}
