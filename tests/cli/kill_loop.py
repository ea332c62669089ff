"""Kills the program at random moments: every receipt that was printed is in the book, the book
verifies, and the same keys replay. So many accounts change that a commit never writes all of them
out: most rounds end between two stripes of the checkpoint."""
import json
import os
import random
import signal
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, program, run, run_json

ROUNDS = 100
COMMANDS = 150
POSTINGS = 20
ACCOUNTS = 2000


def commands(round_number):
    chance = random.Random(round_number)
    for number in range(COMMANDS):
        yield {"op": "post", "key": f"r{round_number}-{number}", "postings": [
            {"debit": "t:cash", "credit": f"t:w{chance.randrange(ACCOUNTS)}",
             "amount": f"{number + 1}.00"} for _ in range(POSTINGS)]}


def feed(child, lines, ends):
    try:
        for line in lines:
            child.stdin.write(line)
            child.stdin.flush()
        if ends:
            child.stdin.close()
    except (BrokenPipeError, OSError):
        pass


def killed_run(book, lines, moment):
    """Kills after `moment` answers (a whole number) or seconds; answers the whole lines that came
    out before."""
    by_count = isinstance(moment, int)
    child = subprocess.Popen([program(), "ledger", "apply", "-", "--data", book],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    feeder = threading.Thread(target=feed, args=(child, lines, not by_count))
    feeder.start()
    out = ""
    if by_count:
        out = "".join(child.stdout.readline() for _ in range(moment))
        child.kill()
    else:
        killer = threading.Timer(moment, child.kill)
        killer.start()
    out += child.stdout.read()
    child.wait()
    if not by_count:
        killer.cancel()
    feeder.join()
    child.stdout.close()
    try:
        child.stdin.close()
    except BrokenPipeError:
        pass
    return [json.loads(line) for line in out.split("\n")[:-1]], child.returncode


def main():
    chance = random.Random(20261101)
    killed = 0
    with Folder() as folder:
        book = folder.at("book")
        equal(run("init", "--region", "360781", "--data", book)[0], 0, "init")
        opening = "".join(json.dumps({"op": "open", "account": name, "normal": side,
                                      "currency": "CNY"}) + "\n"
                          for name, side in [("t:cash", "debit")] +
                          [(f"t:w{number}", "credit") for number in range(ACCOUNTS)])
        run("ledger", "apply", "-", "--data", book, stdin=opening)
        for number in range(ROUNDS):
            lines = [json.dumps(command) + "\n" for command in commands(number)]
            moment = chance.randrange(COMMANDS) if number % 2 else chance.uniform(0.002, 0.08)
            answers, code = killed_run(book, lines, moment)
            killed += code == -signal.SIGKILL
            check(all(a["ok"] for a in answers), f"round {number}: every command is accepted")
            asked = "".join(json.dumps({"op": "entry", "key": f"r{number}-{i}"}) + "\n"
                            for i in range(len(answers)))
            _, out, _ = run("ledger", "apply", "-", "--data", book, stdin=asked)
            kept = [json.loads(line) for line in out.splitlines()]
            equal([(k.get("entry"), k.get("digest")) for k in kept],
                  [(a["entry"], a["digest"]) for a in answers],
                  f"round {number}: every printed receipt is in the book")
            status, verified = run_json("ledger", "verify", "--data", book)
            equal((status, verified.get("ok")), (0, True), f"round {number}: verify")
            _, out, _ = run("ledger", "apply", "-", "--data", book, stdin="".join(lines))
            again = [json.loads(line) for line in out.splitlines()]
            equal(len(again), COMMANDS, f"round {number}: the repeated run answers every line")
            equal([(a["entry"], a["replayed"]) for a in again[:len(answers)]],
                  [(a["entry"], True) for a in answers], f"round {number}: the same keys replay")
        _, out, _ = run("ledger", "apply", "-", "--data", book,
                        stdin='{"op":"balance","account":"t:cash"}\n')
        equal(json.loads(out)["balance"], f"{POSTINGS * ROUNDS * COMMANDS * (COMMANDS + 1) // 2}.00",
              "every command was booked exactly once")
    check(killed >= ROUNDS // 2, f"half of the rounds at least were killed midway: {killed}")
    finish(f"{ROUNDS} rounds, {killed} killed midway")


main()
