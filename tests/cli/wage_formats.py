"""Wage tables of every format through the command line: read by content, each column explained,
columns named by hand, days counted; and nobody's number in what is printed."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run, run_json, source


def corpus(name):
    return source("fixtures", "corpus", name)


def golden_agrees():
    """Each corpus table gives its golden findings, with a sentence for each in both languages."""
    names = sorted(name for name in os.listdir(source("fixtures", "corpus"))
                   if os.path.isfile(corpus(name)))
    for name in names:
        with open(source("fixtures", "golden", "tables", name + ".json"), encoding="utf-8") as file:
            golden = json.load(file)
        if any(one["code"] == "payroll.table-is-attendance" for one in golden["findings"]):
            continue  # counted instead
        code, answer = run_json("payroll", "check", corpus(name))
        found = [{k: "" if f[k] is None else f[k] for k in ("row", "cell", "field", "severity", "code")}
                 for f in answer["findings"]]
        equal(found, golden["findings"], f"{name}: findings")
        equal((code, answer["accepted"]), (0, True) if golden["accepted"] else (65, False),
              f"{name}: exit")
        for finding in answer["findings"]:
            check(finding["message"] != finding["code"] and "{" not in finding["message"],
                  f"{name}: {finding['code']} has its sentence")
    for language, word in (("zh", "另存为"), ("en", "Save As")):
        _, out, _ = run("payroll", "check", corpus("old.xls"), "--lang", language)
        check(word in out, f"an old workbook is told how to be saved ({language}): {out}")
    return len(names)


def reading_is_told():
    _, answer = run_json("payroll", "check", corpus("merged_header.xlsx"))
    told = {one["column"]: (one["field"], one["why"]) for one in answer["reading"]}
    equal(told["B"], ("name", "caption"), "the name's column")
    equal(told["G"], ("gross", "group-sum"), "a sum under two rows of captions")
    equal(told["E"], (None, "group-part"), "a part of it is not read, and says why")
    equal(told["I"], ("deduction", "group-part"), "a deduction of its own")
    code, out, _ = run("payroll", "check", corpus("merged_header.xlsx"))
    equal(code, 0, "accepted")
    check("应发工资|小计" in out and "the sum under the caption above" in out, f"in text too: {out}")
    _, out, _ = run("payroll", "check", corpus("headerless.csv"))
    check("99999" not in out and "62179" not in out, "a row taken for captions shows no number")


def columns_by_hand():
    plain = ("payroll", "check", corpus("headerless.csv"))
    code, answer = run_json(*plain)
    equal(code, 65, "without captions nothing is guessed")
    hand = ("--map", "姓名=B", "--map", "id_no=C", "--map", "银行卡号=D", "--map", "net=E")
    code, answer = run_json(*plain, *hand)
    equal((code, answer["rows"], answer["total"], answer["header_row"]), (0, 2, "6000.00", 0),
          "columns named by hand")
    equal({one["why"] for one in answer["reading"]}, {"choice"}, "and said so")
    equal(run(*plain, "--map", "姓名")[0], 2, "a choice without a column")
    code, answer = run_json(*plain, "--map", "血型=B")
    equal((code, answer["findings"][0]["code"]), (65, "payroll.choice-field-unknown"), "no field")
    code, answer = run_json("payroll", "check", corpus("two_sheets.xlsx"), "--sheet", "九月")
    equal((code, answer["findings"]), (0, answer["findings"]), "a sheet by its name")
    equal(answer["findings"][0]["code"], "payroll.sheets-unread", "the other is not forgotten")
    code, answer = run_json("payroll", "check", corpus("two_sheets.xlsx"), "--sheet", "八月")
    equal((code, answer["findings"][0]["code"]), (65, "xlsx.sheet-unknown"), "no such sheet")


def columns_in_order():
    words = ("--columns", "姓名,身份证号,银行卡号,实发工资")
    for name in ("headerless_titles.csv", "headerless_gbk.txt"):
        equal(run("payroll", "check", corpus(name))[0], 65, f"{name}: nothing is guessed")
        code, answer = run_json("payroll", "check", corpus(name), *words)
        equal((code, answer["rows"], answer["total"]), (0, 3, "7506.00"), f"{name}: by its order")
    code, answer = run_json("payroll", "check", corpus("headerless_faults.csv"), *words)
    equal((code, answer["rows"]), (65, 1), "faults are found as under captions")
    equal([(f["cell"], f["code"]) for f in answer["findings"]],
          [("D2", "payroll.amount-decimals"), ("B3", "payroll.id-invalid")], "each at its cell")
    code, answer = run_json("payroll", "check", corpus("headerless.csv"), "--columns",
                            "，姓名、身份证号，银行卡号，实发工资")
    equal((code, answer["rows"]), (0, 2), "a first column that is not read")


def days_are_counted():
    code, answer = run_json("payroll", "check", corpus("attendance.csv"))
    equal((code, answer["kind"], answer["days"], answer["first_day"], answer["last_day"]),
          (0, "attendance", "26.00", 1, 31), "a grid is counted")
    equal(answer["workers"][0]["days"], "26.00", "for each worker")
    code, out, _ = run("payroll", "check", corpus("attendance.csv"))
    check(code == 0 and "26.00" in out, f"in text too: {out}")


def names_do_not_matter(folder):
    with open(corpus("rich_text.xlsx"), "rb") as file:
        data = file.read()
    for name in ("wages.csv", "wages.pdf", "wages"):
        path = folder.at(name)
        with open(path, "wb") as file:
            file.write(data)
        equal(run_json("payroll", "check", path)[1]["rows"], 2, f"a workbook named {name}")


def main():
    count = golden_agrees()
    reading_is_told()
    columns_by_hand()
    columns_in_order()
    days_are_counted()
    with Folder() as folder:
        names_do_not_matter(folder)
    finish(f"{count} tables of every format")


main()
