// Reads a table in text as the service does (payments/bank/csv.h), to show it as it is.
//
// Rows are counted as a spreadsheet counts them: blank lines count, a line break in quotes does not.

const kSeparators = [",", "\t", "|", ";"];
const kLinesLookedAt = 10;

/** Rows of cells. */
export function readCsv(text) {
  const separator = separatorOf(text);
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, separator);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length || isLineEnd(text[at])) row.push("");
      if (at < text.length && !isLineEnd(text[at])) continue;
    }
    rows.push(row);
    row = [];
    at = afterLineEnd(text, at);
  }
  return rows;
}

function separatorOf(text) {
  const head = text.split(/\r\n|\n|\r/, kLinesLookedAt).join("\n");
  const counts = kSeparators.map((one) => head.split(one).length);
  return kSeparators[counts.indexOf(Math.max(...counts))];
}

function isLineEnd(character) {
  return character === "\n" || character === "\r";
}

function afterLineEnd(text, at) {
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
}

function plainCell(text, from, separator) {
  let end = from;
  while (end < text.length && text[end] !== separator && !isLineEnd(text[end])) end += 1;
  return { value: text.slice(from, end), end };
}

function quotedCell(text, from, separator) {
  let value = "";
  let at = from + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  const rest = plainCell(text, at, separator);
  return { value: value + rest.value, end: rest.end };
}
