"""The examples of docs/ over the network: they run, and say what the pages promise."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, source
from service import Service, make_book, verified


def main():
    with Folder() as folder:
        book, keys = make_book(folder)
        with open(folder.at("keys.json"), "w", encoding="utf-8") as file:
            json.dump(keys, file)
        with Service(book) as service:
            base = f"http://127.0.0.1:{service.port}"
            with open(folder.at("key"), "w", encoding="utf-8") as file:
                file.write(keys["clerk"] + "\n")
            curl = subprocess.run(
                [source("docs", "examples", "check_and_submit.sh"), base, "QH01", "2026-10",
                 source("fixtures", "county", "wages-2026-10-QH01-refused.csv")],
                env={**os.environ, "ANXIN_KEY_FILE": folder.at("key")},
                capture_output=True, text=True, check=False)
            check(curl.returncode != 0 and "payments.sheet-refused" in curl.stdout,
                  f"curl is told why a table is refused: {curl.stdout[-300:]} {curl.stderr}")
            month = subprocess.run(
                [sys.executable, source("docs", "examples", "payroll_month.py"), base,
                 folder.at("keys.json"), source("fixtures", "county")],
                capture_output=True, text=True, check=False)
            equal(month.returncode, 0, f"the month goes through: {month.stdout} {month.stderr}")
            check("refused: access.same-person" in month.stdout or
                  "refused: access.not-permitted" in month.stdout, "four eyes")
            check("verified: True" in month.stdout, "the auditor's proof")
            equal(service.stop(), 0, "a graceful end")
        verified(book)
    finish("the payroll month by five persons, a table by curl")


main()
