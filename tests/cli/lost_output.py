"""A full disk behind standard output: every command ends with 74 and says so, whatever it printed."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, program, run_json


def main():
    with Folder() as folder:
        code, _, err = make_demo(folder)
        equal(code, 0, "the demo " + err[-300:])
        book = ["--data", folder.at("book"), "--lang", "en"]
        with open(folder.at("open.ndjson"), "w", encoding="utf-8") as file:
            file.write('{"op":"open","account":"t:cash","normal":"debit","currency":"CNY"}\n')
        commands = [
            ["ledger", "export", "--format", "hledger"],
            ["ledger", "verify"],
            ["overview"],
            ["account", "trial"],
            ["funding", "due", "--project", "QH01", "--month", "2026-11", "--actor", "li.clerk"],
            ["ledger", "apply", folder.at("open.ndjson")],
            ["overview", "--json"],
            ["--help"],
        ]
        for words in commands:
            name = " ".join(words[:3])
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([program(), *words, *(book if words != ["--help"] else [])],
                                      stdout=full, stderr=subprocess.PIPE, text=True,
                                      encoding="utf-8", check=False)
            equal(done.returncode, 74, f"{name}: the exit code")
            check("[cli.output-lost]" in done.stderr, f"{name}: says so: {done.stderr!r}")
        code, _ = run_json("ledger", "verify", *book)
        equal(code, 0, "the book is whole")
    finish("lost output ends with 74")


main()
