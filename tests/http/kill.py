"""The service is killed under load, started again, and asked the same again: nothing answered is
lost and nothing is booked twice (reliability.md, rows 2 and 7)."""
import os
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish
from service import Service, make_book, verified

ROUNDS = int(os.environ.get("ANXIN_KILL_ROUNDS", "3"))
CALLERS = 6

OPEN = ('{"op":"open","account":"t:cash","normal":"debit","currency":"CNY"}\n'
        '{"op":"open","account":"t:capital","normal":"credit","currency":"CNY"}\n')


def line(amount):
    return ('{"op":"post","key":"line","postings":[{"debit":"t:cash","credit":"t:capital",'
            f'"amount":"{amount}"}}]}}\n')


def post_until_killed(service, key, name, receipts, asked):
    connection = service.connect(key)
    number = 0
    while True:
        once = f"{name}-{number}"
        asked.append(once)
        try:
            answer = connection.post("/v1/ledger/entries", once, line("1.00"))
        except OSError:
            return
        except Exception:  # noqa: BLE001  (a torn answer is one that was not given)
            return
        if answer.status != 201:
            check(False, f"posted: {answer.status} {answer.body!r}")
            return
        receipts[once] = answer.json
        number += 1


def one_round(book, key, number):
    receipts, asked = {}, []
    with Service(book, "--rate", "0") as service:
        threads = [threading.Thread(target=post_until_killed,
                                    args=(service, key, f"r{number}c{i}", receipts, asked))
                   for i in range(CALLERS)]
        for thread in threads:
            thread.start()
        time.sleep(0.4)
        service.stop(signal.SIGKILL)
        for thread in threads:
            thread.join()
    verified(book)
    with Service(book, "--rate", "0") as service:
        caller = service.connect(key)
        for once in asked:
            again = caller.post("/v1/ledger/entries", once, line("1.00"))
            equal(again.status, 201, f"{once} asked again")
            if once in receipts:
                check(again.json["replayed"] and again.json["entry"] == receipts[once]["entry"]
                      and again.json["digest"] == receipts[once]["digest"],
                      f"{once} was answered and is there: {again.json}")
        balance = caller.post("/v1/ledger/lines", body='{"op":"balance","account":"t:cash"}\n').json
        service.stop()
    return len(asked), balance["balance"]


def main():
    with Folder() as folder:
        book, keys = make_book(folder, ["clerk"])
        with Service(book) as service:
            opened = service.connect(keys["clerk"]).post("/v1/ledger/entries", "open", OPEN)
            equal(opened.status, 201, f"accounts opened: {opened.body!r}")
            service.stop()
        total = 0
        for number in range(ROUNDS):
            asked, balance = one_round(book, keys["clerk"], number)
            total += asked
            equal(balance, f"{total}.00", "each key is booked once")
        check(total > CALLERS * ROUNDS, "there was load")
        verified(book)
    finish(f"{ROUNDS} rounds of kill -9, {total} postings, none lost, none twice")


main()
