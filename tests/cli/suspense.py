"""Suspense by its commands: each way out needs two persons, and the books agree after it."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, run, run_json

NIGHT = "2026-11-18T23:30:00+08:00"
LINE = "QH02-202610-01-0001"


def main():
    with Folder() as folder:
        book = folder.at("book")
        equal(make_demo(folder)[0], 0, "demo")

        def act(actor, *words):
            return run_json(*words, "--actor", actor, "--now", NIGHT, "--data", book)

        file = os.path.join(sys.argv[2], "fixtures", "suspense", "statement-QH02-20261118.xml")
        code, _ = act("bank.icbc", "bank", "import", file)
        equal(code, 0, "bank import")
        code, _ = act("chen.clerk", "reconcile", "run", "--project", "QH02")
        equal(code, 0, "reconcile run")
        code, listed = run_json("suspense", "list", "QH02", "--now", "2026-11-21T09:00:00+08:00",
                                "--data", book)
        equal((listed["credits"], listed["debits"], len(listed["items"])),
              ("11262.25", "500.00", 4), "suspense list")
        equal([item["age_days"] for item in listed["items"]], [3, 3, 3, 3], "age of the items")
        fee, wage, stranger, court = (item["item"] for item in listed["items"])

        code, paper = act("chen.clerk", "suspense", "propose", fee, "--as", "owed-back", "--party",
                          "BK2", "--document", "说明-1")
        equal((code, paper["state"]), (0, "proposed"), "suspense propose")
        code, refused = act("chen.clerk", "suspense", "approve", paper["paper"])
        check(code != 0 and refused["error"]["code"] == "access.not-permitted",
              "the contractor does not approve its own paper")
        code, booked = act("bank.icbc", "suspense", "approve", paper["paper"])
        equal((code, booked["state"], booked["item"]), (0, "approved", fee), "suspense approve")

        code, refused = act("chen.clerk", "suspense", "propose", wage, "--as", "returned-wage",
                            "--lines", "QH02-202610-01-0002", "--document", "说明-2")
        check(code != 0 and refused["error"]["code"] == "suspense.lines", "another sum is refused")
        code, refused = act("chen.clerk", "suspense", "propose", wage, "--as", "lottery",
                            "--document", "说明-2")
        check(code != 0 and refused["error"]["code"] == "usage.word", "a way that is none")
        code, paper = act("chen.clerk", "suspense", "propose", wage, "--as", "returned-wage",
                          "--lines", LINE, "--document", "说明-2")
        code, taken = act("bank.icbc", "suspense", "withdraw", paper["paper"])
        equal((code, taken["state"]), (0, "withdrawn"), "suspense withdraw")
        code, paper = act("chen.clerk", "suspense", "propose", wage, "--as", "returned-wage",
                          "--lines", LINE, "--document", "说明-2")
        code, _ = act("bank.icbc", "suspense", "approve", paper["paper"])
        equal(code, 0, "a wage came back")
        code, shown = run_json("suspense", "show", paper["paper"], "--data", book)
        equal((shown["entry"]["item"], shown["lines"]), (wage, [LINE]), "suspense show")
        equal((shown["source"], shown["proposer"]), ("", "S003"), "suspense show says who proposed")
        for language, words in (("en", (LINE, "Proposed by S003")), ("zh", (LINE, "由 S003 提出"))):
            code, text, _ = run("suspense", "show", paper["paper"], "--lang", language,
                                "--data", book)
            check(code == 0 and all(word in text for word in words), f"suspense show in {language}")
        code, text, _ = run("suspense", "show", "QH02-U01", "--lang", "en", "--data", book)
        check("Party or worker: BK2" in text, "suspense show names the party")

        code, paper = act("chen.clerk", "suspense", "propose", stranger, "--as", "sent-back",
                          "--document", "说明-3")
        code, _ = act("zhao.regulator", "suspense", "approve", paper["paper"])
        equal(code, 0, "a stranger's money is sent back")

        def pay(amount, debtor="BK2", reference="RST-1"):
            return act("chen.clerk", "wage-account", "restitution", "pay", "QH02", "--debtor",
                       debtor, "--amount", amount, "--reference", reference, "--document", "说明-4")

        code, refused = pay("300.01")
        check(code != 0 and refused["error"]["code"] == "suspense.beyond",
              "no more is put back than is owed")
        code, paper = pay("300.00")
        code, refused = act("bank.icbc", "suspense", "approve", paper["paper"])
        check(code != 0 and refused["error"]["code"] == "access.not-permitted",
              "the debtor does not say alone that it has paid")
        code, _ = act("zhao.regulator", "suspense", "approve", paper["paper"])
        equal(code, 0, "the fee is put back")
        code, refused = pay("300.00")
        check(code != 0 and refused["error"]["code"] == "payments.funding-exists",
              "one transfer is booked once")

        code, case = act("zhao.regulator", "attachment", "open", "QH02", "--account", "wage",
                         "--court", "某县人民法院", "--document", "（2026）某执9号", "--amount",
                         "200.00", "--purpose", "other", "--on", "2026-11-18")
        code, taken = act("bank.icbc", "attachment", "execute", case["case"], "--document",
                          "（2026）某执9号之一", "--on", "2026-11-18", "--amount", "200.00")
        equal((code, taken["state"]), (0, "executed"), "a court's taking")
        code, refused = act("chen.clerk", "suspense", "propose", court, "--as", "owed-back",
                            "--party", "GC2", "--document", "说明-5")
        check(code != 0 and refused["error"]["code"] == "suspense.item-explained",
              "what the case explained is not explained again")
        code, paper = pay("200.00", "GC2", "RST-2")
        code, _ = act("bank.icbc", "suspense", "approve", paper["paper"])
        equal(code, 0, "the contractor puts back what the court took for its debt")
        code, owed = run_json("wage-account", "restitution", "list", "QH02", "--data", book)
        equal((owed["restitution"], len(owed["papers"])), ([], 3), "restitution list")

        for language, words in (("en", ("in suspense", "sent back")), ("zh", ("待查", "误入款退回"))):
            code, text, _ = run("suspense", "list", "QH02", "--lang", language, "--data", book)
            check(code == 0 and all(word in text for word in words), f"suspense list in {language}")
            for verb in ("propose", "approve", "withdraw", "show", "list"):
                code, text, _ = run("suspense", verb, "--help", "--lang", language)
                check(code == 0 and text, f"suspense {verb} --help in {language}")
        code, proved = run_json("ledger", "verify", "--data", book)
        equal((code, proved["ok"]), (0, True), "ledger verify")
    finish("suspense is explained by two persons, and nothing is booked twice")


main()
