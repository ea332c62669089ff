"""What everybody asks of the service: who am I, where does it stand, what happened, prove it."""
import concurrent.futures
import struct
import urllib.parse

from client import Folder, check, demo, equal, finish, source, source_bytes

LOGINS = ("li.clerk", "zhang.manager", "zhao.regulator", "jia.admin", "bank.ccb")
ACCOUNT = "/v1/accounts/c:QH01:wage_bank:ccb"


def looks(service):
    for path in ("/healthz", "/readyz", "/openapi.json", "/docs", "/", "/web/app.js",
                 "/web/texts/zh.json"):
        equal(service.get("", path).status, 200, path)
    equal(service.get("li.clerk", "/v1/me").json["role"], "clerk", "who I am")
    check("contracts" in service.get("zhao.regulator", "/v1/overview").json, "the overview")
    check("anxin_" in service.get("jia.admin", "/metrics").bytes.decode(), "what is counted")
    service.refused(service.get("li.clerk", "/metrics"), 403, "access.not-permitted", "for admins")
    trial = service.get("zhao.regulator", "/v1/trial-balance").json["currencies"][0]
    equal(trial["difference"]["amount"], "0.00", "the trial balance")
    check(service.get("li.clerk", "/v1/posting-rules").json["rules"], "the posting rules")
    check(service.get("bank.ccb", "/v1/bank-profiles").json["banks"], "the banks")
    now = service.get("li.clerk", ACCOUNT).json
    then = service.get("li.clerk", ACCOUNT, {"effective": "2026-11-06"}).json
    equal(then["balance"]["amount"], "2100000.00", "a balance of a day that has passed")
    check(now["balance"] != then["balance"], "and of now")
    lines = service.get("li.clerk", ACCOUNT + "/statement", {"from": "2026-11-12"}).json["lines"]
    check(lines, "a statement")
    listed = service.get("li.clerk", "/v1/projects/QH01/accounts", {"limit": 2}).json
    more = service.get("li.clerk", "/v1/projects/QH01/accounts",
                       {"limit": 2, "cursor": listed["next"]}).json
    check(listed["accounts"][-1]["account"] < more["accounts"][0]["account"], "pages follow")
    service.refused(service.get("li.clerk", "/v1/projects/QH01/accounts", {"cursor": "zz"}), 400,
                    "request.cursor", "a cursor of somebody else")


def payrolls(service):
    table = source_bytes("fixtures", "county", "wages-2026-10-QH01.csv")
    month = {"month": "2026-11"}
    checked = service.post("li.clerk", "/v1/projects/QH01/payrolls/check", table, query=month)
    check(checked.json["rows"] > 0, "a table is checked")
    path = "/v1/projects/QH01/payrolls"
    first = service.post("li.clerk", path, table, query=month,
                         headers={"Anxin-Reason": urllib.parse.quote("复核后重报")}).json
    batch = "/v1/payrolls/" + first.get("batch", "none")
    equal(service.post("li.clerk", batch + "/confirm").status, 200, f"signed: {first}")
    service.refused(service.post("zhang.manager", batch + "/confirm"), 403, "access.not-permitted",
                    "who approves does not confirm")
    equal(service.post("li.clerk", batch + "/withdraw").status, 200, "taken back")
    service.refused(service.post("zhang.manager", batch + "/approve"), 409, "payments.batch-state",
                    "what was taken back is not approved")
    file = service.get("bank.ccb", "/v1/payroll-files/QH01-202610-01-F1")
    check(file.headers["content-disposition"].startswith("attachment"), "a bank file")


def audit(service):
    head = service.get("zhao.regulator", "/v1/audit/head").json
    proof = service.post("zhao.regulator", "/v1/audit/verify").json
    equal((proof["ok"], proof["head"]), (True, head["digest"]), "the whole book is proved")
    entry = service.get("zhao.regulator", f"/v1/audit/entries/{head['entry']}").json
    equal(entry["digest"], head["digest"], "the last entry")
    service.refused(service.get("zhao.regulator", f"/v1/audit/entries/{head['entry'] + 1}"), 404,
                    "ledger.entry-not-found", "an entry that is not there")
    for form in ("ndjson", "csv", "hledger", "ledger", "beancount"):
        exported = service.get("zhao.regulator", "/v1/audit/export", {"format": form})
        equal(exported.status, 200, form)
    service.refused(service.get("zhao.regulator", "/v1/audit/export", {"format": "pdf"}), 400,
                    "request.fields-refused", "a form that there is not")
    events = service.get("zhao.regulator", "/v1/events", {"after": 3, "limit": 2}).bytes
    equal(len(events.splitlines()), 2, "events after a number")
    own = service.get("li.clerk", "/v1/projects/QH01/events", {"after": 0, "limit": 5}).bytes
    check(b"QH02" not in own, "a project's events are its own")


def bare_ledger(service):
    opened = "".join(f'{{"op":"open","account":"{name}","normal":"debit","currency":"CNY"}}\n'
                     for name in ("t:cash", "t:capital"))
    equal(service.post("li.clerk", "/v1/ledger/entries", opened.encode()).status, 201, "opened")
    names = (b"t:cash", b"t:capital")
    body = b"AXB1" + struct.pack("<IIi", len(names), 2, -2**31)
    body += b"".join(bytes([len(name)]) + name for name in names)
    body += struct.pack("<IIq", 0, 1, 1250) + struct.pack("<IIq", 0, 1, 50)
    equal(service.post("li.clerk", "/v1/ledger/postings", body).status, 201, "postings as bytes")
    for wrong, field in ((body[:-1], "/records"), (b"AXB2" + body[4:], "/header"),
                         (body.replace(b"t:cash", b"t cash"), "/names/0")):
        refused = service.post("li.clerk", "/v1/ledger/postings", wrong)
        equal((refused.code, refused.json["field"]), ("ledger.malformed", field), field)
    told = service.post("li.clerk", "/v1/ledger/lines", b'{"op":"balance","account":"t:cash"}\n')
    check(b'"balance":"13.00"' in told.bytes, f"a line asks: {told.bytes}")
    closing = service.post("li.clerk", "/v1/ledger/lines",
                           b'{"op":"close_period","key":"c","through":"2026-10-01"}\n')
    check(b"ledger.account-reserved" in closing.bytes, f"no period is closed here: {closing.bytes}")
    dry = {"Anxin-Dry-Run": "true"}
    post = b'{"op":"post","key":"d","postings":[{"debit":"t:cash","credit":"t:capital","amount":"7.00"}]}'
    for path in ("/v1/ledger/lines", "/v1/ledger/entries"):
        told = service.post("li.clerk", path, post, headers=dry)
        check(told.status < 300 and b'"entry":0' in told.bytes, f"a dry run of {path}: {told.bytes}")
    equal(service.post("li.clerk", "/v1/ledger/postings", body, headers=dry).json["entry"], 0, "dry")
    service.refused(service.post("li.clerk", "/v1/ledger/entries", post, headers={"Anxin-Dry-Run": "1"}),
                    400, "request.dry-run", "a dry run that is not understood")
    told = service.post("li.clerk", "/v1/ledger/lines", b'{"op":"balance","account":"t:cash"}\n')
    check(b'"balance":"13.00"' in told.bytes, f"nothing was booked: {told.bytes}")
    hidden = service.post("li.clerk", "/v1/ledger/lines",
                          b'{"op":"balance","account":"c:QH02:escrow"}\n{"op":"entry","entry":1}\n')
    equal(hidden.bytes.count(b"ledger.account-not-found"), 2, "nothing of payments is seen")


def keys(service):
    made = service.post("jia.admin", "/v1/keys", {"actor": "li.clerk", "projects": ["QH01"]}).json
    service.keys["new"] = made["key"]
    equal(service.get("new", "/v1/me").json["projects"], ["QH01"], "a new key")
    listed = service.get("jia.admin", "/v1/keys").json["keys"]
    check(all("key" not in one and "axk_" not in str(one) for one in listed), "no list shows one")
    service.refused(service.post("li.clerk", "/v1/keys", {"actor": "li.clerk"}), 403,
                    "access.not-permitted", "an admin hands out keys")
    narrow = service.post("jia.admin", "/v1/keys", {"actor": "jia.admin", "projects": ["QH01"]}).json
    service.keys["narrow"] = narrow["key"]
    service.refused(service.post("narrow", "/v1/keys", {"actor": "li.clerk"}), 403,
                    "access.not-permitted", "a narrowed key makes no other")
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        asked = list(pool.map(lambda _: service.post("jia.admin", "/v1/keys", {"actor": "li.clerk"}),
                              range(6)))
    ids = [one.json["key_id"] for one in asked if one.status == 201]
    equal(len(set(ids)), len(ids), "keys made at once have an id each")
    check(all(one.code in (None, "conflict.record-changed") for one in asked), "or are to be asked again")
    equal(service.post("jia.admin", f"/v1/keys/{made['key_id']}/revoke").status, 200, "revoked")
    service.refused(service.get("new", "/v1/me"), 401, "access.key-refused", "it opens nothing more")


def worker(service):
    made = service.post("li.clerk", "/v1/projects/QH01/workers/W10001/code").json
    roster = source_bytes("fixtures", "county", "roster-QH01.csv").decode("utf-8-sig").splitlines()
    captions = roster[0].split(",")
    card = next(row.split(",")[captions.index("工资卡号")] for row in roster[1:] if "W10001" in row)
    service.refused(service.post("", "/v1/worker/views", {"code": "1", "card_end": card[-4:]}), 401,
                    "access.key-refused", "a code that is none")
    view = service.post("", "/v1/worker/views", {"code": made["code"], "card_end": card[-4:]}).json
    service.keys["worker"] = view["token"]
    wages = service.get("worker", "/v1/worker/wages").json["wages"]
    equal([one["state"] for one in wages], ["paid"], "the own wages")


def main():
    with Folder() as folder:
        service = demo(folder, ())
        code, _ = service.command("load", source("fixtures", "service"), actor="zhao.regulator")
        equal(code, 0, "further staff")
        for login in LOGINS:
            service.make_key(login)
        with service:
            for part in (looks, payrolls, audit, bare_ledger, keys, worker):
                part(service)
    finish("what everybody asks of the service")


main()
