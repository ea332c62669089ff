"""A full disk refuses writes and harms nothing: reads, verify and a retry go on."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run, run_json

RESERVE = 64 << 20  # of the disk, kept free for reading, verifying and compacting
DISK = RESERVE + (8 << 20)


def mounted(path):
    os.makedirs(path)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", path],
                          capture_output=True, text=True, check=False)
    return done.returncode == 0


def posting(key, amount="0.01"):
    return {"op": "post", "key": key, "postings": [
        {"debit": "t:cash", "credit": "t:capital", "amount": amount}] * 200}


def apply(book, lines):
    text = "".join(json.dumps(line) + "\n" for line in lines)
    code, out, err = run("ledger", "apply", "-", "--data", book, stdin=text)
    return code, [json.loads(line) for line in out.splitlines()], err


def main():
    with Folder() as folder:
        disk = folder.at("disk")
        if not mounted(disk):
            print("skipped: a small disk cannot be mounted here (needs root)")
            finish("nothing was tried")
        try:
            fill(os.path.join(disk, "book"))
        finally:
            subprocess.run(["umount", disk], check=False)
    finish("a full disk refuses writes and harms nothing")


def fill(book):
    equal(run("init", "--region", "360781", "--data", book)[0], 0, "init")
    apply(book, [{"op": "open", "account": name, "normal": side, "currency": "CNY"}
                 for name, side in (("t:cash", "debit"), ("t:capital", "credit"))])
    booked, refused = [], []
    for round_ in range(100):
        code, answers, err = apply(book, [posting(f"k{round_}-{i}") for i in range(40)])
        equal(code, 0, "every line is answered " + err)
        booked += [a["entry"] for a in answers if a["ok"]]
        refused += [(round_, i, a["code"]) for i, a in enumerate(answers) if not a["ok"]]
        if refused:
            break
    check(len(refused) > 0, "the disk became full")
    equal({code for _, _, code in refused}, {"store.full"}, "the word of every refusal")
    code, report = run_json("ledger", "verify", "--data", book)
    equal((code, report["ok"]), (0, True), "the book verifies on the full disk")
    equal(report["entries"], 2 + len(booked), "what was answered is there, and nothing else")
    equal(run("account", "list", "--data", book)[0], 0, "accounts can be read")
    elsewhere = os.path.join(os.path.dirname(os.path.dirname(book)), "moved")
    code, _ = run_json("ledger", "backup", elsewhere, "--data", book)
    equal(code, 0, "a backup to another disk is made")
    restored = os.path.join(os.path.dirname(elsewhere), "restored")
    equal(run("ledger", "restore", elsewhere, "--data", restored)[0], 0, "and restored")
    round_, index, _ = refused[0]
    _, answers, _ = apply(restored, [posting(f"k{round_}-{index}"), posting("k0-0")])
    equal([a["replayed"] for a in answers], [False, True], "there the retry is booked, once")


main()
