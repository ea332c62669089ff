"""Three independent double-entry programs compute the same balances from the exported journals."""
import csv
import io
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, run, run_json, source


def output_of(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    equal(done.returncode, 0, f"{words[0]} reads the journal: {done.stderr[:300]}")
    return done.stdout


def number_in(text):
    found = re.findall(r"-?[0-9][0-9.,]*", text)
    return Decimal(found[0].replace(",", "")) if found else Decimal(0)


def hledger_balances(journal):
    text = output_of("hledger", "-f", journal, "bal", "--flat", "--empty", "-N", "-O", "csv")
    return {row[0]: number_in(row[1]) for row in list(csv.reader(io.StringIO(text)))[1:]}


def ledger_balances(journal):
    text = output_of("ledger", "-f", journal, "bal", "--flat", "--empty", "--no-total",
                     "--format", "%(account)\t%(amount)\n")
    return {name: number_in(amount) for name, amount in
            (line.split("\t") for line in text.splitlines() if "\t" in line)}


def beancount_balances(journal):
    names = {}
    with open(journal, encoding="utf-8") as file:
        lines = file.read().splitlines()
    for opening, name in zip(lines, lines[1:]):
        words = opening.split()
        if len(words) == 4 and words[1] == "open":
            names[words[2]] = name.split('"')[1]
    equal(output_of("bean-check", journal), "", "bean-check has nothing to say")
    text = output_of("bean-query", "-f", "csv", journal,
                     "select account, sum(position) group by account")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {names[row[0].strip()]: number_in(row[1]) for row in rows}


def csv_balances(text, normal):
    balances = {}
    for row in csv.DictReader(io.StringIO(text)):
        for side in ("debit", "credit"):
            sign = 1 if normal[row[side]] == "debit" else -1
            balances[row[side]] = sign * Decimal(row[side + "_balance"])
    return balances


def agree(theirs, ours, program):
    for name, balance in ours.items():
        equal(theirs.get(name, Decimal(0)), balance, f"{program}: {name}")
    equal(sorted(set(theirs) - set(ours)), [], f"{program} knows no account that we do not")
    check(len(theirs) >= 300, f"{program} saw the workers' accounts")
    equal(sum(theirs.values()), Decimal(0), f"{program}'s balances sum to zero")


def recomputes_the_head(folder, book):
    _, lines, _ = run("ledger", "export", "--format", "ndjson", "--data", book)
    with open(folder.at("book.ndjson"), "w", encoding="utf-8") as file:
        file.write(lines)
    head = output_of(sys.executable, source("tests", "ledger", "recompute_export.py"),
                     folder.at("book.ndjson")).strip()
    _, ours = run_json("ledger", "head", "--data", book)
    equal(head, ours["digest"], "the head recomputed in Python from the export")


def main():
    for program in ("hledger", "ledger", "bean-query"):
        check(shutil.which(program), f"{program} is installed")
    with Folder() as folder:
        equal(make_demo(folder)[0], 0, "the demo")
        book = folder.at("book")
        _, listed = run_json("account", "list", "--data", book)
        normal = {one["account"]: one["normal"] for one in listed["accounts"]}
        ours = {one["account"]: Decimal(one["balance"]) * (1 if one["normal"] == "debit" else -1)
                for one in listed["accounts"]}
        check(sum(1 for balance in ours.values() if balance) >= 8, "some accounts have a balance")
        journals = {}
        for form in ("hledger", "ledger", "beancount", "csv"):
            code, journals[form], err = run("ledger", "export", "--format", form, "--data", book)
            equal(code, 0, f"export {form} " + err)
            with open(folder.at("book." + form), "w", encoding="utf-8") as file:
                file.write(journals[form])
        agree(hledger_balances(folder.at("book.hledger")), ours, "hledger")
        agree(ledger_balances(folder.at("book.ledger")), ours, "ledger")
        agree(beancount_balances(folder.at("book.beancount")), ours, "beancount")
        agree(csv_balances(journals["csv"], normal), ours, "the csv")
        recomputes_the_head(folder, book)
    finish(f"hledger, ledger, beancount and the csv agree, and Python recomputes the head, on {len(ours)} accounts")


main()
