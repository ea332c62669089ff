"""Changes asked again, in every way in which callers repeat themselves (reliability.md, row 7).

Each operation of the description that changes something is asked by a script's first successful
request of it
  at once   by four callers in the same moment, with the same Idempotency-Key,
  in turn   as every other change of the script is too,
  killed    after the service was killed and started again over the same book; a few of them also
            while they are under way,
  changed   with other content under the same key: each of its fields, and another request's key.
What is answered is the first answer, and the head of the book stands where the first answer left it.
tests/http/openapi.py misses an operation that no script has put through all of this.
"""
import datetime
import http.client
import json
import os
import random
import threading
import urllib.parse

from harness import check, equal

CALLERS = 4
WAYS = ("at once", "in turn", "killed", "changed")
# Killed while under way, by script: each costs a start. ANXIN_KILLS=1000 kills under every operation.
KILLS = int(os.environ.get("ANXIN_KILLS", "2"))
# Members that only the first answer shows.
SHOWN_ONCE = {"create-key": ("key",), "create-webhook": ("secret",),
              "rotate-webhook-secret": ("secret",)}

# What several fields of a request are in the books: another operation, a payee, a worker's changes.
TOGETHER = ("/op", "/payee", "/values")


def said(operation, answer):
    """What must be the same each time."""
    if not isinstance(answer.json, dict) or not answer.json:
        return answer.status, answer.bytes
    hidden = ("replayed", "request_id", *SHOWN_ONCE.get(operation["operationId"], ()))
    return answer.status, {name: value for name, value in answer.json.items() if name not in hidden}


class Asked:
    """One change: what was sent, and what came back first."""

    def __init__(self, operation, method, target, body, headers):
        self.operation = operation
        self.method, self.target, self.body, self.headers = method, target, body, headers
        self.answer = None

    @property
    def name(self):
        return self.operation["operationId"]

    @property
    def login(self):
        return self.headers.get("Authorization")

    @property
    def content(self):
        return self.method, self.target, self.body

    def under(self, key):
        return {**self.headers, "Idempotency-Key": key}

    def later(self):
        """As it is asked when the clock has gone on."""
        return {name: value for name, value in self.headers.items() if name != "Anxin-Now"}


class Replays:
    """Of one script. `service` has port, keys, send(), stop() and launch()."""

    def __init__(self, service):
        self.service = service
        self.done = []  # changes that succeeded, in order, one an Idempotency-Key
        self.ways = {}  # by operation
        self.kills = 0
        self.chance = random.Random(20261101)

    # ---- the first time --------------------------------------------------------------------------

    def ask(self, operation, method, target, body, headers):
        changes = operation and operation["x-effect"] == "changes"
        if not changes or headers.get("Anxin-Dry-Run"):
            return self.service.send(method, target, body, headers)
        asked = Asked(operation, method, target, body, headers)
        if "at once" in self.ways.get(asked.name, ()):
            asked.answer = self.service.send(method, target, body, headers)
            self.in_turn(asked)
        else:
            self.kill_under_way(asked)
            before = self.head()
            self.at_once(asked, before)
            if asked.answer.status < 300:
                self.by_all_means(asked)
        return asked.answer

    def by_all_means(self, asked):
        left = self.head()
        self.in_turn(asked)
        self.changed(asked)
        equal(self.head(), left, f"{asked.name}: repeating it books nothing")

    def at_once(self, asked, before):
        answers = [None] * CALLERS
        start = threading.Barrier(CALLERS)

        def call(number):
            connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=60)
            connection.connect()
            start.wait()
            answers[number] = self.service.send(*asked.content, asked.headers, connection)

        run_all([threading.Thread(target=call, args=(number,)) for number in range(CALLERS)])
        first = [one for one in answers if not one.headers.get("idempotency-replayed")]
        asked.answer = (first or answers)[0]
        for one in answers:
            equal(said(asked.operation, one), said(asked.operation, asked.answer),
                  f"{asked.name}: asked at once, all are told the same")
        if asked.answer.status >= 300:
            return
        entry = asked.answer.json.get("entry")
        if entry:
            check(len(first) <= 1, f"{asked.name}: one of those who ask at once is the first")
            equal(self.head(), max(before, entry), f"{asked.name}: asked at once it is booked once")
        self.note(asked, "at once")

    def kill_under_way(self, asked):
        """The request is sent and the service killed: whether it was booked, nobody knows."""
        if asked.name in SHOWN_ONCE or self.kills >= KILLS or len(self.done) % 3 != 1:
            return
        self.kills += 1
        caller = threading.Thread(target=self.send_unheard, args=(asked,))
        caller.start()
        caller.join(self.chance.uniform(0.0, 0.008))
        self.restart()
        caller.join()

    def send_unheard(self, asked):
        try:
            self.service.send(*asked.content, asked.headers)
        except (OSError, http.client.HTTPException):
            pass

    # ---- again -----------------------------------------------------------------------------------

    def in_turn(self, asked):
        """Every change that a script makes is asked again: answered as before, and booked once."""
        if asked.answer.status >= 300:
            return
        keys = {one.headers["Idempotency-Key"] for one in self.done if one.login == asked.login}
        if asked.headers["Idempotency-Key"] in keys:
            return  # the script itself repeats
        again = self.service.send(*asked.content, asked.headers)
        self.same_as_before(asked, again)
        self.note(asked, "in turn")
        self.done.append(asked)

    def same_as_before(self, asked, again):
        equal(said(asked.operation, again), said(asked.operation, asked.answer),
              f"{asked.name} is answered as before")
        if "entry" in asked.answer.json:
            equal(again.headers.get("idempotency-replayed"), "true", f"{asked.name} is replayed")

    def after_a_kill(self):
        """The service is killed; then everything is asked once more, and under others' keys."""
        if not self.done:
            return
        head = self.head()
        self.restart()
        revoked = any(one.name == "revoke-key" for one in self.done)
        for asked in self.done:
            again = self.service.send(*asked.content, asked.later())
            if revoked and again.status == 401:
                continue  # its key was taken back by then
            self.same_as_before(asked, again)
            self.note(asked, "killed")
        for asked in self.done:
            self.under_another_key(asked)
        equal(self.head(), head, "after a kill, repeating everything books nothing")

    # ---- changed content -------------------------------------------------------------------------

    def under_another_key(self, asked):
        """Another request of the same login, best of the same operation, has had the key."""
        others = [one for one in self.done
                  if one.login == asked.login and one.content != asked.content]
        others.sort(key=lambda one: one.name != asked.name)
        for other in others[:1]:
            key = other.headers["Idempotency-Key"]
            told = self.service.send(*asked.content, {**asked.later(), "Idempotency-Key": key})
            if told.status == 401:
                return
            self.is_refused(asked, told, f"under the key of {other.name}")
        if not others:
            self.under_its_own_key(asked)

    def under_its_own_key(self, asked):
        """The login has asked nothing else: the description's examples of what it may ask, until one
        of them is far enough to be compared."""
        me = self.service.send("GET", "/v1/me", None, {"Authorization": asked.login})
        for path, body in self.examples(me.json.get("role")):
            told = self.service.send("POST", path, body, asked.later())
            self.is_refused(asked, told, f"and then {path} under its key")
            if told.code == "ledger.key-reused":
                return

    def examples(self, role):
        """(path, body) of changes of a contract that the role may ask for, with every example."""
        projects = {one.target.split("/")[3] for one in self.done
                    if one.target.startswith("/v1/projects/")}
        for _, _, _, operation in self.service.operations.patterns:
            path = self.service.operations.paths[operation["operationId"]]
            content = operation.get("requestBody", {}).get("content", {})
            if (operation["x-effect"] == "changes" and role in operation["x-roles"]
                    and path.count("{") == path.count("{project}") == 1
                    and "application/json" in content):
                body = json.dumps(content["application/json"]["example"]).encode()
                for project in sorted(projects):
                    yield path.replace("{project}", project), body

    def changed(self, asked):
        for what, method, target, body in variants(asked):
            told = self.service.send(method, target, body, asked.headers)
            if what == "file" and said(asked.operation, told) == said(asked.operation, asked.answer):
                # What is read of it is the same: a line at its end says nothing.
                told = self.service.send(method, target, without_last_line(body), asked.headers)
            self.is_refused(asked, told, f"with another {what}")
            if told.code == "ledger.key-reused" and what != "file":
                places = (f"/{what}", f"?{what}", f"anxin-{what}", *TOGETHER)
                check(told.json["field"] in places,
                      f"{asked.name} with another {what} names it, not {told.json['field']}")

    def is_refused(self, asked, told, how):
        check(400 <= told.status < 500, f"{asked.name} {how} is refused: {told.status} {told.bytes[:300]!r}")
        if told.code == "ledger.key-reused":
            check(told.status == 422 and told.json.get("field"), f"{asked.name} {how}: {told.bytes!r}")
            self.note(asked, "changed")

    # ---- the book --------------------------------------------------------------------------------

    def head(self):
        """Of the book, by whoever may see it; 0 where nobody of this script may."""
        for key in self.service.keys.values():
            answer = self.service.send("GET", "/v1/audit/head", None, {"Authorization": "Bearer " + key})
            if answer.status == 200:
                return answer.json["entry"]
        return 0

    def restart(self):
        self.service.kill()
        self.service.launch()

    def note(self, asked, way):
        self.ways.setdefault(asked.name, set()).add(way)

    def keep(self, folder):
        """Writes what each operation went through, beside its example."""
        for name, ways in self.ways.items():
            path = os.path.join(folder, name + ".ways")
            with open(path, "a", encoding="utf-8") as file:
                file.write("".join(way + "\n" for way in sorted(ways)))


def run_all(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# ---- other content ---------------------------------------------------------------------------------

def other_date(text):
    return (datetime.date.fromisoformat(text) + datetime.timedelta(1)).isoformat()


def other_month(text):
    year, month = text.split("-")
    return f"{int(year) + 1}-{month}"


def other_amount(text):
    fen = int(text.replace(".", "")) + 1
    return f"{fen // 100}.{fen % 100:02}"


def other_value(value, schema):
    """A value of the same kind that is not the same."""
    if "enum" in schema:
        return next(word for word in schema["enum"] if word != value)
    if isinstance(value, dict):
        return {**value, "amount": other_amount(value["amount"])}
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        words = schema.get("items", {}).get("enum", ["other"])
        others = [word for word in words if word not in value]
        return value[:-1] if len(value) > 1 else [*value, others[0]]
    if schema.get("format") == "date":
        return other_date(value)
    if "[0-9]{4}-[0-9]{2}" in schema.get("pattern", ""):
        return other_month(value)
    return value + "1"


def other_query(query, name, schemas):
    changed = dict(query)
    kind = schemas.get(name, {})
    if kind.get("type") == "boolean":
        changed[name] = "false" if changed[name] == "true" else "true"
    elif kind.get("type") == "integer":
        changed[name] = str(int(changed[name]) + 1)
    else:
        changed[name] = other_value(changed[name], kind)
    return changed


def other_bytes(body):
    """Another file: for lines and records an amount is another one, a table has one line more."""
    if body.startswith(b"AXB1"):
        return body[:-8] + bytes([body[-8] ^ 1]) + body[-7:]
    at = body.rfind(b'"amount":"')
    if body.startswith(b'{"op"') and at >= 0:
        return body[:at + 10] + b"1" + body[at + 10:]
    if body.startswith(b'{"op"'):
        return body.replace(b'"t:', b'"t:other-')
    return body + b"\n"


def without_last_line(body):
    return body.rstrip().rsplit(b"\n", 1)[0]


def variants(asked):
    """(what, method, target, body): each field that was given has another value, the others not."""
    path, _, text = asked.target.partition("?")
    query = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
    schemas = {one["name"]: one["schema"] for one in asked.operation["parameters"]}
    for name in query:
        other = urllib.parse.urlencode(other_query(query, name, schemas))
        yield name, asked.method, path + "?" + other, asked.body
    content = asked.operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        members = json.loads(asked.body or b"{}")
        fields = content["application/json"]["schema"]["properties"]
        for name, value in members.items():
            other = json.dumps({**members, name: other_value(value, fields[name])}).encode()
            yield name, asked.method, asked.target, other
    elif content and asked.body:
        yield "file", asked.method, asked.target, other_bytes(asked.body)
