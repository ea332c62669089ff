"""Webhooks from end to end: a receiver of the standard library verifies what comes, answers badly,
is redirected, is gone; the service is killed meanwhile; nothing is lost and nothing is told that a
key does not see."""
import base64
import contextlib
import datetime
import hashlib
import hmac
import http.client
import http.server
import io
import json
import os
import signal
import sys
import threading
import time
import urllib.request

from client import Folder, check, county, equal, finish, program, source, source_bytes
from harness import roster_canaries, run_json

sys.path.insert(0, source("docs", "examples"))
import webhook_receiver

HANGING = 10
GRACE = 5
PATIENCE = 30
OPEN = b"".join(b'{"op":"open","account":"%s","normal":"debit","currency":"CNY"}\n' % name
                for name in (b"t:cash", b"t:capital"))
POST = (b'{"op":"post","key":"line","postings":[{"debit":"t:cash","credit":"t:capital",'
        b'"amount":"1.00"}]}\n')
DELAYS = (5, 300, 1800, 7200, 18000, 36000, 21600)


class Receiver:
    """Answers 200, or what a path has been told to answer; keeps what it has got."""

    def __init__(self):
        self.got, self.plans, self.lock = [], {}, threading.Lock()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                path = self.path.split("?")[0]
                with receiver.lock:
                    plan = receiver.plans.get(path)
                    status = plan.pop(0) if plan else 200
                    receiver.got.append((path, dict(self.headers.items()), body, status))
                if status == "hang":
                    time.sleep(HANGING)
                    status = 200
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path, query=""):
        return f"http://127.0.0.1:{self.port}{path}{query}"

    def at(self, path):
        with self.lock:
            return [(headers, body) for where, headers, body, _ in self.got if where == path]

    def events(self, path):
        return [json.loads(body) for _, body in self.at(path)]

    def entries(self, path):
        return [event["data"].get("entry") for event in self.events(path)]

    def ids(self, path):
        return [headers["webhook-id"] for headers, _ in self.at(path)]


def until(found, sentence):
    """Waits until the function's answer is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found():
            return True
        time.sleep(0.05)
    return check(False, sentence)


def move(service, seconds):
    """Sets the clock of the book forward."""
    when = datetime.datetime.fromisoformat(service.now) + datetime.timedelta(seconds=seconds)
    service.now = when.isoformat()
    equal(service.get("zhao.regulator", "/v1/me").status, 200, "the clock moves")


def make(service, who, url, **more):
    answer = service.post(who, "/v1/webhooks", {"url": url, **more})
    equal(answer.status, 201, f"a webhook to {url}: {answer.bytes}")
    check(answer.json["secret"].startswith("whsec_"), "its secret is shown")
    return answer.json["webhook"], answer.json["secret"]


def show(service, who, webhook):
    return service.get(who, "/v1/webhooks/" + webhook).json


def head(service):
    return service.get("zhao.regulator", "/v1/audit/head").json["entry"]


def caught_up(service, receiver):
    last = head(service)
    until(lambda: last in receiver.entries("/whole"), "all that has happened was told")


def pay(service):
    """Somebody's posting: an event of no contract. Its entry."""
    answer = service.post("li.clerk", "/v1/ledger/entries", POST)
    equal(answer.status, 201, f"posted: {answer.bytes}")
    return answer.json["entry"]


def verify_all(receiver, path, secrets):
    for headers, body in receiver.at(path):
        lower = {name.lower(): value for name, value in headers.items()}
        now = int(lower["webhook-timestamp"])
        check(any(webhook_receiver.verified(secret, lower, body, now) for secret in secrets),
              f"{path}: the signature of {body!r}")
        check(not webhook_receiver.verified(secrets[0], lower, body + b" ", now), "of this body only")
        check(not webhook_receiver.verified(secrets[0], lower, body, now + 301), "not for ever")


def refuses_targets(service, receiver):
    for url, code in (("https://10.0.0.1/", "webhook.url-inside"),
                      ("https://169.254.169.254/latest", "webhook.url-inside"),
                      ("https://[::1]/", "webhook.url-inside"),
                      ("https://[::ffff:10.0.0.1]/", "webhook.url-inside"),
                      ("http://192.0.2.1/", "webhook.url-inside"),
                      ("https://example.org:22/", "webhook.url-port"),
                      ("https://2130706433/", "webhook.url-malformed"),
                      ("https://a@example.org/", "webhook.url-malformed"),
                      ("gopher://example.org/", "webhook.url-malformed")):
        service.refused(service.post("zhao.regulator", "/v1/webhooks", {"url": url}), 422, code, url)
    url = receiver.url("/never")
    for more, code in (({"kinds": ["Payroll Approve"]}, "webhook.kind"),
                       ({"kinds": ["payroll-approve"]}, "webhook.kind"),
                       ({"description": "x" * 257}, "webhook.description")):
        service.refused(service.post("zhao.regulator", "/v1/webhooks", {"url": url, **more}), 422,
                        code, code)
    kinds = service.get("li.clerk", "/v1/event-kinds").json["kinds"]
    check("payroll.approve" in kinds and "post" in kinds, "the kinds that there are")
    service.refused(service.get("li.clerk", "/v1/webhooks/W0001"), 404, "webhook.unknown",
                    "one that is not there")


def tries_again(service, receiver, webhook):
    """A 500, then nothing until its time has come; what follows waits, and order is kept."""
    caught_up(service, receiver)
    receiver.plans["/whole"] = [500]
    first = pay(service)
    until(lambda: first in receiver.entries("/whole"), "the event comes")
    second = pay(service)
    until(lambda: show(service, "zhao.regulator", webhook)["next_try_at"], "it will be tried again")
    shown = show(service, "zhao.regulator", webhook)
    equal((shown["pending"], shown["state"]), (first, "enabled"), "it is waited for")
    check(shown["failing_since"], "since when it fails")
    time.sleep(0.5)
    equal(receiver.entries("/whole")[-1], first, "not before its time")
    move(service, 6)
    until(lambda: second in receiver.entries("/whole"), "it is tried again, then the next comes")
    entries = receiver.entries("/whole")
    equal(entries[-3:], [first, first, second], "in the book's order")
    equal(len(set(receiver.ids("/whole")[-3:])), 2, "the id is stable over tries")
    delivery = service.get("zhao.regulator", f"/v1/webhooks/{webhook}/deliveries/{first}").json
    equal([one["status"] for one in delivery["tries"]], [500, 200], "its tries")
    equal((delivery["state"], delivery["tries"][0]["outcome"]), ("delivered", "refused"), "and state")


def narrowed(service, receiver, clerk):
    """A payroll of QH01: the clerk learns of it, who sees QH02 alone does not."""
    service.now = "2026-11-10T10:10:00+08:00"
    receiver.plans["/clerk"] = [302]
    sheet = service.post("li.clerk", "/v1/projects/QH01/payrolls",
                         source_bytes("fixtures", "county", "wages-2026-10-QH01.csv"),
                         query={"month": "2026-10", "confirmed": "true"})
    equal(sheet.status, 201, f"a payroll: {sheet.bytes}")
    entry = sheet.json["entry"]
    until(lambda: entry in receiver.entries("/clerk"), "the clerk is told")
    until(lambda: show(service, "li.clerk", clerk)["next_try_at"], "a redirect is no delivery")
    move(service, 6)
    until(lambda: receiver.entries("/clerk")[-2:] == [entry, entry], "tried again where it was sent")
    equal(receiver.at("/elsewhere"), [], "a redirect is not followed")
    event = receiver.events("/clerk")[-1]
    equal(event["data"]["contract"][:4], "QH01", "of which contract")
    equal(event["type"], sheet_kind(service, entry), "and of which kind")
    missed = service.get("li.clerk", "/v1/events", {"after": entry - 1, "limit": 1})
    equal(json.loads(missed.bytes.splitlines()[0])["entry"], entry, "the clerk asks for more of it")
    narrow = service.get("narrow", "/v1/events", {"after": entry - 1}).bytes
    check(b"QH01" not in narrow, "who sees another project alone is shown nothing of it")
    pay(service)
    until(lambda: head(service) in receiver.entries("/whole"), "who sees all has had it")
    equal(set(receiver.entries("/clerk")), {entry}, "the clerk hears of nobody else's")
    equal(receiver.at("/narrow"), [], "who sees another project hears nothing")
    equal(receiver.at("/kinds"), [], "nor who wants other kinds")


def sheet_kind(service, entry):
    told = service.get("zhao.regulator", f"/v1/audit/entries/{entry}").json
    content = told["content"]
    return dict(content)["/op"]


def whose(service, webhook):
    """Another login knows nothing of it, nor does a narrowed key of the same one."""
    for who in ("li.clerk", "narrow"):
        service.refused(service.get(who, "/v1/webhooks/" + webhook), 404, "webhook.unknown", who)
        service.refused(service.post(who, f"/v1/webhooks/{webhook}/change",
                                     {"url": "https://example.org/"}), 404, "webhook.unknown", who)
    mine = [one["webhook"] for one in service.get("narrow", "/v1/webhooks").json["webhooks"]]
    check(webhook not in mine and mine, "each lists its own")


def gone_and_back(service, receiver, webhook):
    path = "/v1/webhooks/" + webhook
    caught_up(service, receiver)
    receiver.plans["/whole"] = [410]
    entry = pay(service)
    until(lambda: show(service, "zhao.regulator", webhook)["state"] == "gone", "410 stops it")
    later = pay(service)
    time.sleep(0.4)
    equal(receiver.entries("/whole")[-1], entry, "nothing more is sent")
    equal(service.post("zhao.regulator", path + "/enable").status, 200, "enabled again")
    until(lambda: later in receiver.entries("/whole"), "it goes on where it was")
    equal(receiver.entries("/whole").count(entry), 2, "with what was refused")
    equal(service.post("zhao.regulator", path + "/disable").status, 200, "disabled")
    equal(show(service, "zhao.regulator", webhook)["state"], "disabled", "and shown so")
    service.refused(service.post("zhao.regulator", path + "/test"), 409, "webhook.wrong-state",
                    "no test of it")
    missed = pay(service)
    equal(service.post("zhao.regulator", path + "/enable").status, 200, "enabled once more")
    until(lambda: missed in receiver.entries("/whole"), "nothing was lost meanwhile")


def frees(service, receiver, webhook):
    """A replay by hand that is taken is done: nothing waits for its next try."""
    caught_up(service, receiver)
    receiver.plans["/whole"] = [500]
    first, second = pay(service), pay(service)
    until(lambda: show(service, "zhao.regulator", webhook)["next_try_at"], "the first one waits")
    path = f"/v1/webhooks/{webhook}/deliveries/{first}"
    equal(service.post("zhao.regulator", path + "/replay").status, 200, "asked for by hand")
    until(lambda: second in receiver.entries("/whole"), "the next one goes before its time")
    equal(receiver.entries("/whole").count(first), 2, "what is done is not tried again")
    until(lambda: show(service, "zhao.regulator", webhook)["pending"] is None, "and not waited for")
    equal(service.get("zhao.regulator", path).json["state"], "delivered", "its state")


def skips(service, receiver):
    """Kinds that are wanted no longer: what waited is skipped, and the queue goes on."""
    receiver.plans["/picky"] = [500] * 20
    webhook, _ = make(service, "zhao.regulator", receiver.url("/picky"), kinds=["ledger.entry"])
    path = "/v1/webhooks/" + webhook
    entry = pay(service)
    until(lambda: show(service, "zhao.regulator", webhook)["pending"] == entry, "one waits")
    until(lambda: service.get("zhao.regulator", f"{path}/deliveries/{entry}").status == 200, "tried")
    equal(service.post("zhao.regulator", path + "/change", {"kinds": ["tax.remit"]}).status, 200,
          "other kinds")
    until(lambda: show(service, "zhao.regulator", webhook)["position"] > entry, "it goes on")
    equal(service.get("zhao.regulator", f"{path}/deliveries/{entry}").json["state"], "skipped",
          "and tells so")
    equal(service.post("zhao.regulator", path + "/delete").status, 200, "deleted")


def replays(service, receiver, webhook):
    path = "/v1/webhooks/" + webhook
    entry = pay(service)
    delivery = f"{path}/deliveries/{entry}"
    until(lambda: service.get("zhao.regulator", delivery).status == 200, "delivered")
    known = dict(zip(receiver.entries("/whole"), receiver.ids("/whole")))
    again = service.post("zhao.regulator", delivery + "/replay")
    equal(again.status, 200, f"one again: {again.bytes}")
    until(lambda: receiver.entries("/whole").count(entry) == 2, "it comes again")
    service.refused(service.post("zhao.regulator", f"{path}/deliveries/999999/replay"), 404,
                    "webhook.delivery-unknown", "one that was never sent")
    service.refused(service.post("zhao.regulator", path + "/replay", {"after": 999999}), 422,
                    "webhook.entry", "beyond the book")
    before = len(receiver.at("/whole"))
    equal(service.post("zhao.regulator", path + "/replay", {"after": entry - 1}).status, 200,
          "all after an entry")
    until(lambda: entry in receiver.entries("/whole")[before:], "they come again")
    for number, identity in zip(receiver.entries("/whole"), receiver.ids("/whole")):
        equal(known.setdefault(number, identity), identity, f"the id of {number} never changes")
    page = service.get("zhao.regulator", path + "/deliveries", {"limit": 2}).json
    equal(len(page["deliveries"]), 2, "a page of deliveries")
    more = service.get("zhao.regulator", path + "/deliveries",
                       {"limit": 2, "cursor": page["next"]}).json
    check(more["deliveries"][0]["entry"] > page["deliveries"][-1]["entry"], "and the next one")


def rotates(service, receiver, webhook, old):
    path = "/v1/webhooks/" + webhook
    new = service.post("zhao.regulator", path + "/rotate").json["secret"]
    check(new != old, "another secret")
    equal(service.post("zhao.regulator", path + "/test").status, 200, "a test")
    until(lambda: any(event["type"] == "test" for event in receiver.events("/whole")), "it comes")
    until(lambda: show(service, "zhao.regulator", webhook)["last_test"], "and is shown")
    equal(show(service, "zhao.regulator", webhook)["last_test"]["state"], "delivered", "as delivered")
    headers, body = next((h, b) for h, b in receiver.at("/whole") if b'"test"' in b)
    lower = {name.lower(): value for name, value in headers.items()}
    equal(len(lower["webhook-signature"].split(" ")), 2, "both secrets sign")
    for secret in (old, new):
        check(webhook_receiver.verified(secret, lower, body, int(lower["webhook-timestamp"])),
              "each is enough")
    move(service, 24 * 3600 + 1)
    entry = pay(service)
    until(lambda: entry in receiver.entries("/whole"), "a day later")
    equal(len(receiver.at("/whole")[-1][0]["webhook-signature"].split(" ")), 1, "the new one alone")
    return new


def given_up(service, receiver, webhook):
    """Refused for a day: a dead letter; what follows goes on, and it can be had again."""
    path = "/v1/webhooks/" + webhook
    caught_up(service, receiver)
    receiver.plans["/whole"] = [503] * (len(DELAYS) + 1)
    entry = pay(service)
    later = pay(service)

    def tried(times):
        answer = service.get("zhao.regulator", f"{path}/deliveries/{entry}")
        return answer.status == 200 and len(answer.json["tries"]) == times

    for tries, delay in enumerate(DELAYS, 1):
        until(lambda n=tries: receiver.entries("/whole").count(entry) == n, f"try {tries}")
        until(lambda n=tries: tried(n), "it is noted, and when the next one is")
        move(service, delay)
    until(lambda: later in receiver.entries("/whole"), "what follows goes on")
    dead = service.get("zhao.regulator", path + "/deliveries", {"state": "dead"}).json["deliveries"]
    equal([one["entry"] for one in dead], [entry], "a dead letter")
    equal(len(dead[0]["tries"]), len(DELAYS) + 1, "with all its tries")
    equal(show(service, "zhao.regulator", webhook)["dead"], 1, "and counted")
    equal(service.post("zhao.regulator", f"{path}/deliveries/{entry}/replay").status, 200, "again")
    until(lambda: show(service, "zhao.regulator", webhook)["dead"] == 0, "it is dead no more")


def killed(service, receiver, webhook):
    """kill -9 while events go out: all come, in order, some of them twice."""
    caught_up(service, receiver)
    receiver.plans["/whole"] = [200, 200, "hang"]
    sent = [pay(service) for _ in range(6)]
    until(lambda: sent[2] in receiver.entries("/whole"), "they begin to come")
    service.process.send_signal(signal.SIGKILL)
    service.process.wait()
    check(sent[3] not in receiver.entries("/whole"), "killed in the middle")
    service.start()
    until(lambda: sent[-1] in receiver.entries("/whole"), "the last one comes")
    entries = [entry for entry in receiver.entries("/whole") if entry]
    check(set(sent) <= set(entries), "none is lost")
    tail = entries[entries.index(sent[0]):]
    equal(sorted(set(tail), key=tail.index), sorted(set(tail)), "in order")
    check(tail.count(sent[2]) > 1, "what was under way comes again")


def ends_gracefully(service, receiver):
    """A receiver that does not answer holds nobody up who wants to end."""
    caught_up(service, receiver)
    receiver.plans["/whole"] = ["hang"]
    entry = pay(service)
    until(lambda: entry in receiver.entries("/whole"), "a try is under way")
    begun = time.monotonic()
    equal(service.stop(), 0, "a graceful end")
    check(time.monotonic() - begun < GRACE, "without waiting for the answer")
    service.start()
    until(lambda: receiver.entries("/whole").count(entry) == 2, "it is tried again")


def inside_refused(service, receiver, webhook):
    """The operator allows the network no longer: it is looked at at each try."""
    caught_up(service, receiver)
    equal(service.stop(), 0, "a graceful end")
    allowed, service.options = service.options, []
    service.start()
    before = len(receiver.at("/whole"))
    entry = pay(service)
    until(lambda: show(service, "zhao.regulator", webhook)["pending"] == entry, "it is tried")
    delivery = service.get("zhao.regulator", f"/v1/webhooks/{webhook}/deliveries/{entry}").json
    equal(delivery["tries"][0]["outcome"], "target-refused", "and refused before anything is sent")
    equal(len(receiver.at("/whole")), before, "nothing came")
    service.options = allowed


def restored(service, receiver, folder, webhook):
    """A book that was put back from a backup goes on where its webhooks had come to."""
    caught_up(service, receiver)
    code, manifest = service.command("ledger", "backup", folder.at("backup"))
    check(code == 0 and manifest["webhooks"]["sha256"], f"a backup under way: {manifest}")
    lost = pay(service)
    service.replays.done.pop()  # it will not be there to be repeated
    until(lambda: lost in receiver.entries("/whole"), "told, and not in the backup")
    equal(service.stop(), 0, "a graceful end")
    for ending in ("", ".webhooks"):
        os.rename(service.data + ending, service.data + ".lost" + ending)
    os.mkdir(service.data + ".webhooks")  # what has been left there gets out of the way
    with open(service.data + ".webhooks/data.mdb", "wb"):
        pass
    code, _ = service.command("ledger", "restore", folder.at("backup"))
    equal(code, 0, "restored")
    check(os.path.exists(service.data + ".webhooks.before-restore"), "nothing is thrown away")
    before = len(receiver.got)
    service.start()
    entry = pay(service)
    equal(entry, lost, "the number is given again")
    until(lambda: len(receiver.at("/whole")) and entry in [
        json.loads(body)["data"].get("entry") for _, _, body, _ in receiver.got[before:]], "told of")
    time.sleep(0.5)
    again = [json.loads(body)["data"].get("entry") for path, _, body, _ in receiver.got[before:]
             if path == "/whole"]
    equal(again, [entry], "nothing else is sent again")
    same = [identity for number, identity in zip(receiver.entries("/whole"), receiver.ids("/whole"))
            if number == entry]
    equal(len(set(same)), 2, "it is another event, with an id of its own")
    check(show(service, "zhao.regulator", webhook)["delivered"] > 1, "what was counted is there")


class Full(webhook_receiver.Receiver):
    """The example's receiver where the event cannot be kept."""

    def keep(self, identity, event):
        raise OSError("no room")


def keeps_first():
    """The example answers only once it has kept the event: what it could not keep comes again."""
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    body = b'{"type":"test","data":{}}'
    now = str(int(time.time()))
    mac = hmac.new(b"k" * 32, f"msg_1.{now}.".encode() + body, hashlib.sha256).digest()
    headers = {"webhook-id": "msg_1", "webhook-timestamp": now,
               "webhook-signature": "v1," + base64.b64encode(mac).decode()}
    statuses = []
    for kind in (webhook_receiver.Receiver, Full):
        server = http.server.HTTPServer(("127.0.0.1", 0), type("Its", (kind,), {"secret": secret}))
        server.handle_error = lambda *_: None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = http.client.HTTPConnection("127.0.0.1", server.server_address[1])
        with contextlib.redirect_stdout(io.StringIO()) as kept:
            try:
                asked.request("POST", "/", body, headers)
                statuses.append(asked.getresponse().status)
                check("test" in kept.getvalue(), "what is answered has been kept")
            except http.client.HTTPException:
                statuses.append(None)
        server.shutdown()
    equal(statuses, [204, None], "2xx once it is kept, and not before")


def tells_nothing(service, receiver, secrets):
    bodies = b"".join(body for _, _, body, _ in receiver.got).decode()
    log = "".join(service.lines)
    folder = service.data + ".webhooks"
    kept = b"".join(open(os.path.join(folder, name), "rb").read() for name in os.listdir(folder))
    with open(os.path.join(service.data, "data.mdb"), "rb") as file:
        kept += file.read()
    for canary in roster_canaries():
        check(canary not in bodies and canary not in log, "no personal data in events or log")
    check("张" not in bodies and "name" not in bodies, "nor names")
    for secret in secrets:
        check(secret not in log and secret.encode() not in kept, "no secret in log or files")
    check("token=hush" not in log and b"token=hush" not in kept, "no query in log or files")
    tries = [json.loads(line) for line in service.lines if '"webhook"' in line]
    check(tries and all({"outcome", "host", "us"} <= set(one) for one in tries), "a line a try")


def changed(service, receiver, webhook):
    path = "/v1/webhooks/" + webhook
    service.refused(service.post("li.clerk", path + "/change", {"url": "https://10.1.1.1/"}), 422,
                    "webhook.url-inside", "changed to an inside address")
    equal(service.post("li.clerk", path + "/change",
                       {"url": receiver.url("/moved"), "description": "ERP"}).status, 200, "moved")
    shown = show(service, "li.clerk", webhook)
    equal((shown["url"], shown["description"]), (receiver.url("/moved"), "ERP"), "and shown")
    equal(service.post("li.clerk", path + "/replay", {"after": 0}).status, 200, "from the beginning")
    until(lambda: receiver.at("/moved"), "it goes to the new address")
    check(set(receiver.entries("/moved")) <= set(receiver.entries("/clerk")) | {
        one for one in receiver.entries("/moved") if one < 60}, "with what it sees")
    for one in receiver.events("/moved"):
        equal(one["data"]["contract"][:4], "QH01", "its own contract's")
    equal(service.post("li.clerk", path + "/delete").status, 200, "deleted")
    service.refused(service.get("li.clerk", path), 404, "webhook.unknown", "it is gone")


def main():
    keeps_first()
    receiver = Receiver()
    with Folder() as folder:
        service = county(folder, ["zhao.regulator", "li.clerk"])
        staff = source("fixtures", "service", "staff.toml")
        equal(service.command("load", staff, actor="zhao.regulator")[0], 0, "more staff")
        service.make_key("jia.admin")
        service.make_key("zhao.regulator", "narrow", ("--project", "QH02"))
        code, told = run_json("serve", "--webhook-networks", "10.0.0.0/40", "--data", service.data)
        equal((code, told["error"]["code"]), (2, "usage.network"), "what is no network")
        service.options = ["--webhook-networks", "127.0.0.0/8"]
        with service:
            refuses_targets(service, receiver)
            whole, secret = make(service, "zhao.regulator", receiver.url("/whole", "?token=hush"),
                                 description="all")
            narrow, _ = make(service, "narrow", receiver.url("/narrow"))
            make(service, "zhao.regulator", receiver.url("/kinds"), kinds=["deposit.assess"])
            clerk, clerk_secret = make(service, "li.clerk", receiver.url("/clerk"))
            check(narrow, "a narrowed key has its own")
            equal(service.post("li.clerk", "/v1/ledger/entries", OPEN).status, 201, "opened")
            tries_again(service, receiver, whole)
            narrowed(service, receiver, clerk)
            whose(service, whole)
            gone_and_back(service, receiver, whole)
            frees(service, receiver, whole)
            skips(service, receiver)
            replays(service, receiver, whole)
            new = rotates(service, receiver, whole, secret)
            given_up(service, receiver, whole)
            killed(service, receiver, whole)
            verify_all(receiver, "/whole", [secret, new])
            verify_all(receiver, "/clerk", [clerk_secret])
            changed(service, receiver, clerk)
            counted = service.get("jia.admin", "/metrics").bytes.decode()
            check('anxin_webhook_tries_total{outcome="delivered"}' in counted
                  and "anxin_webhook_lag_entries" in counted, "what is counted")
            ends_gracefully(service, receiver)
            inside_refused(service, receiver, whole)
            equal(service.stop(), 0, "a graceful end")
            service.start()
            move(service, 6)
            restored(service, receiver, folder, whole)
            tells_nothing(service, receiver, [secret, new, clerk_secret])
    finish(f"webhooks: {len(receiver.got)} requests, verified, none lost")


main()
