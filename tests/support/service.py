"""A running service for the scripts of tests/http: the county's book, a key for each role, requests.

Needs harness.py beside it and the same two arguments of the script.
"""
import http.client
import json
import os
import signal
import subprocess
import sys
import threading

from harness import check, equal, program, run, run_json, source

LOADED_AT = "2026-11-02T09:30:00+08:00"
LOGINS = {"clerk": "li.clerk", "approver": "zhang.manager", "subcontractor": "ma.sub",
          "owner": "gao.owner", "supervisor": "tang.supervisor", "bank": "bank.ccb",
          "regulator": "zhao.regulator", "auditor": "yu.auditor", "policy": "he.policy",
          "viewer": "fan.viewer", "worker": "kiosk.worker", "admin": "jia.admin"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """Of a problem; None of an answer."""
        return self.json.get("code") if self.status >= 400 else None


class Connection:
    """One kept-alive connection of somebody with a key."""

    def __init__(self, port, key=None):
        self.key = key
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, body=None, headers=None):
        sent = {"Accept-Language": "en", **(headers or {})}
        if self.key:
            sent["Authorization"] = "Bearer " + self.key
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            sent["Content-Type"] = "application/json"
        if method != "GET" and body is None:
            body = b""
        if isinstance(body, str):
            body = body.encode()
        self.wire.request(method, path, body=body, headers=sent)
        got = self.wire.getresponse()
        return Answer(got.status, got.headers, got.read())

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def post(self, path, once=None, body=None, **headers):
        if once is not None:
            headers["Idempotency-Key"] = once
        return self.ask("POST", path, body, headers)

    def close(self):
        self.wire.close()


class Service:
    """`anxin serve` on a port of its own; ends with its block."""

    def __init__(self, book, *options):
        self.book, self.options = book, options
        self.lines, self.process, self.port = [], None, None

    def start(self):
        self.process = subprocess.Popen(
            [program(), "serve", "--data", self.book, "--listen", "127.0.0.1:0", "--json",
             *self.options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        first = self.process.stdout.readline()
        try:
            self.port = int(json.loads(first)["listening"].rsplit(":", 1)[1])
        except (ValueError, KeyError):
            sys.exit(f"FAILED: serve says where it listens: {first!r}")
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        return self

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(60)
        self.reader.join(10)
        return code

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)

    def connect(self, key=None):
        return Connection(self.port, key)


def make_book(folder, roles=LOGINS):
    """The county's book on a simulated clock; answers (book, {role: key})."""
    book = folder.at("book")
    run_json("init", "--region", "360799", "--simulated-clock", "--data", book)
    for path in ("county", os.path.join("service", "staff.toml")):
        code, said = run_json("load", source("fixtures", path), "--data", book,
                              "--actor", "zhao.regulator", "--now", LOADED_AT)
        equal(code, 0, f"load {path}: {said}")
    keys = {}
    for role in roles:
        code, made = run_json("key", "create", "--login", LOGINS[role], "--data", book,
                              *(["--project", "QH01"] if role == "supervisor" else []))
        equal(code, 0, f"key of {role}: {made}")
        keys[role] = made["key"]
    return book, keys


def verified(book):
    code, report = run_json("ledger", "verify", "--data", book)
    return check(code == 0 and report["ok"], f"the book is sound: {report}")
