"""An emergency fund by its commands: two persons write off, the sums say where the money is."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import SECOND_REGULATOR, Folder, check, equal, finish, program, run, run_json


def main():
    with Folder() as folder:
        book = folder.at("book")
        staff = folder.at("staff.toml")
        with open(staff, "w", encoding="utf-8") as file:
            file.write(SECOND_REGULATOR)
        county = os.path.join(sys.argv[2], "fixtures", "county", "county.toml")
        run_json("init", "--region", "360799", "--simulated-clock", "--data", book)

        def act(actor, *words):
            return run_json(*words, "--actor", actor, "--now", "2026-11-02T09:30:00+08:00",
                            "--data", book)

        for file in (county, staff):
            code, _ = act("zhao.regulator", "load", file)
            equal(code, 0, f"load {os.path.basename(file)}")
        code, opened = act("zhao.regulator", "fund", "open", "F1", "--region", "360799",
                           "--name", "应急周转金")
        equal((code, opened["fund"]), (0, "F1"), "fund open")
        code, given = act("zhao.regulator", "fund", "appropriate", "F1", "--amount", "2000000.00",
                          "--document", "财预〔2026〕1号")
        equal((code, given["state"]), (0, "booked"), "fund appropriate")
        code, twice = act("zhao.regulator", "fund", "appropriate", "F1", "--amount", "2000000.00",
                          "--document", "财预〔2026〕1号")
        check(code == 1 and twice["error"]["code"] == "fund.document-used"
              and twice["error"]["details"]["movement"] == given["movement"],
              "a document is booked once")
        code, back = act("zhao.regulator", "fund", "give-back", "F1", "--amount", "500000.00",
                         "--document", "财预〔2026〕2号")
        equal((code, back["state"]), (0, "proposed"), "fund give-back waits for a second person")
        code, refused = act("zhao.regulator", "fund", "approve", back["movement"])
        check(code != 0 and refused["error"]["code"] == "access.same-person",
              "nobody approves what they proposed")
        code, booked = act("qian.regulator", "fund", "approve", back["movement"])
        equal((code, booked["state"]), (0, "booked"), "another person approves")
        code, idle = act("zhao.regulator", "fund", "give-back", "F1", "--amount", "1.00",
                         "--document", "财预〔2026〕3号")
        code, idle = act("qian.regulator", "fund", "withdraw", idle["movement"])
        equal((code, idle["state"]), (0, "withdrawn"), "a proposal is taken back")
        code, shown = run_json("fund", "show", "F1", "--data", book)
        equal((shown["held"], shown["receivable"], shown["capital"]),
              ("1500000.00", "0.00", "1500000.00"), "fund show")
        equal([one["state"] for one in shown["movements"]], ["booked", "booked", "withdrawn"],
              "what became of the movements")
        code, text, _ = run("fund", "list", "--lang", "en", "--data", book)
        check(code == 0 and "1,500,000.00" in text, "fund list for people")
        code, verified = run_json("ledger", "verify", "--data", book)
        equal((code, verified["ok"]), (0, True), "verify")
    finish("a fund's money is where its sums say")


main()
