"""The book's upkeep: status, backup while it is written, restore, compact, migrate, feed, and what
verify says of damaged files."""
import json
import os
import shutil
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, program, run, run_json

OPENINGS = [{"op": "open", "account": name, "normal": side, "currency": "CNY"}
            for name, side in (("t:cash", "debit"), ("t:capital", "credit"))]


def posting(key):
    return {"op": "post", "key": key,
            "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "0.01"}]}


def apply(book, lines):
    text = "".join(json.dumps(line) + "\n" for line in lines)
    return run("ledger", "apply", "--data", book, "-", stdin=text)


def make_book(folder, name, postings):
    book = folder.at(name)
    equal(run("init", "--data", book, "--region", "360781")[0], 0, "init")
    equal(apply(book, OPENINGS + [posting(f"k{i}") for i in range(postings)])[0], 0, "apply")
    return book


def head_of(book):
    _, head = run_json("ledger", "head", "--data", book)
    return head["entry"], head["digest"]


def verified(book):
    code, report = run_json("ledger", "verify", "--data", book)
    return code == 0 and report["ok"] and report["findings"] == []


def backs_up_while_writing(folder):
    book = make_book(folder, "busy", 10)
    writer = subprocess.Popen([program(), "ledger", "apply", "--data", book, "-"],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            writer.stdin.write((json.dumps(posting(f"w{number}")) + "\n").encode())
            writer.stdin.flush()
            number += 1
        writer.stdin.close()

    thread = threading.Thread(target=write)
    thread.start()
    for round_ in range(3):
        code, manifest = run_json("ledger", "backup", folder.at(f"backup{round_}"), "--data", book)
        equal(code, 0, f"backup {round_} while writing")
        check(manifest.get("entry", 0) >= 12, f"backup {round_} holds what was there: {manifest}")
        check(manifest["bytes"] == os.path.getsize(folder.at(f"backup{round_}", "data.mdb")),
              "the manifest knows the size")
    _, status = run_json("ledger", "status", "--data", book)
    equal(status["writer"], str(writer.pid), "status names the process that writes")
    stop.set()
    thread.join()
    equal(writer.wait(), 0, "the writer ends well")
    check(status["last_backup"]["entry"] >= 12, "status knows the last backup")
    check(verified(book), "the book verifies after it")
    return folder.at("backup2"), manifest


def restores(folder, backup, manifest):
    restored = folder.at("restored")
    equal(run("ledger", "restore", backup, "--data", restored)[0], 0, "restore")
    equal(head_of(restored), (manifest["entry"], manifest["head"]), "the restored head")
    check(verified(restored), "the restored book verifies")
    code, answer = run_json("ledger", "restore", backup, "--data", restored)
    equal((code, answer["error"]["code"]), (1, "store.exists"), "a book is not overwritten")
    again = apply(restored, [posting("k1"), posting("after")])[1].splitlines()
    equal([json.loads(line)["replayed"] for line in again], [True, False],
          "the restored book goes on where it was")

    broken = folder.at("broken-backup")
    shutil.copytree(backup, broken)
    with open(os.path.join(broken, "data.mdb"), "r+b") as file:
        file.seek(-100, os.SEEK_END)
        byte = file.read(1)
        file.seek(-100, os.SEEK_END)
        file.write(bytes([byte[0] ^ 1]))
    code, answer = run_json("ledger", "restore", broken, "--data", folder.at("never"))
    equal((code, answer["error"]["code"]), (3, "backup.digest-differs"), "a changed backup")
    check(not os.path.exists(folder.at("never")), "nothing is made of it")
    code, answer = run_json("ledger", "restore", folder.at("nothing"), "--data", folder.at("never"))
    equal(answer["error"]["code"], "backup.unreadable", "what is no backup")


def compacts_and_migrates(folder):
    book = make_book(folder, "worn", 3000)
    head = head_of(book)
    code, sizes = run_json("ledger", "compact", "--data", book)
    equal(code, 0, "compact")
    check(sizes["bytes_after"] <= sizes["bytes_before"], f"compact makes it no larger: {sizes}")
    equal(head_of(book), head, "the same head after compact")
    check(verified(book), "verify after compact")
    equal(run("ledger", "migrate", "--check", "--data", book)[0], 0, "migrate --check")
    code, answer = run_json("ledger", "migrate", "--data", book)
    equal(code, 0, "migrate")
    check(os.path.isdir(answer["kept"]), "the book as it was is kept")
    equal(head_of(book), head, "the same head after migrate")
    check(verified(book), "verify after migrate")
    equal(json.loads(apply(book, [posting("k7")])[1])["replayed"], True, "keys are still known")


def feeds(folder):
    book = make_book(folder, "fed", 25)
    whole = run("ledger", "feed", "--data", book)[1].splitlines()
    equal([json.loads(line)["entry"] for line in whole], list(range(1, 28)), "all entries in order")
    parts, after = [], 0
    while True:
        lines = run("ledger", "feed", "--after", str(after), "--limit", "4",
                    "--data", book)[1].splitlines()
        if not lines:
            break
        parts += lines
        after = json.loads(lines[-1])["entry"]
    equal(parts, whole, "resumed, the feed is the same")
    exported = run("ledger", "export", "--format", "ndjson", "--data", book)[1].splitlines()
    equal(exported[1:], whole, "the export has the same lines behind the book's")
    equal(json.loads(exported[0])["head"], head_of(book)[1], "and names the head")


def says_what_is_damaged(folder):
    book = make_book(folder, "whole", 500)
    size = os.path.getsize(os.path.join(book, "data.mdb"))
    for kept in (0, 100, 4096, 8192, size // 2):
        copy = folder.at(f"cut{kept}")
        shutil.copytree(book, copy)
        os.truncate(os.path.join(copy, "data.mdb"), kept)
        code, out, err = run("ledger", "verify", "--data", copy, "--json")
        check(code in (3, 69), f"cut to {kept} bytes: exit {code} {err}")
        answer = json.loads(out)
        check(answer.get("ok") is False or "error" in answer, f"cut to {kept} bytes: {out}")
    for at in range(16384, size, size // 60):
        copy = folder.at("flipped")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(book, copy)
        with open(os.path.join(copy, "data.mdb"), "r+b") as file:
            file.seek(at)
            byte = file.read(1)
            file.seek(at)
            file.write(bytes([byte[0] ^ 4]))
        code, out, _ = run("ledger", "verify", "--data", copy, "--json")
        check(code in (0, 3, 69), f"a bit flipped at {at}: exit {code}")
        json.loads(out)


def goes_without_damaged_webhooks(folder):
    book = make_book(folder, "hooked", 10)
    webhooks = book + ".webhooks"
    shutil.copytree(make_book(folder, "kept", 500), webhooks)
    size = os.path.getsize(os.path.join(webhooks, "data.mdb"))
    code, manifest = run_json("ledger", "backup", folder.at("hooked-whole"), "--data", book)
    equal((code, manifest["webhooks"]["bytes"] > 0), (0, True), "what is whole is taken along")
    with open(os.path.join(webhooks, "data.mdb"), "rb") as file:
        whole = file.read()
    for kept in (0, 100, 8192, size // 2):
        with open(os.path.join(webhooks, "data.mdb"), "wb") as file:
            file.write(whole[:kept])
        backup = folder.at(f"hooked{kept}")
        code, manifest = run_json("ledger", "backup", backup, "--data", book)
        equal(code, 0, f"a backup while the webhooks' file is cut to {kept} bytes")
        equal(manifest.get("webhooks"), {"damaged": True}, f"cut to {kept}: the manifest says so")
        check(not os.path.exists(os.path.join(backup, "webhooks")), "and nothing of it is there")
    with open(os.path.join(webhooks, "data.mdb"), "wb") as file:
        file.write(whole[:8192] + b"\xff" * (size - 8192))
    code, manifest = run_json("ledger", "backup", folder.at("hooked-smeared"), "--data", book)
    equal((code, manifest.get("webhooks")), (0, {"damaged": True}), "pages that are none")
    code, out, err = run("ledger", "backup", folder.at("hooked-told"), "--data", book)
    check(code == 0 and webhooks + " is damaged" in out, f"a person is told: {out} {err}")
    shutil.rmtree(book)
    equal(run("ledger", "restore", folder.at("hooked-told"), "--data", book)[0], 0, "restored")
    check(not os.path.exists(webhooks), "no other book's webhooks are left beside it")
    check(os.path.exists(webhooks + ".before-restore"), "nothing is thrown away")


def main():
    with Folder() as folder:
        backup, manifest = backs_up_while_writing(folder)
        restores(folder, backup, manifest)
        compacts_and_migrates(folder)
        feeds(folder)
        says_what_is_damaged(folder)
        goes_without_damaged_webhooks(folder)
    finish("backup, restore, compact, migrate, feed and verify do as they say")


main()
