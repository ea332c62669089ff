#!/usr/bin/env python3
"""Write fixtures/absconded: 435 workers whose contractor is gone before Spring Festival 2027.

Usage: python3 tests/tools/make_absconded.py [DIRECTORY]

The files of the story that docs/absconded.md tells. Everybody is invented by make_county.py's
generators; the same bytes come out of every run. What the story needs to the fen: 200 workers of
the subcontractor are owed 1 200 000.00, 156 of the contractor's own as much as its deposit holds,
and 79 more 606 000.00: 3 006 000.00 in all.
"""

import random
import sys
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import make_county as county
from make_county import (Account, Contract, Entry, Instruction, Line, Payment, People, Refusal, Team,
                         batch_debit, cnaps, csv_text, element, line_id, party, path, return_entry,
                         toml_table, transaction, uscc, yuan)

SEED = 20270206
MONTH = "2026-11"
REGION = "410102"
DEFAULT_DIRECTORY = Path(__file__).resolve().parents[2] / "fixtures" / "absconded"

BRANCHES = {code: name.replace("青禾县", "郑禾").replace("青禾", "郑禾")
            for code, name in county.BRANCHES.items()}

PARTIES = (  # id, name, USCC prefix, organisation code
    ("OW9", "郑禾城市更新有限公司", "91", "90000901"),
    ("GC9", "中禾恒建建设有限公司", "91", "90000912"),
    ("LW9", "豫禾筑安劳务有限公司", "91", "90000923"),
    ("BK9", BRANCHES["105"], "91", "90000934"),
    ("BD9", BRANCHES["102"], "91", "90000945"),
    ("BF9", BRANCHES["104"], "91", "90000956"),
    ("HRSS9", "郑禾人力资源和社会保障局（虚构）", "11", "90000967"),
)
PARTY_NAMES = {one[0]: one[1] for one in PARTIES}

STAFF = (  # actor, person, name, party, role
    ("he.clerk", "S901", "何小满", "GC9", "clerk"),
    ("lu.site", "S902", "陆守工", "GC9", "approver"),
    ("bank.wages", "S903", "梁银秋", "BK9", "bank"),
    ("bank.deposit", "S904", "施汇存", "BD9", "bank"),
    ("bank.fund", "S905", "田周转", "BF9", "bank"),
    ("qi.regulator", "S906", "齐秉公", "HRSS9", "regulator"),
    ("du.regulator", "S907", "杜明察", "HRSS9", "regulator"),
    ("shen.regulator", "S908", "沈复核", "HRSS9", "regulator"),
)


class Site(Contract):
    """The contract of this story, with the names of its own parties."""

    def account_name(self):
        return f"{PARTY_NAMES[self.contractor]}（{self.project}农民工工资专用账户）"

    def batch(self, number):
        return f"{self.id}-{MONTH.replace('-', '')}-{number:02d}"


ZZ01 = Site(
    id="ZZ01", project="郑禾里安置房", owner="OW9", contractor="GC9", subcontractors=("LW9",),
    amount=60_000_000_00, labour_percent=25, months=15, account_id="ccb", bank="BK9",
    bank_class="105", account="41050199999900000019", owner_account="41050199999900000901",
    contractor_account="41050199999900000902",
    teams=(Team("砌筑一班", 50, "LW9", "砌筑工"), Team("抹灰二班", 50, "LW9", "抹灰工"),
           Team("木工三班", 50, "LW9", "木工"), Team("架子四班", 50, "LW9", "架子工"),
           Team("钢筋五班", 80, "GC9", "钢筋工"), Team("混凝土六班", 76, "GC9", "混凝土工"),
           Team("水电七班", 79, "GC9", "水电工")))


@dataclass(frozen=True)
class Purse:
    """Lines `first` to `last` of the table, and what they come to: who pays them in the end."""
    first: int
    last: int
    sum: int
    lowest: int
    highest: int


OWNER = Purse(1, 200, 1_200_000_00, 5_200_00, 6_800_00)
DEPOSIT = Purse(201, 356, 1_200_000_00, 6_900_00, 8_400_00)
FUND = Purse(357, 435, 606_000_00, 6_900_00, 8_400_00)
PURSES = (OWNER, DEPOSIT, FUND)

OWNER_FAILED = {17: Refusal("AC04", "已销户"), 103: Refusal("AC04", "已销户")}
OWNER_RETURNED = {158: Refusal("AC06", "账户已冻结")}
DEPOSIT_FAILED = (211, 260, 333)
FUND_SHARE = Fraction(20, 100)  # of what is owed, rounded down: Zhengzhou's scheme

ADVANCED = date(2027, 1, 19)
ANSWERED = date(2027, 1, 20)
RETURNED = date(2027, 1, 21)
REPAIRED = date(2027, 1, 25)
SOLD = date(2027, 12, 20)
LAST = date(2027, 12, 21)
ADVANCE_REFERENCE = "OW9-ADV-2027-01"
SOLD_REFERENCE = "GC9-SALE-2027-12"


# ---- wages ------------------------------------------------------------------------------------

def wages(rng, purse):
    """As many as the purse has lines, each between its limits before they are made to fit its sum."""
    count = purse.last - purse.first + 1
    drawn = [rng.randrange(purse.lowest, purse.highest) for _ in range(count)]
    each, rest = divmod(purse.sum - sum(drawn), count)
    return [amount + each + (1 if i < rest else 0) for i, amount in enumerate(drawn)]


def make_lines(rng, people):
    amounts = [amount for purse in PURSES for amount in wages(rng, purse)]
    lines = []
    for team in ZZ01.teams:
        for _ in range(team.size):
            number = len(lines) + 1
            worker = people.worker(f"W{90_000 + number}", team, team.trade, ZZ01.bank_class)
            lines.append(Line(number, worker, worker.card, rng.randint(*county.HALF_DAYS),
                              amounts[number - 1]))
    return lines


def wage_row(line):
    row = county.wage_row(line)
    row[11] = BRANCHES[line.worker.bank_class]
    return row


def wage_table(lines):
    return csv_text([
        county.padded({0: f"{ZZ01.project} 2026年11月 农民工工资支付表"}),
        county.padded({0: f"施工总承包单位：{PARTY_NAMES['GC9']}", 5: "工资所属月份：2026年11月",
                       10: "单位：元"}),
        county.WAGE_CAPTIONS, *map(wage_row, lines), county.wage_total(lines),
        county.padded({0: "制表：何小满", 5: "审核：陆守工"})], "\r\n")


# ---- the bank's files -------------------------------------------------------------------------

def money_in(reference, amount, payer, account):
    evidence = [element("RltdPties", *party("Dbtr", PARTY_NAMES[payer], account)),
                path("RmtInf/Ustrd", "2026年11月农民工工资")]
    return Entry(amount, "CRDT", ("PMNT", "RCDT", "DMCT"), "转账存入",
                 transaction(reference, amount, *evidence))


def repaired(people, lines, numbers, batch):
    """Lines `numbers` of the table, each with a card of another account, paid again by `batch`."""
    repairs = []
    for number in numbers:
        worker = lines[number - 1].worker
        worker = replace(worker, card=people.card(worker.bank_class))
        repairs.append(county.Repair(line_id(ZZ01.batch(1), number), lines[number - 1].net, worker))
    payments = [Payment(line_id(ZZ01.batch(batch), i), one.amount, one.worker)
                for i, one in enumerate(repairs, 1)]
    return repairs, Instruction(ZZ01, f"{ZZ01.batch(batch)}-F1", payments)


def rest_of(line):
    """What the fund leaves owed."""
    return line.net - int(line.net * FUND_SHARE)


def bank_files(people, lines):
    """File name -> text."""
    account, batch, files = Account(ZZ01), ZZ01.batch(1), {}

    def answer(instruction, day):
        files[f"result-{instruction.file_id}.xml"] = county.result_file(instruction, day)

    def statement(day, *entries):
        files[f"statement-{day:%Y%m%d}.xml"] = account.statement(day, entries)

    first = Instruction(ZZ01, f"{batch}-F1",
                        county.payments_of(batch, lines[OWNER.first - 1:OWNER.last]),
                        county.by_line(batch, OWNER_FAILED))
    statement(ADVANCED, money_in(ADVANCE_REFERENCE, OWNER.sum, "OW9", ZZ01.owner_account))
    answer(first, ANSWERED)
    statement(ANSWERED, batch_debit(first, first.paid))
    (number, reason), = OWNER_RETURNED.items()
    statement(RETURNED, return_entry(first.payments[number - 1], reason))
    repairs, second = repaired(people, lines, sorted({*OWNER_FAILED, *OWNER_RETURNED}), 2)
    files["repair-owner.csv"] = county.repair_table(repairs)
    answer(second, REPAIRED)
    statement(REPAIRED, batch_debit(second, second.paid))

    repairs, _ = repaired(people, lines, DEPOSIT_FAILED, 3)  # paid by the deposit, not by a file
    files["repair-deposit.csv"] = county.repair_table(repairs)

    # What the fund leaves of a line is a line of its own, numbered after the last of the table.
    rest = [Payment(line_id(batch, number), rest_of(line), line.worker)
            for number, line in enumerate(lines[FUND.first - 1:FUND.last], len(lines) + 1)]
    last = Instruction(ZZ01, f"{batch}-F2", rest)
    statement(SOLD, money_in(SOLD_REFERENCE, last.amount, "GC9", ZZ01.contractor_account))
    answer(last, LAST)
    statement(LAST, batch_debit(last, last.paid))
    return files


# ---- master data ------------------------------------------------------------------------------

def county_toml():
    return "\n".join([
        "# An invented site. Written by tests/tools/make_absconded.py.\n",
        toml_table("[region]", code=REGION, name="郑禾（虚构）"),
        *(toml_table("[[party]]", id=i, name=name, uscc=uscc(prefix, organisation))
          for i, name, prefix, organisation in PARTIES),
        *(toml_table("[[staff]]", actor=actor, person=person, name=name, party=of, role=role)
          for actor, person, name, of, role in STAFF),
        toml_table("[[project]]", id=ZZ01.id, name=ZZ01.project, region=REGION),
        county.contract_table(ZZ01), county.account_table(ZZ01)])


README = """# 435 workers and an empty office

The files of [docs/absconded.md](../../docs/absconded.md): one site in Zhengzhou, one wage month,
3 006 000.00 yuan. **Everything is invented**, as in [../county](../county/README.md).

| file | what it is |
|---|---|
| `county.toml` | firms, staff, project, contract, wage account |
| `roster-ZZ01.csv` | who works on site: 200 of the subcontractor, 235 of the contractor |
| `wages-2026-11.csv` | 工资支付表 of November 2026 |
| `repair-*.csv` | lines that the account's bank, and the deposit's, did not keep, with new cards |
| `result-*.xml` | the bank's pain.002, one per payment file |
| `statement-*.xml` | the bank's camt.053, one per day with movement |

Lines 1 to 200 come to 1 200 000.00 (the owner's advance), 201 to 356 to 1 200 000.00 (what the
deposit holds), 357 to 435 to 606 000.00 (the fund's share, and the rest a year later).

Written by `python3 tests/tools/make_absconded.py`, the same bytes every time (a test compares
them). Change the script, not the files.
"""


def make_absconded():
    """File name -> bytes of everything in the folder."""
    rng = random.Random(SEED)
    people = People(rng)
    lines = make_lines(rng, people)
    texts = {"county.toml": county_toml(), "README.md": README,
             "roster-ZZ01.csv": county.roster([line.worker for line in lines]),
             **bank_files(people, lines)}
    return {"wages-2026-11.csv": wage_table(lines).encode("utf-8-sig"),
            **{name: text.encode() for name, text in texts.items()}}


def main(arguments):
    directory = Path(arguments[0]) if arguments else DEFAULT_DIRECTORY
    directory.mkdir(parents=True, exist_ok=True)
    files = make_absconded()
    for name, content in files.items():
        (directory / name).write_bytes(content)
    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes: {directory}")


if __name__ == "__main__":
    main(sys.argv[1:])
