"""The half-yearly clearing (65号 art. 22): whose deposit could go back, and what is missing for it."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import SECOND_REGULATOR, Folder, check, equal, finish, run, run_json, source


class Book:
    def __init__(self, folder):
        self.path = folder.at("book")
        self.day = ""
        staff = folder.at("staff.toml")
        with open(staff, "w", encoding="utf-8") as file:
            file.write(SECOND_REGULATOR)
        run_json("init", "--region", "360799", "--simulated-clock", "--data", self.path)
        self.day = "2026-03-20"
        for file in (source("fixtures", "county", "county.toml"), staff):
            self.act("zhao.regulator", "load", file)

    def act(self, actor, *words):
        code, answer = run_json(*words, "--actor", actor, "--now", f"{self.day}T10:00:00+08:00",
                                "--data", self.path)
        check(code == 0, f"{' '.join(words)}: {answer.get('error', answer)}")
        return answer

    def clearing(self, *words):
        code, answer = run_json("deposit", "clearing", *words, "--data", self.path)
        equal(code, 0, "deposit clearing")
        return [(one["contract"], one["ground"], one["since"], one["cash"], one["missing"])
                for one in answer["deposits"]]


def main():
    with Folder() as folder:
        book = Book(folder)
        book.act("zhao.regulator", "deposit", "assess", "QH01", "--bank", "BK1")
        equal(book.clearing("--on", "2027-06-02"), [], "nothing is there to go back")
        book.act("bank.ccb", "deposit", "store", "QH01", "--amount", "2520000.00", "--reference", "S")
        # 15 months from 1 March 2026 on; 1 June 2027 is the last day of them
        waits = [("QH01", "term-ended", "2027-06-02", "2520000.00", ["application"])]
        for day, expected in (("2027-06-01", []), ("2027-06-02", waits), ("2027-06-03", waits)):
            equal(book.clearing("--on", day), expected, f"the term, asked for {day}")
        equal(book.clearing("--on", "2027-06-02", "--region", "350000"), [], "another province")
        book.day = "2026-12-31"
        refund = book.act("li.clerk", "deposit", "refund", "QH01", "--completed-on", "2026-10-31",
                          "--public-from", "2026-11-02")["refund"]
        complete = ("QH01", "works-complete", "2026-10-31", "2520000.00")
        equal(book.clearing("--on", "2026-10-30"), [], "before the completion")
        equal(book.clearing("--on", "2026-10-31"), [(*complete, ["audit"])], "applied for")
        book.act("zhao.regulator", "deposit", "audit", refund)
        equal(book.clearing(), [(*complete, ["confirmation"])], "audited")
        code, text, _ = run("deposit", "clearing", "--lang", "en", "--data", book.path)
        check(code == 0 and "another person's confirmation" in text, "clearing for people")
        book.act("qian.regulator", "deposit", "confirm", refund)
        equal(book.clearing(), [], "refunded")
        code, text, _ = run("deposit", "clearing", "--lang", "en", "--data", book.path)
        check(code == 0 and "No deposit is to be cleared." in text, "clearing of nothing for people")
    finish("the half-yearly clearing names what is missing for a refund")


main()
