"""Arrears, reductions, payments outside the account, slips and attachments by their commands."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import SECOND_REGULATOR, Folder, check, equal, finish, make_demo, run, run_json

TABLE = """姓名,身份证号,工资月份,拖欠金额,用工单位
肖友祥,999999197002249425,2026-07,8000.00,LW3
"""
BAD = """姓名,身份证号,工资月份,拖欠金额,用工单位
肖友祥,999999197002249425,七月,0,LW3
"""


def main():
    with Folder() as folder:
        code, _, err = make_demo(folder)
        equal(code, 0, f"the demo runs: {err}")
        book = folder.at("book")

        def file(name, text):
            with open(folder.at(name), "w", encoding="utf-8") as out:
                out.write(text)
            return folder.at(name)

        def act(actor, *words):
            return run_json(*words, "--actor", actor, "--now", "2026-11-20T10:00:00+08:00",
                            "--data", book)

        code, _ = act("zhao.regulator", "load", file("staff.toml", SECOND_REGULATOR))
        equal(code, 0, "a second regulator is taken on")
        decided = ("--kind", "decision", "--document", "青人社监理〔2026〕12号", "--on", "2026-11-18")

        code, refused = act("zhao.regulator", "arrears", "establish", "QH02",
                            file("bad.csv", BAD), *decided)
        check(code != 0 and refused["error"]["code"] == "arrears.table-refused", "a bad table")
        faults = [one["cell"] for one in refused["error"]["details"]["findings"]
                  if one["severity"] == "refuse"]
        equal(faults, ["C2", "D2"],
              "every fault of it with its cell")
        table = file("arrears.csv", TABLE)
        code, proposed = act("zhao.regulator", "arrears", "establish", "QH02", table, *decided)
        equal((code, proposed["paper"], proposed["batches"]), (0, "QH02-A01", "QH02-202607-01"),
              "arrears establish")
        code, refused = act("zhao.regulator", "arrears", "approve", "QH02-A01")
        check(code != 0 and refused["error"]["code"] == "access.same-person", "four eyes")
        code, booked = act("qian.regulator", "arrears", "approve", "QH02-A01")
        equal((code, booked["sum"]), (0, "8000.00"), "arrears approve")
        line = "QH02-202607-01-0001"

        code, less = act("zhao.regulator", "arrears", "reduce", line, "--amount", "1000.00",
                         "--kind", "decision", "--document", "青人社核〔2026〕3号")
        equal((code, less["left"]), (0, "7000.00"), "arrears reduce")
        code, _ = act("qian.regulator", "arrears", "approve", less["paper"])
        equal(code, 0, "the reduction is approved")
        code, papers = run_json("arrears", "list", "QH02", "--data", book)
        equal([one["state"] for one in papers["papers"]], ["approved", "approved"], "arrears list")

        code, found = run_json("arrears", "suspected", "--on", "2026-11-20", "--data", book)
        equal((found["contracts"][0]["owed"], found["contracts"][0]["workers"]), ("7000.00", 1),
              "arrears suspected")
        code, text, _ = run("arrears", "suspected", "--on", "2026-11-20", "--data", book)
        check(code == 0 and "7,000.00" in text and "not guessed" in text, "the same for people")

        code, cash = act("chen.clerk", "payroll", "outside", line, "--document", "R-1", "--on",
                         "2026-11-19", "--channel", "hotline", "--confirmation", "12333-1")
        equal((code, cash["state"]), (0, "proposed"), "payroll outside")
        code, refused = act("wu.manager", "payroll", "withdraw-paper", cash["paper"])
        check(code != 0 and refused["error"]["code"] == "wage-paper.not-own",
              "only its proposer withdraws it")
        code, gone = act("chen.clerk", "payroll", "withdraw-paper", cash["paper"])
        equal((code, gone["state"]), (0, "withdrawn"), "payroll withdraw-paper")
        code, cash = act("chen.clerk", "payroll", "outside", line, "--document", "R-1", "--on",
                         "2026-11-19", "--channel", "hotline", "--confirmation", "12333-2")
        code, _ = act("zhao.regulator", "payroll", "accept", cash["paper"])
        equal(code, 0, "a regulator accepts another one")
        code, found = run_json("arrears", "suspected", "--on", "2026-11-20", "--data", book)
        equal(found["contracts"][0]["in_cash"][0]["sum"], "7000.00", "cash stays a warning")

        code, slip = run_json("payroll", "slip", "QH01", "--month", "2026-10", "--worker",
                              "W10001", "--data", book)
        equal((code, slip["tax"], slip["taxes"][0]["rule"]), (0, "107.11", "107.11"),
              "payroll slip works the tax out")
        code, text, told = run("payroll", "slip", "QH02", "--month", "2026-10", "--worker",
                               "W20006", "--data", book)
        check(code == 0 and "withholding.tax-below-rule" in text + told,
              "a tax that differs is told")

        code, done = act("li.clerk", "tax", "remit", "QH01", "--kind", "tax", "--withholder",
                         "LW1", "--amount", "107.11", "--period", "2026-10", "--voucher", "T-1",
                         "--on", "2026-11-19")
        equal((code, done["remittance"]), (0, "QH01-W01"), "tax remit")
        code, listed = run_json("tax", "list", "QH01", "--data", book)
        equal([one["remitted"] for one in listed["withheld"] if one["withholder"] == "LW1"],
              ["107.11"], "tax list")

        code, case = act("zhao.regulator", "attachment", "open", "QH02", "--account", "wage",
                         "--court", "某县人民法院", "--document", "（2026）某执12号", "--amount",
                         "50000.00", "--purpose", "other", "--on", "2026-11-19")
        equal((code, case["state"]), (0, "received"), "attachment open")
        code, text, _ = run("attachment", "show", case["case"], "--lang", "en", "--data", book)
        check(code == 0 and "art. 33" in text, "the law is printed")
        code, verified = run_json("ledger", "verify", "--data", book)
        equal((code, verified["ok"]), (0, True), "verify")
    finish("papers are booked by two persons, and shown")


main()
