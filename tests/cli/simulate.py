"""The simulator by its commands: the same bytes on any threads, faults at once, known answers."""
import csv
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run, run_json, source


def scenario(name):
    return source("fixtures", "scenarios", name + ".toml")


def simulate(name, *more):
    code, out, err = run("simulate", "run", scenario(name), "--paths", "40", "--json", *more)
    check(code == 0, f"simulate run {name}: {err}")
    return out


def same_bytes():
    one = simulate("as-it-is", "--threads", "1")
    for threads in ("2", "3"):
        equal(simulate("as-it-is", "--threads", threads), one, f"{threads} threads")
    check(simulate("as-it-is", "--seed", "7") != one, "another seed, another result")


def parts_of_an_answer():
    answer = json.loads(simulate("as-it-is"))
    equal(list(answer), ["id", "title", "metrics", "months", "fingerprints", "provenance"],
          "parts of an answer")
    check(re.fullmatch("[0-9a-f]{64}", answer["id"]), "the id is a digest")
    equal((len(answer["months"]), len(answer["fingerprints"])), (36, 3), "months, fingerprints")
    for name, metric in answer["metrics"].items():
        equal(list(metric), ["unit", "mean", "se", "q05", "q50", "q95", "q99"], name)


def series(folder):
    path = folder.at("series.csv")
    code, _, err = run("simulate", "run", scenario("as-it-is"), scenario("double-fund"),
                       "--paths", "8", "--csv", path)
    check(code == 0, f"simulate run --csv: {err}")
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    equal((len(rows), rows[0]["month"]), (72, "2026-01"), "rows of the series")
    equal((rows[0]["fund"], rows[36]["fund"]), ("3000000.00", "6000000.00"), "the fund's size")


def difference(name, metric):
    code, answer = run_json("simulate", "compare", scenario("as-it-is"), scenario(name),
                            "--paths", "40")
    equal(code, 0, f"simulate compare {name}")
    return float(answer["differences"][metric]["mean"])


def policies():
    check(difference("deposit-3-percent", "paid_by_deposit") > 0, "a higher rate pays more")
    check(difference("full-accounts", "paid_by_account") > 0, "accounts pay more")
    check(difference("double-fund", "fund_unmet") < 0, "a larger fund lacks less")
    check(difference("largest-developers-stop", "arrears_months") > 0, "a shock is felt")
    check(difference("full-monthly-pay", "deferred_months") < 0, "nothing is put off")
    equal(difference("as-it-is", "arrears_months"), 0.0, "nothing differs from itself")


def faults(folder):
    code, answer = run_json("simulate", "run", scenario("faulty"))
    found = {finding["code"] for finding in answer["error"]["details"]["findings"]}
    wanted = {"simulate.unit", "simulate.path", "simulate.period", "data.unknown-key"}
    check(code == 65 and wanted <= found, f"every fault at once: {code}, {answer}")
    other = folder.at("other.toml")
    with open(scenario("as-it-is"), encoding="utf-8") as file:
        text = file.read()
    with open(other, "w", encoding="utf-8") as file:
        file.write(text.replace("0x5eed0001", "0x5eed0002"))
    code, answer = run_json("simulate", "compare", scenario("as-it-is"), other)
    equal((code, answer["error"]["code"]), (1, "simulate.runs-differ"), "unpaired runs")


def verification():
    code, answer = run_json("simulate", "verify", "--paths", "300")
    check(code == 0 and len(answer["cases"]) >= 7, f"simulate verify: {answer}")
    for case in answer["cases"]:
        equal(list(case), ["name", "exact", "estimate", "se", "z"], "parts of a case")


def studies():
    code, answer = run_json("simulate", "sensitivity", scenario("as-it-is"), "--paths", "4",
                            "--metric", "worker_months")
    check(code == 0 and len(answer["swings"]) > 30, f"simulate sensitivity: {answer}")
    code, answer = run_json("simulate", "sensitivity", scenario("as-it-is"), "--metric", "luck")
    equal((code, answer["error"]["code"]), (2, "usage.metric"), "an unknown metric")
    code, answer = run_json("simulate", "reverse-stress", scenario("as-it-is"), "--paths", "20")
    check(code == 0 and answer["shift"].endswith(" sd"), f"simulate reverse-stress: {answer}")


def sweeps(folder):
    table = folder.at("sweep.csv")
    arguments = ("simulate", "sweep", scenario("sweep-fund-and-accounts"), "--paths", "4")
    code, answer = run_json(*arguments, "--csv", table)
    equal(code, 0, "simulate sweep")
    equal([len(axis["values"]) for axis in answer["axes"]], [3, 3], "values of each axis")
    equal([point["at"][0] for point in answer["points"]][2:4], ["100 万元", "547.7226 万元"],
          "row by row")
    equal(list(answer["points"][0]["metrics"]), ["worker_months", "fund_unmet"], "as the file says")
    with open(table, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    equal((len(rows), rows[0]["difference"]), (18, "0.0000"), "rows of the table")
    code, answer = run_json(*arguments, "--metric", "cases")
    equal(list(answer["points"][8]["metrics"]), ["cases"], "as the command says")
    code, answer = run_json("simulate", "sweep", scenario("as-it-is"))
    equal((code, answer["error"]["code"]), (1, "simulate.no-sweep"), "nothing to sweep")


def schema():
    code, answer = run_json("simulate", "schema")
    equal(code, 0, "simulate schema")
    branches = answer["properties"]["reform"]["items"]["oneOf"]
    patterns = {branch["properties"]["path"]["const"]: branch["properties"]["value"]["pattern"]
                for branch in branches}
    check({"deposit.rate.base", "fund.size", "account.coverage"} <= set(patterns), "paths")
    check(re.match(patterns["fund.size"], "300 万元"), "an amount with its unit")
    check(not re.match(patterns["fund.size"], "300"), "a bare number")
    keys = answer["properties"]
    check({"sweep", "output"} <= set(keys) and "stop" in keys["run"]["properties"], "plans")


def main():
    same_bytes()
    parts_of_an_answer()
    policies()
    verification()
    studies()
    schema()
    with Folder() as folder:
        series(folder)
        faults(folder)
        sweeps(folder)
    finish("a scenario gives the same answer everywhere, and says what is wrong with it")


main()
