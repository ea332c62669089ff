// Dropping a wage table: every finding at its cell, then submitting it.
import { ask, me, newKey, Problem, withQuery } from "/web/api.js";
import { readCsv } from "/web/csv.js";
import { announce, fill, h, whileBusy } from "/web/dom.js";
import { asOf, count, fen, monthBefore, yuan } from "/web/format.js";
import { sheetWithFindings } from "/web/sheet_grid.js";
import { t, word } from "/web/texts.js";
import { isWorkbook, readWorkbook } from "/web/workbook.js";

const kAccepted = ".csv,.txt,.tsv,.xlsx,.xls,.json,.ndjson";
const drops = new Map(); // by project: the file, its month and the key it is submitted under

export async function checkPage(project, { go }) {
  const drop = drops.get(project) ?? { file: null };
  drops.set(project, drop);
  if (!drop.month) drop.month = monthBefore((await ask("/v1/me")).asOf);
  const result = h("div", { class: "result" });
  const page = { project, drop, result, go, live: h("p", { class: "unseen", role: "status", aria: { live: "polite" } }) };
  if (drop.file) await check(page);
  return [
    h("nav", { class: "crumbs", aria: { label: t("web.nav.where") } }, h("a", { href: "#/" }, t("web.overview.title")),
      h("a", { href: `#/projects/${encodeURIComponent(project)}` }, project)),
    h("div", { class: "page-head" }, h("div", {}, h("h1", { tabindex: "-1" }, t("web.check.title")),
      h("p", { class: "lead" }, t("web.check.lead")))),
    dropForm(page), page.live, result,
  ];
}

// ---- the file -----------------------------------------------------------------------------------

function dropForm(page) {
  const input = h("input", { type: "file", id: "file", class: "unseen", accept: kAccepted });
  const name = h("span", { class: "file-name", id: "file-name" }, page.drop.name ?? "");
  const zone = h("label", { class: "drop", for: "file" },
    h("span", { class: "drop-title" }, t("web.check.drop")), h("span", { class: "hint" }, t("web.check.formats")),
    h("span", { class: "button" }, t("web.check.choose")), name);
  const month = h("input", { type: "month", id: "month", value: page.drop.month, required: true });
  const take = async (file) => {
    await remember(page.drop, file);
    fill(name, file.name);
    await check(page);
  };
  input.addEventListener("change", () => input.files[0] && take(input.files[0]));
  month.addEventListener("change", () => changeMonth(page, month.value));
  acceptDrops(zone, take);
  return h("div", { class: "drop-form" }, h("label", { class: "field", for: "month" }, h("span", {}, t("web.check.month")), month), input, zone);
}

function acceptDrops(zone, take) {
  const mark = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragenter", mark(true));
  zone.addEventListener("dragover", mark(true));
  zone.addEventListener("dragleave", mark(false));
  zone.addEventListener("drop", (event) => {
    mark(false)(event);
    const file = event.dataTransfer.files[0];
    if (file) take(file);
  });
}

// A file gets its key once: however often it is sent, it is submitted once.
async function remember(drop, file) {
  drop.file = new Uint8Array(await file.arrayBuffer());
  drop.name = file.name;
  drop.key = newKey();
}

async function changeMonth(page, month) {
  if (!/^\d{4}-\d{2}$/.test(month)) return;
  page.drop.month = month;
  page.drop.key = newKey();
  if (page.drop.file) await check(page);
}

// ---- checking -----------------------------------------------------------------------------------

async function check(page) {
  const { drop, project, result } = page;
  result.setAttribute("aria-busy", "true");
  fill(page.live, t("web.check.checking"));
  try {
    const path = withQuery(`/v1/projects/${encodeURIComponent(project)}/payrolls/check`, { month: drop.month });
    const { data, asOf: when } = await ask(path, { body: drop.file, type: "application/octet-stream" });
    await showAnswer(page, data, when);
  } catch (problem) {
    showRefusal(page, problem);
  } finally {
    result.removeAttribute("aria-busy");
  }
}

async function showAnswer(page, answer, when) {
  const cells = await cellsOf(page.drop.file, answer);
  page.answer = answer;
  fill(page.live, summarySentence(answer));
  fill(page.result, summary(answer, when), submitForm(page, answer), sheetWithFindings(answer, cells));
}

function showRefusal(page, problem) {
  const sentence = problem instanceof Problem ? problem.message : t("web.unreachable");
  fill(page.live);
  fill(page.result, h("div", { class: "refusal", role: "alert" }, h("p", {}, sentence),
    (problem.errors ?? []).map((one) => h("p", {}, one.pointer, " ", one.message))));
}

// The file's own cells; null where this page cannot read them (the answer's lines are shown then).
async function cellsOf(bytes, answer) {
  try {
    if (isWorkbook(bytes)) return theSheetRead(await readWorkbook(bytes), answer);
    const first = String.fromCharCode(...bytes.subarray(0, 1));
    if (first === "{" || first === "[") return null;
    return readCsv(new TextDecoder(answer.encoding || "utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

// Of a workbook's sheets the one that has the captions where the service found them.
function theSheetRead(sheets, answer) {
  const captions = Object.values(answer.columns ?? {});
  const hits = (sheet) => captions.filter((caption) => (sheet[answer.header_row - 1] ?? []).some((cell) => cell.trim() === caption)).length;
  const best = sheets.reduce((found, sheet) => (hits(sheet) > hits(found) ? sheet : found), sheets[0] ?? []);
  return best.length > 0 ? best : null;
}

function severityCounts(answer) {
  const counts = {};
  for (const one of answer.findings) counts[one.severity] = (counts[one.severity] ?? 0) + 1;
  return counts;
}

function summarySentence(answer) {
  const details = { rows: count(answer.rows), total: yuan(fen(answer.total)), findings: count(answer.findings.length) };
  return answer.accepted ? t("web.check.accepted", details) : t("web.check.refused", details);
}

function summary(answer, when) {
  const counts = severityCounts(answer);
  const chips = Object.keys(counts).map((severity) => h("span", { class: `tag ${severity}` }, word("severity.", severity), " ", count(counts[severity])));
  return h("section", { class: `verdict ${answer.accepted ? "good" : "bad"}` },
    h("h2", {}, answer.accepted ? t("web.check.good") : t("web.check.bad")),
    h("p", { class: "chips" }, chips),
    h("dl", { class: "figures" },
      figure(t("web.check.rows"), count(answer.rows), t("web.unit.lines")),
      figure(t("web.check.total"), yuan(fen(answer.total)), t("web.unit.yuan")),
      figure(t("web.check.rows-refused"), count(answer.refused), t("web.unit.lines")),
      figure(t("web.check.rows-parked"), count(answer.parked), t("web.unit.lines"))),
    h("p", { class: "as-of" }, t("web.check.read-as", { encoding: answer.encoding || "–", row: answer.header_row }), " · ", asOf(when)));
}

function figure(label, value, unit) {
  return h("div", {}, h("dt", {}, label), h("dd", {}, h("span", { class: "figure" }, value), h("span", { class: "unit" }, unit)));
}

// ---- submitting ---------------------------------------------------------------------------------

// Who approves may check, and does not submit.
function submitForm(page, answer) {
  if (!answer.accepted || me().role !== "clerk") return null;
  const explain = answer.findings.some((one) => one.severity === "explain");
  const reason = h("input", { type: "text", id: "reason", maxlength: "200", required: explain, value: page.drop.reason ?? "" });
  const signed = h("input", { type: "checkbox", id: "signed" });
  signed.checked = page.drop.signed ?? false;
  const refusal = h("div", { class: "refusal", role: "alert" });
  const button = h("button", { type: "submit", class: "primary" }, t("web.check.submit"));
  const form = h("form", { class: "submit" },
    explain && h("label", { class: "field", for: "reason" }, h("span", {}, t("web.check.reason")), reason),
    h("label", { class: "check", for: "signed" }, signed, h("span", {}, t("web.check.signed"))), button, refusal);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, () => submit(page, { reason: explain ? reason.value.trim() : "", signed: signed.checked }, refusal));
  });
  return form;
}

async function submit(page, given, refusal) {
  fill(refusal);
  keepKeyOfSame(page.drop, given);
  const path = withQuery(`/v1/projects/${encodeURIComponent(page.project)}/payrolls`,
    { month: page.drop.month, confirmed: given.signed ? "true" : "" });
  try {
    const { data } = await ask(path, { body: page.drop.file, key: page.drop.key, type: "application/octet-stream", reason: given.reason });
    drops.delete(page.project);
    announce(t("web.check.submitted", { batch: data.batch }));
    page.go(`#/payrolls/${encodeURIComponent(data.batch)}`);
  } catch (problem) {
    const sentence = problem instanceof Problem ? problem.message : t("web.unreachable-again");
    fill(refusal, h("p", {}, sentence));
  }
}

// A retry of the same has the same key; what is asked for otherwise is another request.
function keepKeyOfSame(drop, given) {
  const differs = drop.sent && (drop.sent.reason !== given.reason || drop.sent.signed !== given.signed);
  if (differs) drop.key = newKey();
  drop.sent = given;
  drop.reason = given.reason;
  drop.signed = given.signed;
}
