"""Payment files in banks' layouts, papers to print, the adjustment statement: by their commands."""
import os
import stat
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, make_demo, run, run_json, source

BATCH = "QH01-202610-01"


def approved(folder):
    """A book of its own, up to the approval of QH01's October."""
    book = folder.at("second")
    county = source("fixtures", "county")
    steps = [("2026-11-02T09:30:00+08:00", "zhao.regulator", ["load", county]),
             ("2026-11-06T15:00:00+08:00", "bank.ccb",
              ["funding", "receive", "--project", "QH01", "--amount", "2100000.00",
               "--reference", "FD"]),
             ("2026-11-10T10:00:00+08:00", "li.clerk",
              ["payroll", "submit", os.path.join(county, "wages-2026-10-QH01.csv"), "--project",
               "QH01", "--month", "2026-10", "--confirmed"]),
             ("2026-11-10T10:30:00+08:00", "zhang.manager", ["payroll", "approve", BATCH])]
    equal(run("init", "--region", "360799", "--simulated-clock", "--data", book)[0], 0, "init")
    for when, actor, words in steps:
        code, _, err = run(*words, "--actor", actor, "--now", when, "--data", book)
        equal(code, 0, f"{words[0]}: {err}")
    return book


def check_layout(folder, book):
    out = folder.at("out")
    os.mkdir(out)
    words = ["payroll", "instruct", BATCH, "--out", out, "--actor", "zhang.manager", "--now",
             "2026-11-11T10:00:00+08:00", "--data", book]
    code, answer = run_json(*words, "--profile", "none")
    equal((code, answer["error"]["code"]), (1, "payments.outgoing-profile-unknown"), "no layout")
    code, answer = run_json(*words, "--profile", "pipe")
    equal((code, answer["error"]["code"]), (1, "bank.outgoing-character"), "a name beyond GBK")
    code, answer = run_json(*words, "--profile", "ccb-9")
    equal(code, 0, "instructed in the layout of nine columns")
    with open(os.path.join(out, BATCH + "-F1.csv"), "rb") as file:
        lines = file.read().decode("gb18030").split("\r\n")
    equal(len(lines), 300, "captions, 298 payments and nothing after the last line end")
    amounts = sum(round(float(line.split(",")[3]) * 100) for line in lines[1:-1])
    equal(f"{amounts / 100:.2f}", answer["sum"], "the lines add up to the answer")
    again = run("payroll", "file", BATCH + "-F1", "--actor", "li.clerk", "--data", book, "--out",
                folder.at("again.csv"))
    equal(again[0], 0, "written again")
    with open(folder.at("again.csv"), "rb") as file:
        equal(file.read().decode("gb18030").split("\r\n"), lines, "the same bytes")


def check_private(paths, texts):
    for path in paths:
        equal(stat.S_IMODE(os.stat(path).st_mode), 0o600, f"{path}: its owner alone")
        with open(path, encoding="utf-8") as file:
            page = file.read()
        check("<script" not in page and "http://" not in page and "https://" not in page,
              f"{path}: nothing runs and nothing comes from elsewhere")
        for text in texts:
            check(text in page, f"{path}: has {text}")


def check_papers(folder, book):
    for verb, text, least in (("sheet", "Wage sheet for signature", 2),
                              ("voucher", "Voucher of wages", 1), ("slips", "Wage slip", 298)):
        words = ["payroll", verb, BATCH, "--out", folder.at(verb), "--data", book]
        code, answer = run_json(*words)
        equal((code, answer["error"]["code"]), (77, "access.actor-missing"), f"{verb}: nobody")
        check(not os.path.exists(folder.at(verb)), f"{verb}: refused before anything is written")
        code, answer = run_json(*words, "--actor", "li.clerk")
        equal(code, 0, verb)
        check(len(answer["files"]) >= least, f"{verb}: {len(answer['files'])} papers")
        check_private(answer["files"], [text, "人民币"])
    code, out, err = run("payroll", "slips", BATCH, "--out", folder.at("slips"), "--data", book,
                         "--actor", "li.clerk", language="zh")
    check(code == 0 and "100 / " in err and "份" in out, "many papers tell how far they are")


def check_adjustment(folder, book):
    words = ["reconcile", "statement", "QH02/icbc", "--on", "2026-11-12", "--data", book]
    code, answer = run_json(*words)
    equal((code, answer["balances"]), (0, True), "the adjusted balance is the bank's")
    equal(answer["adjusted_book"], answer["bank"], "to the fen")
    code, page, _ = run(*words, language="zh")
    yuan, fen = answer["bank"].split(".")
    check("银行存款余额调节表" in page and f"{int(yuan):,}.{fen}" in page, "the page has the balance")
    for name in ("a.xlsx", "b.xlsx"):
        equal(run(*words, "--out", folder.at(name))[0], 0, name)
    with open(folder.at("a.xlsx"), "rb") as one, open(folder.at("b.xlsx"), "rb") as two:
        equal(one.read(), two.read(), "the same workbook twice")
    with zipfile.ZipFile(folder.at("a.xlsx")) as book_file:
        equal(book_file.testzip(), None, "a sound workbook")
        check(b"inlineStr" not in book_file.read("xl/worksheets/sheet1.xml"), "no inline texts")


def main():
    with Folder() as folder:
        equal(make_demo(folder)[0], 0, "the demo")
        book = folder.at("book")
        code, profiles = run_json("bank", "profiles")
        equal(code, 0, "bank profiles")
        check({"ccb-9", "icbc-19", "pipe"} <= {one["id"] for one in profiles["outgoing"]}, "layouts")
        check_layout(folder, approved(folder))
        check_papers(folder, book)
        check_adjustment(folder, book)
    finish("layouts, papers and the adjustment statement")


main()
