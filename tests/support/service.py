"""A running service for the scripts of tests/http: the county's book, a key for each role, requests.

Needs harness.py beside it and the same two arguments of the script.
"""
import http.client
import json
import os
import re
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


# Where examples of answers are written, one file an operation (tests/tools/record_examples.py).
EXAMPLES = os.environ.get("ANXIN_RECORD_EXAMPLES")
# Every operation that a script has seen succeed is noted here, for the test of the description.
SEEN = os.environ.get("ANXIN_SEEN_OPERATIONS")


class Operations:
    """The service's own description, to tell which operation a request was."""

    def __init__(self, document):
        self.patterns = []
        self.paths = {}  # by operationId
        for path, methods in document["paths"].items():
            pattern = re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path) + "$")
            for method, operation in methods.items():
                self.patterns.append((method.upper(), "{" in path, pattern, operation))
                self.paths[operation["operationId"]] = path

    def named(self, method, path):
        plain = path.split("?")[0]
        fits = [one for one in self.patterns if one[0] == method and one[2].match(plain)]
        return min(fits, key=lambda one: one[1])[3] if fits else None


def shortened(value):
    """The first two of every list, and of an object with very many members: it is to be read."""
    if isinstance(value, list):
        return [shortened(one) for one in value[:2]]
    if isinstance(value, dict):
        names = list(value)[:2] if len(value) > 60 else list(value)
        return {name: shortened(value[name]) for name in names}
    return value


def note(operations, method, path, answer):
    """Keeps an answer that succeeded as the example of its operation."""
    operation = operations.named(method, path)
    if operation is None or answer.status >= 300:
        return
    if SEEN:
        with open(SEEN, "a", encoding="utf-8") as file:
            file.write(operation["operationId"] + "\n")
    if EXAMPLES:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        kind = headers["content-type"].split(";")[0]
        if kind == "application/json":
            body = shortened(answer.json)
            if isinstance(body, dict) and "replayed" in body:
                body["replayed"] = False
        else:
            body = answer.bytes.decode("utf-8", "replace")[:400]
        target = os.path.join(EXAMPLES, operation["operationId"] + ".json")
        if not os.path.exists(target):
            with open(target, "w", encoding="utf-8") as file:
                json.dump({"type": kind, "body": body}, file, ensure_ascii=False)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.bytes = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """Of a problem; None of an answer."""
        return self.json.get("code") if self.status >= 400 else None


class Connection:
    """One kept-alive connection of somebody with a key."""

    def __init__(self, port, key=None, operations=None):
        self.key, self.operations = key, operations
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
        answer = Answer(got.status, got.headers, got.read())
        if self.operations:
            note(self.operations, method, path, answer)
        return answer

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
        self.operations = None
        if EXAMPLES or SEEN:
            self.operations = Operations(Connection(self.port).get("/openapi.json").json)
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
        return Connection(self.port, key, self.operations)


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
