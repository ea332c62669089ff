"""A log that nobody reads does not hold the service up, nor its end."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, program
from service import Connection, make_book


def main():
    with Folder() as folder:
        book, _ = make_book(folder, [])
        process = subprocess.Popen([program(), "serve", "--data", book, "--listen", "127.0.0.1:0",
                                    "--rate", "0"],
                                   stdout=subprocess.PIPE, text=True)
        port = int(json.loads(process.stdout.readline())["listening"].rsplit(":", 1)[1])
        connection = Connection(port)
        answered = sum(connection.get("/healthz").status == 200 for _ in range(2000))
        equal(answered, 2000, "answers while the pipe is full")
        process.terminate()
        try:
            equal(process.wait(30), 0, "a graceful end, though nobody reads")
        except subprocess.TimeoutExpired:
            check(False, "it ends though nobody reads")
            process.kill()
        lines = process.stdout.read().splitlines()
        check(len(lines) > 100, f"what there was room for is whole: {len(lines)} lines")
        check(all(json.loads(line)["status"] == 200 for line in lines[:-1]), "line by line")
    finish("a log that nobody reads holds nobody up")


main()
