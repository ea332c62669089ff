"""What hostile bodies cost: sixteen at once, of every kind that is read into memory, and the service
stays within bounds, answers others meanwhile and gives the memory back to use."""
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish
from service import Service, make_book

CALLERS = 16
MEGABYTE = 1 << 20
BODY = 4 * MEGABYTE
# 16 bodies of 4 MB, eight readings of them with 500 000 values each, and what lies around.
MOST = 900 * MEGABYTE


def repeated(begin, one, end):
    return (begin + one * ((BODY - len(begin) - len(end)) // len(one)) + end).encode()


BODIES = {
    "ones": repeated("[1", ",1", "]"),
    "objects": repeated("[{}", ",{}", "]"),
    "arrays of ones": repeated("[[1]", ",[" + "1," * 9_000 + "1]", "]"),
    "members": repeated('{"a":1', ',"b":1', "}"),
    "postings that are none": repeated('{"op":"hold","key":"k","postings":[0', ",0", "]}"),
    "line ends": b"\n" * BODY,
    "short lines": b"1\n" * (BODY // 2),
    "texts": repeated('{"op":"post","key":"k","postings":["a"', ',"a"', "]}"),
    "depth": b"[" * BODY,
    "toml": repeated("a=[1", ",1", "]\n"),
}
REGULATORS = "/v1/master-data/check"
PATHS = {"/v1/ledger/lines": [name for name in BODIES if name != "toml"],
         REGULATORS: ["toml"],
         "/v1/ledger/entries": ["ones", "objects", "line ends", "texts"],
         "/v1/ledger/postings": ["ones"],
         "/v1/projects/QH01/payrolls/check?month=2026-10": ["ones", "members", "short lines"]}


def resident(process, what):
    """Bytes: "VmRSS" now, "VmHWM" at most so far."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith(what + ":"):
                return int(line.split()[1]) * 1024
    return 0


def attack(service, key, path, body):
    """All callers at once; their statuses, and how another one fared meanwhile."""
    statuses = []

    def ask(number):
        answer = service.connect(key).post(path, f"hostile-{number}", body)
        statuses.append(answer.status)
        if answer.status in (429, 503):
            check("retry-after" in {name.lower() for name in answer.headers.keys()}, "says when")

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(CALLERS)]
    for thread in threads:
        thread.start()
    equal(service.connect().get("/healthz").status, 200, "others are answered")
    for thread in threads:
        thread.join()
    return statuses


def main():
    worst, peak = "", 0
    with Folder() as folder:
        book, keys = make_book(folder, ["clerk", "regulator"])
        with Service(book, "--rate", "0") as service:
            for path, names in PATHS.items():
                role = "regulator" if path == REGULATORS else "clerk"
                for name in names:
                    statuses = attack(service, keys[role], path, BODIES[name])
                    equal(len(statuses), CALLERS, f"every caller is answered: {path} {name}")
                    check(all(status < 500 or status == 503 for status in statuses),
                          f"nothing is a mistake of our own: {path} {name} {statuses}")
                    now = resident(service.process, "VmHWM")
                    if os.environ.get("ANXIN_SHOW"):
                        print(f"{path} {name}: {sorted(set(statuses))} {now // MEGABYTE} MB")
                    if now > peak:
                        worst, peak = f"{path} {name}", now
            check(peak < MOST, f"{peak // MEGABYTE} MB at most, with {worst}")
            equal(service.stop(), 0, "a graceful end")
    finish(f"{peak // MEGABYTE} MB at most, with {worst}")


main()
