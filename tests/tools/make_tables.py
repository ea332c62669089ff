#!/usr/bin/env python3
"""Writes fixtures/bad-tables and fixtures/good-tables: wage tables of invented people, and beside
each the findings that a reader must give. The expected findings are written here by hand, not
taken from the program. Deterministic; run it from the project's root."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2] / "fixtures"


def resident_id(serial, born="19850312", area="999999"):
    first_17 = f"{area}{born}{serial:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return first_17 + "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights)) % 11]


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def card(serial, length=19):
    return luhn("62179999" + f"{serial * 7919:0{length - 9}d}")


def branch(first_11):
    product = 10
    for digit in first_11:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return first_11 + str((11 - product) % 10)


def wrong_last(number):
    return number[:-1] + str((int(number[-1]) + 1) % 10) if number[-1] != "X" else number[:-1] + "0"


def cell(value, separator):
    text = str(value)
    if separator in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def table(rows, separator=",", end="\r\n"):
    return "".join(separator.join(cell(v, separator) for v in row) + end for row in rows)


def write(folder, name, content, expected, encoding="utf-8"):
    target = ROOT / folder
    target.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode(encoding)
    (target / name).write_bytes(data)
    lines = "".join("\t".join(str(v) for v in line) + "\n" for line in expected)
    stem = name.rsplit(".", 1)[0]
    (target / f"{stem}.expected.tsv").write_text(lines, encoding="utf-8")


NAMES = ["甄一木", "甄二木", "甄三木", "甄四木", "甄五木", "甄六木", "甄七木", "甄八木", "甄九木", "甄十木"]
PLAIN = ["序号", "姓名", "身份证号", "银行卡号", "实发工资"]
FULL = ["序号", "姓名", "身份证号", "银行卡号", "应发工资", "借支", "扣个税", "实发工资"]


def plain(serial, net="3000.00", **change):
    row = {"seq": serial, "name": NAMES[serial - 1], "id": resident_id(serial),
           "card": card(serial), "net": net}
    row.update(change)
    return list(row.values())


def full(serial, gross, advance, tax, net):
    return [serial, NAMES[serial - 1], resident_id(serial), card(serial), gross, advance, tax, net]


def bad_amounts():
    rows = [PLAIN,
            plain(1, "3000.005"), plain(2, "3,0O0.00"), plain(3, "1.2E+4"), plain(4, "0"),
            plain(5, "-200.00"), plain(6, ""), plain(7, "#VALUE!"), plain(8, "10000000.01"),
            plain(9, "12,34.00"), plain(10, "叁仟元")]
    write("bad-tables", "amounts.csv", table(rows), [
        (2, "E2", "net", "refuse", "payroll.amount-decimals"),
        (3, "E3", "net", "refuse", "payroll.amount-text"),
        (4, "E4", "net", "refuse", "payroll.amount-scientific"),
        (5, "E5", "net", "refuse", "payroll.amount-not-positive"),
        (6, "E6", "net", "refuse", "payroll.amount-not-positive"),
        (7, "E7", "net", "refuse", "payroll.amount-missing"),
        (8, "E8", "net", "refuse", "payroll.cell-error"),
        (9, "E9", "net", "refuse", "payroll.amount-too-large"),
        (10, "E10", "net", "refuse", "payroll.amount-text"),
        (11, "E11", "net", "refuse", "payroll.amount-text")])


def bad_ids():
    rows = [["某工程二〇二六年十月工资支付表"], PLAIN,
            plain(1, id=wrong_last(resident_id(1))),
            plain(2, id=resident_id(2, born="19850230")),
            plain(3, id=resident_id(3)[:17]),
            plain(4, id="999999850312044"),
            plain(5, id="H99999999"),
            plain(6, id=""),
            plain(7, id="9.99999E+17"),
            plain(8, id="999999198503120000"),
            plain(9, id="99999919850312OO9X"),
            plain(10, id="'" + resident_id(10).lower())]
    write("bad-tables", "ids.csv", table(rows), [
        (3, "C3", "id_no", "refuse", "payroll.id-invalid"),
        (4, "C4", "id_no", "refuse", "payroll.id-invalid"),
        (5, "C5", "id_no", "refuse", "payroll.id-invalid"),
        (6, "C6", "id_no", "note", "payroll.id-not-checked"),
        (7, "C7", "id_no", "note", "payroll.id-not-checked"),
        (8, "C8", "id_no", "park", "payroll.id-missing"),
        (9, "C9", "id_no", "refuse", "payroll.digits-lost"),
        (10, "C10", "id_no", "refuse", "payroll.digits-lost"),
        (11, "C11", "id_no", "refuse", "payroll.id-invalid")], "gb18030")


def bad_cards():
    lost = card(4)[:15] + "0000"
    assert luhn(lost[:-1]) != lost
    doubtful = next(luhn(f"621799990{n:06d}000") for n in range(100)
                    if luhn(f"621799990{n:06d}000").endswith("0000"))
    rows = [["某工程工资表"], ["单位：某劳务公司", "", "2026年10月"], PLAIN,
            plain(1, card=wrong_last(card(1))), plain(2, card=""), plain(3, card="6.217E+18"),
            plain(4, card=lost), plain(5, card=doubtful), plain(6, card=card(6)[:15]),
            plain(7, card=card(7) + "12345"), plain(8, card="\t" + card(8)),
            plain(9, card="6217-9999 " + card(9)[8:]), plain(10, card="#N/A")]
    write("bad-tables", "cards.csv", table(rows), [
        (4, "D4", "account", "park", "payroll.account-invalid"),
        (5, "D5", "account", "park", "payroll.account-missing"),
        (6, "D6", "account", "refuse", "payroll.digits-lost"),
        (7, "D7", "account", "refuse", "payroll.digits-lost"),
        (8, "D8", "account", "park", "payroll.digits-doubtful"),
        (9, "D9", "account", "park", "payroll.account-invalid"),
        (10, "D10", "account", "park", "payroll.account-invalid"),
        (13, "D13", "account", "refuse", "payroll.cell-error")], "utf-8-sig")


def bad_net():
    rows = [FULL,
            full(1, "5000.00", "500.00", "12.34", "4487.66"),
            full(2, "5000.00", "500.00", "12.34", "4487.67"),
            full(3, "5000.00", "500.00", "12.34", "4487.70"),
            full(4, "5000.00", "500.00", "12.34", "4488"),
            full(5, "5000.00", "500.00", "12.34", "4487.68"),
            full(6, "5000.00", "500.00", "12.34", "4490"),
            full(7, "5000.00", "", "-", "4999.00"),
            full(8, "5O00.00", "", "", "5000.00"),
            full(9, "60000.00", "", "", "60000.00"),
            full(10, "50000.00", "", "", "50000.00")]
    write("bad-tables", "net.csv", table(rows, "\t", "\n"), [
        (3, "H3", "net", "explain", "payroll.net-rounded"),
        (4, "H4", "net", "explain", "payroll.net-rounded"),
        (5, "H5", "net", "explain", "payroll.net-rounded"),
        (6, "H6", "net", "refuse", "payroll.net-mismatch"),
        (7, "H7", "net", "refuse", "payroll.net-mismatch"),
        (8, "H8", "net", "refuse", "payroll.net-mismatch"),
        (9, "E9", "gross", "refuse", "payroll.amount-text"),
        (10, "H10", "net", "explain", "payroll.amount-large")])


def bad_totals():
    rows = [["工资发放表"], [], FULL,
            full(1, "5000.00", "500.00", "", "4500.00"),
            full(2, "4000.00", "", "20.00", "3980.00"),
            ["小计", "", "", "", "1.00", "", "", "1.00"],
            full(3, "3000.00", "", "", "3000.00"),
            ["合计", "", "", "", "12000.00", "500.00", "20.01", "11,480.10"],
            full(4, "3000.00", "", "", "3000.00"),
            ["制表：甄某", "", "审核：", "", "", "", "", ""]]
    write("bad-tables", "totals.csv", table(rows), [
        (8, "G8", "tax", "refuse", "payroll.total-mismatch"),
        (8, "H8", "net", "refuse", "payroll.total-mismatch"),
        (9, "", "", "refuse", "payroll.row-after-end")], "gb18030")


def bad_shared():
    rows = [PLAIN,
            plain(1), plain(2, card=card(1)), plain(3), plain(3), plain(4, id=""),
            plain(4), plain(5, name=""), plain(6, name="甄?木"), plain(1, name="甄 一 木", card=card(7))]
    write("bad-tables", "shared.csv", table(rows), [
        (2, "D2", "account", "park", "payroll.account-shared"),
        (3, "D3", "account", "park", "payroll.account-shared"),
        (5, "C5", "id_no", "explain", "payroll.person-repeated"),
        (6, "C6", "id_no", "park", "payroll.id-missing"),
        (7, "C7", "id_no", "explain", "payroll.person-repeated"),
        (8, "B8", "name", "refuse", "payroll.name-missing"),
        (9, "B9", "name", "park", "payroll.name-damaged"),
        (10, "C10", "id_no", "explain", "payroll.person-repeated")])


def bad_bank_template():
    header = ["序号", "账户", "户名", "金额", "跨行标识", "行名", "联行行号", "摘要", "备注"]
    rows = [header,
            [1, card(1), NAMES[0], "3000.00", "", "", branch("10510000002"), "工资", ""],
            [2, card(2), NAMES[1], "3000.001", "1", "某银行", branch("10210009999"), "工资", ""],
            [3, card(3), NAMES[2], "2500", "1", "某银行", wrong_last(branch("10310000002")), "工资", ""],
            [4, card(4), NAMES[3], "2500", "1", "某银行", "1.051E+11", "工资", ""],
            [5, card(4), NAMES[4], "2500", "1", "某银行", "12345", "工资", ""]]
    write("bad-tables", "ccb.csv", table(rows), [
        (3, "D3", "net", "refuse", "payroll.amount-decimals"),
        (4, "G4", "bank_no", "explain", "payroll.bank-no-invalid"),
        (5, "B5", "account", "park", "payroll.account-shared"),
        (5, "G5", "bank_no", "refuse", "payroll.digits-lost"),
        (6, "B6", "account", "park", "payroll.account-shared"),
        (6, "G6", "bank_no", "explain", "payroll.bank-no-invalid")], "gb18030")


def bad_pipes():
    # 弢 and 億 have '|' as their second byte in GBK.
    rows = [["账户", "户名", "金额"],
            [card(1), "甄弢", "3000.00"], [card(2), "甄億", "2,500.50"],
            [wrong_last(card(3)), "甄東", "¥0.00"], [card(4), "甄樂", "abc"]]
    write("bad-tables", "pipes.txt", table(rows, "|"), [
        (4, "A4", "account", "park", "payroll.account-invalid"),
        (4, "C4", "net", "refuse", "payroll.amount-not-positive"),
        (5, "C5", "net", "refuse", "payroll.amount-text")], "gb18030")


def bad_gross_only():
    header = ["序号", "姓 名", "身份证", "工种", "银行卡号", "本月应发\n工资（元）", "借 支"]
    rows = [["附件3"], ["农民工工资发放确认表"], ["项目名称：某小区二期", "", "", "班组名称：木工班组"],
            ["2026年10月"], header,
            [1, NAMES[0], resident_id(1), "木工", card(1), "３０００．００", "200"],
            [2, NAMES[1], resident_id(2), "木工", card(2), "3000.00", "3000.00"],
            [3, NAMES[2], resident_id(3), "木工", card(3), "", "100"],
            [4, "", "", "", "", "", ""],
            ["本人对以上内容确认无误，签字：", "", "", "", "", "", ""]]
    write("bad-tables", "gross_only.csv", table(rows), [
        (5, "F5", "gross", "note", "payroll.net-computed"),
        (7, "F7", "gross", "refuse", "payroll.amount-not-positive"),
        (8, "F8", "gross", "refuse", "payroll.amount-missing")], "utf-8-sig")


def bad_captions():
    rows = [["姓名", "银行卡号", "卡号", "金额", "实发工资", "实发金额", "身份证号码", "身份证号"],
            [NAMES[0], card(1), card(2), "9.99", "3000.00", "3001.00", resident_id(1), ""],
            [NAMES[1], card(2), "", "9.99", "3000.00", "3001.00", wrong_last(resident_id(2)), ""]]
    write("bad-tables", "captions.csv", table(rows, ";"), [
        (1, "C1", "account", "note", "payroll.caption-repeated"),
        (1, "F1", "net", "note", "payroll.caption-repeated"),
        (1, "H1", "id_no", "note", "payroll.caption-repeated"),
        (3, "G3", "id_no", "refuse", "payroll.id-invalid")])


def bad_shifted():
    text = table([PLAIN[:4] + ["实发工资", "备注"]])
    text += f"1,{NAMES[0]},{resident_id(1)},{card(1)},1,234.50,夜班\r\n"
    text += f"2,{NAMES[1]},{resident_id(2)},{card(2)},1,234.50,\r\n"
    text += f"3,{NAMES[2]},{resident_id(3)},{card(3)},3000.00,\r\n"
    text += f"4,{NAMES[3]},{resident_id(4)},{card(4)},1 234.50,,\r\n"
    text += "合计,,,,6703.50,\r\n"
    write("bad-tables", "shifted.csv", text, [
        (2, "", "", "refuse", "payroll.row-shifted"),
        (3, "", "", "refuse", "payroll.row-shifted")])


def bad_no_amount():
    rows = [["序号", "姓名", "身份证号", "银行卡号", "出勤天数"],
            [1, NAMES[0], resident_id(1), card(1), "26"]]
    write("bad-tables", "no_amount.csv", table(rows), [
        (1, "", "", "refuse", "payroll.amount-column-missing")])


def bad_no_header():
    rows = [["项目名称", "班组名称", "工种"], ["某小区", "木工班组", "木工"]]
    write("bad-tables", "no_header.csv", table(rows), [
        (0, "", "", "refuse", "payroll.header-missing")])


def bad_no_rows():
    rows = [["工资支付表"], PLAIN, [], [1, "", "", "", ""], [2, "", "", "", "0.00"],
            ["合计", "", "", "", "0.00"]]
    write("bad-tables", "no_rows.csv", table(rows), [
        (0, "", "", "refuse", "payroll.rows-missing")], "gb18030")


def bad_files():
    write("bad-tables", "empty.csv", b"", [(0, "", "", "refuse", "file.empty")])
    write("bad-tables", "workbook.csv", b"PK\x03\x04\x14\x00\x06\x00", [
        (0, "", "", "refuse", "zip.damaged")])
    write("bad-tables", "utf16.csv", b"\xff\xfe" + table([PLAIN, plain(1)]).encode("utf-16-le")[:-1],
          [(0, "", "", "refuse", "file.encoding-unknown")])
    cut = table([PLAIN, plain(1)]).encode("gb18030")[:-4] + b"\xd5\r\n"
    write("bad-tables", "cut_character.csv", cut, [
        (0, "", "", "refuse", "file.encoding-unknown")])
    quote = table([PLAIN]) + '1,"甄一木\r\n2,甄二木\r\n'
    write("bad-tables", "open_quote.csv", quote, [(0, "", "", "refuse", "csv.quote-open")])


def bad_payment_sheet():
    header = ["序号", "姓名", "身份证", "工种", "累计工作量", "本月工作量", "单价/天", "加班工资",
              "本月应发工资", "实发工资", "农民工签字"]
    rows = [["工资支付表"], header,
            [1, NAMES[0], resident_id(1), "钢筋工", "60", "26", "300", "0", "7800", "7800.00", ""],
            [2, NAMES[1], resident_id(2), "钢筋工", "60", "25", "300", "0", "7500", "7000", ""],
            header,
            [3, NAMES[2], "#REF!", "钢筋工", "60", "25", "300", "0", "#REF!", "7500", ""],
            ["合计", "", "", "", "", "", "", "", "", "22300.00", ""],
            ["第1页", "", "", "", "", "", "", "", "", "", ""]]
    write("bad-tables", "payment_sheet.csv", table(rows), [
        (3, "", "account", "park", "payroll.account-missing"),
        (4, "", "account", "park", "payroll.account-missing"),
        (4, "J4", "net", "refuse", "payroll.net-mismatch"),
        (6, "", "account", "park", "payroll.account-missing"),
        (6, "C6", "id_no", "refuse", "payroll.cell-error"),
        (6, "I6", "gross", "refuse", "payroll.cell-error")], "gb18030")


def good():
    unicode_text = table([PLAIN] + [plain(n) for n in range(1, 4)], "\t")
    write("good-tables", "unicode_text.txt", b"\xff\xfe" + unicode_text.encode("utf-16-le"), [])
    write("good-tables", "plain.csv", table([PLAIN] + [plain(n) for n in range(1, 6)]), [])
    rows = [["某工程 2026 年 10 月工资表"], [], FULL,
            full(1, "5,000.00", "500", "12.34", "¥4,487.66"), full(2, "4000", "", "", "4000.000"),
            full(3, "3000.50", "/", "0", "3000"),
            ["合 计", "", "", "", "12000.50", "500.00", "12.34", "11,487.66"],
            ["制表：", "", "审核：", "", "", "", "", ""]]
    write("good-tables", "full.csv", table(rows), [
        (6, "H6", "net", "explain", "payroll.net-rounded")], "gb18030")
    header = ["序号", "账户", "户名", "金额", "跨行标识", "行名", "联行行号", "摘要", "备注"]
    rows = [header] + [[n, "'" + card(n), NAMES[n - 1], "3000.00", "", "", branch("10510000002"),
                        "工资", ""] for n in range(1, 4)]
    write("good-tables", "ccb.csv", table(rows), [], "gb18030")
    rows = [["账户", "户名", "金额", ""]] + [[card(n, 16), NAMES[n - 1], "2999.99", ""]
                                         for n in range(1, 4)]
    write("good-tables", "pipes.txt", table(rows, "|"), [], "gb18030")
    header = ["序号", "姓名", "银行卡号", "工资卡类别", "身份证", "电话", "本月应发工资", "建行开户行", "备注"]
    rows = [["代发明细表"], header] + [[n, NAMES[n - 1], card(n), "建行", resident_id(n), "19900000000",
                                   "4500", "某支行", ""] for n in range(1, 4)]
    write("good-tables", "gross_paid.csv", table(rows, "\t", "\n"), [
        (2, "G2", "gross", "note", "payroll.net-from-gross")], "utf-8-sig")
    rows = [["序号", "姓名", "身份证号", "银行卡号", "工资", "", "", ""],
            ["", "", "", "", "应发工资", "扣款合计", "社保", "实发工资"],
            [1, NAMES[0], resident_id(1), card(1), "5000", "300", "300", "4700"],
            [2, NAMES[1], resident_id(2), "", "5000", "300", "200", "4700"]]
    write("good-tables", "two_row_header.csv", table(rows), [
        (4, "D4", "account", "park", "payroll.account-missing")])


def main():
    for name, make in list(globals().items()):
        if name.startswith("bad_") or name == "good":
            make()


if __name__ == "__main__":
    main()
