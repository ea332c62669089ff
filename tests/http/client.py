"""What the scripts of tests/http share: books with a service on a free port, and asking it.

Every script takes the program's path and the source folder as its arguments, as those of tests/cli.
"""
import http.client
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import (SECOND_REGULATOR, Folder, check, equal, finish, make_demo, program, run_json,
                     source)
from replay import Replays
from service import EXAMPLES, Operations, note

__all__ = ["FIXTURES", "REGION", "Answer", "Folder", "Service", "check", "county", "demo", "equal", "finish", "load",
           "money", "owe_wages", "source", "source_bytes"]

FIXTURES = ("fixtures", "county")
REGION = "360799"


def money(amount):
    """An amount as the service writes it."""
    return amount if isinstance(amount, dict) else {"amount": amount, "currency": "CNY"}


def source_bytes(*parts):
    with open(source(*parts), "rb") as file:
        return file.read()


def members(pairs):
    """An object's members: one given twice would hide the other."""
    names = [name for name, _ in pairs]
    equal(len(set(names)), len(names), f"no member is given twice: {names}")
    return dict(pairs)


class Answer:
    """What came back: status, headers by lower-case name, bytes, and JSON where it is some."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()
        kind = self.headers.get("content-type", "")
        is_json = "json" in kind and "ndjson" not in kind
        self.json = json.loads(self.bytes, object_pairs_hook=members) if is_json and self.bytes else {}

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
        self.operations = None
        self.replays = Replays(self)
        self.options = []  # of serve, besides its own
        self.lines = []    # of its log

    def command(self, *words, actor=None):
        who = ["--actor", actor] if actor else []
        return run_json(*words, *who, "--now", self.now, "--data", self.data)

    def make_key(self, login, name="", scope=()):
        code, made = run_json("key", "create", "--login", login, *scope, "--data", self.data)
        check(code == 0 and made.get("key"), f"a key for {login}: {made}")
        self.keys[name or login] = made.get("key", "")

    def launch(self):
        self.process = subprocess.Popen(
            [program(), "serve", "--listen", "127.0.0.1:0", "--rate", "0", "--data", self.data,
             *self.options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        first = json.loads(self.process.stdout.readline())
        self.port = int(first["listening"].rsplit(":", 1)[1])
        # A full pipe would hold up every answer.
        self.reader = threading.Thread(target=self.lines.extend, args=(self.process.stdout,),
                                       daemon=True)
        self.reader.start()

    def start(self):
        self.launch()
        self.operations = Operations(self.send("GET", "/openapi.json", None, {}).json)
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def stop(self):
        self.process.terminate()
        self.reader.join()
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
        operation = self.operations.named(method, path)
        answer = self.replays.ask(operation, method, target, body, given)
        note(self.operations, method, path, answer)
        return answer

    def send(self, method, target, body, headers, connection=None):
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=headers)
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

    def __exit__(self, failure, *_):
        if failure is None:
            self.replays.after_a_kill()
        if EXAMPLES:
            self.replays.keep(EXAMPLES)
        equal(self.stop(), 0, "the service stops when asked to")


def load(service, folder, text):
    """Master data written as a file and loaded: before the service starts."""
    path = folder.at("more.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    code, told = service.command("load", path, actor="zhao.regulator")
    equal(code, 0, f"load {text}: {told}")


def place_county(folder, region):
    """The invented county's files as those of another region; the folder they lie in."""
    place = shutil.copytree(source(*FIXTURES), folder.at("county"))
    path = os.path.join(place, "county.toml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(REGION, region))
    return place


def county(folder, logins, region=REGION):
    """The invented county's books with a second regulator, and keys for the logins."""
    service = Service(folder)
    code, _ = run_json("init", "--region", region, "--simulated-clock", "--now", service.now,
                       "--data", service.data)
    equal(code, 0, "init")
    place = source(*FIXTURES) if region == REGION else place_county(folder, region)
    code, told = service.command("load", place, actor="zhao.regulator")
    equal(code, 0, f"load {place}: {told}")
    load(service, folder, SECOND_REGULATOR)
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


def owe_wages(service):
    """October's wages of QH01 accrue, and fall due without being paid. The lines' ids."""
    service.now = "2026-11-10T10:10:00+08:00"
    sheet = service.post("li.clerk", "/v1/projects/QH01/payrolls",
                         source_bytes(*FIXTURES, "wages-2026-10-QH01.csv"),
                         query={"month": "2026-10", "confirmed": "true"})
    equal(sheet.status, 201, f"a payroll: {sheet.bytes}")
    path = "/v1/payrolls/" + sheet.json["batch"]
    equal(service.post("zhang.manager", path + "/approve").status, 200, "approved")
    service.now = "2026-12-20T10:00:00+08:00"
    return [line["id"] for line in service.get("li.clerk", path).json["items"]]
