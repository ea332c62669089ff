// A wage table as it lies in the spreadsheet, with every finding at its cell.
import { fill, h } from "/web/dom.js";
import { count } from "/web/format.js";
import { t, word } from "/web/texts.js";
import { columnIndex, columnLetters } from "/web/workbook.js";

const kRowsWhole = 300; // shown whole up to here; beyond, what has findings and its neighbours
const kRowsFirst = 40;
const kRowsNear = 2;
const kRowsMore = 200;
const kFindingsListed = 100;
const kWorst = ["refuse", "park", "explain", "note"];

/** How bad the worst of them is: "refuse", "park", "explain", "note". */
export function worstOf(findings) {
  return kWorst.find((severity) => findings.some((one) => one.severity === severity));
}

/**
 * The sheet and the list of what was found. `cells`: the rows of the file as text, or null where it
 * cannot be shown cell by cell: then the lines of the answer stand in their columns.
 */
export function sheetWithFindings(answer, cells) {
  const sheet = sheetOf(answer, cells);
  const grid = makeGrid(sheet);
  return h("div", { class: "sheet-view" }, findingList(sheet, grid), grid.element);
}

// ---- what is shown ------------------------------------------------------------------------------

function sheetOf(answer, cells) {
  const rows = cells ?? rowsFromAnswer(answer);
  const findings = answer.findings.map((one, index) => ({ ...one, id: `finding-${index}` }));
  const lastNamed = Math.max(0, ...findings.map((one) => one.row));
  while (rows.length < lastNamed) rows.push([]);
  const named = findings.filter((one) => one.cell).map((one) => columnIndex(lettersOf(one.cell)) + 1);
  const read = answer.reading?.filter((one) => isLetters(one.column)).map((one) => columnIndex(one.column) + 1) ?? [];
  const width = rows.reduce((most, row) => Math.max(most, row.length), Math.max(1, ...named, ...read));
  return { rows, width, findings, reading: answer.reading ?? [], headerRow: answer.header_row ?? 0, byRow: grouped(findings) };
}

function isLetters(text) {
  return /^[A-Z]{1,3}$/.test(text);
}

function lettersOf(cell) {
  return /^[A-Z]+/.exec(cell)?.[0] ?? "A";
}

function rowsFromAnswer(answer) {
  const rows = [];
  const put = (row, column, text) => {
    while (rows.length < row) rows.push([]);
    while (rows[row - 1].length < column) rows[row - 1].push("");
    rows[row - 1][column] = text;
  };
  const readable = (answer.reading ?? []).filter((one) => isLetters(one.column));
  for (const one of readable) if (answer.header_row > 0) put(answer.header_row, columnIndex(one.column), one.caption);
  for (const line of answer.lines ?? []) {
    for (const one of readable) {
      const value = line[one.field];
      if (typeof value === "string" && line.row > 0) put(line.row, columnIndex(one.column), value);
    }
  }
  return rows;
}

function grouped(findings) {
  const byRow = new Map();
  for (const one of findings) byRow.set(one.row, [...(byRow.get(one.row) ?? []), one]);
  return byRow;
}

// Numbers of persons and cards are masked as the service masks them.
function masked(text) {
  return text.replace(/\d{11,}[\dXx]?/g, (digits) => {
    const kept = digits.length >= 15 ? 6 : 3;
    return digits.slice(0, kept) + "*".repeat(digits.length - kept - 4) + digits.slice(-4);
  });
}

// ---- the grid -----------------------------------------------------------------------------------

function makeGrid(sheet) {
  const body = h("tbody");
  const opened = new Set(rowsAtFirst(sheet));
  const redraw = () => fill(body, gridRows(sheet, opened, redraw));
  redraw();
  const table = h("table", { class: "sheet" },
    h("caption", { class: "unseen" }, t("web.check.sheet")), gridHead(sheet), body);
  const element = h("div", { class: "sheet-scroller", role: "region", tabindex: "0", aria: { label: t("web.check.sheet") } }, table);
  const show = (finding) => {
    if (finding.row > 0 && !opened.has(finding.row)) {
      opened.add(finding.row);
      redraw();
    }
    focusCell(element, finding);
  };
  return { element, show };
}

function rowsAtFirst(sheet) {
  const total = sheet.rows.length;
  const rows = [];
  for (let row = 1; row <= total; row += 1) {
    if (total <= kRowsWhole || row <= kRowsFirst) rows.push(row);
  }
  for (const row of sheet.byRow.keys()) {
    for (let near = row - kRowsNear; near <= row + kRowsNear; near += 1) if (near > 0 && near <= total) rows.push(near);
  }
  return rows;
}

function gridHead(sheet) {
  const fields = new Map(sheet.reading.map((one) => [one.column, one]));
  const letters = [];
  for (let column = 0; column < sheet.width; column += 1) {
    const letter = columnLetters(column);
    const one = fields.get(letter);
    letters.push(h("th", { scope: "col", title: one?.message ?? null }, h("span", { class: "letter" }, letter),
      one?.field && h("span", { class: "field" }, word("web.field.", one.field))));
  }
  return h("thead", {}, h("tr", {}, h("td", { class: "corner" }), letters));
}

function gridRows(sheet, opened, redraw) {
  const rows = [];
  let hidden = [];
  const close = () => {
    if (hidden.length > 0) rows.push(gapRow(sheet, hidden, opened, redraw));
    hidden = [];
  };
  for (let row = 1; row <= sheet.rows.length; row += 1) {
    if (!opened.has(row)) {
      hidden.push(row);
      continue;
    }
    close();
    rows.push(...sheetRow(sheet, row));
  }
  close();
  return rows;
}

function gapRow(sheet, hidden, opened, redraw) {
  const open = () => {
    for (const row of hidden.slice(0, kRowsMore)) opened.add(row);
    redraw();
  };
  return h("tr", { class: "gap" }, h("th", { scope: "row" }, "⋮"), h("td", { colspan: String(sheet.width) },
    h("button", { type: "button", class: "quiet", on: { click: open } }, t("web.check.hidden-rows", { count: count(hidden.length) }))));
}

function sheetRow(sheet, row) {
  const findings = sheet.byRow.get(row) ?? [];
  const whole = findings.filter((one) => !one.cell);
  const severity = whole.length > 0 ? worstOf(whole) : null;
  const head = h("th", { scope: "row", class: severity, data: { row: String(row) }, tabindex: severity ? "-1" : null, aria: described(whole) }, String(row));
  const cells = [];
  for (let column = 0; column < sheet.width; column += 1) cells.push(sheetCell(sheet, row, column, findings));
  const line = h("tr", { class: row === sheet.headerRow ? "captions" : null }, head, cells);
  return findings.length === 0 ? [line] : [line, messageRow(sheet, findings)];
}

function sheetCell(sheet, row, column, findings) {
  const name = columnLetters(column) + row;
  const own = findings.filter((one) => one.cell === name);
  const text = masked(sheet.rows[row - 1][column] ?? "");
  const numeric = /^-?[\d,]*\.?\d+$/.test(text);
  const severity = own.length > 0 ? worstOf(own) : null;
  return h("td", {
    class: [severity, numeric && "number"].filter(Boolean).join(" ") || null,
    data: own.length > 0 ? { cell: name } : {},
    tabindex: own.length > 0 ? "-1" : null,
    aria: described(own),
  }, text);
}

function described(findings) {
  return findings.length > 0 ? { describedby: findings.map((one) => one.id).join(" ") } : {};
}

function messageRow(sheet, findings) {
  const messages = findings.map((one) => h("p", { id: one.id, class: `message ${one.severity}` },
    h("b", {}, placeOf(one)), " ", h("span", { class: "tag" }, word("severity.", one.severity)), " ", one.message));
  return h("tr", { class: "messages" }, h("th", {}), h("td", { colspan: String(sheet.width) }, h("div", { class: "stay" }, messages)));
}

function placeOf(finding) {
  if (finding.cell) return finding.cell;
  return finding.row > 0 ? t("web.check.row", { row: finding.row }) : t("web.check.whole-file");
}

function focusCell(element, finding) {
  const cell = finding.cell && element.querySelector(`[data-cell="${CSS.escape(finding.cell)}"]`);
  const target = cell ?? element.querySelector(`[data-row="${finding.row}"]`) ?? element;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center", inline: "center" });
}

// ---- the list -----------------------------------------------------------------------------------

function findingList(sheet, grid) {
  if (sheet.findings.length === 0) return null;
  const list = h("ol", { class: "findings" });
  const state = { only: "", shown: kFindingsListed };
  const redraw = () => drawList(list, sheet, grid, state);
  redraw();
  return h("section", { class: "finding-list", aria: { label: t("web.check.findings") } },
    h("div", { class: "list-head" }, h("h2", {}, t("web.check.findings")), severityFilter(sheet, state, redraw), stepButtons(sheet, grid)), list);
}

function severityFilter(sheet, state, redraw) {
  const present = kWorst.filter((severity) => sheet.findings.some((one) => one.severity === severity));
  if (present.length < 2) return null;
  const select = h("select", {}, h("option", { value: "" }, t("web.check.all-severities")),
    present.map((severity) => h("option", { value: severity }, word("severity.", severity))));
  select.addEventListener("change", () => {
    state.only = select.value;
    redraw();
  });
  return h("label", {}, h("span", { class: "unseen" }, t("web.check.filter")), select);
}

function stepButtons(sheet, grid) {
  let at = -1;
  const step = (by) => {
    at = (at + by + sheet.findings.length) % sheet.findings.length;
    grid.show(sheet.findings[at]);
  };
  return h("div", { class: "steps" },
    h("button", { type: "button", class: "quiet", on: { click: () => step(at < 0 ? 0 : -1) } }, t("web.check.previous")),
    h("button", { type: "button", class: "quiet", on: { click: () => step(1) } }, t("web.check.next")));
}

function drawList(list, sheet, grid, state) {
  const wanted = sheet.findings.filter((one) => !state.only || one.severity === state.only);
  const left = wanted.length - state.shown;
  fill(list, wanted.slice(0, state.shown).map((one) => findingItem(one, grid)), left > 0 && h("li", {},
    h("button", { type: "button", class: "quiet", on: { click: () => {
      state.shown += 10 * kFindingsListed;
      drawList(list, sheet, grid, state);
    } } }, t("web.table.more", { count: count(left) }))));
}

function findingItem(finding, grid) {
  return h("li", {}, h("button", { type: "button", class: `finding ${finding.severity}`, on: { click: () => grid.show(finding) } },
    h("span", { class: "place" }, placeOf(finding)),
    h("span", { class: `tag ${finding.severity}` }, word("severity.", finding.severity)),
    h("span", { class: "sentence" }, finding.message)));
}
