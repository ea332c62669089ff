"""Tables with faults through the command line: none missed, none invented, and the right exit."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import check, equal, finish, run_json, source


def expected_findings(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file
                if line.strip() and not line.startswith("#")]


def found_findings(answer):
    return [[str(f["row"]), f["cell"] or "", f["field"] or "", f["severity"], f["code"]]
            for f in answer["findings"]]


def main():
    tables = 0
    for folder in ("bad-tables", "good-tables"):
        for name in sorted(os.listdir(source("fixtures", folder))):
            if name.endswith(".expected.tsv"):
                continue
            path = source("fixtures", folder, name)
            expected = expected_findings(os.path.splitext(path)[0] + ".expected.tsv")
            code, answer = run_json("payroll", "check", path)
            found = found_findings(answer)
            for one in expected:
                check(one in found, f"{folder}/{name}: missed {one}")
            for one in found:
                check(one in expected, f"{folder}/{name}: invented {one}")
            equal(found, expected, f"{folder}/{name}: order and number")
            refused = any(one[3] == "refuse" for one in expected)
            equal((code, answer["accepted"]), (65, False) if refused else (0, True),
                  f"{folder}/{name}: exit and accepted")
            check(all(f["message"] and f["message"] != f["code"] for f in answer["findings"]),
                  f"{folder}/{name}: every finding has its sentence")
            check("{" not in "".join(f["message"] for f in answer["findings"]),
                  f"{folder}/{name}: no hole of a sentence is left open")
            tables += 1
    check(tables >= 20, "there are tables to check")
    finish(f"{tables} tables")


main()
