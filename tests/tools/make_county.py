#!/usr/bin/env python3
"""Write fixtures/county: an invented county whose October 2026 wages are paid in November 2026.

Usage: python3 tests/tools/make_county.py [DIRECTORY]

Every person, firm, card and account is invented; check digits are valid, area codes and branch
codes are ones nobody uses. The same bytes come out of every run: one fixed seed, no clock.
Money is whole fen everywhere; amounts become text only when they are written.

Order of the file: money and check digits, the county's people and firms, the wage tables, the
bank's files, the story of the two contracts, what tests may expect of it.
"""

import csv
import io
import random
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

SEED = 20261001
MONTH = "2026-10"
MONTH_TEXT = "2026年10月"
DEFAULT_DIRECTORY = Path(__file__).resolve().parents[2] / "fixtures" / "county"


# ---- money ------------------------------------------------------------------------------------

def yuan(fen):
    """123456 -> "1234.56"."""
    return f"{fen // 100}.{fen % 100:02d}"


def half_even(exact):
    """The whole number next to a fraction, a half going to the even one."""
    return round(exact)


# ---- check digits -----------------------------------------------------------------------------

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_id_check(first_17):
    """GB 11643-1999, ISO 7064 MOD 11-2."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights)) % 11]


def organisation_check(first_8):
    """GB 11714: the ninth character of the organisation code inside a USCC."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    check = (11 - sum(int(d) * w for d, w in zip(first_8, weights)) % 11) % 11
    return "X" if check == 10 else str(check)


def uscc_check(first_17):
    """GB 32100-2015: weights are the powers of 3 modulo 31."""
    total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first_17))
    return USCC_ALPHABET[-total % 31]


def luhn_check(digits):
    """The digit that completes a bank card number."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def cnaps_check(first_11):
    """ISO 7064 MOD 11,10 over a bank branch code."""
    product = 10
    for digit in first_11:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def uscc(prefix, organisation):
    """A unified credit code in the unused area 999999; `organisation` has eight digits."""
    first_17 = prefix + "999999" + organisation + organisation_check(organisation)
    return first_17 + uscc_check(first_17)


def cnaps(bank_class):
    """The invented Qinghe branch of a bank: city 9999, branch 0001."""
    first_11 = bank_class + "9999" + "0001"
    return first_11 + cnaps_check(first_11)


# ---- banks and firms --------------------------------------------------------------------------

BRANCHES = {
    "105": "中国建设银行青禾支行",
    "102": "中国工商银行青禾支行",
    "103": "中国农业银行青禾支行",
    "104": "中国银行青禾支行",
    "403": "中国邮政储蓄银行青禾县支行",
}

PARTIES = (  # id, name, USCC prefix, organisation code
    ("OW1", "青禾县卫生事业发展中心", "12", "90000011"),
    ("OW2", "青禾河流域投资有限公司", "91", "90000022"),
    ("GC1", "青禾建设集团有限公司", "91", "90000033"),
    ("GC2", "禾川生态工程有限公司", "91", "90000044"),
    ("LW1", "青禾众筑劳务有限公司", "91", "90000055"),
    ("LW2", "禾安建筑劳务有限公司", "91", "90000066"),
    ("LW3", "河畔绿源劳务有限公司", "91", "90000077"),
    ("BK1", BRANCHES["105"], "91", "90000088"),
    ("BK2", BRANCHES["102"], "91", "90000099"),
    ("HRSS", "青禾县人力资源和社会保障局", "11", "90000100"),
)
PARTY_NAMES = {party[0]: party[1] for party in PARTIES}

STAFF = (  # actor, person, name, party, role
    ("li.clerk", "S001", "李文秀", "GC1", "clerk"),
    ("zhang.manager", "S002", "张守田", "GC1", "approver"),
    ("li.second", "S001", "李文秀", "GC1", "approver"),
    ("chen.clerk", "S003", "陈小渔", "GC2", "clerk"),
    ("wu.manager", "S004", "吴立岸", "GC2", "approver"),
    ("bank.ccb", "S005", "周银穗", "BK1", "bank"),
    ("bank.icbc", "S006", "郑汇川", "BK2", "bank"),
    ("zhao.regulator", "S007", "赵秉禾", "HRSS", "regulator"),
)


@dataclass(frozen=True)
class Team:
    name: str
    size: int
    employer: str
    trade: str


@dataclass(frozen=True)
class Contract:
    """A contract with its wage account and the teams on site."""
    id: str
    project: str
    owner: str
    contractor: str
    subcontractors: tuple
    amount: int
    labour_percent: int
    months: int
    account_id: str
    bank: str
    bank_class: str
    account: str
    owner_account: str
    contractor_account: str
    teams: tuple

    def monthly_due(self):
        """The labour cost one month is due for, rounded half to even."""
        return half_even(Fraction(self.amount * self.labour_percent, 100 * self.months))

    def account_name(self):
        return f"{PARTY_NAMES[self.contractor]}（{self.project}农民工工资专用账户）"

    def batch(self, number):
        return f"{self.id}-{MONTH.replace('-', '')}-{number:02d}"


QH01 = Contract(
    id="QH01", project="青禾县人民医院新院区", owner="OW1", contractor="GC1",
    subcontractors=("LW1", "LW2"), amount=126_000_000_00, labour_percent=25, months=15,
    account_id="ccb", bank="BK1", bank_class="105", account="36050199999900000017",
    owner_account="36050199999900000101", contractor_account="36050199999900000202",
    teams=(Team("钢筋一班", 90, "LW1", "钢筋工"), Team("模板二班", 85, "LW1", "模板工"),
           Team("砌筑三班", 70, "LW2", "砌筑工"), Team("水电四班", 55, "LW2", "水电工")))

QH02 = Contract(
    id="QH02", project="青禾河生态修复工程", owner="OW2", contractor="GC2",
    subcontractors=("LW3",), amount=19_500_000_00, labour_percent=24, months=18,
    account_id="icbc", bank="BK2", bank_class="102", account="1502099909300000026",
    owner_account="1502099909300000303", contractor_account="1502099909300000404",
    teams=(Team("土方一班", 24, "LW3", "土方机械工"), Team("绿化二班", 16, "LW3", "绿化工")))

CONTRACTS = (QH01, QH02)


# ---- faults the story needs -------------------------------------------------------------------

@dataclass(frozen=True)
class Refusal:
    """Why a bank did not keep a payment: ISO reason code and the bank's own words."""
    code: str
    text: str


QH01_FAILED = {31: Refusal("BE01", "户名不符"), 128: Refusal("AC04", "已销户"),
               266: Refusal("AM14", "二类户超限")}
QH01_RETURNED = {174: Refusal("AC06", "账户已冻结")}
QH01_MISTYPED = 47       # the table's card fails its check digit, the roster's is right
QH01_UNREGISTERED = 213  # in the table, not on the roster
QH02_FAILED = {9: Refusal("AC01", "账号不存在")}

# 䶮 and 㑇 are missing from GBK, 𠮷 lies outside the basic plane; GB18030 has all three.
RARE_NAMES = {("QH01", 31): "龚䶮", ("QH01", 152): "许㑇", ("QH01", 229): "𠮷庆田",
              ("QH02", 5): "罗䶮", ("QH02", 18): "𠮷水生", ("QH02", 33): "沈㑇文"}


# ---- people -----------------------------------------------------------------------------------

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蒋蔡余"
GIVEN_FIRST = "建国志长春永德家金水保福大天来根世正文成明光荣开兴贵顺传友先克守茂其云兆丙"
GIVEN_SECOND = "生平发林华强军民山河海清友祥全胜才良富刚龙庆松柏安定川宝田运财义和贤"


@dataclass(frozen=True)
class Worker:
    id: str  # empty for one who is not on the roster
    name: str
    id_no: str
    phone: str
    card: str
    bank_class: str
    trade: str
    team: str
    employer: str
    entry: date
    exit: date | None = None


class People:
    """Invents workers; names, identity numbers, phones and cards do not repeat."""

    def __init__(self, rng):
        self.rng = rng
        self.used = set()

    def fresh(self, invent):
        """Calls `invent` until it says something new."""
        while (value := invent()) in self.used:
            pass
        self.used.add(value)
        return value

    def name(self):
        choice = self.rng.choice
        return self.fresh(lambda: choice(SURNAMES) + choice(GIVEN_FIRST) + choice(GIVEN_SECOND))

    def resident_id(self):
        def invent():
            born = date(1968, 1, 1) + timedelta(days=self.rng.randrange(13_500))  # to 2004
            first_17 = f"999999{born:%Y%m%d}{self.rng.randrange(100, 999):03d}"
            return first_17 + resident_id_check(first_17)
        return self.fresh(invent)

    def phone(self):
        return self.fresh(lambda: f"100{self.rng.randrange(10**8):08d}")

    def card(self, bank_class):
        def invent():
            first_18 = f"623699{bank_class}{self.rng.randrange(10**9):09d}"
            return first_18 + luhn_check(first_18)
        return self.fresh(invent)

    def worker(self, worker_id, team, trade, main_bank):
        others = [c for c in BRANCHES if c != main_bank]
        bank_class = main_bank if self.rng.random() < 0.7 else self.rng.choice(others)
        return Worker(id=worker_id, name=self.name(), id_no=self.resident_id(), phone=self.phone(),
                      card=self.card(bank_class), bank_class=bank_class, trade=trade,
                      team=team.name, employer=team.employer,
                      entry=date(2026, 3, 23) + timedelta(days=self.rng.randrange(150)))


# ---- wage lines -------------------------------------------------------------------------------

@dataclass(frozen=True)
class Line:
    """One row of a wage table. `card` is what the table shows, the worker's own may differ."""
    number: int
    worker: Worker
    card: str
    half_days: int
    gross: int
    advance: int = 0
    tax: int = 0

    @property
    def net(self):
        return self.gross - self.advance - self.tax

    def days(self):
        return f"{self.half_days // 2}.5" if self.half_days % 2 else str(self.half_days // 2)


DAY_RATES = {"helper": (20_000, 23_500), "skilled": (24_500, 30_000), "leader": (31_000, 34_000)}
HALF_DAYS = (46, 54)  # 23 to 27 days
OVERTIME_MAX = 320_00


def grade(rng, place):
    """The first and every fifteenth of a team lead it; of the rest two in five are helpers."""
    if place % 15 == 0:
        return "leader"
    return "helper" if rng.random() < 0.4 else "skilled"


def gross_wage(rng, worker_grade, half_days):
    """Days at a daily rate (whole 5 yuan) and some overtime to the fen."""
    lowest, highest = DAY_RATES[worker_grade]
    return rng.randrange(lowest, highest + 1, 500) * half_days // 2 + rng.randrange(OVERTIME_MAX)


def make_lines(rng, people, contract):
    """The contract's table: team after team, numbered from 1; ids run on over the registered."""
    lines = []
    ids = iter(range(int(contract.id[2:]) * 10_000 + 1, 99_999))
    for team in contract.teams:
        for place in range(team.size):
            number = len(lines) + 1
            registered = (contract.id, number) != ("QH01", QH01_UNREGISTERED)
            worker_grade = grade(rng, place)
            trade = "普工" if worker_grade == "helper" else team.trade
            worker_id = f"W{next(ids)}" if registered else ""
            worker = people.worker(worker_id, team, trade, contract.bank_class)
            name = RARE_NAMES.get((contract.id, number), worker.name)
            half_days = rng.randint(*HALF_DAYS)
            lines.append(Line(number, replace(worker, name=name), worker.card, half_days,
                              gross_wage(rng, worker_grade, half_days)))
    return lines


def with_deductions(rng, lines):
    """About one in ten had an advance, some pay income tax: 3 % of what exceeds 5 000 yuan."""
    advanced = set(rng.sample(range(len(lines)), 30))
    high = [i for i, line in enumerate(lines) if line.gross > 7_000_00 and i not in advanced]
    taxed = set(rng.sample(high, 25))
    return [replace(line,
                    advance=rng.randrange(200_00, 1_500_01, 50_00) if i in advanced else 0,
                    tax=half_even(Fraction((line.gross - 5_000_00) * 3, 100)) if i in taxed else 0)
            for i, line in enumerate(lines)]


def mistyped(card):
    """One digit off: always seen by the Luhn check."""
    return card[:12] + str((int(card[12]) + 1) % 10) + card[13:]


def qh01_lines(rng, people):
    lines = with_deductions(rng, make_lines(rng, people, QH01))
    place = QH01_MISTYPED - 1
    lines[place] = replace(lines[place], card=mistyped(lines[place].card))
    return lines


def departed_workers(rng, people, contract, first_id, count):
    """On the roster, gone in September: nobody pays them for October."""
    workers = []
    for i in range(count):
        team = contract.teams[i % len(contract.teams)]
        worker = people.worker(f"W{first_id + i}", team, team.trade, contract.bank_class)
        workers.append(replace(worker, entry=date(2026, 4, 1) + timedelta(days=i),
                               exit=date(2026, 9, 4) + timedelta(days=rng.randrange(25))))
    return workers


# ---- tables -----------------------------------------------------------------------------------

ROSTER_CAPTIONS = ("工号", "姓名", "身份证号", "手机号", "工资卡号", "开户行行号", "工种", "班组",
                   "用工单位", "书面合同", "进场日期", "退场日期")
WAGE_CAPTIONS = ("序号", "姓名", "身份证号", "工种", "班组", "出勤天数", "应发工资", "借支", "扣个税",
                 "实发工资", "银行卡号", "开户银行", "农民工签字")
CCB_CAPTIONS = ("序号", "账户", "户名", "金额", "跨行标识", "行名", "联行行号", "摘要", "备注")
REPAIR_CAPTIONS = ("批次行", "工号", "姓名", "身份证号", "工资卡号", "开户行行号", "班组", "用工单位")


def csv_text(rows, line_end="\n"):
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def roster_row(worker):
    return (worker.id, worker.name, worker.id_no, worker.phone, worker.card,
            cnaps(worker.bank_class), worker.trade, worker.team, worker.employer, "是",
            worker.entry.isoformat(), worker.exit.isoformat() if worker.exit else "")


def roster(workers):
    return csv_text([ROSTER_CAPTIONS, *map(roster_row, workers)])


def wage_row(line):
    worker = line.worker
    return [str(line.number), worker.name, worker.id_no, worker.trade, worker.team, line.days(),
            yuan(line.gross), yuan(line.advance), yuan(line.tax), yuan(line.net), line.card,
            BRANCHES[worker.bank_class], ""]


def wage_total(lines):
    half_days = sum(line.half_days for line in lines)
    return ["合计", "", "", "", "", f"{half_days / 2:g}", yuan(sum(line.gross for line in lines)),
            yuan(sum(line.advance for line in lines)), yuan(sum(line.tax for line in lines)),
            yuan(sum(line.net for line in lines)), "", "", ""]


def padded(cells):
    """A spreadsheet saved as CSV fills short rows with empty cells."""
    row = [""] * len(WAGE_CAPTIONS)
    for column, text in cells.items():
        row[column] = text
    return row


def wage_table(rows, total):
    """农民工工资支付表 with title, unit line, captions, rows, total and signatures."""
    return csv_text([
        padded({0: f"{QH01.project} {MONTH_TEXT} 农民工工资支付表"}),
        padded({0: f"施工总承包单位：{PARTY_NAMES['GC1']}", 5: f"工资所属月份：{MONTH_TEXT}",
                10: "单位：元"}),
        WAGE_CAPTIONS, *rows, total,
        padded({0: "制表：李文秀", 5: "审核：张守田"})], "\r\n")


def ccb_table(contract, lines):
    """The nine columns of a 代发 file; 1 marks a card of another bank."""
    rows = [(str(line.number), line.card, line.worker.name, yuan(line.net),
             "0" if line.worker.bank_class == contract.bank_class else "1",
             BRANCHES[line.worker.bank_class], cnaps(line.worker.bank_class),
             f"{MONTH_TEXT}工资", "") for line in lines]
    return csv_text([CCB_CAPTIONS, *rows], "\r\n")


def wrong_check(id_no):
    return id_no[:17] + "10X98765432"[("10X98765432".index(id_no[17]) + 1) % 11]


REFUSED_FAULTS = (  # number in the table, what tests look for, in words
    (2, "refuse", "应发工资 with three decimals"),
    (4, "refuse", "card in scientific notation"),
    (6, "refuse", "identity number with a wrong check digit"),
    (8, "refuse", "net 100.00 below gross less deductions"),
    (10, "park", "card missing"),
    (0, "refuse", "total of 实发工资 1000.00 above the rows"),
)


def refused_table(lines):
    """The first twelve rows of the table with the faults of REFUSED_FAULTS."""
    lines = list(lines[:12])
    lines[1] = replace(lines[1], gross=5_230_75, advance=0, tax=0)
    rows = [wage_row(line) for line in lines]
    gross, net, card, id_no = (WAGE_CAPTIONS.index(c)
                               for c in ("应发工资", "实发工资", "银行卡号", "身份证号"))
    rows[1][gross] = "5230.755"
    rows[3][card] = "6.23699E+18"
    rows[5][id_no] = wrong_check(rows[5][id_no])
    rows[7][net] = yuan(lines[7].net - 100_00)
    rows[9][card] = ""
    total = wage_total(lines)
    total[net] = yuan(sum(line.net for line in lines) - 100_00 + 1_000_00)
    return wage_table(rows, total)


# ---- payments ---------------------------------------------------------------------------------

@dataclass(frozen=True)
class Payment:
    end_to_end: str
    amount: int
    worker: Worker  # with the card the money goes to


@dataclass(frozen=True)
class Instruction:
    """One file for the bank, and the payments in it the bank could not make."""
    contract: Contract
    file_id: str
    payments: list
    refusals: dict = field(default_factory=dict)  # by end-to-end id

    @property
    def amount(self):
        return sum(p.amount for p in self.payments)

    @property
    def paid(self):
        return [p for p in self.payments if p.end_to_end not in self.refusals]

    @property
    def paid_amount(self):
        return sum(p.amount for p in self.paid)

    @property
    def failed(self):
        return [p for p in self.payments if p.end_to_end in self.refusals]


def line_id(batch, number):
    return f"{batch}-{number:04d}"


def payments_of(batch, lines):
    return [Payment(line_id(batch, line.number), line.net, line.worker) for line in lines]


@dataclass(frozen=True)
class Repair:
    """A line that is paid again under a new end-to-end id."""
    old: str
    amount: int
    worker: Worker


def repaired(people, batch, lines, new_cards):
    """`lines` in their old order; those in `new_cards` brought a card of another account."""
    repairs = []
    for line in lines:
        worker = line.worker
        if line.number in new_cards:
            worker = replace(worker, card=people.card(worker.bank_class))
        repairs.append(Repair(line_id(batch, line.number), line.net, worker))
    return repairs


def repair_table(repairs):
    rows = [(r.old, r.worker.id, r.worker.name, r.worker.id_no, r.worker.card,
             cnaps(r.worker.bank_class), r.worker.team, r.worker.employer) for r in repairs]
    return csv_text([REPAIR_CAPTIONS, *rows])


def repair_instruction(contract, repairs):
    batch = contract.batch(2)
    payments = [Payment(line_id(batch, i), r.amount, r.worker) for i, r in enumerate(repairs, 1)]
    return Instruction(contract, f"{batch}-F1", payments)


# ---- ISO 20022 --------------------------------------------------------------------------------

def element(tag, *content):
    """An XML element holding texts and elements."""
    node = ET.Element(tag)
    for item in content:
        if isinstance(item, ET.Element):
            node.append(item)
        else:
            node.text = str(item)
    return node


def path(tags, *content):
    """Nested elements, outermost first: path("Sts/Cd", "BOOK")."""
    *outer, last = tags.split("/")
    node = element(last, *content)
    for tag in reversed(outer):
        node = element(tag, node)
    return node


def money(tag, fen):
    node = element(tag, yuan(fen))
    node.set("Ccy", "CNY")
    return node


def document(message, body):
    root = element("Document", body)
    root.set("xmlns", f"urn:iso:std:iso:20022:tech:xsd:{message}")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def transaction_status(instruction, payment):
    refusal = instruction.refusals.get(payment.end_to_end)
    reason = [element("StsRsnInf", path("Rsn/Cd", refusal.code),
                      element("AddtlInf", refusal.text))] if refusal else []
    return element("TxInfAndSts", element("OrgnlEndToEndId", payment.end_to_end),
                   element("TxSts", "RJCT" if refusal else "ACSC"), *reason,
                   path("OrgnlTxRef/Amt", money("InstdAmt", payment.amount)))


def result_file(instruction, day):
    """The bank's answer to an instruction: pain.002.001.10, one status per payment."""
    group = element("OrgnlGrpInfAndSts", element("OrgnlMsgId", instruction.file_id),
                    element("OrgnlMsgNmId", "pain.001.001.09"),
                    element("OrgnlNbOfTxs", len(instruction.payments)),
                    element("OrgnlCtrlSum", yuan(instruction.amount)),
                    element("GrpSts", "PART" if instruction.refusals else "ACSC"))
    payments = element("OrgnlPmtInfAndSts", element("OrgnlPmtInfId", instruction.file_id),
                       *(transaction_status(instruction, p) for p in instruction.payments))
    header = element("GrpHdr", element("MsgId", f"RES-{instruction.file_id}"),
                     element("CreDtTm", f"{day}T09:30:00+08:00"))
    return document("pain.002.001.10", element("CstmrPmtStsRpt", header, group, payments))


@dataclass(frozen=True)
class Entry:
    """A booked line of a statement."""
    amount: int
    direction: str  # CRDT or DBIT
    code: tuple     # domain, family, sub-family
    text: str
    details: ET.Element | None = None

    @property
    def signed(self):
        return self.amount if self.direction == "CRDT" else -self.amount


def transaction(end_to_end, amount, *evidence):
    return element("NtryDtls", element("TxDtls", path("Refs/EndToEndId", end_to_end),
                                       money("Amt", amount), element("CdtDbtInd", "CRDT"),
                                       *evidence))


def party(tag, name, account):
    return [path(f"{tag}/Pty/Nm", name), path(f"{tag}Acct/Id/Othr/Id", account)]


def funding_entry(reference, amount, payer, payer_account):
    evidence = [element("RltdPties", *party("Dbtr", PARTY_NAMES[payer], payer_account)),
                path("RmtInf/Ustrd", f"{MONTH_TEXT}人工费用")]
    return Entry(amount, "CRDT", ("PMNT", "RCDT", "DMCT"), "转账存入",
                 transaction(reference, amount, *evidence))


def batch_debit(instruction, payments):
    """One debit for the whole file: `payments` are all of it or only those that were paid."""
    amount = sum(p.amount for p in payments)
    batch = element("Btch", element("PmtInfId", instruction.file_id),
                    element("NbOfTxs", len(payments)), money("TtlAmt", amount),
                    element("CdtDbtInd", "DBIT"))
    return Entry(amount, "DBIT", ("PMNT", "ICDT", "SALA"), "批量代发工资",
                 element("NtryDtls", batch))


def return_entry(payment, refusal):
    """Money that came back; the parties keep the places they had in the payment."""
    evidence = [element("RltdPties", *party("Cdtr", payment.worker.name, payment.worker.card)),
                element("RtrInf", path("Rsn/Cd", refusal.code),
                        element("AddtlInf", refusal.text))]
    return Entry(payment.amount, "CRDT", ("PMNT", "ICDT", "RRTN"), "代发工资退汇",
                 transaction(payment.end_to_end, payment.amount, *evidence))


def interest_entry(amount):
    return Entry(amount, "CRDT", ("ACMT", "MCOP", "INTR"), "结息")


class Account:
    """A wage account at its bank: writes a camt.053.001.08 statement for a day with movement."""

    def __init__(self, contract):
        self.contract = contract
        self.balance = 0
        self.statements = []  # day, opening, closing

    def statement(self, day, entries):
        opening = self.balance
        self.balance += sum(entry.signed for entry in entries)
        assert self.balance >= 0
        self.statements.append((day, opening, self.balance))
        stamp = f"{self.contract.account_id.upper()}-{day:%Y%m%d}"
        body = element(
            "Stmt", element("Id", f"STM-{stamp}"), element("ElctrncSeqNb", len(self.statements)),
            element("CreDtTm", f"{day}T23:59:59+08:00"),
            element("FrToDt", element("FrDtTm", f"{day}T00:00:00+08:00"),
                    element("ToDtTm", f"{day}T23:59:59+08:00")),
            self.heading(), balance("OPBD", opening, day), balance("CLBD", self.balance, day),
            *(booked(entry, day, f"{stamp}-{i:04d}") for i, entry in enumerate(entries, 1)))
        header = element("GrpHdr", element("MsgId", f"MSG-{stamp}"),
                         element("CreDtTm", f"{day}T23:59:59+08:00"))
        return document("camt.053.001.08", element("BkToCstmrStmt", header, body))

    def heading(self):
        return element("Acct", path("Id/Othr/Id", self.contract.account), element("Ccy", "CNY"),
                       element("Nm", self.contract.account_name()))


def balance(code, amount, day):
    return element("Bal", path("Tp/CdOrPrtry/Cd", code), money("Amt", amount),
                   element("CdtDbtInd", "CRDT"), path("Dt/Dt", day))


def booked(entry, day, reference):
    domain, family, sub_family = entry.code
    code = element("Domn", element("Cd", domain),
                   element("Fmly", element("Cd", family), element("SubFmlyCd", sub_family)))
    details = [] if entry.details is None else [entry.details]
    return element("Ntry", money("Amt", entry.amount), element("CdtDbtInd", entry.direction),
                   path("Sts/Cd", "BOOK"), path("BookgDt/Dt", day), path("ValDt/Dt", day),
                   element("AcctSvcrRef", reference), element("BkTxCd", code), *details,
                   element("AddtlNtryInf", entry.text))


# ---- the story --------------------------------------------------------------------------------

FUNDED = date(2026, 11, 6)
INSTRUCTED = date(2026, 11, 11)
ANSWERED = date(2026, 11, 12)
RETURNED = date(2026, 11, 13)  # and the day QH02 is topped up
REPAIRED = date(2026, 11, 16)
REPAIR_ANSWERED = date(2026, 11, 17)
INTEREST = 18_37


@dataclass
class Story:
    """What happened on one contract: the files of the bank and the facts tests may expect."""
    contract: Contract
    lines: list
    account: Account
    files: dict = field(default_factory=dict)         # name -> text
    instructions: list = field(default_factory=list)  # day, Instruction
    steps: list = field(default_factory=list)         # day, what, lines paid, amount paid
    facts: dict = field(default_factory=dict)
    paid: dict = field(default_factory=dict)          # end-to-end id -> amount

    def instruct(self, day, *instructions):
        self.instructions += [(day, i) for i in instructions]

    def answer(self, day, *instructions):
        for instruction in instructions:
            self.files[f"result-{instruction.file_id}.xml"] = result_file(instruction, day)
            self.paid |= {p.end_to_end: p.amount for p in instruction.paid}
        self.step(day, "results")

    def bank_day(self, day, *entries):
        name = f"statement-{self.contract.id}-{day:%Y%m%d}.xml"
        self.files[name] = self.account.statement(day, entries)

    def fund(self, amount):
        contract = self.contract
        self.facts["funded"] = amount
        self.bank_day(FUNDED, funding_entry(f"FD-{contract.id}-202610", amount, contract.owner,
                                            contract.owner_account))
        self.step(FUNDED, "funding")

    def take_back(self, day, payment):
        del self.paid[payment.end_to_end]
        self.step(day, "return")

    def step(self, day, what):
        self.steps.append((day, what, len(self.paid), sum(self.paid.values())))


def by_line(batch, refusals):
    return {line_id(batch, number): refusal for number, refusal in refusals.items()}


def tell_qh01(people, lines):
    """Enough money; the bank debits what it paid; three fail, one comes back, two were parked."""
    story, batch = Story(QH01, lines, Account(QH01)), QH01.batch(1)
    parked = (QH01_MISTYPED, QH01_UNREGISTERED)
    first = Instruction(QH01, f"{batch}-F1",
                        payments_of(batch, [x for x in lines if x.number not in parked]),
                        by_line(batch, QH01_FAILED))
    story.fund(QH01.monthly_due())
    story.instruct(INSTRUCTED, first)
    story.answer(ANSWERED, first)
    story.bank_day(ANSWERED, batch_debit(first, first.paid), interest_entry(INTEREST))

    (number, reason), = QH01_RETURNED.items()
    came_back = next(p for p in first.paid if p.end_to_end == line_id(batch, number))
    story.bank_day(RETURNED, return_entry(came_back, reason))
    story.take_back(RETURNED, came_back)

    again = sorted({*parked, *QH01_FAILED, *QH01_RETURNED})
    repairs = repaired(people, batch, [lines[n - 1] for n in again],
                       {*QH01_FAILED, *QH01_RETURNED})
    second = repair_instruction(QH01, repairs)
    story.files["repair-QH01.csv"] = repair_table(repairs)
    story.instruct(REPAIRED, second)
    story.answer(REPAIR_ANSWERED, second)
    story.bank_day(REPAIR_ANSWERED, batch_debit(second, second.paid))
    story.facts |= {"interest": INTEREST, "parked": [line_id(batch, n) for n in parked],
                    "failed": [p.end_to_end for p in first.failed],
                    "returned": [came_back.end_to_end]}
    return story


def tell_qh02(people, lines):
    """Four fifths of the money; a bank that debits the whole file and gives failures back."""
    story, batch = Story(QH02, lines, Account(QH02)), QH02.batch(1)
    team = QH02.teams[0].name
    refusals = by_line(batch, QH02_FAILED)
    first = Instruction(QH02, f"{batch}-F1",
                        payments_of(batch, [x for x in lines if x.worker.team == team]), refusals)
    rest = Instruction(QH02, f"{batch}-F2",
                       payments_of(batch, [x for x in lines if x.worker.team != team]))
    story.fund(half_even(Fraction(QH02.monthly_due() * 80, 100)))
    story.instruct(INSTRUCTED, first)
    story.answer(ANSWERED, first)
    story.bank_day(ANSWERED, batch_debit(first, first.payments),
                   *(return_entry(p, refusals[p.end_to_end]) for p in first.failed))

    repairs = repaired(people, batch, [lines[n - 1] for n in sorted(QH02_FAILED)], QH02_FAILED)
    second = repair_instruction(QH02, repairs)
    missing = rest.amount + second.amount - story.account.balance
    assert missing > 0
    top_up = -(-missing // 10_000_00) * 10_000_00  # up to whole ten thousands of yuan
    story.bank_day(RETURNED, funding_entry("TU-QH02-202610", top_up, QH02.contractor,
                                           QH02.contractor_account))
    story.step(RETURNED, "top-up")

    story.files["repair-QH02.csv"] = repair_table(repairs)
    story.instruct(REPAIRED, second, rest)
    story.answer(REPAIR_ANSWERED, second, rest)
    story.bank_day(REPAIR_ANSWERED, *(batch_debit(i, i.paid) for i in (second, rest)))
    story.facts |= {"top_up": top_up, "parked": [], "failed": [p.end_to_end for p in first.failed],
                    "returned": []}
    return story


# ---- TOML -------------------------------------------------------------------------------------

def toml_value(value):
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)  # a whole number or a date


def toml_table(heading, **values):
    return "\n".join([heading, *(f"{k} = {toml_value(v)}" for k, v in values.items())]) + "\n"


def contract_table(contract):
    return toml_table("[[contract]]", id=contract.id, project=contract.id, owner=contract.owner,
                      contractor=contract.contractor, subcontractors=contract.subcontractors,
                      signed_on=date(2026, 3, 1), amount=yuan(contract.amount),
                      labour_share=f"{contract.labour_percent} %", months=contract.months,
                      funding_day=5, pay_day=15)


def account_table(contract):
    return toml_table("[[wage_account]]", id=contract.account_id, contract=contract.id,
                      bank=contract.bank, bank_code=cnaps(contract.bank_class),
                      number=contract.account, name=contract.account_name(),
                      profile=contract.account_id, opened_on=date(2026, 3, 20))


def county_toml():
    region = "360799"
    return "\n".join([
        "# An invented county. Written by tests/tools/make_county.py.\n",
        toml_table("[region]", code=region, name="青禾县（虚构）"),
        *(toml_table("[[party]]", id=i, name=name, uscc=uscc(prefix, organisation))
          for i, name, prefix, organisation in PARTIES),
        *(toml_table("[[staff]]", actor=actor, person=person, name=name, party=of, role=role)
          for actor, person, name, of, role in STAFF),
        *(toml_table("[[project]]", id=c.id, name=c.project, region=region) for c in CONTRACTS),
        *map(contract_table, CONTRACTS), *map(account_table, CONTRACTS)])


# ---- what tests may expect --------------------------------------------------------------------

def contract_facts(story):
    lines, contract = story.lines, story.contract
    sums = {kind: sum(getattr(line, kind) for line in lines)
            for kind in ("gross", "advance", "tax", "net")}
    amounts = {"due": contract.monthly_due(), "gross_total": sums["gross"],
               "advances": sums["advance"], "taxes": sums["tax"],
               "deductions": sums["advance"] + sums["tax"], "net_total": sums["net"]}
    extra = {k: v if isinstance(v, list) else yuan(v) for k, v in story.facts.items()}
    return {"month": MONTH, "lines": len(lines), **{k: yuan(v) for k, v in amounts.items()},
            **extra}


def story_tables(story):
    """The contract's table, then its instructions, steps and statements in order of time."""
    name = story.contract.id
    yield toml_table(f"[{name}]", **contract_facts(story))
    for day, i in story.instructions:
        yield toml_table(f"[[{name}.instruction]]", on=day, file=i.file_id, lines=len(i.payments),
                         amount=yuan(i.amount), paid_lines=len(i.paid), paid=yuan(i.paid_amount))
    net = sum(line.net for line in story.lines)
    for day, what, count, amount in story.steps:
        yield toml_table(f"[[{name}.step]]", on=day, after=what, paid_lines=count,
                         paid=yuan(amount), unpaid=yuan(net - amount))
    for day, opening, closing in story.account.statements:
        yield toml_table(f"[[{name}.statement]]", on=day,
                         file=f"statement-{name}-{day:%Y%m%d}.xml", opening=yuan(opening),
                         closing=yuan(closing))


def expected_toml(stories, rosters):
    tables = ["# What the files beside this one add up to. Amounts in yuan. paid counts money\n"
              "# that is with the worker: a later return takes it out again. [[refused]]: number\n"
              "# is the row's, 0 for the total row.\n"]
    for story in stories:
        tables += story_tables(story)
    tables.append(toml_table("[roster]", **{name: len(people) for name, people in rosters.items()}))
    tables += [toml_table("[[refused]]", number=number, severity=severity, fault=fault)
               for number, severity, fault in REFUSED_FAULTS]
    return "\n".join(tables)


README = """# 青禾县（虚构）: an invented county

One wage month, October 2026, of two contracts, paid in November 2026. **Everything is invented**:
people, firms, branches, cards and accounts. Check digits are valid, but identity numbers and credit
codes use the area 999999, branch codes the city 9999, phones the prefix 100.

| file | what it is |
|---|---|
| `county.toml` | region, firms, staff, projects, contracts, wage accounts |
| `roster-*.csv` | who works on site (UTF-8) |
| `wages-2026-10-QH01.csv` | 工资支付表, UTF-8 with BOM; two lines can only be parked |
| `wages-2026-10-QH02.csv` | nine-column bank file, GB18030 with characters GBK does not have |
| `wages-2026-10-QH01-refused.csv` | the same table with faults; an import refuses it |
| `statement-*.xml` | the bank's camt.053, one per day with movement |
| `result-*.xml` | the bank's pain.002, one per payment file |
| `repair-*.csv` | lines to pay again, with the card they go to |
| `expected/totals.toml` | sums, balances and line ids that tests compare with |

QH01 has all its money: 298 of 300 lines are instructed, three fail, one comes back the next day,
and the six are paid by a second batch. Its bank debits what it paid. QH02 gets four fifths of its
money: one team is paid first, the other after the contractor's top-up. Its bank debits the whole
file and gives a failure back. Both owners pay one day after the agreed funding day.

Written by `python3 tests/tools/make_county.py`, the same bytes every time. Change the script, not
the files.
"""


# ---- writing ----------------------------------------------------------------------------------

def table_files(lines_1, lines_2, rosters):
    """File name -> bytes of the tables, each in the encoding its sender would use."""
    tables = {f"roster-{name}.csv": roster(workers).encode() for name, workers in rosters.items()}
    full = wage_table(map(wage_row, lines_1), wage_total(lines_1))
    tables["wages-2026-10-QH01.csv"] = full.encode("utf-8-sig")
    tables["wages-2026-10-QH01-refused.csv"] = refused_table(lines_1).encode("utf-8-sig")
    tables["wages-2026-10-QH02.csv"] = ccb_table(QH02, lines_2).encode("gb18030")
    return tables


def make_county():
    """File name -> bytes of everything in the county."""
    rng = random.Random(SEED)
    people = People(rng)
    lines_1, lines_2 = qh01_lines(rng, people), make_lines(rng, people, QH02)
    departed = departed_workers(rng, people, QH01, 10_300, 6)
    rosters = {"QH01": [x.worker for x in lines_1 if x.worker.id] + departed,
               "QH02": [x.worker for x in lines_2]}
    stories = [tell_qh01(people, lines_1), tell_qh02(people, lines_2)]
    texts = {"county.toml": county_toml(), "README.md": README,
             "expected/totals.toml": expected_toml(stories, rosters)}
    for story in stories:
        texts |= story.files
    return table_files(lines_1, lines_2, rosters) | {k: v.encode() for k, v in texts.items()}


def main(arguments):
    directory = Path(arguments[0]) if arguments else DEFAULT_DIRECTORY
    directory.mkdir(parents=True, exist_ok=True)
    files = make_county()
    for name, content in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_bytes(content)
    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes: {directory}")


if __name__ == "__main__":
    main(sys.argv[1:])
