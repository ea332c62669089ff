"""Writes fixtures/corpus/bank: bank files of every dialect, good and broken. Everybody in them is
invented; the same run writes the same bytes.

Names: <profile>~<case>.<ending>; what is broken begins with "bad-". Pages of one statement share a
case that ends with -p1, -p2, … A file too large to keep is written with --large alone.
Use: make_bank_files.py FOLDER [--large]
"""
import os
import sys

ACCOUNT = "36050180000000000017"
CARDS = ["6217000000000000019", "6217000000000000027", "6217000000000000035"]
NAMES = ["周小满", "陈㑇", "欧阳东"]
AMOUNTS = ["3079.19", "2800.01", "120.80"]  # 6000.00
BATCH = "QH01-202610-01-F1"
LINES = [BATCH[:-3] + f"-{i:04}" for i in (1, 2, 3)]


# ---- ISO 20022 ------------------------------------------------------------------------------------

ROOTS = {"camt.052": ("BkToCstmrAcctRpt", "Rpt"), "camt.053": ("BkToCstmrStmt", "Stmt"),
         "camt.054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}


def space(message):
    return f' xmlns="urn:iso:std:iso:20022:tech:xsd:{message}"' if message else ""


def balance(kind, amount, sign="CRDT"):
    return (f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{amount}</Amt>"
            f"<CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>2026-11-17</Dt></Dt></Bal>\n")


def entry(amount, sign, version=8, inside="", status="BOOK", details=""):
    status = f"<Sts><Cd>{status}</Cd></Sts>" if version >= 7 else f"<Sts>{status}</Sts>"
    return (f"<Ntry><NtryRef>{amount}{sign}</NtryRef><Amt Ccy=\"CNY\">{amount}</Amt>"
            f"<CdtDbtInd>{sign}</CdtDbtInd>{inside}{status}"
            f"<BookgDt><Dt>2026-11-17</Dt></BookgDt>{details}</Ntry>\n")


def detail(line, amount, name, card, version=8):
    party = f"<Pty><Nm>{name}</Nm></Pty>" if version >= 7 else f"<Nm>{name}</Nm>"
    money = (f"<Amt Ccy=\"CNY\">{amount}</Amt>" if version >= 3 else
             f"<AmtDtls><TxAmt><Amt Ccy=\"CNY\">{amount}</Amt></TxAmt></AmtDtls>")
    return (f"<TxDtls><Refs><EndToEndId>{line}</EndToEndId></Refs>{money}<RltdPties><Cdtr>{party}"
            f"</Cdtr><CdtrAcct><Id><Othr><Id>{card}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls>")


def account(version=8):
    bic = "BICFI" if version >= 3 else "BIC"
    return (f"<Acct><Id><Othr><Id>{ACCOUNT}</Id></Othr></Id><Ccy>CNY</Ccy><Svcr><FinInstnId><{bic}>"
            f"PCBCCNBJ</{bic}></FinInstnId></Svcr></Acct>\n")


def report(message, inside, header="", acct=None, version=8, ident="S20261117"):
    root, one = ROOTS[message[:8]]
    acct = account(version) if acct is None else acct
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Document{space(message if version else "")}>'
            f"<{root}><GrpHdr><MsgId>M-{ident}</MsgId>{header}</GrpHdr>\n<{one}><Id>{ident}</Id>\n"
            f"{acct}{inside}</{one}></{root}></Document>\n")


def payroll(version):
    """Three payments in one entry, beside money that came in."""
    details = "".join(detail(*row, version) for row in zip(LINES, AMOUNTS, NAMES, CARDS))
    batch = f"<NtryDtls><Btch><PmtInfId>{BATCH}</PmtInfId></Btch>{details}</NtryDtls>"
    return (entry("50000.00", "CRDT", version) +
            entry("6000.00", "DBIT", version, details=batch) +
            entry("1.00", "DBIT", version, status="PDNG"))


def statement(version, message="camt.053"):
    return report(f"{message}.001.{version:02}",
                  balance("OPBD", "1000.00") + balance("CLBD", "45000.00") + payroll(version),
                  version=version)


def result(message, inside, group=""):
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Document{space(message)}><CstmrPmtStsRpt>'
            f"<GrpHdr><MsgId>R1</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{BATCH}</OrgnlMsgId>"
            f"{group}</OrgnlGrpInfAndSts>\n{inside}</CstmrPmtStsRpt></Document>\n")


def outcome(line, status, reason="", amount=""):
    reason = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    amount = (f'<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">{amount}</InstdAmt></Amt></OrgnlTxRef>'
              if amount else "")
    return (f"<TxInfAndSts><OrgnlEndToEndId>{line}</OrgnlEndToEndId><TxSts>{status}</TxSts>{reason}"
            f"{amount}</TxInfAndSts>\n")


def batch_of(inside):
    return (f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{BATCH}</OrgnlPmtInfId>\n{inside}"
            "</OrgnlPmtInfAndSts>\n")


def part():
    return batch_of(outcome(LINES[0], "ACSC", amount=AMOUNTS[0]) +
                    outcome(LINES[1], "RJCT", "AC04", AMOUNTS[1]) +
                    outcome(LINES[2], "PDNG", amount=AMOUNTS[2]))


PART = "<OrgnlNbOfTxs>3</OrgnlNbOfTxs><OrgnlCtrlSum>6000.00</OrgnlCtrlSum><GrpSts>PART</GrpSts>"


def returned(message="pacs.004.001.09", amount=f'<RtrdIntrBkSttlmAmt Ccy="CNY">{AMOUNTS[0]}'
             "</RtrdIntrBkSttlmAmt>"):
    return (f"<Document{space(message)}><PmtRtr><GrpHdr><MsgId>RT1</MsgId></GrpHdr><OrgnlGrpInf>"
            f"<OrgnlMsgId>{BATCH}</OrgnlMsgId></OrgnlGrpInf><TxInf><OrgnlEndToEndId>{LINES[0]}"
            f"</OrgnlEndToEndId>{amount}<IntrBkSttlmDt>2026-11-18</IntrBkSttlmDt><RtrRsnInf><Rsn>"
            "<Cd>AC04</Cd></Rsn><AddtlInf>已销户</AddtlInf></RtrRsnInf></TxInf></PmtRtr></Document>\n")


def recall():
    return (f"<Document{space('camt.029.001.09')}><RsltnOfInvstgtn><Assgnmt><Id>RC1</Id></Assgnmt>"
            "<Sts><Conf>RJCR</Conf></Sts><CxlDtls><OrgnlPmtInfAndSts>"
            f"<OrgnlPmtInfId>{BATCH}</OrgnlPmtInfId>"
            f"<TxInfAndSts><OrgnlEndToEndId>{LINES[0]}</OrgnlEndToEndId><TxCxlSts>RJCR</TxCxlSts>"
            "<CxlStsRsnInf><Rsn><Cd>CUST</Cd></Rsn><AddtlInf>收款人不同意退回</AddtlInf>"
            f"</CxlStsRsnInf></TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>{LINES[1]}"
            "</OrgnlEndToEndId><TxCxlSts>PDCR</TxCxlSts></TxInfAndSts></OrgnlPmtInfAndSts></CxlDtls>"
            "</RsltnOfInvstgtn></Document>\n")


def page(number, last, inside):
    pages = f"<StmtPgntn><PgNb>{number}</PgNb><LastPgInd>{last}</LastPgInd></StmtPgntn>"
    return report("camt.053.001.08", pages + inside)


def balanced(inside, closing, message="camt.053.001.08", opening="0.00", **more):
    return report(message, balance("OPBD", opening) + balance("CLBD", closing) + inside, **more)


def good_messages():
    for version in range(2, 13):
        yield f"camt.053.001.{version:02}.xml", statement(version)
    yield "camt.052.001.08.xml", report(
        "camt.052.001.08", balance("ITBD", "45000.00") + payroll(8))
    yield "camt.054.001.04.xml", report("camt.054.001.04", payroll(4), version=4)
    envelope = statement(8).split("\n", 1)[1].replace("<Document", "<d:Document").replace(
        "</Document", "</d:Document").replace("xmlns=", "xmlns:d=")
    for name in ("BkToCstmrStmt", "GrpHdr", "MsgId"):
        envelope = envelope.replace(f"<{name}>", f"<d:{name}>").replace(f"</{name}>", f"</d:{name}>")
    yield "envelope.xml", ('<Envelope xmlns:h="urn:iso:std:iso:20022:tech:xsd:head.001.001.01">'
                           "<h:AppHdr><h:MsgDefIdr>camt.053.001.08</h:MsgDefIdr></h:AppHdr>"
                           f"{envelope}</Envelope>\n")
    yield "no-namespace.xml", statement(8).replace(space("camt.053.001.08"), "")
    yield "comments-and-cdata.xml", balanced(
        entry("1<!-- one -->2<![CDATA[.50]]>", "CRDT").replace(
            "<NtryRef>1<!-- one -->2<![CDATA[.50]]>CRDT", "<NtryRef>N1"), "12.50")
    yield "leading-zeros.xml", balanced(entry("000000000000149.87000", "CRDT"), "149.87")
    yield "empty-day.xml", balanced("", "1000.00", opening="1000.00")
    yield "details-differ.xml", balanced(
        entry("100.00", "CRDT", details="<NtryDtls>" +
              detail(LINES[0], "60.00", NAMES[0], CARDS[0]) + "</NtryDtls>"), "100.00")
    yield "reversal.xml", balanced(
        entry("10.00", "DBIT") + entry("10.00", "CRDT", inside="<RvslInd>true</RvslInd>"), "0.00")
    for version in (3, 10, 14):
        yield f"pain.002.001.{version:02}.xml", result(f"pain.002.001.{version:02}", part(), PART)
    yield "pain.002.ch.xml", result("x", part(), PART).replace(
        space("x"),
        ' xmlns="http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd"')
    yield "pain.002.group-rejected.xml", result(
        "pain.002.001.10", "", "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM10</Cd></Rsn></StsRsnInf>")
    yield "pain.002.group-accepted.xml", result("pain.002.001.10", "", "<GrpSts>ACCP</GrpSts>")
    yield "pain.002.unknown-code.xml", result("pain.002.001.10", batch_of(outcome(LINES[0], "XPAY")))
    yield "pain.002.foreign-code.xml", result("pain.002.001.03", batch_of(outcome(LINES[0], "ACCC")))
    yield "pain.002.contradiction.xml", result(
        "pain.002.001.10", batch_of(outcome(LINES[0], "ACSC") + outcome(LINES[0], "RJCT", "AC04")))
    yield "pacs.004.001.09.xml", returned()
    yield "camt.029.001.09.xml", recall()
    yield "pages-p2.xml", page(2, "false", entry("6000.00", "DBIT"))
    yield "pages-p1.xml", page(1, "false", balance("OPBD", "1000.00") + entry("50000.00", "CRDT"))
    yield "pages-p3.xml", page(3, "true", balance("CLBD", "44999.00") + entry("1.00", "DBIT"))


def bad_messages():
    whole = statement(8)
    yield "doctype.xml", "<!DOCTYPE Document SYSTEM 'file:///etc/passwd'>\n<Document/>\n"
    bomb = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    yield "entity-bomb.xml", f"<!DOCTYPE d [<!ENTITY a0 'aaaaaaaaaa'>{bomb}]><Document>&a11;</Document>"
    yield "deep.xml", ("<Document><BkToCstmrStmt>" + "<a>" * 200 + "</a>" * 200 +
                       "</BkToCstmrStmt></Document>")
    yield "mixed-encodings.xml", result(
        "pain.002.001.10", batch_of(outcome(LINES[0], "RJCT", "BE01"))).replace(
            "</TxSts>", "</TxSts><!-- \udcbb\udca7\udcc3\udcfb -->")
    yield "truncated.xml", whole[:-200]
    yield "one-fen-short.xml", whole.replace("45000.00", "44999.99")
    yield "one-fen-over.xml", whole.replace("45000.00", "45000.01")
    yield "unknown-namespace.xml", whole.replace(space("camt.053.001.08"), ' xmlns="urn:other"')
    yield "wrong-namespace.xml", whole.replace("camt.053.001.08", "pain.002.001.10", 1)
    yield "too-old.xml", whole.replace("camt.053.001.08", "camt.053.001.01", 1)
    yield "no-sign.xml", whole.replace("<CdtDbtInd>DBIT</CdtDbtInd>", "", 1)
    yield "strange-sign.xml", whole.replace("DBIT</CdtDbtInd>", "DEBIT</CdtDbtInd>", 1)
    yield "no-amount.xml", whole.replace('<Amt Ccy="CNY">6000.00</Amt>', "", 1)
    yield "no-account.xml", balanced("", "0.00", acct="")
    yield "fraction-of-a-fen.xml", balanced(entry("0.001", "CRDT"), "0.00")
    yield "six-decimals.xml", balanced(entry("1.000000", "CRDT"), "1.00")
    yield "negative-amount.xml", balanced(entry("-1.00", "CRDT"), "0.00")
    yield "huge-amount.xml", balanced(entry("999999999999999999", "CRDT"), "0.00")
    yield "other-currency.xml", whole.replace('Ccy="CNY">6000.00', 'Ccy="USD">6000.00', 1)
    yield "no-status.xml", whole.replace("<Sts><Cd>BOOK</Cd></Sts>", "", 1)
    yield "two-documents.xml", ("<E>" + "<Document><CstmrPmtStsRpt/></Document>" * 2 + "</E>")
    yield "page-alone.xml", page(1, "false", balance("OPBD", "1000.00"))
    yield "reversal-inverted.xml", balanced(
        entry("10.00", "CRDT") + entry("10.00", "CRDT", inside="<RvslInd>true</RvslInd>"), "0.00")
    yield "json.xml", '{"Document": {}}\n'
    yield "pacs-no-amount.xml", returned(amount="")
    yield "camt.029-too-old.xml", recall().replace("camt.029.001.09", "camt.029.001.02")


# ---- tables ---------------------------------------------------------------------------------------

def table(rows, separator=",", end="\r\n"):
    return "".join(separator.join(row) + end for row in rows)


def masked(card):
    return card[:6] + "******" + card[-4:]


def same_file(states):
    rows = [["批次号", BATCH], ["序号", "账户", "户名", "金额", "状态", "失败原因"]]
    for i, (status, text) in enumerate(states):
        rows.append([str(i + 1), CARDS[i], NAMES[i], AMOUNTS[i], status, text])
    return rows


def good_returns():
    yield "return-same-file~paid-and-failed.csv", table(
        same_file([("成功", ""), ("失败", "账号户名不符"), ("处理中", "")]) +
        [["合计", "", "3笔", "6000.00", "", ""]])
    yield "return-same-file~unknown.csv", table(
        same_file([("失败", "通讯超时"), ("失败", "星期三不办理"), ("未知", "")]))
    yield "return-same-file~masked.csv", table(
        [["批次号", BATCH], ["序号", "账户", "户名", "金额", "状态", "失败原因"]] +
        [[str(i + 1), masked(CARDS[i]), NAMES[i], AMOUNTS[i], "成功", ""] for i in range(3)])
    head = ["代理编号", "账号", "客户姓名", "金额", "余额", "处理结果"]
    yield "return-two-files~success.txt", table(
        [head, ["1", CARDS[0], NAMES[0], AMOUNTS[0], "12.00", "成功"],
         ["合计", "", "1笔", AMOUNTS[0], "", ""]], "|").encode("gb18030")
    cut = "账号户名不符,账户名为[欧阳冬瓜]请联系".encode("gb18030")[:29]
    rows = table([head, ["3", CARDS[2], NAMES[2], AMOUNTS[2], "", "@"],
                  ["合计", "", "1笔", AMOUNTS[2], "", ""]], "|").encode("gb18030")
    yield "return-two-files~failure-cut.txt", rows.replace(b"@", cut)
    failures = [["批次号", "序号", "账号", "户名", "金额", "失败原因"],
                [BATCH, "2", CARDS[1], NAMES[1], AMOUNTS[1], "账户已销户"]]
    yield "return-failures~one.csv", table(failures)
    yield "return-failures-rest-paid~one.csv", table(
        failures + [["合计", "1笔", "", "", AMOUNTS[1], ""]])
    yield "return-failures-rest-paid~none.csv", table(
        [failures[0], ["合计", "0笔", "", "", "0.00", ""]])
    api = [["yurref", "trxseq", "accnbr", "accnam", "trsamt", "stscod", "errtxt"]]
    for i, (status, text) in enumerate([("S", ""), ("F", "超出提款限额"), ("P", "")]):
        api.append([BATCH, f"{i + 1:08}", CARDS[i], NAMES[i], AMOUNTS[i], status, text])
    yield "return-api~rows.tsv", table(api, "\t", "\n")
    pay = [["批次号", "记录序号", "账号", "户名", "金额", "应答码", "应答信息"]]
    for i, (code, text) in enumerate([("0000", "成功"), ("4000", "已发送银行"), ("3008", "余额不足")]):
        pay.append([BATCH, str(i + 1), CARDS[i], NAMES[i], AMOUNTS[i], code, text])
    yield "return-allinpay~codes.csv", table(pay)


def bad_returns():
    rows = same_file([("成功", ""), ("失败", "账号户名不符"), ("处理中", "")])
    for case, total in (("one-fen-short", "5999.99"), ("one-fen-over", "6000.01")):
        yield f"return-same-file~bad-{case}.csv", table(rows + [["合计", "", "3笔", total]])
    yield "return-same-file~bad-count.csv", table(rows + [["合计", "", "4笔", "6000.00"]])
    yield "return-two-files~bad-cut-off.txt", table(
        [["代理编号", "账号", "客户姓名", "金额", "余额", "处理结果"],
         ["1", CARDS[0], NAMES[0], AMOUNTS[0], "", "成功"]], "|")
    yield "return-same-file~bad-header.csv", table([["甲", "乙", "丙"], ["1", "2", "3"]])
    yield "return-api~bad-batches.csv", table(
        [["yurref", "accnbr", "trsamt", "stscod"], ["A-1", CARDS[0], "1.00", "S"],
         ["A-2", CARDS[1], "1.00", "S"]])
    yield "return-same-file~bad-amount.csv", table(
        [["账户", "金额", "状态"], [CARDS[0], "1.001", "成功"], [CARDS[1], "0.00", "成功"],
         [CARDS[2], "-1.00", "成功"]])
    yield "return-same-file~bad-no-account.csv", table([["账户", "金额", "状态"], ["", "1.00", "成功"]])
    yield "return-same-file~bad-nul.csv", b"\xd5\xcb\xbb\xa7,\x00\r\n"
    yield "return-same-file~bad-encoding.csv", b"\xd5\xcb\xbb,\xff\xff\r\n"
    yield "return-same-file~bad-quote.csv", table([["账户", "金额", "状态"], ['"' + CARDS[0], "1.00", ""]])
    yield "return-same-file~bad-empty.csv", ""


STATEMENT = [["账号：" + ACCOUNT], []]


def moves():
    yield "2026-11-17", "50000.00", True, "51000.00", "南塘置业", "QH01-FD-1 人工费用", "A1"
    yield "2026-11-17", "6000.00", False, "45000.00", "", f"代发工资 {BATCH}", "A2"
    yield "2026-11-18", "2800.01", True, "47800.01", NAMES[1], f"退汇 {LINES[1]}", "A3"


def directions(words=("贷", "借")):
    rows = STATEMENT + [["交易日期", "借贷标志", "交易金额", "余额", "对方户名", "摘要", "流水号"]]
    for day, amount, credit, left, name, text, serial in moves():
        rows.append([day, words[0] if credit else words[1], amount, left, name, text, serial])
    return rows


def good_statements():
    yield "statement-direction~month.csv", table(directions())
    yield "statement-direction~words.csv", table(directions(("收入", "支出"))).encode("gb18030")
    rows = [["账号", ACCOUNT], ["日期", "收入", "支出", "余额", "对方户名", "摘要", "流水号"]]
    for day, amount, credit, left, name, text, serial in moves():
        rows.append([day.replace("-", ""), amount if credit else "", "" if credit else amount, left,
                     name, text, serial])
    yield "statement-two-columns~month.csv", table(rows + [["合计", "52800.01", "6000.00"]])
    rows = [["交易日期", "交易金额", "余额", "本方账号", "摘要", "流水号"]]
    for day, amount, credit, left, _, text, serial in moves():
        rows.insert(1, [day, ("+" if credit else "-") + amount, left, ACCOUNT, text, serial])
    yield "statement-signed-newest-first~month.csv", table(rows)


def bad_statements():
    rows = directions()
    broken = [list(row) for row in rows]
    broken[4][3] = "44999.99"
    yield "statement-direction~bad-chain.csv", table(broken)
    broken = [list(row) for row in rows]
    broken[4][1] = "往"
    yield "statement-direction~bad-direction.csv", table(broken)
    broken = [list(row) for row in rows]
    broken[4][0] = "2026-13-01"
    yield "statement-direction~bad-day.csv", table(broken)
    yield "statement-direction~bad-order.csv", table(rows[:3] + rows[:2:-1])
    yield "statement-direction~bad-no-account.csv", table(rows[2:])
    yield "statement-two-columns~bad-both.csv", table(
        [["账号", ACCOUNT], ["日期", "收入", "支出", "余额"], ["20261117", "1.00", "1.00", "0.00"],
         ["20261117", "", "", "0.00"]])


def large():
    yield "bad-long-text.xml", result("pain.002.001.10", batch_of(outcome(
        LINES[0], "RJCT").replace("</TxSts>", "</TxSts><x>" + "长" * 3_500_000 + "</x>")))


def files():
    for name, text in good_messages():
        yield "iso20022~" + name, text
    for name, text in bad_messages():
        yield "iso20022~bad-" + name, text
    yield "iso20022-inverted~reversal.xml", dict(bad_messages())["reversal-inverted.xml"]
    yield "iso20022-strict~bad-no-namespace.xml", dict(good_messages())["no-namespace.xml"]
    for part_of in (good_returns, bad_returns, good_statements, bad_statements):
        yield from part_of()


def write(folder, name, content):
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogateescape")
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name, content in files():
        write(folder, name, content)
    if "--large" in sys.argv:
        for name, content in large():
            write(folder, "iso20022~" + name, content)


if __name__ == "__main__":
    main()
