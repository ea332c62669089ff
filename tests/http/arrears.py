"""Arrears and attachments over the network: papers by two persons, what is suspected, courts."""
from client import Folder, check, county, equal, finish, money, source_bytes

LOGINS = ("li.clerk", "zhang.manager", "chen.clerk", "zhao.regulator", "qian.regulator", "bank.ccb",
          "bank.icbc")
PAPERS = "/v1/projects/QH01/arrears-papers"
ASKED = {"kind": "decision", "document": "人社监理〔2026〕21号", "on": "2026-12-18"}


def table():
    """Wages of the first worker of the roster for two months that had no payroll."""
    rows = source_bytes("fixtures", "county", "roster-QH01.csv").decode("utf-8-sig").splitlines()
    captions = rows[0].split(",")
    first = dict(zip(captions, rows[1].split(",")))
    name = next(first[one] for one in captions if "姓名" in one)
    number = next(first[one] for one in captions if "身份证" in one)
    return f"姓名,身份证号,工资月份,拖欠金额\n{name},{number},2026-08~2026-09,12000.00\n"


def establish(service):
    bad = service.post("zhao.regulator", PAPERS, "甲,乙\n1,2\n".encode(), query=ASKED)
    service.refused(bad, 422, "arrears.table-refused", "a table without its columns")
    check(bad.json["findings"], "with what is wrong with it")
    checked = service.post("zhao.regulator", PAPERS + "/check", table().encode(), query=ASKED)
    equal((checked.status, checked.json.get("accepted")), (200, True), f"a check: {checked.bytes}")
    service.refused(service.post("li.clerk", PAPERS, table().encode(), query=ASKED), 403,
                    "access.not-permitted", "a clerk establishes nothing")
    made = service.post("zhao.regulator", PAPERS, table().encode(), query=ASKED, key="paper-1")
    equal(made.status, 201, f"established: {made.bytes}")
    again = service.post("zhao.regulator", PAPERS, table().encode(), query=ASKED, key="paper-1")
    equal(again.headers.get("idempotency-replayed"), "true", "a retry proposes nothing")
    path = "/v1/arrears-papers/" + made.json["paper"]
    service.refused(service.post("zhao.regulator", path + "/approve"), 403, "access.same-person",
                    "nobody approves what they proposed")
    approved = service.post("qian.regulator", path + "/approve")
    equal(approved.status, 200, f"approved: {approved.bytes}")
    service.refused(service.post("zhao.regulator", path + "/withdraw"), 409,
                    "arrears.paper-state", "what is booked is not taken back")
    shown = service.get("li.clerk", path)
    equal((shown.status, shown.json.get("state")), (200, "approved"), f"shown: {shown.bytes}")
    service.refused(service.get("chen.clerk", path), 404, "arrears.paper-unknown",
                    "another contractor's paper is as unknown as none")
    return shown.json["items"][0]["line"]


def reduce(service, line):
    path = f"/v1/payroll-lines/{line}/reduce"
    asked = {"amount": money("100.00"), "kind": "worker-confirmed", "document": "QR1"}
    made = service.post("li.clerk", path, asked)
    equal(made.status, 201, f"reduced: {made.bytes}")
    service.refused(service.post("li.clerk", "/v1/payroll-lines/QH01-X/reduce", asked), 404,
                    "payments.line-unknown", "no such line")
    service.refused(service.post("zhang.manager",
                                 f"/v1/arrears-papers/{made.json['paper']}/approve"),
                    403, "access.not-permitted", "a contractor approves no reduction")
    withdraw(service, made.json["paper"])
    listed = service.get("zhang.manager", PAPERS)
    equal([one["state"] for one in listed.json["papers"]], ["approved", "withdrawn"], "both papers")


def withdraw(service, paper):
    path = f"/v1/arrears-papers/{paper}/withdraw"
    service.refused(service.post("chen.clerk", path), 404, "arrears.paper-unknown",
                    "another contractor takes back nothing of it")
    taken = service.post("li.clerk", path)
    equal((taken.status, taken.json.get("state")), (200, "withdrawn"), f"taken back: {taken.bytes}")
    service.refused(service.post("li.clerk", path), 409, "arrears.paper-state", "once")


def suspected(service):
    found = service.get("zhao.regulator", "/v1/regions/360799/suspected-arrears")
    equal(found.status, 200, f"suspected: {found.bytes}")
    check(any(one["contract"] == "QH01" for one in found.json["contracts"]), "wages are overdue")
    service.refused(service.get("li.clerk", "/v1/regions/360799/suspected-arrears"), 403,
                    "access.not-permitted", "it is for who watches a region")


def attach(service):
    asked = {"account": "wage", "court": "青禾县人民法院", "document": "(2026)执17号",
             "amount": money("50000.00"), "purpose": "other", "on": "2026-12-18"}
    path = "/v1/projects/QH01/attachments"
    opened = service.post("bank.ccb", path, asked)
    equal(opened.status, 201, f"an attachment: {opened.bytes}")
    case = "/v1/attachments/" + opened.json["case"]
    act = {"document": "D1", "on": "2026-12-19"}
    service.refused(service.post("zhang.manager", case + "/nature", act), 403,
                    "access.not-permitted", "the bank tells the court")
    equal(service.post("bank.ccb", case + "/nature", act).status, 200, "told")
    service.refused(service.post("bank.icbc", case + "/nature", act), 404, "attachment.unknown",
                    "another bank's case")
    equal(service.post("zhang.manager", case + "/object", act).status, 200, "objected")
    decided = service.post("zhao.regulator", case + "/decide", {**act, "outcome": "rain"})
    service.refused(decided, 400, "request.fields-refused", "an outcome that is none")
    decided = service.post("zhao.regulator", case + "/decide", {**act, "outcome": "upheld"})
    equal(decided.status, 200, f"decided: {decided.bytes}")
    equal(service.post("bank.ccb", case + "/lift", act).status, 200, "lifted")
    service.refused(service.post("bank.ccb", case + "/lift", act), 409, "attachment.state",
                    "what is lifted has ended")
    shown = service.get("li.clerk", case)
    equal(len(shown.json["steps"]), 5, f"its steps: {shown.bytes}")
    equal(len(service.get("li.clerk", path).json["cases"]), 1, "listed")


def take_from_deposit(service):
    """Recorded alone: what a court takes from the deposit is booked with the deposit."""
    opened = service.post("zhao.regulator", "/v1/projects/QH01/attachments",
                          {"account": "deposit", "court": "青禾县人民法院", "on": "2026-12-18",
                           "document": "(2026)执18号", "amount": money("300.00"),
                           "purpose": "wages"})
    equal(opened.status, 201, f"an attachment of the deposit: {opened.bytes}")
    path = f"/v1/attachments/{opened.json['case']}/execute"
    act = {"document": "(2026)执18号之一", "on": "2026-12-19", "amount": money("300.00")}
    service.refused(service.post("bank.icbc", path, act), 404, "attachment.unknown",
                    "another bank's case")
    service.refused(service.post("li.clerk", path, {**act, "amount": "much"}), 400,
                    "request.fields-refused", "an amount that is none")
    taken = service.post("li.clerk", path, act)
    equal((taken.status, taken.json.get("state")), (200, "executed"), f"taken: {taken.bytes}")


def main():
    with Folder() as folder:
        service = county(folder, LOGINS)
        service.now = "2026-12-20T10:00:00+08:00"
        with service:
            reduce(service, establish(service))
            suspected(service)
            attach(service)
            take_from_deposit(service)
    finish("arrears and attachments over the network")


main()
