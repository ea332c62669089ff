"""Many callers at once on a few accounts: what each saw fits one order of all that was booked
(reliability.md, row 9), and nothing personal is in the log, the answers or the file (row 21)."""
import bisect
import itertools
import json
import os
import random
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, roster_canaries, run, run_json, source
from service import Service, make_book, verified

SECONDS = float(os.environ.get("ANXIN_LOAD_SECONDS", "30"))
POSTERS, READERS = 6, 4
NOW = "2026-11-10T10:00:00+08:00"
ACCOUNTS = ["t:a", "t:b", "t:c"]


def opening():
    return "".join(f'{{"op":"open","account":"{name}","normal":"debit","currency":"CNY"}}\n'
                   for name in [*ACCOUNTS, "t:world"])


def ask_balance(connection, account):
    began = time.monotonic()
    answer = connection.post("/v1/ledger/lines", body=f'{{"op":"balance","account":"{account}"}}\n')
    return began, time.monotonic(), account, answer.json["balance"]


def poster(service, key, number, history, until):
    chance, connection = random.Random(number), service.connect(key)
    count = 0
    while time.monotonic() < until:
        account = chance.choice(ACCOUNTS)
        cents = chance.randint(1, 500)
        body = (f'{{"op":"post","key":"line","postings":[{{"debit":"{account}","credit":"t:world",'
                f'"amount":"{cents // 100}.{cents % 100:02}"}}]}}\n')
        began = time.monotonic()
        answer = connection.post("/v1/ledger/entries", f"p{number}-{count}", body)
        if answer.status == 201:
            history.append((began, time.monotonic(), account, cents, answer.json["entry"]))
        else:
            return check(False, f"posted: {answer.status} {answer.body!r}")
        count += 1


def reader(service, key, number, seen, until):
    chance, connection = random.Random(100 + number), service.connect(key)
    while time.monotonic() < until:
        seen.append(ask_balance(connection, chance.choice(ACCOUNTS)))


def fen(text):
    return int(text.replace(".", ""))


class AccountOrder:
    """An account's entries in their order, and the balances that a question may have met."""

    def __init__(self, entries):
        self.sums = [0, *itertools.accumulate(cents for _, _, _, cents, _ in entries)]
        answered = sorted((ended, place + 1) for place, (_, ended, *_) in enumerate(entries))
        self.answers = [moment for moment, _ in answered]
        self.least = [0, *itertools.accumulate((place for _, place in answered), max)]
        asked = sorted((began, place) for place, (began, *_) in enumerate(entries))
        self.askings = [moment for moment, _ in asked]
        later = itertools.accumulate((place for _, place in reversed(asked)), min,
                                     initial=len(entries))
        self.most = list(reversed(list(later)))

    def could_show(self, balance, began, ended):
        least = self.least[bisect.bisect_left(self.answers, began)]
        # An entry that was asked after the answer may come before others in the order.
        most = max(self.most[bisect.bisect_right(self.askings, ended)], least)
        return balance in self.sums[least:most + 1]


def check_order(history, seen):
    """Entries are the order. A balance read must be a sum of some first entries of its account:
    all that were answered before the question was asked, none that was asked after the answer."""
    ordered = sorted(history, key=lambda one: one[4])
    for one, other in zip(ordered, ordered[1:]):
        check(one[0] <= other[1], "no entry comes before one that was answered before it was asked")
    books = {name: AccountOrder([one for one in ordered if one[2] == name]) for name in ACCOUNTS}
    anomalies = sum(not books[account].could_show(fen(balance), began, ended)
                    for began, ended, account, balance in seen)
    equal(anomalies, 0, f"anomalies in {len(history)} postings and {len(seen)} questions")


def percentiles(history):
    took = sorted(one[1] - one[0] for one in history)
    return {name: round(took[min(len(took) - 1, int(len(took) * share))] * 1000, 2)
            for name, share in (("p50", .5), ("p95", .95), ("p99", .99))}


def canaries(service, answers):
    numbers = roster_canaries()
    log = "".join(service.lines)
    with open(os.path.join(service.book, "data.mdb"), "rb") as file:
        stored = file.read()
    for number in numbers:
        if number in log or number in answers or number.encode() in stored:
            return check(False, "a number of the roster is in the log, an answer or the file")
    return True


def ask_under_load(service, keys):
    """A study is queued and a month's table is read while others post; the study's place."""
    with open(source("fixtures", "scenarios", "as-it-is.toml"), "rb") as file:
        study = service.connect(keys["policy"]).post("/v1/simulations/contagion?paths=20",
                                                     body=file.read())
    equal(study.status, 202, f"a study under load: {study.body[:200]!r}")
    table = service.connect(keys["regulator"]).get(
        "/v1/regions/360799/monthly-report?month=2026-11", **{"Anxin-Now": NOW})
    equal((table.status, len(table.json["contracts"])), (200, 2), "the month's table under load")
    return study.headers["location"]


def ended(connection, path, patience=120):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        shown = connection.get(path).json
        if shown["state"] not in ("queued", "running"):
            break
        time.sleep(0.2)
    return shown["state"]


def main():
    with Folder() as folder:
        book, keys = make_book(folder)
        with Service(book, "--rate", "0") as service:
            clerk = service.connect(keys["clerk"])
            equal(clerk.post("/v1/ledger/entries", "open", opening()).status, 201, "opened")
            history, seen = [], []
            until = time.monotonic() + SECONDS
            threads = [threading.Thread(target=poster, args=(service, keys["clerk"], i, history, until))
                       for i in range(POSTERS)]
            threads += [threading.Thread(target=reader, args=(service, keys["clerk"], i, seen, until))
                        for i in range(READERS)]
            for thread in threads:
                thread.start()
            time.sleep(SECONDS / 3)
            code, backed = run_json("ledger", "backup", folder.at("backup"), "--data", book)
            equal(code, 0, f"a backup under load: {backed}")
            table = open(source("fixtures", "county", "wages-2026-10-QH01.csv"), "rb").read()
            clerk = service.connect(keys["clerk"])  # the first may have been idle for too long
            wages = clerk.post("/v1/projects/QH01/payrolls?month=2026-10&confirmed=true", "w", table,
                               **{"Anxin-Now": NOW})
            equal(wages.status, 201, f"a payroll under load: {wages.body[:200]!r}")
            study = ask_under_load(service, keys)
            for thread in threads:
                thread.join()
            check_order(history, seen)
            equal(ended(service.connect(keys["policy"]), study), "done", "the study ends")
            clerk = service.connect(keys["clerk"])  # and again
            answers = "".join(clerk.get(path).body.decode() for path in (
                "/v1/payrolls/QH01-202610-01", "/v1/projects/QH01/payrolls",
                "/v1/projects/QH01/events", "/v1/projects/QH01/accounts"))
            equal(service.stop(), 0, "a graceful end under an open connection")
            canaries(service, answers)
            check(all(json.loads(line)["status"] < 500 for line in service.lines), "no 5xx")
        verified(book)
        code, report = run_json("ledger", "verify", "--data", folder.at("backup"))
        check(code == 0 and report["ok"], "the backup is sound")
        posts, reads = percentiles(history), percentiles(seen)
    finish(f"{len(history)} postings {posts} ms, {len(seen)} balances {reads} ms, in one order")


main()
