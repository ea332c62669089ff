// A table that sorts, shows a page at a time and can be taken away as CSV.
import { fill, h, saveFile } from "/web/dom.js";
import { count } from "/web/format.js";
import { t } from "/web/texts.js";

const kPageRows = 50; // what a screen or two can hold

/**
 * Columns: {label, value(row), show(row)?, kind?: "text" | "money" | "number", headline?}. `value` is
 * what is sorted by and exported: a text, a BigInt of fen or a number; `show` what is seen.
 * `caption` says what the table holds, with its unit and moment; `name` is the export's file name.
 */
export function sortTable({ caption, name, columns, rows, empty, sortedBy = null }) {
  if (rows.length === 0) return h("p", { class: "empty" }, empty);
  const state = { columns, rows: [...rows], shown: kPageRows, by: sortedBy, falling: false };
  const body = h("tbody", { role: "rowgroup" });
  const more = h("div", { class: "more" });
  const heads = columns.map((column) => headCell(column, state, () => draw(state, body, more, heads)));
  const table = h("table", { class: "records", role: "table" },
    h("caption", {}, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)), body);
  draw(state, body, more, heads);
  return h("div", { class: "table-block" },
    sortChoice(state, () => draw(state, body, more, heads)),
    h("div", { class: "scroller", role: "region", tabindex: "0", aria: { label: caption } }, table), more,
    h("div", { class: "table-tools" }, exportButton(state, name)));
}

function headCell(column, state, redraw) {
  const button = h("button", { type: "button", class: "sort" }, column.label, h("span", { class: "arrow", aria: { hidden: "true" } }));
  button.addEventListener("click", () => {
    state.falling = state.by === column ? !state.falling : isNumber(column);
    state.by = column;
    redraw();
  });
  return h("th", { scope: "col", role: "columnheader", class: classOf(column) }, button);
}

// Narrow screens show each row as a card, without heads to press.
function sortChoice(state, redraw) {
  const options = state.columns.map((column, index) => h("option", { value: String(index) }, column.label));
  const select = h("select", {}, h("option", { value: "" }, "–"), options);
  select.addEventListener("change", () => {
    state.by = state.columns[Number(select.value)] ?? null;
    state.falling = state.by !== null && isNumber(state.by);
    redraw();
  });
  return h("label", { class: "sort-choice" }, h("span", {}, t("web.table.sort-by")), select);
}

function draw(state, body, more, heads) {
  const rows = sorted(state);
  fill(body, rows.slice(0, state.shown).map((row) => rowOf(state.columns, row)));
  heads.forEach((head, index) => markSorted(head, state, state.columns[index]));
  const left = rows.length - Math.min(state.shown, rows.length);
  fill(more, left > 0 && moreButton(left, () => {
    state.shown += 10 * kPageRows;
    draw(state, body, more, heads);
  }));
}

function moreButton(left, onPress) {
  return h("button", { type: "button", class: "quiet", on: { click: onPress } },
    t("web.table.more", { count: count(left) }));
}

function markSorted(head, state, column) {
  if (state.by === column) {
    head.setAttribute("aria-sort", state.falling ? "descending" : "ascending");
  } else {
    head.removeAttribute("aria-sort");
  }
}

function sorted({ rows, by, falling }) {
  if (!by) return rows;
  const order = (a, b) => compare(by.value(a), by.value(b));
  return [...rows].sort(falling ? (a, b) => order(b, a) : order);
}

function compare(a, b) {
  if (typeof a === "string") return a.localeCompare(String(b), document.documentElement.lang);
  return a < b ? -1 : Number(a > b);
}

function rowOf(columns, row) {
  return h("tr", { role: "row" }, columns.map((column) => {
    const cell = column.headline ? "th" : "td";
    const role = column.headline ? "rowheader" : "cell";
    return h(cell, { class: classOf(column), role, scope: column.headline ? "row" : null, data: { label: column.label } },
      column.show ? column.show(row) : String(column.value(row)));
  }));
}

function isNumber(column) {
  return column.kind === "money" || column.kind === "number";
}

function classOf(column) {
  return isNumber(column) ? "number" : null;
}

function exportButton(state, name) {
  return h("button", { type: "button", class: "quiet", on: { click: () => exportCsv(state, name) } }, t("web.table.export"));
}

// With the mark at its beginning without which Excel takes Chinese for something else.
function exportCsv(state, name) {
  const lines = [state.columns.map((column) => column.label)];
  for (const row of sorted(state)) lines.push(state.columns.map((column) => plain(column, row)));
  const text = lines.map((cells) => cells.map(quoted).join(",")).join("\r\n");
  saveFile(`\uFEFF${text}\r\n`, `${name}.csv`, "text/csv;charset=utf-8");
}

function plain(column, row) {
  const value = column.value(row);
  if (column.kind !== "money") return String(value);
  const size = value < 0n ? -value : value;
  return `${value < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

// What begins like a formula is text: a spreadsheet must not carry it out.
function quoted(cell) {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
