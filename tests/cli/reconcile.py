"""A bank clerk's month: days, suggestions, confirmation, taking back, signing, alarms."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, run, run_json

NOW = "2026-11-18T09:00:00+08:00"
ENTRY = "QH02/icbc/000002/000001"


class Clerk:
    def __init__(self, folder):
        self.book = folder.at("book")

    def ask(self, *words, language="en"):
        code, out, err = run(*words, "--data", self.book, "--now", NOW, language=language)
        check(code == 0, f"{' '.join(words)}: {code} {out} {err}")
        return out

    def ask_json(self, *words):
        code, answer = run_json(*words, "--data", self.book, "--now", NOW)
        equal(code, 0, " ".join(words))
        return answer

    def refused(self, *words):
        _, answer = run_json(*words, "--data", self.book, "--now", NOW)
        return answer.get("error", {}).get("code")


def sees_days(clerk):
    days = clerk.ask_json("reconcile", "days", "--project", "QH02", "--month", "2026-11")["days"]
    equal([(one["day"][8:], one["state"]) for one in days],
          [("06", "reconciled"), ("09", "no-movement"), ("10", "no-movement"),
           ("11", "no-movement"), ("12", "reconciled"), ("13", "reconciled"),
           ("16", "no-movement"), ("17", "reconciled")], "the days of November")
    for language, word in (("en", "no movement"), ("zh", "无收支")):
        check(word in clerk.ask("reconcile", "days", "--project", "QH02", language=language),
              f"days say {word}")


def takes_back_and_confirms(clerk):
    equal(clerk.refused("reconcile", "unmatch", ENTRY, "--reason", " ", "--actor", "chen.clerk"),
          "reconcile.reason-missing", "no reason")
    answer = clerk.ask_json("reconcile", "unmatch", ENTRY, "--reason", "wrong batch",
                            "--actor", "chen.clerk")
    equal(answer["was"], "batch", "what the entry was")
    shown = clerk.ask_json("reconcile", "show", "--project", "QH02")
    check(shown["balances"], "the balances agree with an entry taken back")
    equal(sum(one["count"] for one in shown["ageing"]), len(shown["open_items"]), "every item has an age")
    alarms = clerk.ask_json("reconcile", "alarms", "--project", "QH02")["alarms"]
    equal([one["kind"] for one in alarms], ["paid-differs"], "the alarm of a payment of ours")
    history = clerk.ask_json("reconcile", "history", ENTRY)["changes"]
    equal([(one["kind"], one["reason"]) for one in history], [("unmatched", "wrong batch")], "history")
    check("wrong batch" in clerk.ask("reconcile", "history", ENTRY), "the reason is shown")
    equal(clerk.refused("reconcile", "sign", "--project", "QH02", "--on", "2026-11-12", "--actor",
                        "chen.clerk"), "reconcile.day-not-reconciled", "a day in suspense")


def signs(clerk):
    words = ("reconcile", "sign", "--project", "QH02", "--on", "2026-11-13", "--actor")
    equal(clerk.ask_json(*words, "bank.icbc")["state"], "half-signed", "the bank signs")
    equal(clerk.ask_json(*words, "chen.clerk")["state"], "signed", "the contractor signs")
    equal(clerk.refused("reconcile", "unmatch", "QH02/icbc/000003/000001", "--reason", "x",
                        "--actor", "chen.clerk"), "reconcile.day-signed", "a signed day")


def runs_a_month(clerk):
    code, out, err = run("reconcile", "run", "--project", "QH01", "--month", "2026-11", "--actor",
                         "li.clerk", "--data", clerk.book, "--now", NOW)
    equal(code, 0, f"a month in one run: {err}")
    check("2026-11-17" in out, "every day has its line")
    equal(clerk.ask("reconcile", "show", "--project", "QH01", "--month", "2026-11"), out,
          "the same bytes when shown again")


def main():
    with Folder() as folder:
        code, _, err = make_demo(folder)
        equal(code, 0, f"the demo: {err}")
        clerk = Clerk(folder)
        sees_days(clerk)
        check("nothing" in clerk.ask("reconcile", "suggestions", "--project", "QH02").lower(),
              "no suggestion after the demo")
        takes_back_and_confirms(clerk)
        signs(clerk)
        runs_a_month(clerk)
        for verb in ("suggestions", "confirm", "unmatch", "history", "days", "sign", "items", "alarms"):
            check("--help" in clerk.ask("reconcile", verb, "--help"), f"{verb} explains itself")
        equal(clerk.ask_json("bank", "quarantine", "list", "--project", "QH02")["files"], [], "no file waits")
    finish("a clerk's month of reconciliation")


main()
