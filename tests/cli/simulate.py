"""The simulator by its commands: the same bytes on any threads, faults at once, known answers."""
import csv
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import (Folder, check, equal, finish, make_demo, roster_canaries, run, run_json,
                     source)


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
    equal(list(answer), ["id", "title", "metrics", "months", "fingerprints", "provenance",
                         "warnings"], "parts of an answer")
    check(re.fullmatch("[0-9a-f]{64}", answer["id"]), "the id is a digest")
    equal((len(answer["months"]), len(answer["fingerprints"])), (36, 3), "months, fingerprints")
    for name, metric in answer["metrics"].items():
        equal(list(metric), ["unit", "mean", "se", "half_width", "q05", "q50", "q95", "q99"], name)


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
    code, answer = run_json("simulate", "run", scenario("refused/faulty"))
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
    check(code == 0 and len(answer["cases"]) >= 50, f"simulate verify: {answer}")
    for case in answer["cases"]:
        equal(list(case), ["name", "exact", "estimate", "se", "z"], "parts of a case")


def studies():
    code, answer = run_json("simulate", "sensitivity", scenario("as-it-is"), "--paths", "4",
                            "--metric", "worker_months")
    check(code == 0 and len(answer["swings"]) > 30, f"simulate sensitivity: {answer}")
    equal((answer["paths"], answer["worlds"], answer["warnings"]), (4, 1, []), "what was played")
    check("half_width" in answer["swings"][0]["at_low"], "with intervals")
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


def changed(folder, name, *changes):
    """A scenario with other words in it."""
    with open(scenario("as-it-is"), encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        text = text.replace(old, new)
    path = folder.at(name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def stopping(folder):
    rule = 'paths = 20\nstop = { metric = "worker_months.mean", rel_half_width = "%s", max_paths = 300 }'
    for width, why in (("90 %", "narrow"), ("0.1 %", "max-paths")):
        path = changed(folder, "stop.toml", ("paths = 500", rule % width))
        answers = [run("simulate", "run", path, "--json", "--threads", threads)[1]
                   for threads in ("1", "3")]
        equal(answers[1], answers[0], "a stop rule and threads")
        played = json.loads(answers[0])["provenance"]
        equal(played["stop"], why, "why it stopped")
        check((why == "narrow") == (played["paths"] < 300), f"paths played: {played}")
    code, out, _ = run("simulate", "run", path)
    check(code == 0 and "limit of 300 paths" in out, "it says why it stopped")
    code, answer = run_json("simulate", "run", path, "--paths", "5")
    check(answer["provenance"]["paths"] == 5, "a number on the command line is that number")


def outputs(folder):
    shown = '\n[output]\nmetrics = ["fund", "cases"]\nquantiles = ["90 %"]\n'
    path = changed(folder, "shown.toml", ("start = 2026-01-01\n", "start = 2026-01-01\n" + shown))
    code, answer = run_json("simulate", "run", path, "--paths", "4")
    equal(list(answer["metrics"]), ["paid_by_fund", "fund_unmet", "fund_exhausted", "fund_outstanding", "cases"],
          "a group and a metric")
    equal(list(answer["metrics"]["cases"]), ["unit", "mean", "se", "half_width", "q90"], "quantiles as asked")
    code, answer = run_json("simulate", "compare", scenario("as-it-is"), path, "--paths", "4")
    equal(list(answer["differences"]), ["paid_by_fund", "fund_unmet", "fund_exhausted", "fund_outstanding", "cases"],
          "differences as the second file shows them")
    code, answer = run_json("simulate", "run", changed(folder, "bad.toml", ("[run]", """
[output]
metrics = ["casse"]
[run]""")))
    finding = answer["error"]["details"]["findings"][0]
    check(code == 65 and "cases" in finding["message"], f"the nearest metric: {finding}")


def forms(folder):
    _, canonical, _ = run("simulate", "canonical", scenario("as-it-is"))
    plain = {"schema": "anxin-scenario/1", "title": "现状", "baseline": "baselines/county-2026.toml",
             "run": {"start": "2026-01-01", "paths": 500, "horizon": "3 year", "seed": "1592590337"}}
    path = folder.at("same.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plain, file, indent=1)
        file.write("\n")
    equal(run("simulate", "canonical", path)[1], canonical, "JSON and TOML have one form")
    equal(canonical, json.dumps(json.loads(canonical), sort_keys=True, separators=(",", ":"),
                                ensure_ascii=False) + "\n", "keys sorted, no spaces")
    for text, code in (('{"schema":1', "simulate.json"), ('{"schema":"x"}', "data.missing")):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        exit_code, answer = run_json("simulate", "run", path)
        found = {finding["code"] for finding in answer["error"]["details"]["findings"]}
        check(exit_code == 65 and code in found, f"faults of JSON: {found}")


def diffs():
    code, answer = run_json("simulate", "diff", scenario("as-it-is"), scenario("double-fund"))
    found = {part["name"]: part for part in answer["differences"]}
    equal((code, sorted(found)), (0, ["fund.size", "title"]), "what differs")
    equal((found["fund.size"]["before"], found["fund.size"]["after"]), ("300 万元", "600 万元"),
          "in human units")
    code, out, _ = run("simulate", "diff", scenario("as-it-is"), scenario("as-it-is"))
    equal((code, out), (0, "No difference.\n"), "nothing differs from itself")


def warnings(folder):
    reform = """
[[reform]]
path = "deposit.rate.base"
from = 2026-01-01
value = "%s"
source = "a proposal"
"""
    for value, count in (("3 %", 0), ("4 %", 1)):
        path = changed(folder, "law.toml",
                       ("start = 2026-01-01\n", "start = 2026-01-01\n" + reform % value))
        code, out, err = run("simulate", "run", path, "--paths", "1", "--json")
        equal((code, len(json.loads(out)["warnings"])), (0, count), "it is played all the same")
        equal("第11条" in err, count == 1, "the article is named")
    # The same scenario three lines further down is the same answer, under the same name.
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write("#\n#\n#\n" + text)
    code, moved, err = run("simulate", "run", path, "--paths", "1", "--json")
    check((code, moved) == (0, out), "no line of the file is in the answer")
    check("row" not in json.loads(out)["warnings"][0], "nor is its number")
    line = text[:text.index('value = "4 %"')].count("\n") + 4
    check(f"line {line}:" in err, f"but it is told: {err}")


def worlds(folder):
    """Several drawn worlds, and that every answer says how many."""
    asked = ("--paths", "24", "--worlds", "4")
    one = json.loads(simulate("as-it-is"))
    equal(one["provenance"]["worlds"], 1, "one world unless asked")
    texts = [run("simulate", "run", scenario("as-it-is"), *asked, "--json", "--threads", threads)[1]
             for threads in ("1", "3")]
    equal(texts[1], texts[0], "worlds and threads")
    several = json.loads(texts[0])
    equal(several["provenance"]["worlds"], 4, "worlds of a run")
    check(several["id"] != one["id"], "more worlds, another name")
    metric = several["metrics"]["billed"]
    reach = float(metric["half_width"]) / float(metric["se"])
    check(abs(reach - 3.1824) < 1e-3, f"three degrees of freedom: {reach}")
    path = changed(folder, "worlds.toml", ("paths = 500", "paths = 24\nworlds = 4"))
    equal(run("simulate", "run", path, "--json")[1], texts[0], "in the file as on the command line")
    code, answer = run_json("simulate", "compare", scenario("as-it-is"), scenario("double-fund"),
                            *asked)
    equal((code, answer["paths"], answer["worlds"]), (0, 24, 4), "worlds of a comparison")
    equal(float(answer["differences"]["billed"]["mean"]), 0.0, "in the same worlds")
    code, answer = run_json("simulate", "compare", path, scenario("as-it-is"), "--paths", "24")
    equal((code, answer["error"]["code"]), (1, "simulate.runs-differ"), "in other worlds")
    code, answer = run_json("simulate", "sweep", scenario("sweep-fund-and-accounts"), "--paths",
                            "4", "--worlds", "2")
    equal((code, answer["worlds"], answer["warnings"]), (0, 2, []), "worlds of a sweep")
    code, out, _ = run("simulate", "run", path)
    check("shared out over 4 drawn worlds" in out, "people are told")


def cache(folder):
    store, table = folder.at("results"), folder.at("kept.csv")
    words = ("simulate", "run", scenario("as-it-is"), "--paths", "4", "--cache", store,
             "--csv", table)

    def once():
        code, out, err = run(*words)
        with open(table, encoding="utf-8") as file:
            return code, out, err, file.read()
    first = once()
    equal((first[0], first[2]), (0, ""), "played")
    again = once()
    equal((again[1], again[3]), (first[1], first[3]), "the same bytes")
    check("nothing was played" in again[2], f"it says so: {again[2]}")
    (name,) = os.listdir(store)
    equal(name, json.loads(first[1])["id"] + ".result", "kept under its id")
    path = os.path.join(store, name)
    with open(path, "rb") as file:
        whole = file.read()
    for harmed in (whole[:len(whole) // 2], whole.replace(b'"mean":"1', b'"mean":"2', 1), b"",
                   whole.replace(name[:8].encode(), b"00000000", 1)):
        with open(path, "wb") as file:
            file.write(harmed)
        found = once()
        equal((found[1], found[3]), (first[1], first[3]), "a damaged file is not served")
        check("is damaged" in found[2], f"and it is said: {found[2]}")
        with open(path, "rb") as file:
            equal(file.read(), whole, "and it is made whole")


def snapshot(folder):
    code, _, err = make_demo(folder)
    check(code == 0, f"demo: {err}")
    path = folder.at("book.toml")
    words = ("simulate", "snapshot", "--data", folder.at("book"))
    code, _, err = run(*words, "--region", "360799", "--on", "2026-11-20", "--out", path)
    check(code == 0, f"simulate snapshot: {err}")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    check("projects = 2\n" in text and "book, on 2026-11-20" in text, "counted")
    check(not any(canary in text for canary in roster_canaries()), "no personal data")
    live = changed(folder, "live.toml", ("baselines/county-2026.toml", "book.toml"))
    code, answer = run_json("simulate", "run", live, "--paths", "2")
    equal((code, answer["provenance"]["projects"]), (0, 2), "a run from a live book")
    told = [warning["code"] for warning in answer["warnings"]]
    check("simulate.worlds-of-book" not in told, "one world of a book")
    code, answer = run_json("simulate", "run", live, "--paths", "2", "--worlds", "2")
    told = [warning["code"] for warning in answer["warnings"]]
    equal((code, "simulate.worlds-of-book" in told), (0, True), "worlds of a book are not it")
    for day, projects in (("2026-03-01", 2), ("2027-05-31", 2), ("2027-06-01", 1),
                          ("2027-08-31", 1)):  # signed on 2026-03-01 for 15 and 18 months
        code, answer = run_json(*words, "--region", "360000", "--on", day)
        equal((code, answer["size"]["projects"]), (0, projects), f"worked on {day}")
    for region, day in (("110000", "2026-11-20"), ("360799", "2026-02-28"),
                        ("360799", "2027-09-01")):
        code, answer = run_json(*words, "--region", region, "--on", day)
        equal((code, answer["error"]["code"]), (1, "simulate.snapshot-empty"), f"{region} {day}")


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
    plan = keys["run"]["properties"]
    check({"sweep", "output"} <= set(keys) and {"stop", "worlds"} <= set(plan), "plans")
    check("less often than 95" in plan["stop"]["description"], "what looking often costs")


def main():
    same_bytes()
    parts_of_an_answer()
    policies()
    verification()
    studies()
    schema()
    diffs()
    with Folder() as folder:
        series(folder)
        faults(folder)
        for step in (sweeps, stopping, outputs, forms, warnings, worlds, cache, snapshot):
            step(folder)
    finish("a scenario gives the same answer everywhere, and says what is wrong with it")


main()
