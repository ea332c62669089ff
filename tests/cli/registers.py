"""Two published reports out of the books: an invented city's contracts store deposits, completed
projects are refunded by the whole procedure, and the register's totals are the published figures.

Nothing is typed into the report: `deposit list` and `fund show` are asked, and so are the postings.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tools"))
from harness import Folder, check, equal, finish, run, run_json
from make_county import toml_table, uscc

# Figures that county and city labour authorities published about their own work (yuan; None where
# the source is damaged, or says nothing).
REPORTS = {
    "county-b": {"deposit_balance": 17_420_000, "deposit_refunded_to_completed_projects": 22_180_000},
    "district-c": {"deposits_collected_from": 20, "deposits_collected": None,
                   "deposits_refunded_to": 10, "deposits_refunded": 13_280_000,
                   "deposit_balance": 33_160_000, "emergency_fund": 2_000_000,
                   "emergency_fund_purpose": "temporary living costs and fares home"},
}

# A contract stores 2 % of its amount: what counts in the city's province.
CONTRACT_OF_DEPOSIT = 50
STEP = 1_000


def spread(total, count):
    """`total` as `count` amounts that differ, whole thousands but for the last."""
    weights = [7 + 3 * (i % 5) for i in range(count)]
    amounts = [total * weight // sum(weights) // STEP * STEP for weight in weights]
    amounts[-1] += total - sum(amounts)
    return amounts


class Place:
    """A county's invented contracts: those that go on hold the balance, the others are refunded."""

    def __init__(self, prefix, region, balance, live, refunded, completed):
        self.region = region
        names = [f"{prefix}{i:02d}" for i in range(1, live + completed + 1)]
        amounts = spread(balance, live) + spread(refunded, completed)
        self.contracts = dict(zip(names, amounts))
        self.completed = names[live:]


B, C = REPORTS["county-b"], REPORTS["district-c"]
PLACES = {
    "county-b": Place("CB", "410181", B["deposit_balance"], 8,
                      B["deposit_refunded_to_completed_projects"], 9),
    "district-c": Place("DC", "410103", C["deposit_balance"],
                        C["deposits_collected_from"] - C["deposits_refunded_to"],
                        C["deposits_refunded"], C["deposits_refunded_to"]),
}

PARTIES = (("OWR", "郑禾建设单位（虚构）", "91", "90000801"),
           ("GCR", "郑禾总承包有限公司（虚构）", "91", "90000812"),
           ("BKR", "郑禾保证金银行（虚构）", "91", "90000823"),
           ("HRSSR", "郑禾人社局（虚构）", "11", "90000834"))
STAFF = (("clerk", "S801", "何小满", "GCR", "clerk"), ("bank", "S802", "施汇存", "BKR", "bank"),
         ("auditor", "S803", "齐秉公", "HRSSR", "regulator"),
         ("confirmer", "S804", "杜明察", "HRSSR", "regulator"))


def city_toml():
    tables = [toml_table("[region]", code="410100", name="郑禾市（虚构）")]
    tables += [toml_table("[[party]]", id=i, name=name, uscc=uscc(prefix, organisation))
               for i, name, prefix, organisation in PARTIES]
    tables += [toml_table("[[staff]]", actor=actor, person=person, name=name, party=party, role=role)
               for actor, person, name, party, role in STAFF]
    return "\n".join(tables)


def place_toml(place):
    tables = [toml_table("[region]", code=place.region, name=f"郑禾{place.region}（虚构）")]
    for name, deposit in place.contracts.items():
        tables.append(toml_table("[[project]]", id=name, name=f"郑禾工程{name}", region=place.region))
        tables.append(contract_toml(name, deposit * CONTRACT_OF_DEPOSIT))
    return "\n".join(tables)


def contract_toml(name, amount):
    return "\n".join(["[[contract]]", f'id = "{name}"', f'project = "{name}"', 'owner = "OWR"',
                      'contractor = "GCR"', "subcontractors = []", "signed_on = 2025-01-10",
                      f'amount = "{amount}.00"', 'labour_share = "20 %"', "months = 10",
                      "funding_day = 5", "pay_day = 15", ""])


class Book:
    def __init__(self, path):
        self.path = path
        self.now = ""

    def on(self, day):
        self.now = f"{day}T10:00:00+08:00"

    def act(self, actor, *words):
        code, answer = run_json(*words, "--actor", actor, "--now", self.now, "--data", self.path)
        check(code == 0, f"{' '.join(words)}: {answer.get('error', answer)}")
        return answer

    def ask(self, *words):
        code, answer = run_json(*words, "--data", self.path)
        equal(code, 0, " ".join(words))
        return answer


def store_deposits(book, place):
    for name, amount in place.contracts.items():
        answer = book.act("auditor", "deposit", "assess", name, "--bank", "BKR")
        equal(answer["required"], f"{amount}.00", f"{name}: what the rules require")
        book.act("bank", "deposit", "store", name, "--amount", f"{amount}.00", "--reference",
                 f"ST-{name}")


def refund_completed(book, place):
    """The publicity has run; apply, audit and confirm, each on a day of its own."""
    book.on("2026-01-05")
    refunds = [book.act("clerk", "deposit", "refund", name, "--completed-on", "2025-11-20",
                        "--public-from", "2025-11-24")["refund"] for name in place.completed]
    book.on("2026-01-07")
    for refund in refunds:
        book.act("auditor", "deposit", "audit", refund)
    book.on("2026-01-09")
    code, same = run_json("deposit", "confirm", refunds[0], "--actor", "auditor", "--now", book.now,
                          "--data", book.path)
    check(code != 0 and same["error"]["code"] == "access.same-person",
          "who has audited a refund does not confirm it")
    for refund in refunds:
        book.act("confirmer", "deposit", "confirm", refund)


def went_back(book, place):
    """By the postings: what left the deposits of completed projects."""
    total = 0
    for name in place.completed:
        statement = book.ask("account", "statement", f"c:{name}:deposit_liability")
        total += sum(int(line["amount"].replace(".", "")) for line in statement["lines"]
                     if line["side"] == "debit")
    return total // 100


def compare(book, place, published, refunded):
    totals = book.ask("deposit", "list", "--region", place.region)["totals"]
    equal(totals["balance"], f"{published['deposit_balance']}.00", "deposit_balance")
    equal(totals["refunded"], f"{refunded}.00", "refunded to completed projects")
    equal(totals["refunded_to"], len(place.completed), "projects refunded")
    equal(totals["stored_by"], len(place.contracts), "deposits collected from")
    equal(totals["stored"], f"{published['deposit_balance'] + refunded}.00", "stored")
    equal((totals["paid"], totals["coverage_percent"]), ("0.00", 100), "paid, and the coverage")
    equal(went_back(book, place), refunded, "what left the accounts")


def main():
    with Folder() as folder:
        book = Book(folder.at("book"))
        files = {"city.toml": city_toml(),
                 **{f"{name}.toml": place_toml(place) for name, place in PLACES.items()}}
        for name, text in files.items():
            with open(folder.at(name), "w", encoding="utf-8") as file:
                file.write(text)
        run_json("init", "--region", "410100", "--simulated-clock", "--data", book.path)
        book.on("2025-01-13")
        for name in files:
            book.act("auditor", "load", folder.at(name))
        for place in PLACES.values():
            store_deposits(book, place)
        book.act("auditor", "fund", "open", "FC", "--region", "410103", "--name", "应急周转金")
        book.act("auditor", "fund", "appropriate", "FC", "--amount", f"{C['emergency_fund']}.00",
                 "--document", "区财社〔2025〕1号")
        for place in PLACES.values():
            refund_completed(book, place)
        compare(book, PLACES["county-b"], B, B["deposit_refunded_to_completed_projects"])
        compare(book, PLACES["district-c"], C, C["deposits_refunded"])
        equal(book.ask("fund", "show", "FC")["held"], f"{C['emergency_fund']}.00", "emergency_fund")
        code, shown, _ = run("deposit", "list", "--region", "410103", "--lang", "en", "--data",
                             book.path)
        check(code == 0 and "13,280,000.00 yuan refunded to 10; balance 33,160,000.00" in shown,
              "the register reads as the report does")
        equal(book.ask("ledger", "verify")["ok"], True, "verify")
    finish("two published reports out of the books")


main()
