#!/usr/bin/env python3
"""Writes fixtures/corpus: wage tables as offices send them, broken and hostile ones among them, in
every format; and fixtures/golden/tables with what must be found in each. The expected findings are
written here by hand, not taken from the program. Everybody is invented. Deterministic; run it from
the project's root."""

import io
import pathlib
import struct
import zipfile
from xml.sax.saxutils import escape

from make_tables import FULL, NAMES, PLAIN, card, luhn, plain, resident_id, table

ROOT = pathlib.Path(__file__).resolve().parents[2] / "fixtures"
WHEN = (2026, 10, 31, 0, 0, 0)


# ---- workbooks ----------------------------------------------------------------------------------

class Raw(str):
    """A cell's XML as it stands; {r} is its reference."""


def number(value, style=0):
    return Raw(f'<c r="{{r}}" s="{style}"><v>{value}</v></c>')


def formula(value, style=0):
    saved = "" if value is None else f"<v>{value}</v>"
    return Raw(f'<c r="{{r}}" s="{style}"><f>A1+1</f>{saved}</c>')


def error(value):
    return Raw(f'<c r="{{r}}" t="e"><v>{value}</v></c>')


def shared(index):
    return Raw(f'<c r="{{r}}" t="s"><v>{index}</v></c>')


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_xml(value, row, column):
    if value is None or value == "":
        return ""
    reference = f"{column_name(column)}{row}"
    if isinstance(value, Raw):
        return value.replace("{r}", reference)
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def sheet_xml(rows, merged=(), hidden=(), prolog=""):
    body = ""
    for number_, cells in enumerate(rows, 1):
        mark = ' hidden="1"' if number_ in hidden else ""
        inner = "".join(cell_xml(v, number_, c) for c, v in enumerate(cells))
        body += f'<row r="{number_}"{mark}>{inner}</row>'
    blocks = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
    blocks = f"<mergeCells>{blocks}</mergeCells>" if merged else ""
    return (f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="http://schemas.'
            f'openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData>{blocks}'
            "</worksheet>")


# Styles: 0 general, 1 0.00, 2 0, 3 yyyy-mm-dd, 4 yyyy"年"m"月", 5 text.
STYLES = ('<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
          '2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
          '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
          '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="6">'
          '<xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="1"/><xf numFmtId="164"/>'
          '<xf numFmtId="165"/><xf numFmtId="49"/></cellXfs></styleSheet>')
TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
         'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(items):
    lines = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                    for i, kind, target in items)
    return ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
            f'2006/relationships">{lines}</Relationships>')


def parts(sheets, strings=None, since_1904=False):
    """sheets: (name, state, xml or None); the parts of a workbook by name."""
    listed, links = "", []
    content = {"[Content_Types].xml": TYPES,
               "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")])}
    for at, (name, state, xml) in enumerate(sheets, 1):
        mark = f' state="{state}"' if state else ""
        listed += f'<sheet name="{name}" sheetId="{at}"{mark} r:id="rId{at}"/>'
        links.append((f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml"))
        if xml is not None:
            content[f"xl/worksheets/sheet{at}.xml"] = xml
    links.append(("rId90", "styles", "styles.xml"))
    content["xl/styles.xml"] = STYLES
    if strings is not None:
        links.append(("rId91", "sharedStrings", "/xl/sharedStrings.xml"))
        content["xl/sharedStrings.xml"] = (
            '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
            f'main">{"".join(strings)}</sst>')
    system = '<workbookPr date1904="1"/>' if since_1904 else "<workbookPr/>"
    content["xl/workbook.xml"] = (
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        f'main" xmlns:r="{OFFICE}">{system}<sheets>{listed}</sheets></workbook>')
    content["xl/_rels/workbook.xml.rels"] = relations(links)
    return content


def packed(content, extra=(), method=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in [*content.items(), *extra]:
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = method
            info.create_system = 3
            archive.writestr(info, data)
    return buffer.getvalue()


def book(rows, **more):
    options = {k: more.pop(k) for k in ("merged", "hidden", "prolog") if k in more}
    return packed(parts([("工资表", "", sheet_xml(rows, **options))], **more))


# ---- what is written ----------------------------------------------------------------------------

written = []


def corpus(name, data, rows, expected):
    """rows: lines that are kept; expected: (row, cell, field, severity, code)."""
    data = data if isinstance(data, bytes) else data.encode("utf-8")
    (ROOT / "corpus").mkdir(parents=True, exist_ok=True)
    (ROOT / "golden" / "tables").mkdir(parents=True, exist_ok=True)
    (ROOT / "corpus" / name).write_bytes(data)
    refused = any(e[3] == "refuse" for e in expected)
    lines = ",".join(f'\n  {{"row": {r}, "cell": "{c}", "field": "{f}", "severity": "{s}", '
                     f'"code": "{code}"}}' for r, c, f, s, code in expected)
    text = (f'{{"rows": {rows}, "accepted": {"false" if refused else "true"}, "findings": '
            f'[{lines}{chr(10) if lines else ""}]}}\n')
    (ROOT / "golden" / "tables" / f"{name}.json").write_text(text, encoding="utf-8")
    written.append(name)


def refused(name, data, code, cell="", row=0):
    corpus(name, data, 0, [(row, cell, "", "refuse", code)])


def person(serial, *amounts):
    return [str(serial), NAMES[serial - 1], resident_id(serial), card(serial), *amounts]


# ---- workbooks that are read --------------------------------------------------------------------

def rich_text():
    strings = ["<si><t>序号</t></si>", "<si><t>姓名</t></si>",
               '<si><r><t>身份</t></r><r><rPr><b/></rPr><t>证号</t></r><rPh sb="0" eb="2"><t>shen'
               "</t></rPh></si>",
               "<si><t>银行卡号</t></si>", "<si><t>实发_x000D_\n工资</t></si>",
               '<si><r><t>甄</t></r><r><t xml:space="preserve">一 </t></r><r><t>木</t></r>'
               '<rPh sb="0" eb="1"><t>zhen</t></rPh><phoneticPr fontId="1"/></si>', "<si/>"]
    rows = [[shared(n) for n in range(5)],
            ["1", shared(5), resident_id(1), card(1), number("3000.5", 1)],
            ["2", NAMES[1], resident_id(2), card(2), number("4487.6599999999999")],
            [shared(6), shared(6)]]
    corpus("rich_text.xlsx", book(rows, strings=strings), 2, [])
    deflated = packed(parts([("Sheet1", "", sheet_xml(rows))], strings=strings),
                      method=zipfile.ZIP_DEFLATED)
    corpus("deflated.xlsx", deflated, 2, [])
    corpus("named_like_text.csv", deflated, 2, [])


def merged_headers():
    rows = [["某工程二〇二六年十月工资表"],
            ["序号", "姓名", "身份证号", "银行卡号", "应发工资", None, None, "扣款", None, "实发工资"],
            [None, None, None, None, "计时", "加班", "小计", "借支", "工具费", None],
            person(1, number(3000), number(500), number(3500), number(100), number(20),
                   number(3380)),
            person(2, number(3000), None, number(3000), None, None, number(3000)),
            ["合计", None, None, None, number(6000), number(500), number(6500), number(100),
             number(20), number(6380)],
            ["制表：", None, "审核："]]
    merged = ["A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:I2", "J2:J3"]
    corpus("merged_header.xlsx", book(rows, merged=merged), 2, [])
    rows = [["序号", "姓名", "身份证号", "银行卡号", "应发工资", None, "实发工资"],
            [None, None, None, None, "计时", "加班", None],
            person(1, number(3000), number(500), number(3400))]
    corpus("group_without_sum.xlsx",
           book(rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"]), 1, [])
    rows = [["序号", "姓名", "身份证号", "银行卡号", "上月", None, "本月", None],
            [None, None, None, None, "应发工资", "实发工资", "应发工资", "实发工资"],
            person(1, number(1), number(1), number(3000), number(3000))]
    corpus("two_months.xlsx",
           book(rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"]), 1, [])


def formulas():
    rows = [PLAIN, person(1, formula("3000.1", 1)), person(2, formula("2999.9", 1)),
            ["合计", None, None, None, formula("6000")]]
    corpus("formulas.xlsx", book(rows), 2, [(1, "E1", "net", "note", "payroll.formula-values")])
    rows = [PLAIN, person(1, number(3000)), person(2, formula(None))]
    corpus("formula_unsaved.xlsx", book(rows), 1, [
        (3, "E3", "net", "refuse", "payroll.amount-missing"),
        (3, "E3", "net", "refuse", "payroll.formula-unsaved")])
    rows = [PLAIN, person(1, error("#REF!")), ["2", error("#N/A"), resident_id(2), card(2), number(1)],
            ["3", NAMES[2], error("#VALUE!"), error("#NAME?"), number(1)], person(4, number(5))]
    corpus("errors.xlsx", book(rows), 1, [
        (2, "E2", "net", "refuse", "payroll.cell-error"),
        (3, "B3", "name", "refuse", "payroll.cell-error"),
        (4, "C4", "id_no", "refuse", "payroll.cell-error"),
        (4, "D4", "account", "refuse", "payroll.cell-error")])


def numbers():
    rows = [PLAIN,
            ["1", NAMES[0], resident_id(1), number("6.2179999000007923E+18"), number(1)],
            ["2", NAMES[1], number("9.9999919850312E+17"), card(2), number(1)],
            ["3", NAMES[2], resident_id(3), number(luhn("621799990000123")), number(1)],
            ["4", NAMES[3], resident_id(4), number(card(4)), number(1)],
            person(5, number(1))]
    corpus("lost_digits.xlsx", book(rows), 1, [
        (2, "D2", "account", "refuse", "payroll.digits-lost"),
        (3, "C3", "id_no", "refuse", "payroll.digits-lost"),
        (4, "D4", "account", "refuse", "payroll.digits-lost"),
        (5, "D5", "account", "refuse", "payroll.digits-lost")])
    rows = [PLAIN, person(1, number("3079.195", 1)), person(2, number("4487.66", 2)),
            person(3, number("4487.66", 1)), person(4, number("1234.56")),
            person(5, number("2999.9999999999995", 1)), person(6, number("45000", 3))]
    corpus("hidden_decimals.xlsx", book(rows), 4, [
        (2, "E2", "net", "refuse", "payroll.amount-decimals"),
        (2, "E2", "net", "explain", "payroll.amount-shown-rounded"),
        (3, "E3", "net", "explain", "payroll.amount-shown-rounded"),
        (7, "E7", "net", "refuse", "payroll.amount-text")])
    rows = [PLAIN, person(1, number(3000)), person(2, number(3000)), person(3, number(3000))]
    corpus("hidden_row.xlsx", book(rows, hidden=[3]), 3, [(3, "", "", "explain", "payroll.row-hidden")])


def sheets():
    rows = [PLAIN, person(1, number(3000))]
    other = sheet_xml([["别的"]])
    corpus("hidden_sheet.xlsx",
           packed(parts([("封面", "hidden", other), ("宏", "veryHidden", other),
                         ("工资", "", sheet_xml(rows))])), 1, [])
    corpus("two_sheets.xlsx",
           packed(parts([("十月", "", sheet_xml(rows)), ("九月", "", sheet_xml(rows))])), 1,
           [(0, "", "", "note", "payroll.sheets-unread")])
    refused("no_sheet.xlsx", packed(parts([("工资", "hidden", sheet_xml(rows))])), "xlsx.no-sheet")
    refused("sheet_missing.xlsx", packed(parts([("工资", "", None)])), "xlsx.malformed")


# ---- hostile workbooks --------------------------------------------------------------------------

def hostile_workbooks():
    rows = [PLAIN, person(1, number(3000))]
    content = parts([("工资", "", sheet_xml(rows))])
    laughs = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>')
    refused("doctype.xlsx", book(rows, prolog=laughs), "xlsx.doctype")
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    refused("doctype_outside.xlsx", book(rows, prolog=outside), "xlsx.doctype")
    refused("zip_slip.xlsx", packed(content, [("xl/../../../tmp/x", "x")]), "zip.name-unsafe")
    refused("absolute_name.xlsx", packed(content, [("/etc/x", "x")]), "zip.name-unsafe")
    refused("entry_twice.xlsx", packed(content, [("XL/Workbook.xml", "x")]), "zip.name-repeated")
    whole = packed(content)
    refused("cut.xlsx", whole[:len(whole) * 2 // 3], "zip.damaged")
    refused("crc.xlsx", whole.replace(b"sheetData><row", b"sheetData><rox", 1), "zip.damaged")
    flagged = bytearray(whole)
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", flagged, at + 8)[0] | 1
        struct.pack_into("<H", flagged, at + 8, flags)
        local = struct.unpack_from("<I", flagged, at + 42)[0]
        struct.pack_into("<H", flagged, local + 6, flags)
        at = whole.find(b"PK\x01\x02", at + 1)
    refused("password.xlsx", bytes(flagged), "zip.encrypted")
    many = [(f"xl/media/{n}.xml", "") for n in range(2001)]
    refused("many_entries.xlsx", packed(content, many), "zip.too-many-entries")


def hostile_sheets():
    def refused_sheet(name, body, code="xlsx.malformed", **more):
        xml = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
               f"<sheetData>{body}</sheetData></worksheet>")
        refused(name, packed(parts([("工资", "", xml)], **more)), code)

    refused_sheet("rows_back.xlsx", '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>')
    refused_sheet("cell_twice.xlsx", '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    refused_sheet("string_unknown.xlsx", '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
                  strings=["<si><t>x</t></si>"])
    refused_sheet("far_right.xlsx", '<row r="1"><c r="XFD1"><v>1</v></c></row>',
                  "xlsx.too-many-columns")
    refused_sheet("far_down.xlsx", '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
                  "csv.too-many-rows")
    refused_sheet("long_cell.xlsx",
                  f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"长" * 3000}</t></is></c></row>',
                  "xlsx.cell-too-long")
    refused_sheet("open_element.xlsx", '<row r="1"><c r="A1"><v>1</c></row>')
    refused_sheet("nested_cells.xlsx", '<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>')
    refused_sheet("deep.xlsx", "<a>" * 60 + "</a>" * 60)


# ---- what is no table ---------------------------------------------------------------------------

def foreign_files():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    refused("old.xls", ole + "Workbook".encode("utf-16-le"), "file.is-xls")
    refused("password_ole.xlsx", ole + "EncryptedPackage".encode("utf-16-le"), "file.is-encrypted")
    refused("old.doc", ole + "WordDocument".encode("utf-16-le"), "file.is-word")
    refused("page.xls", "<html><body><table><tr><td>姓名</td></tr></table></body></html>",
            "file.is-markup")
    refused("xml2003.xls", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "file.is-spreadsheetml")
    refused("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file.is-pdf")
    refused("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(32), "file.is-image")
    refused("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(32), "file.is-image")
    refused("letter.rtf", "{\\rtf1\\ansi wages}", "file.is-word")
    refused("letter.docx", packed({"[Content_Types].xml": TYPES, "_rels/.rels": relations(
        [("rId1", "officeDocument", "word/document.xml")]), "word/document.xml": "<w/>"}),
            "file.is-word")
    refused("calc.ods", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                                "content.xml": "<x/>"}), "file.is-other-workbook")
    refused("binary.xlsb", packed({"[Content_Types].xml": TYPES, "_rels/.rels": relations(
        [("rId1", "officeDocument", "xl/workbook.bin")]), "xl/workbook.bin": "x"}),
            "file.is-other-workbook")
    refused("folder.zip", packed({"wages.csv": "x"}), "file.is-archive")
    refused("packed.gz", b"\x1f\x8b\x08\x00" + bytes(16), "file.is-archive")


# ---- text ---------------------------------------------------------------------------------------

def texts():
    corpus("text_named.xls", table([PLAIN, plain(1), plain(2)], "\t").encode("gb18030"), 2, [])
    rows = [["户名", "账户", "金额"], ["甄東", card(1), "3000.00"], ["甄弢", card(2), "2000"]]
    corpus("pipes_gbk.txt", table(rows, "|").encode("gb18030"), 2, [])
    rows = [["2026年10月工资发放表"], ["总人数", "2", "总金额", "6000.00"], [],
            ["序号", "姓 名", "身份证号码：", "工资卡号【必填】", "日薪(元)", "实发工资〔元〕"],
            ["1", NAMES[0], resident_id(1), card(1), "300", "3000"],
            ["2", NAMES[1], resident_id(2), card(2), "300", "3000"], ["合计", "", "", "", "", "6000"]]
    corpus("summary_above.csv", table(rows), 2, [])
    corpus("unicode_text.xls", b"\xff\xfe" + table([PLAIN, plain(1)], "\t").encode("utf-16-le"), 1, [])
    corpus("unicode_big.txt", b"\xfe\xff" + table([PLAIN, plain(1)], "\t").encode("utf-16-be"), 1, [])
    refused("surrogate.txt", b"\xff\xfe" + "姓名".encode("utf-16-le") + b"\x00\xd8,\x00",
            "file.encoding-unknown")
    refused("nul.csv", table([PLAIN, plain(1)]).encode() + b"\0", "file.nul-byte")
    refused("two_encodings.csv", table([PLAIN]).encode() + NAMES[0].encode("gb18030") + b"\xff",
            "file.encoding-unknown")
    refused("headerless.csv", table([plain(1), plain(2)]), "payroll.header-missing")
    refused("wide.csv", ",".join(["姓名"] * 300) + "\n", "csv.too-many-columns")
    refused("long_cell.csv", "姓名,账号,金额\n" + "长" * 3000 + ",1,1\n", "csv.cell-too-long")
    refused("roster.csv", table([["花名册"], ["序号", "姓名", "身份证", "性别", "工种", "电话", "家庭住址",
                                            "合同签订时间", "进场时间", "离场时间"],
                                 ["1", NAMES[0], resident_id(1), "男", "木工", "", "", "", "2026-03-01"]]),
            "payroll.table-is-roster", row=2)
    days = [str(d) for d in range(1, 32)]
    grid = [["考勤表"], ["序号", "姓名", "工种", *days, "合计"],
            ["1", NAMES[0], "木工", *["√"] * 26, *["休"] * 5, "26"]]
    refused("attendance.csv", table(grid), "payroll.table-is-attendance")


def headerless():
    """Read with --columns or --map alone; without them nothing is guessed."""
    people = [[NAMES[n - 1], resident_id(n), card(n), f"{2500 + n}.00"] for n in (1, 2, 3)]
    refused("headerless_titles.csv", table([["某工程 农民工工资表"], ["2026年10月"], *people]),
            "payroll.header-missing")
    refused("headerless_gbk.txt", table(people, "|").encode("gb18030"), "payroll.header-missing")
    people[1][3] = "2502.005"
    people[2][1] = people[2][1][:-1] + ("0" if people[2][1][-1] != "0" else "1")
    refused("headerless_faults.csv", table(people), "payroll.header-missing")


def unseen():
    """Characters that nobody sees, and those that only look like others."""
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    names = ["甄\u202e一", "甄\u200d二", "甄\u200b三", "\u2f08甄", "\uf90a甄", "甄六木", "甄七木", "甄八木", "甄九木"]
    rows = [[name, resident_id(n), card(n), "3000.00"] for n, name in enumerate(names, 1)]
    rows[5][1:] = [text.translate(wide) for text in rows[5][1:]]
    rows[6][2] = "\u202e" + rows[6][2]
    rows[7][3] = "300\u00b2"
    rows[8][3] = "\u202e00.0003"
    head = [["姓\u200b名", "身份证\u2060号", "银行卡号", "实发\u2f2f资"]]
    corpus("unseen.csv", table(head + rows), 7, [
        (2, "A2", "name", "park", "payroll.name-reversed"),
        (3, "A3", "name", "note", "payroll.name-invisible"),
        (8, "C8", "account", "park", "payroll.account-invalid"),
        (9, "D9", "net", "refuse", "payroll.amount-text"),
        (10, "D10", "net", "refuse", "payroll.amount-text")])


def worked_days():
    head = ["姓名", "身份证号", "银行卡号", "出勤天数", "加班工资", "应发工资", "实发工资"]
    days = ["26", "26.5天", "0", "", "31", "31.1", "26.25", "二十六"]
    rows = [[NAMES[n - 1], resident_id(n), card(n), day, "500.00", "3000.00", "3000.00"]
            for n, day in enumerate(days, 1)]
    corpus("worked_days.csv", table([head, *rows]), 8, [
        (n, f"D{n}", "days", "note", "payroll.days-unreadable") for n in (7, 8, 9)])


# ---- JSON ---------------------------------------------------------------------------------------

def json_person(serial, net, **more):
    extra = "".join(f', "{k}": {v}' for k, v in more.items())
    return (f'{{"姓名": "{NAMES[serial - 1]}", "身份证号": "{resident_id(serial)}", '
            f'"银行卡号": "{card(serial)}", "实发工资": {net}{extra}}}')


def json_tables():
    corpus("wages.json", "[" + ",\n".join([json_person(1, 3000), json_person(2, "2500.50")]) + "]",
           2, [])
    english = "\n".join(f'{{"name": "{NAMES[n - 1]}", "id_no": "{resident_id(n)}", "account": '
                        f'"{card(n)}", "net": 3000.00}}' for n in (1, 2))
    corpus("wages.ndjson", english + "\n", 2, [])
    corpus("key_repeated.json", "[" + json_person(1, 3000, 实发工资=9000) + "]", 0, [
        (1, "/0/实发工资", "", "refuse", "payroll.key-repeated")])
    corpus("floats.ndjson", "\n".join([json_person(1, "3079.195"), json_person(2, "3e3"),
                                       json_person(3, "3000.10")]), 1, [
        (1, "/实发工资", "net", "refuse", "payroll.amount-decimals"),
        (2, "/实发工资", "net", "refuse", "payroll.amount-scientific")])
    corpus("strings.json", "[" + json_person(1, '"3000.00"') + "," + json_person(2, 3000) + "]", 2, [
        (0, "/实发工资", "net", "note", "payroll.amount-quoted")])
    corpus("nested.json", "[" + json_person(1, '{"value": 3000}') + "," + json_person(2, 1) + "]", 1, [
        (1, "/0/实发工资", "net", "refuse", "payroll.amount-missing"),
        (1, "/0/实发工资", "net", "refuse", "payroll.value-nested")])
    lost = f'[{{"姓名": "{NAMES[0]}", "银行卡号": {card(1)}, "实发工资": 3000}}]'
    corpus("lost_digits.json", lost, 0, [(1, "/0/银行卡号", "account", "refuse", "payroll.digits-lost")])
    refused("cut.json", "[" + json_person(1, 3000), "json.malformed")
    refused("comma.json", "[" + json_person(1, 3000) + ",]", "json.malformed")
    refused("two_on_a_line.ndjson", json_person(1, 1) + json_person(2, 1), "json.malformed")
    refused("bare_number.json", '[{"姓名": 01}]', "json.malformed")
    refused("deep.json", '[{"姓名": ' + "[" * 40 + "]" * 40 + "}]", "json.too-deep")
    refused("surrogate.json", '[{"姓名": "\\ud800"}]', "json.malformed")
    refused("many_keys.json", "[{" + ",".join(f'"k{n}": 1' for n in range(300)) + "}]",
            "json.too-many-keys")
    refused("no_amounts.json", f'[{{"姓名": "{NAMES[0]}", "身份证号": "{resident_id(1)}"}}]',
            "payroll.amount-column-missing")


def main():
    for make in (rich_text, merged_headers, formulas, numbers, sheets, hostile_workbooks,
                 hostile_sheets, foreign_files, texts, headerless, unseen, worked_days, json_tables):
        make()
    print(f"{len(written)} tables")


if __name__ == "__main__":
    main()
