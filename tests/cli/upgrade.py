"""A book of an earlier format: recognised, migrated whole, and carried on."""
import hashlib
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run, run_json, source

FIXTURES = ("fixtures", "upgrade")
HEAD = "737c8bf35bfa9eb36a010da39133bebb6ced5266654ab6ea1882414a55d30208"
LOAD_KEY = "a735d107efca9d09c24f7bd76779b46e"


def lines(*parts):
    with open(source(*FIXTURES, *parts), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_refused_as_older(book):
    for words in (["ledger", "verify"], ["ledger", "head"], ["account", "list"], ["overview"]):
        code, out, _ = run(*words, "--data", book, "--json")
        equal((code, json.loads(out)["error"]["code"]), (69, "store.format-older"), " ".join(words))
    code, _, err = run("ledger", "status", "--data", book)
    check(code == 69 and "anxin ledger migrate" in err, f"status says what to do: {err!r}")


def migrates(book):
    code, answer = run_json("ledger", "migrate", "--check", "--data", book)
    equal((code, answer["format_before"], answer["format"]), (0, 0, 1), "migrate --check")
    code, answer = run_json("ledger", "migrate", "--data", book)
    equal((code, answer["format_before"]), (0, 0), "migrate")
    check(os.path.exists(os.path.join(answer["kept"], "data.mdb")), "the old book is kept")
    code, answer = run_json("ledger", "verify", "--data", book)
    equal((code, answer["ok"], answer["head"]), (0, True, HEAD), "verify after the migration")


def recomputes(folder, book):
    code, exported, _ = run("ledger", "export", "--format", "ndjson", "--data", book)
    equal(code, 0, "export")
    with open(folder.at("book.ndjson"), "w", encoding="utf-8") as file:
        file.write(exported)
    done = subprocess.run([sys.executable, source("tests", "ledger", "recompute_export.py"),
                           folder.at("book.ndjson")], capture_output=True, text=True, check=False)
    formats = {json.loads(line)["format"] for line in exported.splitlines()}
    equal(done.stderr, "", "the independent recomputation")
    return done.stdout.strip(), formats


def answers_as_before(book):
    code, accounts = run_json("account", "list", "--data", book)
    equal((code, accounts), (0, lines("format-0", "accounts.json")[0]), "every balance")
    asked = lines("commands.ndjson")
    first = lines("format-0", "answers.ndjson")
    later = "".join(json.dumps({**one, "at": "2026-11-06T02:00:00Z"}) + "\n" for one in asked)
    code, out, _ = run("ledger", "apply", "-", "--clock", "line", "--data", book, stdin=later)
    again = [json.loads(line) for line in out.splitlines()]
    equal(code, 0, "apply again")
    for command, then, now in zip(asked, first, again, strict=True):
        equal(now, {**then, "replayed": True}, f"{command['op']} {command.get('key', '')} again")
    code, out, err = run("load", source("fixtures", "county", "county.toml"), "--data", book,
                         "--actor", "u:gao", "--key", LOAD_KEY, "--json",
                         "--now", "2026-11-06T02:30:00Z")
    equal((code, json.loads(out).get("replayed")), (0, True), "the load again " + err)
    code, answer = run_json("overview", "--data", book)
    equal((code, len(answer["contracts"])), (0, 2), "the contracts")


def goes_on(folder, book):
    command = {"op": "post", "key": "after", "at": "2026-11-06T03:00:00Z",
               "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "0.37"}]}
    code, out, _ = run("ledger", "apply", "-", "--clock", "line", "--data", book,
                       stdin=json.dumps(command) + "\n")
    answer = json.loads(out)
    equal((code, answer["entry"], answer["replayed"]), (0, 61, False), "a new entry")
    code, answer = run_json("ledger", "verify", "--data", book)
    head, formats = recomputes(folder, book)
    equal((code, answer["ok"], answer["head"]), (0, True, head), "verify at the end")
    equal(formats, {0, 1}, "the formats of the entries")


def restores(folder):
    """A backup that was made in the older format is restored as it is, and then migrated."""
    backup, book = folder.at("backup"), folder.at("restored")
    os.mkdir(backup)
    data = shutil.copy(source(*FIXTURES, "format-0", "book", "data.mdb"), backup)
    with open(data, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    manifest = {"format": 0, "book": "0", "entry": 60, "head": HEAD, "sha256": digest}
    for head, expected in (("0" * 64, (3, "backup.digest-differs")), (HEAD, (0, None))):
        with open(os.path.join(backup, "manifest.json"), "w", encoding="utf-8") as file:
            json.dump({**manifest, "head": head}, file)
        code, answer = run_json("ledger", "restore", backup, "--data", book)
        found = (code, answer.get("error", {}).get("code"))
        equal(found, expected, f"restore of an older backup whose manifest says {head[:4]}")
    migrates(book)


def main():
    with Folder() as folder:
        shutil.copytree(source(*FIXTURES, "format-0"), folder.at("old"))
        book = folder.at("old", "book")
        is_refused_as_older(book)
        migrates(book)
        equal(recomputes(folder, book), (HEAD, {0}), "the head from the export")
        answers_as_before(book)
        goes_on(folder, book)
        restores(folder)
    finish("a book of format 0 is migrated and goes on")


main()
