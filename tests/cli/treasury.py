"""A case to its last steps by its commands: a fund's payment of the case, and the treasury, whose
money two persons count; what each step has really paid."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import SECOND_REGULATOR, Folder, check, equal, finish, run, run_json

CASE = "QH02-D01"


def main():
    with Folder() as folder:
        book = folder.at("book")
        county = os.path.join(sys.argv[2], "fixtures", "county")
        with open(os.path.join(county, "county.toml"), encoding="utf-8") as file:
            moved = file.read().replace("360799", "511902")
        for name, text in (("county.toml", moved), ("staff.toml", SECOND_REGULATOR)):
            with open(folder.at(name), "w", encoding="utf-8") as file:
                file.write(text)
        run_json("init", "--region", "511902", "--simulated-clock", "--data", book)

        def on(day):
            def act(actor, *words):
                return run_json(*words, "--actor", actor, "--now", f"{day}T10:00:00+08:00",
                                "--data", book)
            return act

        act = on("2026-11-10")
        for file in ("county.toml", "staff.toml"):
            code, _ = act("zhao.regulator", "load", folder.at(file))
            equal(code, 0, f"load {file}")
        code, _ = act("zhao.regulator", "load", os.path.join(county, "roster-QH02.csv"))
        equal(code, 0, "load the roster")
        code, _ = act("chen.clerk", "payroll", "submit",
                      os.path.join(county, "wages-2026-10-QH02.csv"),
                      "--project", "QH02", "--month", "2026-10", "--confirmed")
        equal(code, 0, "payroll submit")
        code, _ = act("wu.manager", "payroll", "approve", "QH02-202610-01")
        equal(code, 0, "payroll approve")

        act = on("2026-11-16")
        act("zhao.regulator", "fund", "open", "F1", "--region", "511902", "--name", "应急周转金")
        act("zhao.regulator", "fund", "appropriate", "F1", "--amount", "500000.00",
            "--document", "财预〔2026〕1号")
        code, opened = act("zhao.regulator", "recourse", "open", "QH02", "--cause",
                           "subcontractor", "--document", "欠认〔2026〕5号", "--employer", "LW3")
        equal((code, opened["case"]), (0, CASE), "recourse open")
        code, _ = act("zhao.regulator", "recourse", "note", CASE, "--document", "府办〔2026〕3号",
                      "--order-expired", "--paper", "treasury-decision", "--treasury", "1000.00")
        equal(code, 0, "recourse note")

        code, advance = act("zhao.regulator", "fund", "advance", "propose", "F1", "--contract",
                            "QH02", "--case", CASE, "--bank", "BK2", "--decision", "垫〔2026〕1号",
                            "--cause", "absconded")
        equal((code, advance["case"]), (0, CASE), "fund advance propose --case")
        code, shown = run_json("fund", "advance", "show", "F1-P0001", "--data", book)
        equal((shown["case"], shown["above_cap"], shown["beyond"], shown["raised_by"]),
              (CASE, "0.00", None, None), "what the scheme leaves to others")
        code, text, _ = run("fund", "advance", "show", "F1-P0001", "--lang", "en", "--data", book)
        check(code == 0 and f"Case {CASE}" in text, "fund advance show for people")

        step = ("recourse", "execute", CASE, "treasury", "--decision", "府办〔2026〕3号", "--payer",
                "HRSS", "--amount", "600.00", "--reference", "T-1")
        code, proposed = act("zhao.regulator", *step)
        equal((code, proposed["state"]), (0, "proposed"), "the treasury's step is only proposed")
        code, refused = act("zhao.regulator", "recourse", "approve", CASE, "T-1")
        check(code != 0 and refused["error"]["code"] == "access.same-person", "four eyes")
        code, text, _ = run("recourse", "show", CASE, "--lang", "en", "--data", book)
        check("Waits for a second person" in text, "recourse show tells who is waited for")
        code, booked = act("qian.regulator", "recourse", "approve", CASE, "T-1")
        equal((code, booked["state"]), (0, "executed"), "recourse approve")
        code, _ = act("zhao.regulator", *step[:-3], "100.00", "--reference", "T-2")
        code, back = act("zhao.regulator", "recourse", "withdraw", CASE, "T-2")
        equal((code, back["state"]), (0, "withdrawn"), "recourse withdraw")
        code, shown = run_json("recourse", "show", CASE, "--data", book)
        equal([(one["step"], one["amount"], one["paid"]) for one in shown["executed"]],
              [("treasury", "600.00", "0.00")], "decided, and paid to workers")
        equal(shown["proposed"], [], "nothing waits")
        code, text, _ = run("recourse", "show", CASE, "--lang", "en", "--data", book)
        check("paid to workers" in text, "recourse show for people")
        code, verified = run_json("ledger", "verify", "--data", book)
        equal((code, verified["ok"]), (0, True), "verify")
    finish("a case's last steps by their commands")


main()
