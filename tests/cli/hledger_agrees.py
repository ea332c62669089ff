"""An independent double-entry program computes the same balances from the exported journal."""
import csv
import io
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, run, run_json


def hledger_balances(journal):
    done = subprocess.run(["hledger", "-f", journal, "bal", "--flat", "--empty", "-N", "-O", "csv"],
                          capture_output=True, text=True, check=False)
    equal(done.returncode, 0, "hledger reads the journal " + done.stderr)
    balances = {}
    for row in list(csv.reader(io.StringIO(done.stdout)))[1:]:
        numbers = re.findall(r"-?[0-9][0-9.,]*", row[1])
        balances[row[0]] = Decimal(numbers[0].replace(",", "")) if numbers else Decimal(0)
    return balances


def main():
    check(shutil.which("hledger"), "hledger is installed")
    with Folder() as folder:
        equal(make_demo(folder)[0], 0, "the demo")
        book = folder.at("book")
        code, journal, err = run("ledger", "export", "--format", "hledger", "--data", book)
        equal(code, 0, "export " + err)
        with open(folder.at("book.journal"), "w", encoding="utf-8") as file:
            file.write(journal)
        theirs = hledger_balances(folder.at("book.journal"))
        _, ours = run_json("account", "list", "--data", book)
        for account in ours["accounts"]:
            sign = 1 if account["normal"] == "debit" else -1
            equal(theirs.get(account["account"], Decimal(0)), sign * Decimal(account["balance"]),
                  account["account"])
        names = {account["account"] for account in ours["accounts"]}
        equal(sorted(set(theirs) - names), [], "hledger knows no account that we do not")
        moved = sum(1 for account in ours["accounts"] if Decimal(account["balance"]) != 0)
        check(moved >= 8, f"some accounts have a balance: {moved}")
        check(len(set(theirs) & names) >= 300, "hledger saw the workers' accounts")
        equal(sum(theirs.values()), Decimal(0), "hledger's balances sum to zero")
    finish(f"hledger agrees on {len(names)} accounts")


main()
