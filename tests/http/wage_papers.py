"""Wages that do not reach the worker's own account: in cash, with a notary, to an heir. One proposes,
another one approves; and no change is made to what has changed since it was read."""
from client import (FIXTURES, REGION, Folder, check, county, equal, finish, owe_wages,
                    source_bytes)

LOGINS = ("li.clerk", "zhang.manager", "zhao.regulator", "chen.clerk", "bank.ccb")
PROJECT = "/v1/projects/QH01"
CASH = {"how": "cash", "on": "2026-12-18", "document": "收据 2026-12", "channel": "hotline",
        "confirmation": "12333-88"}
NOTARY = {"how": "notary", "on": "2026-12-18", "document": "（2026）青证字第7号",
          "office": "青禾县公证处"}
HEIR = {"kind": "heir", "name": "肖承", "account": "6217999900001073",
        "document": "（2026）青证字第8号"}


def paid_outside(service, lines):
    path = PROJECT + "/paid-outside"
    service.refused(service.post("chen.clerk", path, {**CASH, "lines": lines[:1]}), 404,
                    "payments.contract-unknown", "another contractor's lines")
    service.refused(service.post("li.clerk", path, {**CASH, "how": "barter", "lines": lines[:1]}), 400,
                    "request.fields-refused", "a way of paying that there is not")
    made = service.post("li.clerk", path, {**CASH, "lines": lines[:2]})
    equal((made.status, made.json.get("lines")), (201, 2), f"proposed: {made.bytes}")
    paper = "/v1/wage-papers/" + made.json["paper"]
    service.refused(service.post("zhang.manager", paper + "/approve"), 403, "access.not-permitted",
                    "the contractor does not accept its own cash")
    accepted = service.post("zhao.regulator", paper + "/approve")
    equal((accepted.status, accepted.json["state"]), (200, "approved"), f"accepted: {accepted.bytes}")
    service.refused(service.post("li.clerk", paper + "/withdraw"), 409, "wage-paper.state",
                    "what is booked is not taken back")
    deposited = service.post("li.clerk", path, {**NOTARY, "lines": lines[2:3]})
    equal(deposited.status, 201, f"with a notary: {deposited.bytes}")
    back = "/v1/wage-papers/" + deposited.json["paper"] + "/withdraw"
    equal(service.post("li.clerk", back).json["state"], "withdrawn", "taken back")


def payee(service, line):
    path = f"/v1/payroll-lines/{line}/payees"
    wrong = service.post("li.clerk", path, {**HEIR, "account": "6217999900001074"})
    service.refused(wrong, 422, "wage-paper.payee-invalid", "a card number that cannot be")
    check("6217999900001074" not in wrong.bytes.decode(), "it is not repeated")
    made = service.post("li.clerk", path, HEIR)
    equal(made.status, 201, f"a payee: {made.bytes}")
    paper = "/v1/wage-papers/" + made.json["paper"]
    service.refused(service.post("li.clerk", paper + "/approve"), 403, "access.not-permitted",
                    "who proposes does not approve")
    equal(service.post("zhang.manager", paper + "/approve").status, 200, "by another person")
    listed = service.get("zhao.regulator", PROJECT + "/wage-papers")
    equal([(one["what"], one["state"]) for one in listed.json["papers"]],
          [("payee", "approved"), ("outside", "approved"), ("outside", "withdrawn")], "all papers")
    for secret in (HEIR["name"], HEIR["account"]):
        check(secret not in listed.bytes.decode(), "a payee is not named")
    first = service.get("zhao.regulator", PROJECT + "/wage-papers", {"limit": 1}).json
    check(first["next"], "pages")


def versions(service, line):
    """What a change is meant for: the version that was read, or none."""
    batch = "/v1/payrolls/" + line.rsplit("-", 1)[0]
    shown = service.get("li.clerk", batch)
    tag = shown.headers["etag"]
    known = service.get("li.clerk", batch, headers={"If-None-Match": tag})
    equal((known.status, known.bytes, known.headers["etag"]), (304, b"", tag), "nothing new")
    path = f"/v1/payroll-lines/{line}/payees"
    made = service.post("li.clerk", path, HEIR)
    equal(made.status, 201, f"another payee: {made.bytes}")
    paper = "/v1/wage-papers/" + made.json["paper"] + "/withdraw"
    service.refused(service.post("li.clerk", paper, headers={"If-Match": "x"}), 400,
                    "request.if-match-no-tag", "no tag")
    for stale in ('"1"', 'W/"1"', '"1", "x"'):
        service.refused(service.post("li.clerk", paper, headers={"If-Match": stale}), 412,
                        "request.changed-since", f"not the version {stale}")
    own = {"If-Match": f'"{made.json["entry"]}"'}
    equal(service.post("li.clerk", paper, headers=own).status, 200, "the version that was read")
    overview = f"{PROJECT}/wage-account"
    weak = service.get("li.clerk", overview).headers["etag"]
    check(weak.startswith('W/"'), f"a sum has a weak tag: {weak}")
    equal(service.get("li.clerk", overview, headers={"If-None-Match": f'"z", {weak}'}).status, 304,
          "one of several")
    equal(service.get("li.clerk", overview, headers={"If-None-Match": '"z"'}).status, 200, "another")
    region = service.get("zhao.regulator", "/v1/regions/" + REGION)
    equal(service.get("zhao.regulator", "/v1/regions/" + REGION,
                      headers={"If-None-Match": region.headers["etag"]}).status, 304, "master data")


def approval_of_what_was_read(service):
    """A payroll's approval is meant for the payroll that was read."""
    service.now = "2026-11-10T10:05:00+08:00"
    sheet = service.post("li.clerk", PROJECT + "/payrolls",
                         source_bytes(*FIXTURES, "wages-2026-10-QH01.csv"), query={"month": "2026-10"})
    batch = "/v1/payrolls/" + sheet.json["batch"]
    read = service.get("zhang.manager", batch).headers["etag"]
    equal(service.post("li.clerk", batch + "/confirm").status, 200, "confirmed since")
    service.refused(service.post("zhang.manager", batch + "/approve", headers={"If-Match": read}), 412,
                    "request.changed-since", "it is not the payroll that was read")
    equal(service.post("li.clerk", batch + "/withdraw").status, 200, "taken back")


def main():
    with Folder() as folder, county(folder, LOGINS) as service:
        approval_of_what_was_read(service)
        lines = owe_wages(service)
        paid_outside(service, lines)
        payee(service, lines[3])
        versions(service, lines[4])
    finish("wages outside the account by two persons, and changes of what was read")


main()
