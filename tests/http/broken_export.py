"""A store that is damaged under the service: an export of it ends visibly broken, never as if it were
whole; the service lives on, and its log says what happened."""
import http.client
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, run
from service import LOADED_AT, Service, make_book

POSTINGS = 3_000  # the export goes out by the thousand: some of it is sent before the damage is met
LATE = 2_500  # in the third thousand
MARK = 1  # the byte before an entry's digest in the store: which kind of digest it is


def fill(book):
    lines = [{"op": "open", "account": name, "normal": side, "currency": "CNY"}
             for name, side in (("t:cash", "debit"), ("t:capital", "credit"))]
    lines += [{"op": "post", "key": f"k{number}",
               "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "0.01"}]}
              for number in range(POSTINGS)]
    code, _, err = run("ledger", "apply", "--data", book, "-", "--now", LOADED_AT,
                       stdin="".join(json.dumps(line) + "\n" for line in lines))
    equal(code, 0, f"the book is filled: {err}")


def digests(book):
    """By entry number."""
    code, out, _ = run("ledger", "export", "--format", "ndjson", "--data", book)
    equal(code, 0, "the sound book is exported")
    return {entry["entry"]: entry["digest"] for entry in map(json.loads, out.splitlines()[1:])}


def damage(book, digest):
    """The journal's row of the entry is none any more; copies of it on old pages neither."""
    path = os.path.join(book, "data.mdb")
    with open(path, "rb") as file:
        content = file.read()
    found = 0
    with open(path, "r+b") as file:
        at = content.find(bytes.fromhex(digest))
        while at >= 0:
            if content[at - 1] == MARK:
                file.seek(at - 1)
                file.write(bytes([0xEE]))
                found += 1
            at = content.find(bytes.fromhex(digest), at + 1)
    check(found > 0, "the entry is in the store's file")


def export(service, key):
    """(status, lines, whole) of an export, as lines of the whole journal."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.request("GET", "/v1/audit/export?format=ndjson",
                       headers={"Authorization": "Bearer " + key})
    answer = connection.getresponse()
    try:
        body, whole = answer.read(), True
    except http.client.IncompleteRead as broken:
        body, whole = broken.partial, False
    finally:
        connection.close()
    return answer.status, body.decode().splitlines(), whole


def logged(service, code, times):
    """Whether the log tells so often of the export; its lines come a little after the answer."""
    for _ in range(100):
        if len(notes_of(service, code)) >= times:
            break
        time.sleep(0.05)
    return len(notes_of(service, code)) == times


def notes_of(service, code):
    notes = [json.loads(line) for line in service.lines if line.startswith("{")]
    return [note for note in notes if note.get("code") == code
            and note.get("route") == "/v1/audit/export"]


def main():
    with Folder() as folder:
        book, keys = make_book(folder, ["auditor"])
        fill(book)
        rows = digests(book)
        last = max(rows)
        with Service(book) as service:
            key = keys["auditor"]
            status, lines, whole = export(service, key)
            equal((status, len(lines), whole), (200, last + 1, True), "sound, it is whole")

            damage(book, rows[LATE])
            status, lines, whole = export(service, key)
            equal((status, whole), (200, False), "damaged, the answer breaks off")
            check(0 < len(lines) < LATE + 1, f"before the damage: {len(lines)} lines")
            check(logged(service, "store.damaged", 1), "the log tells of it")

            damage(book, rows[1])
            status, lines, whole = export(service, key)
            check(status == 500 and not lines, f"where nothing was sent, it is refused: {status}")
            check(logged(service, "store.damaged", 2), "and the log tells of it, too")

            caller = service.connect(key)
            equal(caller.get("/healthz").status, 200, "it lives on")
            equal(caller.get("/v1/audit/head").json["entry"], last, "and answers what is sound")
            status, _, _ = export(service, key)
            equal(status, 500, "the place at the gate was given back")
            equal(service.stop(), 0, "a graceful end")
    finish("a damaged book's export breaks off, and is told of")


main()
