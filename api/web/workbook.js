// Reads the sheets of a workbook (xlsx), to show the table as it is. The service judges the file;
// this only shows what lies where.
//
// Format: ECMA-376 in a ZIP (APPNOTE 4.3): end record, central directory, deflated parts.

const kEndRecord = 0x06054b50;
const kEndRecordBytes = 22;
const kDirectoryEntry = 0x02014b50;
const kPartBytesMax = 64 << 20; // of one part, unpacked: more than a page can show
const kDeflated = 8;

/** Whether the bytes begin as a ZIP does. */
export function isWorkbook(bytes) {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Rows of cells for each sheet, in the workbook's order. Throws on what is no workbook. */
export async function readWorkbook(bytes) {
  const parts = partsOf(bytes);
  const strings = sharedStrings(await xmlOf(parts, bytes, "xl/sharedStrings.xml"));
  const targets = sheetTargets(
    await xmlOf(parts, bytes, "xl/workbook.xml"),
    await xmlOf(parts, bytes, "xl/_rels/workbook.xml.rels"),
  );
  const sheets = [];
  for (const target of targets) {
    const xml = await xmlOf(parts, bytes, target);
    if (xml) sheets.push(rowsOf(xml, strings));
  }
  return sheets;
}

function partsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - kEndRecordBytes;
  while (end >= 0 && view.getUint32(end, true) !== kEndRecord) end -= 1;
  const parts = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== kDirectoryEntry) break;
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes));
    parts.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      header: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

async function xmlOf(parts, bytes, name) {
  const part = parts.get(name);
  if (!part || part.size > kPartBytesMax) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = part.header + 30 + view.getUint16(part.header + 26, true) + view.getUint16(part.header + 28, true);
  const packed = bytes.subarray(from, from + part.packed);
  const text = part.method === kDeflated ? await inflated(packed) : new TextDecoder().decode(packed);
  return new DOMParser().parseFromString(text, "application/xml");
}

async function inflated(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

function textOf(element) {
  return Array.from(element.getElementsByTagNameNS("*", "t"), (one) => one.textContent).join("");
}

function sharedStrings(xml) {
  return xml ? Array.from(xml.getElementsByTagNameNS("*", "si"), textOf) : [];
}

function sheetTargets(book, relations) {
  if (!book || !relations) return [];
  const targets = new Map();
  for (const one of relations.getElementsByTagNameNS("*", "Relationship")) {
    const target = one.getAttribute("Target");
    targets.set(one.getAttribute("Id"), target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  return Array.from(book.getElementsByTagNameNS("*", "sheet"), (sheet) => {
    const id = Array.from(sheet.attributes).find((one) => one.localName === "id");
    return targets.get(id?.value);
  }).filter(Boolean);
}

function rowsOf(xml, strings) {
  const rows = [];
  for (const row of xml.getElementsByTagNameNS("*", "row")) {
    const number = Number(row.getAttribute("r")) || rows.length + 1;
    while (rows.length < number) rows.push([]);
    for (const cell of row.getElementsByTagNameNS("*", "c")) {
      const letters = /^[A-Z]+/.exec(cell.getAttribute("r") ?? "")?.[0];
      const column = letters ? columnIndex(letters) : rows[number - 1].length;
      while (rows[number - 1].length < column) rows[number - 1].push("");
      rows[number - 1][column] = cellText(cell, strings);
    }
  }
  return rows;
}

function cellText(cell, strings) {
  const kind = cell.getAttribute("t");
  if (kind === "inlineStr") return textOf(cell);
  const value = cell.getElementsByTagNameNS("*", "v")[0]?.textContent ?? "";
  return kind === "s" ? (strings[Number(value)] ?? "") : value;
}

/** 0 for "A", 26 for "AA". */
export function columnIndex(letters) {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** "A" for 0, "AA" for 26. */
export function columnLetters(index) {
  let letters = "";
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}
