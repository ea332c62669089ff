"""The bare ledger: the examples of its contract, the order of answers, and answers while stdin
stays open."""
import json
import os
import select
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, program, run, run_json

DAY = "2026-10-31T0{}:00:00Z"

LINES = [
    {"op": "open", "account": "t:cash", "normal": "debit", "currency": "CNY", "min": "0.00",
     "max": None, "opened_on": "2026-10-01", "at": "2026-10-01T00:00:00Z"},
    {"op": "open", "account": "t:capital", "normal": "credit", "currency": "CNY",
     "at": "2026-10-01T00:00:00Z"},
    {"op": "open", "account": "t:wages", "normal": "debit", "currency": "CNY",
     "at": "2026-10-01T00:00:00Z"},
    {"op": "post", "key": "k0", "effective_on": "2026-10-30", "at": DAY.format(1),
     "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "10.00"}]},
    {"op": "post", "key": "k1", "effective_on": "2026-10-31", "note": "收到", "at": DAY.format(2),
     "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "100.00",
                   "if": {"account": "t:cash", "at_least": "10.00"}}]},
    {"op": "post", "key": "k2", "at": DAY.format(2),
     "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "1.00",
                   "if": {"account": "t:cash", "at_least": "110.01"}}]},
    {"op": "hold", "key": "h1", "expires_at": "2026-11-03T00:00:00Z", "at": DAY.format(3),
     "postings": [{"debit": "t:wages", "credit": "t:cash", "amount": "30.00"},
                  {"debit": "t:wages", "credit": "t:cash", "amount": "5.00"}]},
    {"op": "balance", "account": "t:cash", "at": DAY.format(3)},
    {"op": "settle", "key": "s1", "hold": "h1", "lines": [{"line": 0, "amount": "25.00"}],
     "effective_on": "2026-11-02", "at": "2026-11-02T02:00:00Z"},
    {"op": "void", "key": "v1", "hold": "h1", "lines": [1], "at": "2026-11-02T03:00:00Z"},
    {"op": "hold_state", "hold": "h1", "at": "2026-11-02T03:00:00Z"},
    {"op": "balance", "account": "t:cash", "at": "2026-11-02T03:00:00Z"},
    {"op": "balance", "account": "t:cash", "as_of": DAY.format(1), "at": "2026-11-02T03:00:00Z"},
    {"op": "balance", "account": "t:cash", "effective": "2026-10-31",
     "at": "2026-11-02T03:00:00Z"},
    {"op": "history", "account": "t:cash", "limit": 2, "at": "2026-11-02T03:00:00Z"},
    {"op": "history", "account": "t:cash", "limit": 2, "before": 5, "at": "2026-11-02T03:00:00Z"},
    {"op": "entry", "key": "k1", "at": "2026-11-02T03:00:00Z"},
    {"op": "entry", "entry": 5, "at": "2026-11-02T03:00:00Z"},
    {"op": "post", "key": "k1", "effective_on": "2026-10-31", "note": "收到",
     "at": "2026-11-02T03:00:00Z",
     "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "100",
                   "if": {"account": "t:cash", "at_least": "10"}}]},
    {"op": "post", "key": "k1", "effective_on": "2026-10-31", "note": "收到",
     "at": "2026-11-02T03:00:00Z",
     "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "100.01",
                   "if": {"account": "t:cash", "at_least": "10.00"}}]},
    {"op": "post", "key": "k9", "at": "2026-11-02T03:00:00Z",
     "postings": [{"debit": "t:wages", "credit": "t:cash", "amount": "85.01"}]},
    {"op": "balance", "account": "t:nothing", "at": "2026-11-02T03:00:00Z"},
    {"op": "balance", "account": "t:cash", "at": "2026-11-01T00:00:00Z"},
    {"op": "balance", "account": "t:cash"},
]


def examples(book):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES)
    code, out, err = run("ledger", "apply", "-", "--clock", "line", "--data", book, stdin=text)
    equal(code, 0, "apply ends with 0 when every line was answered " + err)
    answers = [json.loads(line) for line in out.splitlines()]
    if not equal(len(answers), len(LINES), "every line has one answer"):
        return
    equal([a.get("entry") for a in answers[:5]], [1, 2, 3, 4, 5],
          "openings and postings take the next entry numbers")
    equal(answers[5]["code"], "ledger.condition-failed", "an unmet condition refuses")
    equal((answers[5]["posting"], answers[5]["ok"]), (0, False), "the refusal names the posting")
    equal(answers[6]["entry"], 6, "the hold")
    equal([answers[7][k] for k in ("balance", "available", "credits_pending", "debits_pending",
                                   "debits_posted", "credits_posted")],
          ["110.00", "75.00", "35.00", "0.00", "110.00", "0.00"], "the balance with a hold")
    equal((answers[8]["ok"], answers[9]["ok"]), (True, True), "settled and voided")
    equal([(l["amount"], l["settled"], l["state"]) for l in answers[10]["lines"]],
          [("30.00", "25.00", "settled"), ("5.00", "0.00", "voided")], "the hold's state")
    equal((answers[11]["balance"], answers[11]["available"]), ("85.00", "85.00"),
          "the balance after it")
    equal(answers[12]["balance"], "10.00", "the balance as of a moment")
    check("available" not in answers[12], "a past balance has no available")
    equal(answers[13]["balance"], "110.00", "the balance of what was effective")
    equal([l["entry"] for l in answers[14]["lines"]], [7, 5], "history is newest first")
    equal([l["balance"] for l in answers[14]["lines"]], ["85.00", "110.00"], "running balances")
    equal((answers[14]["lines"][0]["kind"], answers[14]["lines"][0]["side"],
           answers[14]["lines"][0]["counter"], answers[14]["lines"][0]["effective_on"]),
          ("settle", "credit", "t:wages", "2026-11-02"), "a history line")
    equal(answers[14]["next"], 5, "the next page")
    equal(([l["entry"] for l in answers[15]["lines"]], answers[15]["next"]), ([4], None),
          "the last page")
    equal(answers[16], answers[17], "an entry by key and by number")
    equal((answers[16]["kind"], answers[16]["effective_on"], answers[16]["postings"][0]["amount"],
           answers[16]["note"]), ("post", "2026-10-31", "100.00", "收到"), "an entry")
    equal(answers[16]["digest"], answers[4]["digest"], "the entry's digest is the receipt's")
    equal((answers[18]["entry"], answers[18]["replayed"]), (5, True), "a repeated key replays")
    equal((answers[19]["code"], answers[19]["field"]),
          ("ledger.key-reused", "/postings/0/amount"), "other content under the same key")
    equal((answers[20]["code"], answers[20]["field"]),
          ("ledger.insufficient-balance", "/postings/0/amount"), "below the minimum")
    equal(answers[21]["code"], "ledger.account-not-found", "an unknown account")
    equal((answers[22]["code"], answers[22]["field"]), ("ledger.malformed", "/at"),
          "time never falls")
    equal((answers[23]["code"], answers[23]["field"]), ("ledger.malformed", "/at"),
          "a line without its time")


def transfer(debit, credit, amount):
    return [{"debit": debit, "credit": credit, "amount": amount}]


# What each line does, the line, and what its answer says.
MORE = [
    ("open", {"op": "open", "account": "t:cash", "normal": "debit", "currency": "CNY",
              "opened_on": "2026-10-01"}, {"entry": 1}),
    ("open", {"op": "open", "account": "t:capital", "normal": "credit", "currency": "CNY",
              "opened_on": "2026-10-01"}, {"entry": 2}),
    ("open", {"op": "open", "account": "t:spare", "normal": "debit", "currency": "CNY",
              "opened_on": "2026-10-01"}, {"entry": 3}),
    ("post", {"op": "post", "key": "k1", "postings": transfer("t:cash", "t:capital", "100.00")},
     {"entry": 4}),
    ("reverse by key", {"op": "reverse", "key": "r1", "entry": "k1", "reason": "双倍入账"},
     {"entry": 5}),
    ("the entry reversed", {"op": "entry", "key": "k1"}, {"kind": "post", "reversed_by": 5}),
    ("the reversal", {"op": "entry", "key": "r1"}, {"kind": "reverse", "reverses": 4}),
    ("balance", {"op": "balance", "account": "t:cash"}, {"balance": "0.00"}),
    ("once per entry", {"op": "reverse", "key": "r2", "entry": 4, "reason": "again"},
     {"code": "ledger.already-reversed", "field": "/entry"}),
    ("reverse by number", {"op": "reverse", "key": "r3", "entry": 5, "reason": "是一笔"},
     {"entry": 6}),
    ("balance", {"op": "balance", "account": "t:cash"}, {"balance": "100.00"}),
    ("freeze", {"op": "freeze", "key": "f1", "account": "t:cash", "side": "debit"}, {"entry": 7}),
    ("frozen", {"op": "post", "key": "k2", "postings": transfer("t:cash", "t:capital", "1.00")},
     {"code": "ledger.account-frozen", "field": "/postings/0/debit"}),
    ("the other side", {"op": "post", "key": "k3",
                        "postings": transfer("t:capital", "t:cash", "1.00")}, {"entry": 8}),
    ("unfreeze", {"op": "unfreeze", "key": "f2", "account": "t:cash", "side": "debit"},
     {"entry": 9}),
    ("limits", {"op": "limits", "key": "l1", "account": "t:cash", "min": "-5.00"}, {"entry": 10}),
    ("below the limit", {"op": "post", "key": "k4",
                         "postings": transfer("t:capital", "t:cash", "104.01")},
     {"code": "ledger.insufficient-balance", "field": "/postings/0/amount"}),
    ("at the limit", {"op": "post", "key": "k4",
                      "postings": transfer("t:capital", "t:cash", "104.00")}, {"entry": 11}),
    ("no limit", {"op": "limits", "key": "l2", "account": "t:cash", "min": None}, {"entry": 12}),
    ("hold", {"op": "hold", "key": "h1", "postings": transfer("t:cash", "t:capital", "5.00")},
     {"entry": 13}),
    ("settle all", {"op": "settle", "key": "s1", "hold": "h1"}, {"entry": 14}),
    ("not empty", {"op": "hold", "key": "h2", "postings": transfer("t:spare", "t:cash", "3.00")},
     {"entry": 15}),
    ("close", {"op": "close", "key": "c1", "account": "t:spare"},
     {"code": "ledger.account-not-empty", "field": "/account"}),
    ("void all", {"op": "void", "key": "v2", "hold": "h2"}, {"entry": 16}),
    ("close", {"op": "close", "key": "c1", "account": "t:spare"}, {"entry": 17}),
    ("closed", {"op": "post", "key": "k5", "postings": transfer("t:spare", "t:cash", "1.00")},
     {"code": "ledger.account-closed", "field": "/postings/0/debit"}),
    ("not before today", {"op": "close_period", "key": "p1", "through": "2026-10-31"},
     {"code": "ledger.effective-date-invalid", "field": "/through"}),
    ("close a period", {"op": "close_period", "key": "p1", "through": "2026-09-30"},
     {"entry": 18}),
    ("a closed period", {"op": "open", "account": "t:old", "normal": "debit", "currency": "CNY",
                         "opened_on": "2026-09-30"},
     {"code": "ledger.period-closed", "field": "/opened_on"}),
    ("never falling", {"op": "close_period", "key": "p2", "through": "2026-09-29"},
     {"code": "ledger.period-closed", "field": "/through"}),
    ("a key is for ever", {"op": "reverse", "key": "r1", "entry": "k1", "reason": "双倍入账"},
     {"entry": 5, "replayed": True}),
    ("other content", {"op": "reverse", "key": "r1", "entry": "k1", "reason": "别的理由"},
     {"code": "ledger.key-reused", "field": "/reason"}),
]


def more_examples(book):
    code, _ = run_json("init", "--region", "360781", "--simulated-clock", "--data", book)
    equal(code, 0, "init")
    text = "".join(json.dumps({**line, "at": DAY.format(1)}) + "\n" for _, line, _ in MORE)
    code, out, err = run("ledger", "apply", "-", "--clock", "line", "--data", book, stdin=text)
    equal(code, 0, "apply " + err)
    answers = [json.loads(line) for line in out.splitlines()]
    for (title, _, expected), answer in zip(MORE, answers, strict=True):
        equal({name: answer.get(name) for name in expected}, expected, title)
    code, verified = run_json("ledger", "verify", "--data", book)
    equal((code, verified["ok"], verified["entries"]), (0, True, 18), "verify")


def malformed(book):
    text = ('not json\n\n{"op":"balance","account":"t:cash"}\n{"op":"fly"}\n[]\n'
            '{"op":"balance","account":"t:cash","x":1}\n{"op":"balance","account":"t:cash"}')
    code, out, _ = run("ledger", "apply", "-", "--data", book, stdin=text)
    equal(code, 0, "a malformed line does not stop the run")
    answers = [json.loads(line) for line in out.splitlines()]
    equal([a["ok"] for a in answers], [False, False, True, False, False, False, True],
          "answers stand in the order of the lines, the last one without its line end")
    equal([a.get("code") for a in answers if not a["ok"]], ["ledger.malformed"] * 5, "malformed")
    check(all(a.get("message") for a in answers if not a["ok"]), "every refusal has its sentence")


def read_line(stream, seconds=20):
    ready, _, _ = select.select([stream], [], [], seconds)
    return json.loads(stream.readline()) if ready else None


def interactive(book):
    child = subprocess.Popen([program(), "ledger", "apply", "-", "--data", book],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    for number in range(3):
        child.stdin.write(json.dumps({"op": "post", "key": f"i{number}", "postings": [
            {"debit": "t:cash", "credit": "t:capital", "amount": "1.00"}]}) + "\n")
        child.stdin.flush()
        answer = read_line(child.stdout)
        if not check(answer and answer["ok"], "an answer comes while stdin stays open"):
            child.kill()
            return
    whole = '{"op":"balance","account":"t:cash"}\n'
    child.stdin.write(whole + whole[:10])
    child.stdin.flush()
    check(read_line(child.stdout), "half a line does not hold back the answers before it")
    child.stdin.write(whole[10:])
    child.stdin.flush()
    check(read_line(child.stdout), "the rest of the line completes it")
    child.stdin.close()
    equal(child.wait(20), 0, "the end of input ends the run")
    child.stdout.close()


def metrics(folder):
    """What monitoring reads: whole at the end, and a path that cannot be written is said at once."""
    book = folder.at("watched")
    run_json("init", "--region", "360781", "--simulated-clock", "--data", book)
    path = folder.at("anxin.prom")
    lines = "".join(json.dumps(line) + "\n" for line in LINES)
    code, _, _ = run("ledger", "apply", "-", "--clock", "line", "--metrics", path, "--data", book,
                     stdin=lines)
    equal(code, 0, "apply with --metrics")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for line in ('anxin_commands_total{outcome="accepted"} 8', "anxin_postings_total 3",
                 'anxin_commands_total{outcome="replayed"} 1', "anxin_writer_stopped 0"):
        check(line + "\n" in text, f"metrics hold {line}")
    nowhere = os.path.join(folder.at("missing"), "anxin.prom")
    code, _, err = run("ledger", "apply", "-", "--metrics", nowhere, "--data", book, stdin="")
    check(code != 0 and nowhere in err, "a metrics file that cannot be written is named")


STATEMENTS = [  # options, then opening, number of lines, closing
    ([], "0.00", 3, "85.00"),
    (["--from", "2026-10-30"], "0.00", 3, "85.00"),
    (["--from", "2026-10-31"], "10.00", 2, "85.00"),
    (["--from", "2026-10-31", "--to", "2026-10-31"], "10.00", 1, "110.00"),
    (["--from", "2026-11-03"], "85.00", 0, "85.00"),
    (["--to", "2026-10-30"], "0.00", 1, "10.00"),
    (["--by", "recorded", "--from", "2026-10-31", "--to", "2026-10-31"], "0.00", 2, "110.00"),
    (["--by", "recorded", "--from", "2026-11-01"], "110.00", 1, "85.00"),
    (["--by", "recorded", "--to", "2026-11-01"], "0.00", 2, "110.00"),
]


def statements(folder):
    """Both clocks: k0 was recorded on the 31st and is effective on the 30th."""
    book = folder.at("watched")
    late = {"op": "post", "key": "late", "effective_on": "2026-10-31", "at": "2026-11-04T01:00:00Z",
            "postings": [{"debit": "t:cash", "credit": "t:capital", "amount": "1.00"}]}
    for options, opening, count, closing in STATEMENTS:
        code, made = run_json("account", "statement", "t:cash", *options, "--data",
                              folder.at("watched"))
        equal((code, made["opening"], len(made["lines"]), made["closing"]),
              (0, opening, count, closing), f"statement {' '.join(options)}")
    run("ledger", "apply", "-", "--clock", "line", "--data", book, stdin=json.dumps(late) + "\n")
    _, made = run_json("account", "statement", "t:cash", "--from", "2026-11-01", "--data", book)
    equal([line["amount"] for line in made["lines"]], ["25.00"],
          "a line recorded late for a day before ends no statement")


def anchors(folder):
    """A head printed earlier is in the book still, or verify says where it is not."""
    book = folder.at("watched")
    _, head = run_json("ledger", "head", "--data", book)
    good = f"{head['entry']}:{head['digest']}"
    other = f"{head['entry'] - 1}:{head['digest']}"
    code, verified = run_json("ledger", "verify", "--anchor", good, "--data", book)
    equal((code, verified["ok"]), (0, True), "the book contains its own head")
    for anchor, place in ((other, f"entry {head['entry'] - 1}"),
                          (f"9999:{head['digest']}", "entry 9999")):
        code, verified = run_json("ledger", "verify", "--anchor", anchor, "--data", book)
        equal((code, [(one["code"], one["place"]) for one in verified["findings"]]),
              (3, [("verify.anchor-differs", place)]), "another head is not in it")
    for wrong in ("7", "7:abc", "x:" + head["digest"], head["digest"]):
        code, answer = run_json("ledger", "verify", "--anchor", wrong, "--data", book)
        equal((code, answer["error"]["code"]), (2, "usage.anchor"), f"anchor {wrong[:8]}")


def dry_runs(folder):
    """What cannot be tried out says so instead of acting."""
    book = folder.at("watched")
    before = run_json("ledger", "head", "--data", book)
    for words in (["init", "--region", "360781", "--data", folder.at("never")],
                  ["ledger", "compact", "--data", book], ["ledger", "migrate", "--data", book],
                  ["ledger", "backup", folder.at("never"), "--data", book],
                  ["ledger", "restore", book, "--data", folder.at("never")]):
        code, answer = run_json(*words, "--dry-run")
        equal((code, answer["error"]["code"]), (2, "usage.dry-run"), " ".join(words[:2]))
    check(not os.path.exists(folder.at("never")), "nothing was made")
    equal(run_json("ledger", "head", "--data", book), before, "nothing was changed")


def main():
    with Folder() as folder:
        book = folder.at("book")
        code, _ = run_json("init", "--region", "360781", "--simulated-clock", "--data", book)
        equal(code, 0, "init")
        examples(book)
        malformed(book)
        interactive(book)
        more_examples(folder.at("more"))
        metrics(folder)
        statements(folder)
        dry_runs(folder)
        anchors(folder)
        code, verified = run_json("ledger", "verify", "--data", book)
        equal((code, verified["ok"]), (0, True), "verify")
        real = folder.at("real")
        run_json("init", "--region", "360781", "--data", real)
        code, answer = run_json("ledger", "apply", "-", "--clock", "line", "--data", real, stdin="")
        equal((code, answer["error"]["code"]), (2, "usage.clock"),
              "line time is for simulated books only")
        demo = folder.at("file.ndjson")
        with open(demo, "w", encoding="utf-8") as file:
            file.write('{"op":"balance","account":"t:cash"}\n')
        code, out, _ = run("ledger", "apply", demo, "--data", book)
        equal((code, json.loads(out)["balance"]), (0, "88.00"), "apply from a file")
    finish("the bare ledger answers as its contract says")


main()
