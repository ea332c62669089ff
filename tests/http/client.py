"""What the scripts of tests/http share: books with a service on a free port, and asking it.

Every script takes the program's path and the source folder as its arguments, as those of tests/cli.
"""
import http.client
import itertools
import json
import os
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import (SECOND_REGULATOR, Folder, check, equal, finish, make_demo, program, run_json,
                     source)

__all__ = ["Answer", "Folder", "Service", "check", "county", "demo", "equal", "finish", "money",
           "source", "source_bytes"]

FIXTURES = ("fixtures", "county")


def money(amount):
    return {"amount": amount, "currency": "CNY"}


def source_bytes(*parts):
    with open(source(*parts), "rb") as file:
        return file.read()


class Answer:
    """What came back: status, headers by lower-case name, bytes, and JSON where it is some."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()
        is_json = "json" in self.headers.get("content-type", "")
        self.json = json.loads(self.bytes) if is_json and self.bytes else {}

    @property
    def code(self):
        return self.json.get("code")


class Service:
    """Books in a folder, served. Keys are made before: a service is the books' only writer."""

    def __init__(self, folder, book="book", now="2026-11-02T09:00:00+08:00"):
        self.data = folder.at(book)
        self.now = now
        self.keys = {}  # by the name under which a key is asked with
        self.numbers = itertools.count(1)
        self.process = None
        self.port = 0

    def command(self, *words, actor=None):
        who = ["--actor", actor] if actor else []
        return run_json(*words, *who, "--now", self.now, "--data", self.data)

    def make_key(self, login, name="", scope=()):
        code, made = run_json("key", "create", "--login", login, *scope, "--data", self.data)
        check(code == 0 and made.get("key"), f"a key for {login}: {made}")
        self.keys[name or login] = made.get("key", "")

    def start(self):
        self.process = subprocess.Popen(
            [program(), "serve", "--listen", "127.0.0.1:0", "--rate", "0", "--data", self.data],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        first = json.loads(self.process.stdout.readline())
        self.port = int(first["listening"].rsplit(":", 1)[1])
        return self

    def stop(self):
        self.process.terminate()
        self.process.stdout.read()
        return self.process.wait()

    def ask(self, who, method, path, body=None, key=None, query=None, headers=None):
        """Asks with the key of that name; a POST gets an Idempotency-Key of its own."""
        given = {"Accept-Language": "en", "Anxin-Now": self.now}
        if who:
            given["Authorization"] = "Bearer " + self.keys[who]
        if method == "POST":
            given["Idempotency-Key"] = key or f"test-{next(self.numbers)}"
        given.update(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            given["Content-Type"] = "application/json"
        elif method == "POST":
            body = body or b""
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=given)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, who, path, query=None, **more):
        return self.ask(who, "GET", path, query=query, **more)

    def post(self, who, path, body=None, **more):
        return self.ask(who, "POST", path, body=body, **more)


    def refused(self, answer, status, code, sentence):
        """The answer is a problem with this status and code."""
        is_problem = answer.headers.get("content-type") == "application/problem+json"
        equal((answer.status, answer.code, is_problem), (status, code, True), sentence)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        equal(self.stop(), 0, "the service stops when asked to")


def county(folder, logins):
    """The invented county's books with a second regulator, and keys for the logins."""
    service = Service(folder)
    code, _ = run_json("init", "--region", "360799", "--simulated-clock", "--now", service.now,
                       "--data", service.data)
    equal(code, 0, "init")
    staff = folder.at("staff.toml")
    with open(staff, "w", encoding="utf-8") as file:
        file.write(SECOND_REGULATOR)
    for path in (source(*FIXTURES), staff):
        code, told = service.command("load", path, actor="zhao.regulator")
        equal(code, 0, f"load {path}: {told}")
    for login in logins:
        service.make_key(login)
    return service


def demo(folder, logins):
    """The county's books after the demo's month, and keys for the logins."""
    code, _, err = make_demo(folder)
    equal(code, 0, f"the demo: {err}")
    service = Service(folder, now="2026-11-18T23:30:00+08:00")
    for login in logins:
        service.make_key(login)
    return service
