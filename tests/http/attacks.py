"""The attack table of tests/tools/http_attacks.py against the service itself: all are refused, and
others are answered meanwhile."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, source
from service import Service, make_book


def main():
    with Folder() as folder:
        book, keys = make_book(folder, ["clerk"])
        with open(folder.at("key"), "w", encoding="utf-8") as file:
            file.write(keys["clerk"])
        with Service(book, "--rate", "0") as service:
            done = subprocess.run(
                [sys.executable, source("tests", "tools", "http_attacks.py"), "127.0.0.1",
                 str(service.port), "--quick", "--key-file", folder.at("key")],
                capture_output=True, text=True, check=False)
            equal(done.returncode, 0, f"all attacks are refused: {done.stdout[-4000:]} {done.stderr}")
            equal(service.connect().get("/healthz").status, 200, "it lives on")
            equal(service.stop(), 0, "a graceful end")
            check(all('"status":5' not in line or '"status":503' in line for line in service.lines),
                  "nothing was a mistake of our own")
    finish(done.stdout.strip().splitlines()[-1])


main()
